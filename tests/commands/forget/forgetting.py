"""A comment to erase, where it is kept, and the command that does it, for tests of that."""

from __future__ import annotations

import datetime
from pathlib import Path

from plugins.commands.forget import main
from plugins.model.comments.forgotten import FILE
from plugins.model.comments.thread import Said
from tests import talking
from tests.commands.talking import ARCHIVE, TODAY, places

WHEN = f"{TODAY}T10:02:03Z"
NOW = datetime.datetime.fromisoformat(WHEN)
WITHOUT_KARL = ARCHIVE.replace("Karl", "unknown").replace(
    "    text: One line.\n", f"    removed:\n      date: {TODAY}\n"
)
NOWHERE = "http://127.0.0.1:9"  # no service is there


def forget(content: Path, comment: str, *more: str) -> int:
    return main([*places(content), "--comment", comment, "--yes", *more])


def use_isso(content: Path, address: str = NOWHERE, seconds: float = 300) -> None:
    with (content.parent / "settings.py").open("a", encoding="utf-8") as settings:
        settings.write(f"COMMENTS_SERVICE = 'isso'\nCOMMENTS_ISSO = {address!r}\n")
        settings.write(f"COMMENTS_TIMEOUT = {seconds}\n")


def snapshot(content: Path, *said: Said, slug: str = "bread") -> Path:
    """Keep what was said of a post; the file that does."""
    return talking.keep(content.parent / ".comments", talking.thread(*said, of=f"/posts/{slug}/"))


def said(number: int, reply_to: str = "") -> Said:
    at = f"2026-07-01T12:{number:02}:00Z"
    return talking.said(str(number), at, name="Karl", text="<p>Words</p>", to=reply_to)


def listed(content: Path) -> str:
    """The list of erased comments."""
    return (content / FILE).read_text("utf-8")


def everything(folder: Path) -> dict[Path, bytes]:
    """All files of a publication."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
