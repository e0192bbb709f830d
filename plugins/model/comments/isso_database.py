"""Isso's own database, read: its tables "threads" and "comments" (Isso 0.14, SQLite)."""

from __future__ import annotations

import datetime
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any

from plugins.model.comments.exchange import Comment, Removed, Talk, Unfit
from plugins.model.comments.lost import told

MARK = b"SQLite format 3\0"  # what such a file begins with (sqlite.org, "Database File Format")
SERVICE = "isso"
_PUBLISHED, _HELD, _DELETED = 1, 2, 4
_SECONDS = 60  # the longest that a question to the database may take
_COLUMNS = "id, parent, created, modified, mode, text, author, email, website, likes, dislikes"
_THREADS = "SELECT id, uri, title FROM threads ORDER BY id"
_COMMENTS = f"SELECT tid, {_COLUMNS} FROM comments ORDER BY tid, created, id"  # noqa: S608
_DELETED_THERE = "It was deleted at the comment service."


def read_database(file: Path) -> tuple[tuple[Talk, ...], list[str]]:
    """The threads of Isso's database, and what of it is not kept. Raises Unfit.

    Names are told as they were typed: Isso keeps them as HTML.
    """
    try:
        with closing(_opened(file)) as database:
            threads = database.execute(_THREADS).fetchall()
            rows = database.execute(_COMMENTS).fetchall()
    except (sqlite3.Error, OverflowError) as wrong:
        raise Unfit(
            f"{file} cannot be read as the database of Isso: {wrong}."
            " Stop Isso, copy the file again, and import the copy."
        ) from None
    lost: Counter[str] = Counter()
    by_thread: dict[Any, list[Sequence[Any]]] = {}
    for thread, *row in rows:
        by_thread.setdefault(thread, []).append(row)
    talks = tuple(
        Talk(
            thread=str(uri or ""),
            title=str(title or ""),
            service=SERVICE,
            comments=tuple(_comments(by_thread.get(number, ()), lost)),
        )
        for number, uri, title in threads
    )
    known = {number for number, _, _ in threads}
    lost["of no thread"] = sum(len(of) for thread, of in by_thread.items() if thread not in known)
    return talks, told(lost, _WORDS)


def _opened(file: Path) -> sqlite3.Connection:
    """The database, which is only read, and whose answer is waited for a minute."""
    database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    end = time.monotonic() + _SECONDS
    database.set_progress_handler(lambda: int(time.monotonic() > end), 100_000)
    return database


def _comments(rows: Sequence[Sequence[Any]], lost: Counter[str]) -> Iterator[Comment]:
    for row in rows:
        number, parent, created, modified, mode, text, author, email, website, *votes = row
        if mode not in (_PUBLISHED, _DELETED):
            lost["held" if mode == _HELD else "of a mode that is not known"] += 1
            continue
        lost["e-mail"] += bool(email)
        lost["website"] += bool(website)
        lost["votes"] += any(votes)
        lost["edited"] += bool(modified) and mode == _PUBLISHED
        date = _moment(created)
        lost["no time"] += date is None
        yield Comment(
            id=str(number),
            name=unescape(str(author)) if author else None,
            date=date,
            text=str(text or "") if mode == _PUBLISHED else "",
            reply_to=str(parent) if parent else "",
            removed=Removed(reason=_DELETED_THERE) if mode == _DELETED else None,
        )


def _moment(created: object) -> str | None:
    """A moment in UTC of the seconds since 1970, of which Isso keeps fractions too."""
    if not isinstance(created, int | float):
        return None
    try:
        moment = datetime.datetime.fromtimestamp(created, datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment.year >= 1000 else None


_WORDS = {
    "held": "Held for moderation at Isso, so not kept (publish or delete it there first): {}.",
    "of a mode that is not known": "Neither published nor deleted at Isso, so not kept: {}.",
    "of no thread": "Of no thread in the database, so not kept: {}.",
    "e-mail": "E-mail addresses are not kept, as nobody should publish them: {} had one.",
    "website": "Websites of the writers are not kept: {} had one.",
    "votes": "Votes are not kept: {} had some.",
    "edited": "When its writer changed it last is not kept: {}.",
    "no time": "With a time that cannot be, so that the date is unknown: {}.",
}
