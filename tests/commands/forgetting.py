"""A comment to erase, where it is kept, and the command that does it, for tests of that."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from plugins.commands.forget import main
from plugins.model.comments.thread import Said, Thread, write_thread
from tests.commands.talking import places, publication

NOW = datetime.datetime(2026, 11, 21, 10, 2, 3, tzinfo=datetime.UTC)
WHEN = "2026-11-21T10:02:03Z"
WITHOUT_KARL = """\
# Kept by Ann
origin:
  site: our first website
comments:
  - id: c17-1
    name: 'Gwenda'   # she asked for this spelling
    date: 2012-03-15
    text: |
      The *first* of them.
  - id: c17-2
    name: unknown
    date: 10 March 2012
    reply_to: c17-1
    removed:
      date: 2026-11-21
"""


def publication_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("ISSO_PASSWORD", raising=False)
    monkeypatch.setattr("plugins.commands.forget._now", lambda: NOW)
    return publication(tmp_path, monkeypatch)


def forget(content: Path, comment: str, *more: str) -> int:
    return main([*places(content), "--comment", comment, "--yes", *more])


def use_isso(content: Path, address: str, seconds: float = 5) -> None:
    with (content.parent / "settings.py").open("a", encoding="utf-8") as settings:
        settings.write(f"COMMENTS_SERVICE = 'isso'\nCOMMENTS_ISSO = {address!r}\n")
        settings.write(f"COMMENTS_TIMEOUT = {seconds}\n")


def snapshot(content: Path, *said: Said, slug: str = "bread") -> Path:
    file = content.parent / f".comments/{slug}.isso.json"
    file.parent.mkdir(exist_ok=True)
    thread = Thread(thread=f"/posts/{slug}/", service="isso", comments=said)
    file.write_bytes(write_thread(thread))
    return file


def said(number: int, reply_to: str = "") -> Said:
    at = datetime.datetime(2026, 7, 1, 12, number, tzinfo=datetime.UTC)
    return Said(id=str(number), name="Karl", at=at, text="<p>Words</p>", reply_to=reply_to)


def everything(folder: Path) -> dict[Path, bytes]:
    """All files of a publication."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
