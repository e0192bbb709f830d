"""What the tests of this folder share: what is told of a built site, and how one is broken."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plugins.model.settings import Settings
from plugins.output_check import check_output
from tests.loading import settings

SITE = settings(url="https://valid.example/sub", list_length=3)
OLD_FEEDS = ("feed/index.html", "old/rss.xml")  # copies of the feed
GATE = "posts/the-gate/index.html"
H1 = "<h1 data-pagefind-body>"  # of that page
URL = "https://valid.example/sub"
PRIVATE = {"content/posts/2020/a-draft.md": ["A draft", "Nobody knows of this yet."]}


def told(
    folder: Path, copied: Sequence[str] = (), site: Settings = SITE, **private: list[str]
) -> list[str]:
    found = check_output(folder, settings=site, private=private or PRIVATE, copied=copied)
    return [str(problem) for problem in found]


def change(folder: Path, name: str, before: str, after: str) -> None:
    """Put one text in the place of another that stands in a file."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert before in text, text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
