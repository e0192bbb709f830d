"""Files of comments, as other programs leave them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

ROWS = [
    ["Post", "ID", "Name", "Date", "Text", "Reply to", "Removed", "E-mail"],
    ["bread", "1", "Inês", "2014-02-10 14:30", 'Said "so", twice;\nand, again', "", "", "a@b"],
    ["/posts/bread/", "2", "", "10 Feb 2014", "Yes", "1", "", ""],
    ["bread", "3", "Jo", "unknown", "", "", "2014-02-11: It named a patient.", ""],
    ["", "", "", "", "", "", "", ""],
]


def saved(rows: list[list[str]], separator: str) -> str:
    """As Excel saves them."""
    text = io.StringIO(newline="")
    csv.writer(text, "excel", delimiter=separator).writerows(rows)
    return text.getvalue()


def table(content: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    """A file beside the content, with a table."""
    file = content.parent / "comments.csv"
    file.write_bytes(text.encode(encoding))
    return file


def of_talks(content: Path, *talks: Mapping[str, object]) -> Path:
    """A file beside the content, in the form that `make export-comments` writes."""
    file = content.parent / "talks.json"
    given = {"format": "practice-press-comments", "version": 1, "threads": talks}
    file.write_text(json.dumps(given), "utf-8")
    return file
