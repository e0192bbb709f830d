"""What was made of pictures, kept beside the output by the bytes of each: every one is made once.

The folder holds an index and the files, each under a name that is made of its bytes. It may be
deleted at any time. Only who builds writes there; who checks looks, and remembers for himself.
"""

from __future__ import annotations

import os
import sys
from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from plugins.model.address import PICTURES
from plugins.model.cache.stamp import NO_STAMP, moment, settled, stamp_of
from plugins.model.digest import DIGEST, digest, digest_of_bytes
from plugins.model.picture import Looked, Sizes, is_picture, is_raster
from plugins.model.replacement import replace_file
from plugins.model.workers import Note, no_note, shared_out
from plugins.pictures.looking import Unreadable, key_of, look_at

if TYPE_CHECKING:
    from plugins.pictures.making import File

INDEX = "index"
LOOKING_PAYS_FROM = 6  # pictures, for two workers: a photograph takes a tenth of a second to decode
MAKING_PAYS_FROM = 2  # and a second to be made in all sizes
_NAME = 12  # hexadecimal digits: of the files of one site no two are the same by chance


CHANGED = "{} was changed or taken away while the site was built: build again."


class PictureProblem(Exception):  # noqa: N818 - it is named for what an editor reads
    """A picture cannot be made; the text says why."""


class Made(msgspec.Struct, frozen=True, array_like=True):
    """What was made of a picture.

    digest: of the bytes that it was made of. own: the name of the file for its own address.
    files: the names of all files. sizes: as pages name them.
    """

    digest: bytes
    own: str
    files: tuple[str, ...]
    sizes: Sizes


class Index(msgspec.Struct, array_like=True):
    """What the store knows.

    recipe: what it was made with. files: the stamp of each file of the content, and what names its
        bytes. looked, made: by the latter.
    whole: the stamp of each file of the store that is known to hold what was written there.
    """

    recipe: bytes
    files: dict[bytes, tuple[bytes, bytes]] = {}
    looked: dict[bytes, Looked] = {}
    made: dict[bytes, Made] = {}
    whole: dict[str, bytes] = {}


