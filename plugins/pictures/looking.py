"""What a picture's file is: whether it can be shown, how large it is, and what is to be said of it.

All of it is decoded once, as nothing else tells whether a file is whole.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plugins.model.digest import digest_of_bytes
from plugins.model.drawing import Fault, drawing_fault, drawing_size
from plugins.model.picture import DRAWING, Looked, PictureFile, Told
from plugins.model.problem import Severity
from plugins.model.size import size_in_words

if TYPE_CHECKING:  # a build without new pictures does not load it
    from PIL.Image import Image

# Pillow knows many more forms, and each decoder is a way in for whoever would do harm.
_OPENED = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
FORMATS = {**_OPENED, "MPO": ".jpg"}  # a JPEG with more behind it, as telephones write them
MOST_PIXELS = 80_000_000  # four bytes each, several times over: more could fill a small machine
HEAVY_PIXELS = 8_000_000
HEAVY_BYTES = 3_000_000
_ORIENTATION = 0x0112  # of Exif: how the camera was held
_LYING = range(5, 9)
_HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1")
_EXPORT = "Save it anew as a JPEG or PNG file, and put that here."
_TOO_LARGE = Told(
    f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels, too many to be read"
    " safely.",
    "Make it smaller: 2,400 pixels in width are enough for every screen.",
)
_UNREADABLE = Told(
    "This file cannot be read as a picture: it is cut short, damaged, or of another kind than its"
    " name says.",
    f"Look whether it opens on your computer. {_EXPORT}",
)
_IS_HEIC = Told(
    "This is a photograph in the form HEIC, whatever its name says, and few browsers show that.",
    "Save it as a JPEG file (on an iPhone: Settings, Camera, Formats, Most Compatible).",
)
_MOVES = Told(
    "This picture moves, and readers could not stop it, which some need to (WCAG 2.2.2).",
    "Save one moment of it as a still picture; or make it a film (.mp4), which they start.",
)
_DRAWING_FAULTS = {
    Fault.UNREADABLE: Told(
        "This file cannot be shown as a drawing: it is cut short, damaged, or no SVG.",
        "Look whether a browser opens it. Save it anew as an SVG or PNG file, and put that here.",
    ),
    Fault.RUNS: Told(
        "This drawing holds something that could run when somebody opens it by itself: a script, a"
        ' "javascript:" address or an attribute such as "onload".',
        "Save it without, as a plain SVG, or as a PNG file.",
    ),
    Fault.MOVES: _MOVES,
}


class Unreadable(Exception):  # noqa: N818 - it is named for what it finds
    """These bytes are no picture that can be shown; `told` says why."""

    def __init__(self, told: Told) -> None:
        self.told = told
        super().__init__(told.message)


def key_of(path: str, data: bytes) -> bytes:
    """What names the bytes of a picture; with its ending, which decides what is said of it."""
    return digest_of_bytes(f"{PurePosixPath(path).suffix.lower()}\0".encode() + data)


def look_at(path: str, data: bytes) -> Looked:
    """What a picture's file is; never raises, whatever the bytes are."""
    if path.lower().endswith(DRAWING):
        if fault := drawing_fault(data):
            return Looked(None, (_DRAWING_FAULTS[fault],))
        return Looked(PictureFile(b"", *drawing_size(data)))
    try:
        with opened(data, longest=1) as image:
            told = tuple(_said(path, data, image))
            image.load()
            width, height = upright_size(image)
    except Unreadable as wrong:
        return Looked(None, (wrong.told,))
    return Looked(PictureFile(key_of(path, data), width, height), told)


@contextmanager
def opened(data: bytes, longest: int = 0) -> Iterator[Image]:
    """A picture, to be decoded in the block; raises Unreadable for all that goes wrong in it.

    longest: a JPEG may be decoded smaller, but not below so many pixels in width and height, which
        is quicker; 0 for all of it. Its `size` is then that, and `info["whole"]` the true one.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own limits of pixels; odd metadata
            with Image.open(BytesIO(data), formats=[*_OPENED]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Unreadable(_TOO_LARGE)
                if image.format != "MPO" and getattr(image, "is_animated", False):
                    raise Unreadable(_MOVES)
                image.info["whole"] = image.size
                if longest and image.format in {"JPEG", "MPO"}:
                    image.draft(image.mode, (longest, longest))
                yield image
    except Unreadable:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise Unreadable(_TOO_LARGE) from None
    except Exception:  # noqa: BLE001 - a decoder may raise anything for bytes that are wrong
        raise Unreadable(_IS_HEIC if data[4:12] in _HEIC else _UNREADABLE) from None


def upright_size(image: Image) -> tuple[int, int]:
    """Width and height of the whole picture as readers see it."""
    width, height = image.info["whole"]
    return (height, width) if orientation(image) in _LYING else (width, height)


def orientation(image: Image) -> int:
    """How the camera was held, by Exif; 1 for upright, and where nobody knows."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - the picture is whole, if not what is said of it
        return 1
    return found if found in range(1, 9) else 1


def _said(path: str, data: bytes, image: Image) -> Iterator[Told]:
    """What an editor should know of a picture that can be shown."""
    width, height = image.info["whole"]
    pixels, size = width * height, len(data)
    if pixels > HEAVY_PIXELS or size > HEAVY_BYTES:
        millions = pixels / 1_000_000
        yield Told(
            f"This picture is heavier than it need be: {width} x {height} pixels ({millions:.1f}"
            f" million), {size_in_words(size)}. Readers get smaller copies, but whoever opens the"
            " picture itself, or takes a copy of all files, loads it whole.",
            "Save it smaller: 2,400 pixels in width and less than 3 MB are enough.",
            Severity.WARNING,
        )
    ending, wanted = PurePosixPath(path).suffix.lower(), FORMATS[image.format or ""]
    if ending.replace(".jpeg", ".jpg") != wanted:
        yield Told(
            f"The name ends in {ending}, and the file holds a picture of the kind {wanted}.",
            f"Give the file a name that ends in {wanted}, and correct it where it is shown.",
            Severity.WARNING,
        )
