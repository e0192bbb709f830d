"""What is drawn at a build, kept beside the output: each thing is drawn once, by what it shows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from plugins.model.digest import DIGEST, digest, digest_of_bytes
from plugins.model.replacement import replace_file


def drawn_once(folder: Path, shows: object, draw: Callable[[], bytes]) -> bytes:
    """What was drawn of this before, or is drawn now.

    folder: need not be there, and all in it may be deleted.
    shows: all that it is drawn of, and with.
    """
    file = folder / digest(shows).hex()
    with suppress(OSError):
        kept = file.read_bytes()
        seal, data = kept[:DIGEST], kept[DIGEST:]
        if seal == digest_of_bytes(data):  # else it was damaged
            return data
    data = draw()
    with suppress(OSError):  # it is drawn again
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(file, digest_of_bytes(data) + data)
    return data


def forget_others(folder: Path, shown: Collection[object]) -> None:
    """Delete what was drawn of anything else, where that is more than half of all.

    shown: `shows` of each thing that is wanted now.
    """
    with suppress(OSError):
        files = [*folder.iterdir()]
        if len(files) <= 2 * len(shown):
            return
        wanted = {digest(one).hex() for one in shown}
        for file in files:
            if file.name not in wanted:
                file.unlink()


def keep_newest(folder: Path, most: int) -> None:
    """Delete what was kept first, where there are more than twice as many files as wanted."""
    with suppress(OSError):
        files = sorted(folder.iterdir(), key=lambda file: (file.stat().st_mtime_ns, file.name))
        for file in files[:-most] if len(files) > 2 * most else ():
            file.unlink(missing_ok=True)
