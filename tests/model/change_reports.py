"""A small publication, changed, and what the report says of that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.model.change.comparison import compare
from plugins.model.change.report import report
from plugins.model.change.state import State
from plugins.model.loading import read_content
from plugins.model.published.ledger import Ledger, write_ledger
from plugins.model.published.standing import updated
from plugins.model.publishing.publishable import find_publishable
from tests.loading import ANN, post, settings, write

Files = Mapping[str, str | bytes]
HEAD = "## What this change does to the site"
NOTHING = "**Nothing on the site changes.**"
BEFORE: dict[str, str | bytes] = {
    "people/ann-example.md": ANN,
    "posts/a.md": post("Old words.\n", title="First"),
    "posts/b.md": post("See [a form](../media/p.pdf).\n", title="Second", date="2015-03-01"),
    "media/p.pdf": b"%PDF-1",
}


def state(folder: Path, files: Files, site: Path | None = None, **more: Any) -> State:
    folder.mkdir(exist_ok=True)
    content = write(folder, files)
    found = find_publishable(read_content(content, settings(**more)))
    return State(content, found, found.problems, site)


def told(folder: Path, before: Files, after: Files, **more: Any) -> str:
    """The report of a change from some files to others."""
    states = state(folder / "before", before, **more), state(folder / "after", after, **more)
    return report(compare(*states), states[1].library.settings, "content")


def lines(text: str) -> list[str]:
    """What the report says, without its links and empty lines."""
    return [line for line in re.sub(r"<a [^>]*>|</a>", "", text).splitlines() if line]


def without(files: Files, *names: str) -> dict[str, str | bytes]:
    return {name: text for name, text in files.items() if name not in names}


def published(files: Files, folder: Path) -> dict[str, str | bytes]:
    """The files, with the ledger that publishing them has written."""
    folder.mkdir()
    one = state(folder, files)
    presence, today = one.library.presence, one.library.settings.today
    ledger = updated(Ledger(), presence.now, presence.old, today)
    return {**files, "published.json": write_ledger(ledger)}


FIRST = "post **First**, /posts/a/ (content/posts/a.md)"
