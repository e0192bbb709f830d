"""Make of one picture what is published of it: itself, cleaned, and smaller ones for pages.

The same bytes give the same files, on every machine with the same Pillow.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from plugins.pictures.looking import FORMATS, opened, orientation
from plugins.pictures.metadata import Strange, strip_jpeg, strip_png, strip_webp

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTHS = (320, 640, 960, 1440)  # 40rem of text, on screens of one and of two dots to the pixel
FALLBACK = 960  # for the few browsers that know none of the better formats, and for feeds
AVIF_PAYS = 0.9  # of the bytes of WebP: for less, no page need name two kinds
DRAWN_COLOURS = 30_000  # of a picture that may be a drawing: a photograph has more
MOST_A_SIDE = 16_383  # pixels: a WebP can have no more
LOSSLESS_PAYS = 1.2  # of the bytes of WebP with losses: drawings stay as sharp as they are
_STRIPS: dict[str, Callable[[bytes], bytes]] = {
    "JPEG": strip_jpeg,
    "MPO": strip_jpeg,
    "PNG": strip_png,
    "WEBP": strip_webp,
}
_JPEG = {"format": "JPEG", "progressive": True, "optimize": True}
_WEBP = {"format": "WEBP", "method": 4}
_AVIF = {"format": "AVIF", "speed": 9, "max_threads": 1}  # slower saves 3%, in ten times the time
_OWN: dict[str, dict[str, Any]] = {  # to write a whole picture anew
    "JPEG": {**_JPEG, "quality": 90},
    "PNG": {"format": "PNG", "optimize": True},
    "GIF": {"format": "GIF"},
    "WEBP": {**_WEBP, "quality": 90},
    "AVIF": {**_AVIF, "quality": 75},
}
_LOSSY = {**_WEBP, "quality": 78}
_LOSSLESS = {**_WEBP, "lossless": True, "quality": 60}
_LOSSY_AVIF = {**_AVIF, "quality": 58}
_SMALL: dict[str, dict[str, Any]] = {
    **_OWN,
    "JPEG": {**_JPEG, "quality": 80},
    "WEBP": _LOSSY,
    "AVIF": _LOSSY_AVIF,
}
_WITHOUT_LOSS = frozenset({"PNG", "GIF"})  # what these hold may be a drawing
_CLEAR_MODES = frozenset({"LA", "PA", "La", "RGBa", "RGBA"})
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # Exif's orientation to Pillow's Transpose


class File(NamedTuple):
    """A file to be published: its ending, bytes and size in pixels."""

    ending: str
    data: bytes
    width: int
    height: int


class Files(NamedTuple):
    """All files of one picture.

    own: goes to the address of the picture itself.
    fallback: the small one in its own format; None where that is `own`.
    better: the sizes in each better format, by its MIME type; none of a picture too tall for them.
    """

    own: File
    fallback: File | None
    better: dict[str, list[File]]


def make_files(data: bytes) -> Files:
    """All that is published of a picture. Raises Unreadable where the bytes are none."""
    own = clean(data)
    with opened(data, WIDTHS[-1]) as image:
        kind = _kind(image)
        small = true_colours(image)
        whole = own.width, own.height
        sizes = [resized(small, width, whole) for width in _widths(own.width)]
        better = _better(
            [one for one in sizes if one.height <= MOST_A_SIDE],
            sharp=kind in _WITHOUT_LOSS and _is_drawn(small),
        )
        fallback = None
        if own.width > FALLBACK:
            one = _written(_few_colours(resized(small, FALLBACK, whole), image), _SMALL[kind])
            fallback = one if len(one.data) < len(own.data) else None
    return Files(own, fallback, better)


def clean(data: bytes) -> File:
    """The whole picture without what is none; its pixels are as they were wherever that can be.

    Raises Unreadable where the bytes are no picture.
    """
    with opened(data) as image:
        kind = _kind(image)
        image.load()  # what is said of a picture may stand behind it
        if not _needs_other_pixels(image):
            try:
                return File(FORMATS[kind], _STRIPS.get(kind, _as_it_is)(data), *image.size)
            except Strange:
                pass
        return _written(_few_colours(true_colours(image), image), _OWN[kind])


def _as_it_is(data: bytes) -> bytes:
    return data


def _kind(image: Image) -> str:
    return "JPEG" if image.format == "MPO" else str(image.format)


def _needs_other_pixels(image: Image) -> bool:
    """Whether it lies on its side, has colours of its own, or cannot be cleaned otherwise."""
    said = {"exif", "xmp", "comment", "extension"} & image.info.keys()
    return (
        orientation(image) != 1
        or image.mode == "CMYK"
        or _profile(image) is not None
        or image.format == "GIF"
        or (image.format == "AVIF" and bool(said))
    )


# Pixels -----------------------------------------------------------------------------------------


def true_colours(image: Image) -> Image:
    """A picture upright, in sRGB, with eight bits for each colour: of mode L, RGB or RGBA."""
    from PIL.Image import Transpose

    turned = _in_srgb(_in_eight_bits(image), _profile(image))
    if (held := orientation(image)) != 1:
        turned = turned.transpose(Transpose(_TURNS[held]))
    if turned.mode == "RGBA" and turned.getchannel("A").getextrema() == (255, 255):
        turned = turned.convert("RGB")
    turned.info = {}  # or what is in it would be written again
    return turned


def _in_eight_bits(image: Image) -> Image:
    """A picture of a mode that can be resized well and written: L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I") or image.mode == "F":  # grey in sixteen bits
        grey = image.convert("I").point(lambda value: value * (1 / 256))
        return grey.convert("L")
    if image.mode in _CLEAR_MODES or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in {"L", "1"}:
        return image.convert("L")
    return image.copy() if image.mode in {"RGB", "CMYK"} else image.convert("RGB")


