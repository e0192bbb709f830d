"""What is drawn at a build, kept beside the output: each thing is drawn once, by what it shows."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from plugins.model.digest import digest


def drawn_once(folder: Path, shows: object, draw: Callable[[], bytes]) -> bytes:
    """What was drawn of this before, or is drawn now.

    folder: need not be there, and all in it may be deleted.
    shows: all that it is drawn of, and with.
    """
    file = folder / digest(shows).hex()
    with suppress(OSError):
        if data := file.read_bytes():
            return data
    data = draw()
    with suppress(OSError):  # it is drawn again
        folder.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f".{file.name}.{os.getpid()}")  # what is read is whole
        half.write_bytes(data)
        half.replace(file)
    return data


def keep_newest(folder: Path, most: int) -> None:
    """Delete what was drawn first, where there are more than twice as many things as wanted."""
    with suppress(OSError):
        files = sorted(folder.iterdir(), key=lambda file: (file.stat().st_mtime_ns, file.name))
        for file in files[:-most] if len(files) > 2 * most else ():
            file.unlink(missing_ok=True)
