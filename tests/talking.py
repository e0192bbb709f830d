"""Threads of a comment service, for tests that ask what becomes of what was said there."""

from __future__ import annotations

import datetime
from pathlib import Path

from plugins.model.comments.identity import file_of_thread
from plugins.model.comments.thread import Gap, Said, Thread, write_thread


def said(
    id_: str,
    at: str = "2026-05-01T12:00:00Z",
    *,
    name: str = "Joan Tell",
    text: str = "<p>Yes.</p>",
    to: str = "",
    removed: Gap | None = None,
) -> Said:
    """A comment at the service."""
    moment = datetime.datetime.fromisoformat(at)
    return Said(id=id_, name=name, at=moment, text=text, reply_to=to, removed=removed)


def thread(*comments: Said, of: str = "/posts/soup/", service: str = "isso") -> Thread:
    """What the service holds of one post."""
    return Thread(thread=of, service=service, comments=comments)


def keep(folder: Path, one: Thread) -> Path:
    """A thread as the snapshot keeps it in a folder; its file."""
    folder.mkdir(exist_ok=True)
    file = folder / file_of_thread(one.thread, one.service)
    file.write_bytes(write_thread(one))
    return file
