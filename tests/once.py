"""What one process makes and all others of a test run use."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running import VALID, build

BUILT, SAID = "output", "said.txt"  # what is in the folder of `valid_built`


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Wait until no other process is in a block with this file."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # released when the file is closed, also by a crash
        yield


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker of a test run that needs it fills, for all of them.

    make: fills the folder that it is given, which is new and empty.
    """
    base = factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    place = base / name
    with locked(base / f"{name}.lock"):
        if not (base / f"{name}.made").exists():
            shutil.rmtree(place, ignore_errors=True)  # of one that failed at it
            place.mkdir()
            make(place)
            (base / f"{name}.made").touch()
    return place


def valid_built(factory: pytest.TempPathFactory) -> Path:
    """A folder with tests/sites/valid as `make build` builds it, and what was said of it.

    All tests share it and none writes there: who breaks a site takes a copy.
    """
    return made_once(factory, "valid", _build_valid)


def _build_valid(folder: Path) -> None:
    done = build(VALID / "content", VALID / "settings.py", folder / BUILT)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "tests/sites/valid has neither errors nor warnings"
    (folder / SAID).write_text(done.stdout, encoding="utf-8")
