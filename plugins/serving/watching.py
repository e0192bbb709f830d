"""Seeing that something was saved, and whether it was code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

CODE, THEME = Path("plugins"), Path("theme")
BASE_SETTINGS = Path("pelicanconf.py")
LOOK_AGAIN = 250  # milliseconds
QUIET_FOR = 10  # milliseconds without another save end a save; editors write a file in fewer


def saves(content: Path, settings: Path) -> Iterator[bool]:
    """Yield once when watching has begun, then whenever content, theme, code or settings change.

    It yields whether code did, settings included, so that what is imported is out of date.
    Settings files are looked at again and again: many editors replace a file when they save it, and
    a watched file that is replaced is watched no more.
    """
    folders = [folder.resolve() for folder in (content, THEME, CODE) if folder.is_dir()]
    code, seen = CODE.resolve(), None
    for changed in watch(*folders, rust_timeout=LOOK_AGAIN, step=QUIET_FOR, yield_on_timeout=True):
        now = _moments(settings)
        is_code = now != seen or any(Path(path).is_relative_to(code) for _, path in changed)
        if changed or is_code:
            seen = now
            yield is_code


def _moments(settings: Path) -> dict[Path, float]:
    """When each settings file, and those beside it that it may import, was last saved."""
    moments = {}
    for folder in {settings.absolute().parent, BASE_SETTINGS.absolute().parent}:
        for file in folder.glob("*.py"):
            with suppress(FileNotFoundError):  # it is being replaced
                moments[file] = file.stat().st_mtime
    return moments
