"""One run at a time writes the folder of the snapshot."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.model.replacement import sweep


@contextmanager
def alone(folder: Path, otherwise: type[Exception]) -> Iterator[None]:
    """Hold the folder until the block ends; what killed runs left there goes, as it holds words.

    Raises `otherwise` where another run holds it, and OSError.
    """
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise otherwise(f"Another run is writing {folder} at this moment.") from None
    else:
        sweep(folder)
        yield
    finally:
        os.close(lock)
