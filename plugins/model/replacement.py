"""Give a file other bytes at once or not at all: a reader, or a power cut, never sees half of it.

A process that is killed may leave `.NAME.new-...` beside it, which nothing reads.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MOST = 50  # letters of the name, so that what is added leaves it short enough for a disk


@contextmanager
def replacing(file: Path, data: bytes) -> Iterator[None]:
    """Write the bytes beside a file now, and put them in its place when the block ends well.

    So there is room for them before the block does what cannot be undone. The file keeps the rights
    that it has; where it is a link, what it leads to is replaced. Raises OSError.
    """
    real = file.resolve()
    new = real.with_name(f".{real.name[:_MOST]}.new-{secrets.token_hex(4)}")
    try:
        with new.open("xb") as opened:
            opened.write(data)
        with suppress(FileNotFoundError):  # it is a new one
            shutil.copymode(real, new)
        yield
        new.replace(real)
    finally:
        new.unlink(missing_ok=True)


def replace_file(file: Path, data: bytes) -> None:
    """Give a file other bytes; see `replacing`. Raises OSError."""
    with replacing(file, data):
        pass
