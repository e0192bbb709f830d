"""Threads as Isso imports them: `isso import -t generic FILE` (Isso 0.14, isso/migrate.py)."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from zoneinfo import ZoneInfo

import msgspec

from plugins.model.comments.archive_text import archive_text
from plugins.model.comments.exchange import Comment, Talk, day_of
from plugins.model.comments.lost import told

_NOON = "12:00:00"  # of a day without a clock: the same day in nearly every zone
_NOBODY = "0.0.0.0"  # noqa: S104 (Isso wants the address of a machine, and none is kept)
_NO_TIME = datetime.datetime(1970, 1, 1, 12, tzinfo=datetime.UTC)
_SECOND = datetime.timedelta(seconds=1)


class _Comment(msgspec.Struct):
    """One comment; Isso puts those of a thread in the order of their ids."""

    id: int
    author: str | None
    email: str
    website: str
    remote_addr: str
    created: str
    text: str


class _Thread(msgspec.Struct):
    id: str
    title: str
    comments: list[_Comment]


def write_for_isso(talks: Iterable[Talk], zone: str) -> tuple[bytes, list[str]]:
    """The file for Isso, and what it cannot hold.

    Its importer publishes every comment, knows no answers and no gaps, and takes the clock of its
    own machine for all times, which TZ=UTC makes that of the file.
    zone: that of clocks without one.
    """
    lost: Counter[str] = Counter()
    threads: dict[str, _Thread] = {}
    for talk in talks:
        thread = threads.setdefault(talk.thread, _Thread(talk.thread, talk.title, []))
        _add(thread, talk.comments, zone, lost)
    full = [one for one in threads.values() if one.comments]
    data = msgspec.json.format(msgspec.json.encode(full), indent=1)
    # Isso tells the format by these two signs (Generic.detect).
    return data.replace(b"[\n {", b"[{", 1) + b"\n", told(lost, _WORDS)


def _add(thread: _Thread, comments: Sequence[Comment], zone: str, lost: Counter[str]) -> None:
    times = _times(comments, zone)
    for comment, time in zip(comments, times, strict=True):
        lost["removed"] += comment.removed is not None
        if comment.removed:
            continue
        text = comment.text if comment.format == "markdown" else archive_text(comment.text, "html")
        if not text:
            lost["no words"] += 1
            continue
        lost["no date"] += _moment(comment, zone) is None
        lost["no clock"] += len(comment.date or "") == len("2014-02-10")
        lost["answers"] += bool(comment.reply_to)
        thread.comments.append(
            _Comment(
                id=len(thread.comments) + 1,
                author=escape(comment.name, quote=False) if comment.name else None,
                email="",
                website="",
                remote_addr=_NOBODY,
                created=f"{time:%Y-%m-%d %H:%M:%S}",
                text=text,
            )
        )


def _times(comments: Sequence[Comment], zone: str) -> list[datetime.datetime]:
    """A moment for each comment, of which no two of one thread are the same.

    One without a date stands a second after that before it, or before the first that has one.
    """
    known = [_moment(comment, zone) for comment in comments]
    first = next((one for one in known if one), _NO_TIME)
    before = first - _SECOND * (len(comments) + 1)
    latest: dict[datetime.datetime, datetime.datetime] = {}  # given for each moment
    times: dict[datetime.datetime, None] = {}
    for moment in known:
        wanted = moment or before + _SECOND
        time = latest.get(wanted, wanted)
        while time in times:
            time += _SECOND
        latest[wanted] = before = time
        times[time] = None
    return list(times)


def _moment(comment: Comment, zone: str) -> datetime.datetime | None:
    """The moment of a comment in UTC, noon where it has only a day."""
    try:
        day = day_of(comment.date or "", zone)
        clock = datetime.time.fromisoformat(day.time or _NOON)
        there = ZoneInfo(zone) if day.time else datetime.UTC
        return datetime.datetime.combine(day.date, clock, there).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return None


_WORDS = {
    "answers": "Isso's import does not keep which comment one answers: {} did.",
    "removed": "Isso's import has no gaps, so what was removed is not in its file: {}.",
    "no words": "Without a word that Isso could show, so not in its file: {}.",
    "no date": "Without a date, so in Isso a second after the one before it: {}.",
    "no clock": "With a day and no time, so in Isso written at noon, UTC: {}.",
}