class PictureStore:
    """The store in a folder, which need not be there.

    made: what is published of each picture of the last build, by path.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, Made] = {}
        self._seen: set[bytes] = set()  # files that were looked at, of whatever content folder

    @cached_property
    def _saved(self) -> bytes:
        try:
            return (self.folder / INDEX).read_bytes()
        except OSError:
            return b""

    @cached_property
    def _index(self) -> Index:
        """What is known; nothing where it was made in another way, or is damaged."""
        seal, data = self._saved[:DIGEST], self._saved[DIGEST:]
        if seal != digest_of_bytes(data):
            return Index(_recipe())
        try:
            index = msgspec.msgpack.decode(data, type=Index)
        except (msgspec.MsgspecError, ValueError):
            return Index(_recipe())
        return index if index.recipe == _recipe() else Index(_recipe())

    # Before a build -----------------------------------------------------------------------------

    def look(
        self, content: Path, paths: Sequence[str], stamps: Mapping[str, bytes]
    ) -> dict[str, Looked]:
        """What each picture is; one that was looked at before is not opened.

        paths: seen from the content folder; what is no picture by its name is left out.
        stamps: those that are known, settled. Raises WorkerDied.
        """
        now, index = moment(), self._index
        files = {path: _file(content, path) for path in paths if is_picture(path)}
        seen = {
            path: stamps.get(path) or settled(_stamp(file), now) for path, file in files.items()
        }
        new = [path for path, stamp in seen.items() if not self._knows(files[path], stamp)]
        new.sort(key=is_raster)  # drawings are looked at in no time
        first = bisect(new, 0, key=is_raster)
        work = partial(look_at_file, content, frozenset(index.looked))
        looks = [*map(work, new[:first])]
        looks += shared_out(work, new[first:], pays_from=LOOKING_PAYS_FROM)
        for path, (key, looked) in zip(new, looks, strict=True):
            index.files[files[path]] = seen[path], key
            if looked:
                index.looked[key] = looked
        self._seen |= {*files.values()}
        return {path: index.looked[index.files[file][1]] for path, file in files.items()}

    def _knows(self, file: bytes, stamp: bytes) -> bool:
        before, key = self._index.files.get(file, (NO_STAMP, b""))
        return before == stamp != NO_STAMP and key in self._index.looked

    # In a build ---------------------------------------------------------------------------------

    def make(self, content: Path, paths: Sequence[str], note: Note = no_note) -> None:
        """Make what is published of these pictures, but for what was made before.

        note: is told how far that is. Raises PictureProblem where one cannot be made, OSError where
        it cannot be kept, WorkerDied.
        """
        pictures = [path for path in paths if is_raster(path)]
        unseen = [path for path in pictures if _file(content, path) not in self._seen]
        self.look(content, unseen, {})
        keys = {path: self._index.files[_file(content, path)][1] for path in pictures}
        new = [*{keys[path]: path for path in self._unmade(keys)}.values()]
        if new:
            self.folder.mkdir(parents=True, exist_ok=True)
        work = partial(make_one, content, self.folder)
        done = shared_out(work, new, pays_from=MAKING_PAYS_FROM, note=note)
        for path, one in zip(new, done, strict=True):
            if one.digest != keys[path]:
                raise PictureProblem(CHANGED.format(f"{content.name}/{path}"))
            self._index.made[one.digest] = one
        self.made = {path: self._index.made[key] for path, key in keys.items()}
        if new:
            self._index.whole = _stamps(self.folder)
        self._keep_only()

    def _unmade(self, keys: Mapping[str, bytes]) -> Iterator[str]:
        """The pictures of which not all files are there, as they were written."""
        there = _stamps(self.folder)
        for path, key in keys.items():
            made = self._index.made.get(key)
            if made is None or not all(self._is_whole(name, there) for name in made.files):
                yield path

    def _is_whole(self, name: str, there: Mapping[str, bytes]) -> bool:
        """Whether a file holds the bytes that gave it its name; it is read only if it is new.

        there: the stamps of the files that there are.
        """
        if name not in there or there[name] == self._index.whole.get(name) != NO_STAMP:
            return name in there
        is_whole = name == _name(self.file(name).read_bytes(), self.file(name).suffix)
        self._index.whole[name] = there[name] if is_whole else NO_STAMP
        return is_whole

    def _keep_only(self) -> None:
        """Forget files that were not looked at now, and what no picture of now is made of."""
        index, used = self._index, {one.digest for one in self.made.values()}
        index.files = {file: one for file, one in index.files.items() if file in self._seen}
        known = {key for _, key in index.files.values()}
        index.looked = {key: one for key, one in index.looked.items() if key in known}
        index.made = {key: one for key, one in index.made.items() if key in used}
        kept = {name for one in index.made.values() for name in one.files}
        index.whole = {name: stamp for name, stamp in index.whole.items() if name in kept}
        data = msgspec.msgpack.encode(index)
        sealed = digest_of_bytes(data) + data
        if sealed == self._saved or not (index.files or self._saved):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        replace_file(self.folder / INDEX, sealed)
        self._saved = sealed
        for name in _stamps(self.folder).keys() - kept - {INDEX}:
            (self.folder / name).unlink(missing_ok=True)

    def sizes(self) -> dict[bytes, Sizes]:
        """The sizes of all pictures that are made, by the digest of their bytes."""
        return {key: one.sizes for key, one in self._index.made.items()}

    def file(self, name: str) -> Path:
        """Where a file of the store is."""
        return self.folder / name


def look_at_file(content: Path, known: Collection[bytes], path: str) -> tuple[bytes, Looked | None]:
    """What names the bytes of a picture, and what it is: None where that is known."""
    try:
        data = (content / path).read_bytes()
    except OSError:  # taken away just now: whoever lists files again will know
        data = b""
    key = key_of(path, data)
    return key, None if key in known else look_at(path, data)


def make_one(content: Path, folder: Path, path: str) -> Made:
    """Make the files of one picture in the folder.

    Raises PictureProblem where none can be made of it, OSError where they cannot be written.
    """
    from plugins.pictures.making import make_files

    name = f"{content.name}/{path}"
    try:
        data = (content / path).read_bytes()
        files = make_files(data)
    except FileNotFoundError:
        raise PictureProblem(CHANGED.format(name)) from None
    except Unreadable as wrong:
        raise PictureProblem(f"{name}: {wrong.told.message} {wrong.told.remedy}") from None
    own = _put(files.own, folder)
    small = _put(files.fallback, folder) if files.fallback else ""
    shown = files.fallback or files.own
    better = {
        kind: tuple((_put(one, folder), one.width) for one in sizes)
        for kind, sizes in files.better.items()
    }
    every = [files.own, shown, *(one for sizes in files.better.values() for one in sizes)]
    return Made(
        digest=key_of(path, data),
        own=own,
        files=tuple(dict.fromkeys(_name(one.data, one.ending) for one in every)),
        sizes=Sizes(
            src=small and f"{PICTURES}{small}",
            width=shown.width,
            height=shown.height,
            sources=tuple(
                (kind, tuple((f"{PICTURES}{name}", width) for name, width in sizes))
                for kind, sizes in better.items()
            ),
            size=len(shown.data),
        ),
    )


def _put(file: File, folder: Path) -> str:
    """Write a file under the name that its bytes give it."""
    name = _name(file.data, file.ending)
    replace_file(folder / name, file.data)
    return name


def _name(data: bytes, ending: str) -> str:
    return f"{digest_of_bytes(data).hex()[:_NAME]}{ending}"


def _stamps(folder: Path) -> dict[str, bytes]:
    """The stamp of each file in a folder, settled."""
    if not folder.is_dir():
        return {}
    now = moment()
    with os.scandir(folder) as entries:
        return {one.name: settled(stamp_of(one.stat()), now) for one in entries if one.is_file()}


def _file(content: Path, path: str) -> bytes:
    """A file by its whole name: an earlier state of the content has others of these paths."""
    return os.fsencode(f"{content}/{path}")


def _stamp(file: bytes) -> bytes:
    try:
        return stamp_of(os.stat(file))  # noqa: PTH116 - a Path for each would take twice the time
    except OSError:
        return NO_STAMP


@cache
def _recipe() -> bytes:
    """What pictures are made with: our code and Pillow, which is not loaded for this."""
    code = [file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))]
    return digest([version("pillow"), sys.platform, *code])