def _profile(image: Image) -> object | None:
    """What the colours of a picture mean; None where they are sRGB, or nobody can tell."""
    from PIL import ImageCms

    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.getOpenProfile(BytesIO(data))
        is_srgb = "sRGB" in ImageCms.getProfileDescription(profile)
        return None if is_srgb else profile
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _in_srgb(image: Image, profile: Any) -> Image:
    from PIL import ImageCms

    plain = "RGB" if image.mode == "CMYK" else image.mode
    if profile is not None:
        mode = "RGB" if image.mode in {"L", "CMYK"} else image.mode
        try:
            done = ImageCms.profileToProfile(
                image, profile, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            return done if done is not None else image.convert(plain)
        except ImageCms.PyCMSError:  # a profile for other colours than the picture has
            pass
    return image.convert(plain)


def resized(image: Image, width: int, whole: tuple[int, int]) -> Image:
    """A picture in another width; whole: the size that it has when it is decoded whole."""
    from PIL.Image import Resampling

    height = max(1, round(whole[1] * width / whole[0]))
    if image.size == (width, height):
        return image
    return image.resize((width, height), Resampling.LANCZOS, reducing_gap=3.0)


def _widths(whole: int) -> list[int]:
    """The widths to make of a picture: none is larger than it is."""
    return sorted({*(width for width in WIDTHS if width < whole), min(whole, WIDTHS[-1])})


def _few_colours(image: Image, like: Image) -> Image:
    """A picture with a table of colours, where the one that it is made of has one."""
    if like.format != "GIF" and not (like.format == "PNG" and like.mode == "P"):
        return image
    is_as_it_was = like.size == image.size and orientation(like) == 1
    if is_as_it_was and like.mode == "P" and not like.info.get("icc_profile"):
        same = like.copy()
        same.info = {key: like.info[key] for key in ("transparency",) if key in like.info}
        return same
    return image.quantize(256, method=2 if image.mode == "RGBA" else 0)


# Files ------------------------------------------------------------------------------------------


def _better(sizes: Sequence[Image], *, sharp: bool) -> dict[str, list[File]]:
    """The sizes in WebP, and in AVIF where that is smaller and can be written; the best first.

    sharp: whether they are worth to be written without loss.
    """
    from PIL import features

    if not sizes:
        return {}
    webp = [_written(one, _LOSSY) for one in sizes]
    if sharp:
        exact = [_written(one, _LOSSLESS) for one in sizes]
        webp = [
            first if len(first.data) <= LOSSLESS_PAYS * len(other.data) else other
            for first, other in zip(exact, webp, strict=True)
        ]
    webp = _worth_their_while(webp)
    found = {"image/webp": webp}
    if features.check("avif"):
        avif = _worth_their_while([_written(one, _LOSSY_AVIF) for one in sizes])
        if len(avif[-1].data) < AVIF_PAYS * len(webp[-1].data):
            found = {"image/avif": avif, **found}
    return found


def _is_drawn(image: Image) -> bool:
    """Whether a picture has few colours, as drawings and pictures of a screen have."""
    return image.getcolors(DRAWN_COLOURS) is not None


def _worth_their_while(files: Sequence[File]) -> list[File]:
    """The files, from small to large, but for those that are heavier than a larger one."""
    kept: list[File] = []
    for file in reversed(files):
        if not kept or len(file.data) < len(kept[0].data):
            kept.insert(0, file)
    return kept


def _written(image: Image, how: dict[str, Any]) -> File:
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image.save(out, **how)
    return File(FORMATS[how["format"]], out.getvalue(), *image.size)
