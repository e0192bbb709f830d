"""The pictures of the content: what is known of each file, and in which sizes pages show it.

Who can decode them is a plugin (`plugins/pictures`), which is handed to `loading` as a `Look`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from plugins.model.file_name import visible
from plugins.model.files import Files
from plugins.model.problem import Problem, Severity, of_file

DRAWING = ".svg"  # is published as it is
RASTERS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")


class PictureFile(msgspec.Struct, frozen=True, array_like=True):
    """A picture as pages can show it.

    digest: of its bytes, of which its sizes are made; b"" for a drawing.
    width, height: in pixels, upright; 0 where a drawing has none.
    """

    digest: bytes
    width: int
    height: int


class Told(msgspec.Struct, frozen=True, array_like=True):
    """What is to be said of a picture's file: what was found, and how to put it right."""

    message: str
    remedy: str
    severity: Severity = Severity.ERROR


class Looked(msgspec.Struct, frozen=True, array_like=True):
    """What came of looking at a file.

    picture: None where nobody can show it.
    """

    picture: PictureFile | None
    told: tuple[Told, ...] = ()


class Sizes(msgspec.Struct, frozen=True, array_like=True):
    """The sizes in which a picture is published.

    src: the address for browsers that know its own format alone; "" for that of the file itself.
    width, height: of what stands at `src`.
    sources: for each better format its MIME type, and the addresses with the width of each.
    size: the bytes of what stands at `src`.
    """

    src: str
    width: int
    height: int
    sources: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    size: int = 0


# The content folder, paths in it, and the stamps of files that are known: what each of these is.
Look = Callable[[Path, Sequence[str], Mapping[str, bytes]], Mapping[str, Looked]]


def look_at_nothing(
    _content: Path, _paths: Sequence[str], _stamps: Mapping[str, bytes]
) -> Mapping[str, Looked]:
    """The Look of who shows no picture: of none is anything known."""
    return {}


def is_raster(path: str) -> bool:
    """Whether a file is made of pixels, by its name."""
    return path.lower().endswith(RASTERS)


def is_picture(path: str) -> bool:
    """Whether a file is a picture, by its name."""
    return path.lower().endswith((*RASTERS, DRAWING))


def take_in(looked: Mapping[str, Looked], files: Files, root: str) -> dict[str, PictureFile]:
    """The pictures by path; what is wrong with them, and who cannot be shown, goes to the files.

    root: how problems name the content folder.
    """
    found: dict[str, PictureFile] = {}
    for path, one in looked.items():
        files.problems += [_problem(told, path, root) for told in one.told]
        if one.picture:
            found[path] = one.picture
        else:
            files.refused.append(path)
    files.assets = [asset for asset in files.assets if asset.path not in {*files.refused}]
    return found


def _problem(told: Told, path: str, root: str) -> Problem:
    return of_file(f"{root}/{visible(path)}", told.message, told.remedy, told.severity)
