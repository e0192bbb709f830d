"""Seeing that something was saved, and whether it was code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from watchfiles import Change, watch

from plugins.model.file_name import is_left_by_a_machine

CODE = Path("plugins")
BASE_SETTINGS = Path("pelicanconf.py")
LOOK_AGAIN = 250  # milliseconds
QUIET_FOR = 10  # milliseconds without another save end a save; editors write a file in fewer
_OF_PROGRAMS = frozenset({"__pycache__", ".git"})  # folders that nobody saves anything in


class Save(NamedTuple):
    """What was saved at once.

    is_code: whether code was, settings included, so that what is imported is out of date.
    files: the content, comments, theme and code that was, by full paths.
    """

    is_code: bool
    files: Sequence[str]


class Place(NamedTuple):
    """A folder that stands under a name at the moment: where in truth, its device, its number."""

    folder: Path
    device: int
    number: int


def saves(content: Path, settings: Path, beside: Callable[[], Iterable[str]]) -> Iterator[Save]:
    """Yield once when watching has begun, then whenever something changes that a build hangs on.

    beside: tells the folders of the theme and of the comments, which settings may change.
    What can be watched is a folder, and not its name: whether another stands there by now is looked
    at again and again. So are settings files: many editors replace a file when they save it.
    """
    seen: Mapping[Path, float] | None = None
    places: Mapping[Path, Place | None] = {}
    while True:
        before, places = places, _places(content, CODE, *beside())
        is_another = any(name in before and before[name] != at for name, at in places.items())
        for files in _changes([place.folder for place in places.values() if place]):
            now = _moments(settings)
            is_code = now != seen or any(
                Path(file).is_relative_to(CODE.resolve()) for file in files
            )
            if files or is_code or is_another:
                seen, is_another = now, False
                yield Save(is_code, files)
            if _places(content, CODE, *beside()) != places:
                break


def _changes(folders: Sequence[Path]) -> Iterator[Sequence[str]]:
    """The files that were saved in some folders; none, each time that it is worth to look again."""

    def is_meant(_change: Change, file: str) -> bool:
        inside = (Path(file).relative_to(one) for one in folders if file.startswith(f"{one}/"))
        return any(
            _OF_PROGRAMS.isdisjoint(path.parts) and not is_left_by_a_machine(path.as_posix())
            for path in inside
        )

    with suppress(FileNotFoundError):  # a folder went as watching began
        for changed in watch(
            *folders,
            watch_filter=is_meant,
            rust_timeout=LOOK_AGAIN,
            step=QUIET_FOR,
            yield_on_timeout=True,
        ):
            yield sorted({file for _, file in changed})


def _places(*folders: Path | str) -> Mapping[Path, Place | None]:
    """What stands under the name of each folder; None for nothing."""
    return {Path(folder).absolute(): _place(Path(folder)) for folder in folders}


def _place(folder: Path) -> Place | None:
    try:
        found = folder.stat()
        return Place(folder.resolve(), found.st_dev, found.st_ino) if folder.is_dir() else None
    except OSError:
        return None


def _moments(settings: Path) -> Mapping[Path, float]:
    """When each settings file, and those beside it that it may import, was last saved."""
    moments = {}
    for folder in {settings.absolute().parent, BASE_SETTINGS.absolute().parent}:
        for file in folder.glob("*.py"):
            with suppress(FileNotFoundError):  # it is being replaced
                moments[file] = file.stat().st_mtime
    return moments
