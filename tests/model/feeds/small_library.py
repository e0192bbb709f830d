"""A small library and its ledger, for tests of what its feeds hold."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.model.library import Library
from plugins.model.published.ledger import write_ledger
from plugins.model.published.standing import updated
from tests.loading import loaded, post

Files = Mapping[str, str | bytes]
FIRST_DAY = datetime.date(2026, 3, 1)
LATER = datetime.date(2026, 3, 9)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def posts(*slugs: str, **more: Any) -> dict[str, str | bytes]:
    """Posts of the days 1 January, 2 January and so on, in the order of their slugs given."""
    return {
        f"posts/{slug}.md": post(title=slug, date=f"2026-01-{number:02}", **more)
        for number, slug in enumerate(slugs, 1)
    }


def library(folder: Path, files: Files, ledger: bytes = b"", **more: Any) -> Library:
    folder.mkdir(exist_ok=True)
    more.setdefault("today", LATER)
    found = loaded(folder, {**files, **({"published.json": ledger} if ledger else {})}, **more)
    assert not [one for one in found.problems if one.path.startswith("content/posts")]
    return found


def published(folder: Path, files: Files, ledger: bytes = b"", **more: Any) -> bytes:
    """The ledger after a publication of these files, on the first day unless another is given."""
    more.setdefault("today", FIRST_DAY)
    found = library(folder, files, ledger, **more)
    lines = updated(
        found.presence.ledger,
        found.presence.now,
        found.presence.old,
        more["today"],
        found.feeds.order,
    )
    return write_ledger(lines)


def told(found: Library, name: str = "all") -> list[tuple[str, str]]:
    """The entries of a feed: of what, and on which day."""
    return [(item.of, str(item.published.date())) for item in found.feeds.holds(name)]


def slugs(found: Library, name: str = "all") -> list[str]:
    return [item.of for item in found.feeds.holds(name)]
