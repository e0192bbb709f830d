"""Asks Isso for its threads.

Source: Isso 0.14, `isso/views/comments.py`: POST /count, GET /?uri=, GET /id/. Of the fields that
it gives, website, hash and votes are not even read; e-mail and address it keeps to itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import unescape
from typing import Annotated, TypeVar
from urllib.parse import quote

import msgspec

from plugins.model.comments.thread import Gap, Said, Thread
from plugins.model.text.comment_text import plain_name
from plugins.snapshot.answers import BadThread, check_whole, clean_text, moment
from plugins.snapshot.asking import Asker, WrongAnswer

NAME = "isso"
_AT_ONCE = 500  # threads in a question; Isso takes 256 KiB
_PUBLISHED, _DELETED = 1, 4
T = TypeVar("T")


class _Comment(msgspec.Struct, frozen=True):
    """A comment as Isso gives it: name and text are HTML."""

    id: Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
    mode: int
    created: float
    text: str
    author: str | None = None
    parent: int | None = None
    replies: tuple[_Comment, ...] = ()
    hidden_replies: int = 0


class _Answer(msgspec.Struct, frozen=True):
    replies: tuple[_Comment, ...]
    hidden_replies: int


class Isso:
    """Threads of an Isso. asker: of its address."""

    name = NAME

    def __init__(self, asker: Asker) -> None:
        self._asker = asker

    def spoken_in(self, threads: Sequence[str]) -> Collection[str]:
        """Those of the threads in which something is said. Raises NoAnswer, WrongAnswer."""
        found: set[str] = set()
        for begin in range(0, len(threads), _AT_ONCE):
            some = threads[begin : begin + _AT_ONCE]
            counts = _decoded(self._asker.ask("POST", "/count", some), list[int])
            if len(counts) != len(some):
                raise WrongAnswer(f"counts {len(counts)} threads, and was asked for {len(some)}")
            found |= {thread for thread, count in zip(some, counts, strict=True) if count}
        return found

    def thread(self, thread: str) -> Thread:
        """All that is said in a thread. Raises NoAnswer, WrongAnswer, BadThread."""
        data = self._asker.ask("GET", f"/?uri={quote(thread, safe='')}")
        answer = _decoded(data, _Answer)
        if answer.hidden_replies > 0 or any(one.hidden_replies > 0 for one in answer.replies):
            raise BadThread("Isso holds some of its comments back.")
        comments = check_whole([_said(one) for one in _all(answer.replies)])
        return Thread(thread=thread, service=NAME, comments=comments)


def _all(comments: Sequence[_Comment]) -> Iterator[_Comment]:
    """Them and what answers them; not by calling itself, as a liar may nest them deep."""
    waiting = list(comments)
    while waiting:
        one = waiting.pop()
        waiting += one.replies
        yield one


def _said(one: _Comment) -> Said:
    if one.mode not in {_PUBLISHED, _DELETED}:
        raise BadThread(f"Comment {one.id} is not published (mode {one.mode}).")
    reply_to = str(one.parent) if one.parent else ""
    if one.mode == _DELETED:
        return Said(id=str(one.id), at=moment(one.created), reply_to=reply_to, removed=Gap())
    return Said(
        id=str(one.id),
        name=plain_name(unescape(one.author or "")),
        at=moment(one.created),
        text=clean_text(one.text),
        reply_to=reply_to,
    )


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise WrongAnswer(f"does not answer as Isso does ({wrong})") from None
