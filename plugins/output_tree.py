"""Build a site beside the one that is read, and switch it in by one rename.

`output` is a symlink to one of two trees, which stand beside it: `.output.trees/a` and `b`. A
build fills the tree that is not shown; replacing the symlink shows it. Killed at any moment, a
build leaves the symlink on a complete site: the old one or the new one.

Settings: none. Reads and sets: nothing of Pelican's.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


class OutputProblem(Exception):  # noqa: N818 - it is named for what an editor reads
    """The site cannot be written; the text says why and what to do, for an editor."""


class OutputTree:
    """The tree to build in, for the length of a `with` block; only one build has it at a time.

    output: where the site is read; the two trees are kept beside it.
    path: the tree that is not shown, empty when the block begins.
    Raises OutputProblem if another build runs, if what stands at `output` is not ours, and for
    every failure to write there, also one that happens inside the block. Leaving the block without
    `switch()` leaves the site as it was.
    """

    def __init__(self, output: Path) -> None:
        self.output = output.absolute()
        self._trees = self.output.parent / f".{self.output.name}.trees"
        self.path = self._trees / "a"

    def switch(self) -> None:
        """Show the tree that was built; the other stays, for those who are still reading it."""
        with _told(self.output):
            shown = self._shown()
            link = self._trees / "next"
            link.symlink_to(self.path.relative_to(self.output.parent), target_is_directory=True)
            if not shown and self.output.exists():
                self.output.rmdir()  # empty; a rename would not replace it
            link.replace(self.output)

    def __enter__(self) -> Self:
        with _told(self.output):
            self._shown()
            self._trees.mkdir(parents=True, exist_ok=True)
            self._lock = _take_lock(self._trees / "lock", self.output)
            try:
                self._make_room()
            except BaseException:
                os.close(self._lock)
                raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _at: object
    ) -> None:
        os.close(self._lock)
        if isinstance(error, OSError) and self._is_ours(error):
            raise OutputProblem(_in_words(error, self.output)) from error

    def _make_room(self) -> None:
        self.path = self._trees / ("b" if self._shown() == "a" else "a")
        _remove(self._trees / "next")  # of a build that was killed while it switched
        _remove(self.path)
        self.path.mkdir()

    def _shown(self) -> str:
        """The tree shown now, "a" or "b"; "" if there is no site yet."""
        if self.output.is_symlink():
            target = self.output.readlink()
            if str(target.parent) == self._trees.name and target.name in {"a", "b"}:
                return target.name
            raise OutputProblem(_not_ours(self.output, f"a link to {target}"))
        if self.output.is_dir() and any(self.output.iterdir()):
            raise OutputProblem(_not_ours(self.output, "a folder with something in it"))
        if self.output.exists() and not self.output.is_dir():
            raise OutputProblem(_not_ours(self.output, "a file"))
        return ""

    def _is_ours(self, error: OSError) -> bool:
        return error.errno in DISK_FULL or str(self._trees) in str(error.filename)


def _take_lock(path: Path, output: Path) -> int:
    """Hold a lock until the returned descriptor is closed, or this process ends in whatever way."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        if not isinstance(error, BlockingIOError):
            raise
        raise OutputProblem(
            f"Another build is writing {output} at this moment."
            " Wait until it has finished, then build again."
        ) from None
    return lock


def _remove(path: Path) -> None:
    """Delete a file, a link or a whole tree, without following any link out of it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _told(output: Path) -> Iterator[None]:
    """Turn the system's words about writing there into ours."""
    try:
        yield
    except OSError as error:
        raise OutputProblem(_in_words(error, output)) from error


def _in_words(error: OSError, output: Path) -> str:
    place = error.filename or output
    if error.errno in DISK_FULL:
        return f"The disk is full: {place} could not be written. Make room on it, then build again."
    if error.errno in NOT_ALLOWED:
        return (
            f"{place} may not be written. Get the right to write there,"
            " or build into another folder with OUTPUT=name."
        )
    return (
        f"{place} could not be written ({error.strerror or error})."
        " Put that right, or build into another folder with OUTPUT=name."
    )


def _not_ours(output: Path, found: str) -> str:
    return (
        f"{output} is {found}, which Practice Press did not make, so it is left alone."
        " Rename or delete it, or build into another folder with OUTPUT=name."
    )
