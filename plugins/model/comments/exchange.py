"""Threads as one JSON file that any other program can read: docs/comments-exchange.md tells it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

from plugins.model.day import Day

MOST_BYTES = 64 * 1024 * 1024  # of a file that is imported; 100,000 comments have half of it
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)")
_MOMENT = re.compile(rf"{_CLOCK.pattern}(?:\.[0-9]+)?(?:[Zz]|[+-][0-9]{{2}}:[0-9]{{2}})")


class Unfit(Exception):  # noqa: N818 - it says what the file is
    """A file that holds no comments that can be read; says why, and what to do."""


class Removed(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """When a comment was taken out, where that is known, and why."""

    date: str | None = None
    reason: str = ""


class Comment(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One comment.

    name: None where it is not known.
    date: a day, "2014-02-10"; a day and the clock of the site, "2014-02-10T14:30:00"; or a moment,
        "2014-02-10T14:30:00Z" (RFC 3339); None where it is not known.
    reply_to: the id of the comment that it answers, or "".
    """

    id: Annotated[str, msgspec.Meta(min_length=1)]
    name: str | None
    date: str | None
    text: str = ""
    format: Literal["markdown", "html"] = "markdown"
    reply_to: str = ""
    removed: Removed | None = None


class Origin(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """The older site that comments came from."""

    site: str = ""
    moved: str | None = None
    note: str = ""


class Talk(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """The comments of one post that are kept in one place.

    post: its slug, "" where that is not known. title: that of the post.
    thread: the name of the thread at a comment service.
    service: "archive" for comments that were moved to this site, else the service that has them.
    """

    post: str = ""
    thread: str = ""
    title: str = ""
    service: str
    origin: Origin | None = None
    comments: tuple[Comment, ...] = ()


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    format: Literal["practice-press-comments"]
    version: Literal[1]
    threads: tuple[Talk, ...]


def write_talks(talks: Iterable[Talk]) -> bytes:
    """The file that holds these threads, in two blanks a step."""
    file = _File(format="practice-press-comments", version=1, threads=tuple(talks))
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def read_talks(data: bytes) -> tuple[Talk, ...]:
    """The threads in such a file. Raises Unfit."""
    try:
        return msgspec.json.decode(data, type=_File).threads
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        message = f"This is no file of comments as docs/comments-exchange.md tells it: {wrong}."
        raise Unfit(message) from None


def date_of(day: Day) -> str:
    """A day as an editor wrote it, with its clock if it has one."""
    return f"{day.date}T{day.time}" if day.time else str(day.date)


def day_of(text: str, zone: str) -> Day:
    """The day, and the clock, of a date in a file of comments. Raises ValueError.

    zone: in which a moment is told.
    """
    if _DAY.fullmatch(text):
        return Day(_possible(datetime.date.fromisoformat(text)))
    if clock := _CLOCK.fullmatch(text):
        time = datetime.time.fromisoformat(clock[2])
        return Day(_possible(datetime.date.fromisoformat(clock[1])), f"{time:%H:%M:%S}")
    if _MOMENT.fullmatch(text):
        return day_of_moment(datetime.datetime.fromisoformat(text.upper()), zone)
    raise ValueError(text)


def day_of_moment(moment: datetime.datetime, zone: str) -> Day:
    """The day and the clock of a zone at a moment. Raises ValueError."""
    try:
        there = moment.astimezone(ZoneInfo(zone))
    except OverflowError as wrong:
        raise ValueError(str(wrong)) from None
    return Day(_possible(there.date()), f"{there:%H:%M:%S}")


def _possible(date: datetime.date) -> datetime.date:
    """A date whose year has four digits, as the dates of the content must."""
    if date.year < 1000:
        raise ValueError(str(date))
    return date
