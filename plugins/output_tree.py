"""Build a site beside the one that is read, and switch it in by one rename.

`output` is a symlink to one of two trees, which stand beside it: `.output.trees/a` and `b`. A
build makes the tree that is not shown; replacing the symlink shows it. Killed at any moment, a
build leaves the symlink on a complete site: the old one or the new one.

A tree that is to be made again may first be brought level with the one that is shown: its files are
then the very same (hard links), so none is ever written to, but taken away and made anew. What
somebody has done to a tree since it was built shows in the times of its files and folders: such a
tree is in no known state, and is made again.

Settings: none. Reads and sets: nothing of Pelican's.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple, Self

from plugins.model.cache.stamp import Trace, trace_of, trace_of_folders
from plugins.model.workers import sharing_out

LINKING_PAYS_FROM = 1000  # files, at a tenth of a millisecond, for two workers
DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


class OutputProblem(Exception):  # noqa: N818 - it is named for what an editor reads
    """The site cannot be written; the text says why and what to do, for an editor."""


def kept_beside(output: Path) -> Path:
    """The folder beside an output in which its trees are, and what else is kept for the next."""
    return output.absolute().parent / f".{output.name}.trees"


class Change(NamedTuple):
    """What a build did to a site: the state before, and the files written and taken away."""

    before: str
    written: Sequence[str]
    removed: Sequence[str]


class OutputTree:
    """The tree to build in, for the length of a `with` block; only one build has it at a time.

    output: where the site is read; the two trees are kept beside it.
    path: the tree that is not shown.
    emptied: whether it is empty when the block begins; if not, call `clear` or `level` first.
    Raises OutputProblem if another build runs, if what stands at `output` is not ours, and for
    every failure to write there, also one that happens inside the block. Leaving the block without
    `switch()` leaves the site as it was.
    """

    def __init__(self, output: Path, *, emptied: bool = True) -> None:
        self.output = output.absolute()
        self._emptied = emptied
        self._trees = kept_beside(output)
        self.path = self._trees / "a"

    @property
    def shown(self) -> str:
        """What names the state of the site that is shown; "" where nobody knows."""
        name = self._shown()
        return self._state(name) if name else ""

    def clear(self) -> None:
        """Empty the tree."""
        with _told(self.output):
            self._state_file(self.path.name).unlink(missing_ok=True)
            _remove(self.path)
            self.path.mkdir()

    def level(self, change: Change, traces: Mapping[str, Trace]) -> bool:
        """Make the tree the same as the one that is shown; whether that could be done.

        change: the last one of the shown tree; most often it is all that this one lacks.
        traces: all files of the shown tree, with the traces that they had when it was built.
        """
        with _told(self.output):
            state = self._state(self.path.name)
            self._state_file(self.path.name).unlink(missing_ok=True)
            if state == self.shown:
                change = Change(state, [], [])
            if state and state == change.before and self._follow(change, traces):
                return True
            self.clear()
            return self._follow(Change("", [*traces], []), traces)

    def _follow(self, change: Change, traces: Mapping[str, Trace]) -> bool:
        """Do what was done to the shown tree; whether all files are as they were built."""
        for name in change.removed:
            self.remove(name)
        shown = self._trees / self._shown()
        try:
            for name in change.written:
                self._link(shown, name)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):  # somebody has been here
            return False
        return _holds(self.path, traces)

    def shows(self, traces: Mapping[str, Trace]) -> bool:
        """Whether the tree that is shown holds these files as they were built."""
        return _holds(self._trees / self._shown(), traces)

    def trace(self, name: str) -> Trace:
        """What tells whether anybody changes a file of the tree from now on."""
        return trace_of(f"{self.path}/{name}")

    def write(self, name: str, data: bytes) -> None:
        """Write one file anew; another of that name goes."""
        with open(self._place_for(name), "xb") as file:  # noqa: PTH123 - as in _place_for
            file.write(data)

    def remove(self, name: str) -> None:
        """Take a file away, and the folders that are empty without it."""
        path = self.path / name
        if path.is_file():  # since then there may be a folder, or it is in what is a file now
            path.unlink()
        with suppress(OSError):  # a folder is not empty
            while (path := path.parent) != self.path:
                path.rmdir()

    def _link(self, tree: Path, name: str) -> None:
        """Give this tree a file of the other; a copy, where a disk knows no second names."""
        file, place = f"{tree}/{name}", self._place_for(name)
        try:
            os.link(file, place)
        except OSError:
            shutil.copy2(file, place)

    def _place_for(self, name: str) -> str:
        """Where to put a file: nothing is there, and a folder around it is."""
        place = f"{self.path}/{name}"
        try:
            os.makedirs(place.rpartition("/")[0])  # noqa: PTH103 - Paths take half as long again
        except OSError:  # most often it is there already
            self._make_room_at(Path(place))
        return place

    def _make_room_at(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError:  # a folder had that name, or a file had that of a folder
            for place in (*reversed(path.parents), path):
                if place == path or place.is_file():
                    _remove(place)
        path.parent.mkdir(parents=True, exist_ok=True)

    def _state_file(self, name: str) -> Path:
        return self._trees / f"{name}.state"

    def _state(self, name: str) -> str:
        """What names the state of a tree; "" where that is not known, or not so any more."""
        file = self._state_file(name)
        noted = file.read_text("ascii", errors="replace") if file.is_file() else ""
        state, _, folders = noted.partition(" ")
        return state if folders and folders == trace_of_folders(self._trees / name) else ""

    @contextmanager
    def twinned(self, names: Iterable[str]) -> Iterator[Callable[[], None]]:
        """Make the other tree as well, where there is none yet, so that the next build need not.

        To be begun once this tree is switched in. Where there are many files, other processes link
        them while the block goes on. The block is given what waits for that, and does the rest; it
        raises OutputProblem and WorkerDied. names: all files of this tree.
        """
        other = OutputTree(self.output)
        other.path = self._trees / ("b" if self.path.name == "a" else "a")
        if other.path.exists():
            yield lambda: None
            return
        link = partial(other._link, self.path)
        with sharing_out(link, sorted(names), pays_from=LINKING_PAYS_FROM) as linked:

            def complete() -> None:
                with _told(self.output):
                    linked()
                    other.leave(self.shown)

            yield complete

    def leave(self, state: str) -> None:
        """Note that the tree, which is not switched in, is in a state."""
        with _told(self.output):
            note = f"{state} {trace_of_folders(self.path)}"
            self._state_file(self.path.name).write_text(note, "ascii")

    def switch(self, state: str = "") -> None:
        """Show the tree that was built; the other stays, for those who are still reading it.

        state: names what the tree holds; "" where that will not be known.
        """
        with _told(self.output):
            shown = self._shown()
            if state:
                self.leave(state)
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
                if self._emptied:
                    self.clear()
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


def _holds(tree: Path, traces: Mapping[str, Trace]) -> bool:
    return all(trace_of(f"{tree}/{name}") == trace for name, trace in traces.items())


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
