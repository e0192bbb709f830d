"""What was said at a comment service, as one file for each thread keeps it.

The file is JSON with one comment a line, in the order in which they were written: it has no
address of the web, of a mailbox or of a machine in it, and the same comments are the same bytes.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec

VERSION = 1
YEARS = range(1990, 3000)  # in which comments are made


class Gap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stays of a comment that was taken out: when that was, if it is known, and why."""

    date: datetime.date | None = None
    reason: str = ""


class Said(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """One comment at a service.

    id: the service's own. name: as plain text, "" for none. at: when, in UTC.
    text: HTML as the service gives it, which is cleaned again before it is shown; "" if removed.
    reply_to: the id of the comment it answers, or "".
    """

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    name: str = ""
    at: datetime.datetime
    text: str = ""
    reply_to: str = ""
    removed: Gap | None = None


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """All comments of one thread at a service, in the order in which they were written."""

    thread: str
    service: str
    comments: tuple[Said, ...] = ()


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thread as its file holds it."""

    version: Literal[1]
    thread: str
    service: str
    comments: tuple[Said, ...]


def in_order(thread: Thread) -> Thread:
    """The thread with its comments by their moments, in UTC to the second."""
    comments = [
        msgspec.structs.replace(one, at=one.at.astimezone(datetime.UTC).replace(microsecond=0))
        for one in thread.comments
    ]
    return msgspec.structs.replace(thread, comments=tuple(sorted(comments, key=_place)))


def _place(one: Said) -> tuple[datetime.datetime, int, str]:
    return one.at, int(one.id) if one.id.isdecimal() else 0, one.id


def write_thread(thread: Thread) -> bytes:
    """The bytes of a thread's file: the same for the same comments."""
    thread = in_order(thread)
    head = {"version": VERSION, "thread": thread.thread, "service": thread.service}
    lines = [_in_one_line(one) for one in thread.comments]
    return (
        _in_one_line(head)[:-1]
        + b', "comments": ['
        + b",".join(b"\n" + line for line in lines)
        + b"\n]}\n"
    )


def _in_one_line(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=0)


def read_thread(data: bytes) -> Thread:
    """A thread from the bytes of its file. Raises ValueError, saying what is wrong with it."""
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise ValueError(str(wrong)) from None
    if any(one.at.tzinfo is None for one in file.comments):
        raise ValueError("a comment has a time without a zone")
    if not all(one.at.year in YEARS for one in file.comments):  # near its ends no zone can be had
        raise ValueError("a comment has a time that cannot be right")
    if len({one.id for one in file.comments}) != len(file.comments):
        raise ValueError("two comments have one id")
    return in_order(Thread(thread=file.thread, service=file.service, comments=file.comments))
