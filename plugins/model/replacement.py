"""Give a file other bytes at once or not at all: a reader, or a power cut, never sees half of it.

A process that is killed may leave `.NAME.new-...` beside it, which nothing reads: see `sweep`.
"""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MOST = 50  # letters of the name, so that what is added leaves it short enough for a disk
_LEFT = re.compile(rf"\..{{1,{_MOST}}}\.new-[0-9a-f]{{8}}", re.DOTALL)


@contextmanager
def replacing(file: Path, data: bytes) -> Iterator[None]:
    """Write the bytes beside a file now, and put them in its place when the block ends well.

    So there is room for them before the block does what cannot be undone. The file keeps the rights
    that it has; where it is a link, what it leads to is replaced. Raises OSError, which names the
    file as it was given.
    """
    real = file.resolve()
    new = real.with_name(f".{real.name[:_MOST]}.new-{secrets.token_hex(4)}")
    try:
        with _named(file):
            with new.open("xb") as opened:
                opened.write(data)
            with suppress(FileNotFoundError):  # it is a new one
                shutil.copymode(real, new)
        yield
        with _named(file):
            new.replace(real)
    finally:
        with suppress(OSError):  # most often it is gone; what went wrong before is to be told
            new.unlink()


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Name a file in what goes wrong: a full disk names none; nobody knows the one beside it."""
    try:
        yield
    except OSError as wrong:
        raise OSError(wrong.errno, wrong.strerror, str(file)) from wrong


def replace_file(file: Path, data: bytes) -> None:
    """Give a file other bytes; see `replacing`. Raises OSError."""
    with replacing(file, data):
        pass


def leftovers(folder: Path, seconds: float = 0.0) -> list[Path]:
    """What killed processes left in a folder, and did not touch for so many seconds.

    Raises OSError.
    """
    if not folder.exists():
        return []
    last = time.time() - seconds if seconds else float("inf")
    found = (one for one in folder.iterdir() if _LEFT.fullmatch(one.name))
    return [one for one in found if one.lstat().st_mtime <= last]


def sweep(folder: Path, seconds: float = 0.0) -> None:
    """Delete that, where nobody else can be writing there, or not so long. Raises OSError."""
    for file in leftovers(folder, seconds):
        file.unlink(missing_ok=True)
