"""Pictures drawn for tests: as cameras and telephones write them, and broken ones."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageDraw
from PIL.ImageDraw import ImageDraw as Pen

SECRET = b"Somebody's telephone 7"  # stands in all metadata
CORNERS = {"top left": "#d02020", "top right": "#20b040", "bottom left": "#2040d0"}
_GPS, _MAKE, _HELD = 0x8825, 0x010F, 0x0112
_SAYING = {"exif", "xmp", "comment", "photoshop", "icc_profile", "XML:com.adobe.xmp", "Comment"}
_XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"


@cache
def scene(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A landscape with a corner of its own colour at three corners, so that its way up is seen."""
    image = Image.new("RGB", (width, height))
    sky = Image.linear_gradient("L").resize((width, height))
    noise = Image.effect_noise((max(width // 4, 1), max(height // 4, 1)), 60).resize(image.size)
    image = Image.merge("RGB", (noise, Image.blend(sky, noise, 0.4), sky))
    pen: Pen = ImageDraw.Draw(image)
    for name, colour in CORNERS.items():
        x = 0 if "left" in name else width - width // 4
        y = 0 if "top" in name else height - height // 4
        pen.rectangle((x, y, x + width // 4, y + height // 4), fill=colour)
    return image.convert(mode)


def exif(held: int = 1) -> Image.Exif:
    """What a telephone writes into a photograph: its own name, and where it was."""
    found = Image.Exif()
    found[_MAKE] = SECRET.decode()
    found[_HELD] = held
    found[_GPS] = {1: "N", 2: (53.0, 28.0, 12.0), 3: "W", 4: (2.0, 14.0, 33.0)}
    return found


def written(image: Image.Image, form: str, **how: Any) -> bytes:
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def photograph(width: int = 600, height: int = 400, held: int = 1, **how: Any) -> bytes:
    """A JPEG as a telephone writes it, with all that it tells; held: the orientation of Exif."""
    image = scene(width, height)
    data = written(image, "JPEG", quality=85, exif=exif(held), comment=SECRET, xmp=_XMP, **how)
    return with_iptc(data) + SECRET  # what is hung on to the end, such as a short film


def with_iptc(data: bytes) -> bytes:
    """A JPEG with what press photographers write into it (APP13)."""
    body = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(SECRET)) + SECRET
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + data[2:]


def drawing(width: int = 500, height: int = 300, **how: Any) -> bytes:
    """A PNG with a table of 16 colours, clear in parts, with words about itself."""
    from PIL.PngImagePlugin import PngInfo

    image = Image.new("P", (width, height))
    image.putpalette([value for place in range(16) for value in (place * 16, 90, 255 - place * 16)])
    pen: Pen = ImageDraw.Draw(image)
    for place in range(1, 16):
        right, low = width * (60 - place) // 60, height * (60 - place) // 60
        pen.ellipse((place * width // 40, place * height // 40, right, low), fill=place)
    words = PngInfo()
    words.add_text("Comment", SECRET.decode())
    return written(image, "PNG", transparency=0, pnginfo=words, exif=exif(), **how)


def sixteen_bits(width: int = 60, height: int = 40) -> bytes:
    """A grey PNG with sixteen bits for each pixel, from black on the left to white."""
    image = Image.new("I;16", (width, height))
    for x in range(width):
        for y in range(height):
            image.putpixel((x, y), x * 65535 // (width - 1))
    return written(image, "PNG")


def printers_colours(width: int = 400, height: int = 300) -> bytes:
    """A JPEG in the four colours of a printer (CMYK)."""
    return written(scene(width, height, "CMYK"), "JPEG", quality=90, exif=exif())


def moving(form: str = "GIF") -> bytes:
    """A picture that moves."""
    first, second = (Image.new("RGB", (40, 30), colour) for colour in ("red", "blue"))
    return written(first, form, save_all=True, append_images=[second], duration=100)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that would fill the memory of any machine."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    lines = zlib.compress(bytes((width // 8 + 1) * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def wide_profile() -> bytes:
    """A profile in which red means another red than in sRGB: its three colours are exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    table = {profile[at : at + 4]: at for at in range(132, 132 + 12 * profile[131], 12)}
    changed = bytearray(profile)
    red, green = table[b"rXYZ"], table[b"gXYZ"]
    changed[red + 4 : red + 12], changed[green + 4 : green + 12] = (
        profile[green + 4 : green + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(changed).replace("sRGB".encode("utf-16-be"), "Wide".encode("utf-16-be"))


def pixels(data: bytes) -> Image.Image:
    """A file as a browser shows it."""
    with Image.open(BytesIO(data)) as image:
        image.load()
        return image.convert("RGBA" if image.mode == "P" else image.mode)


def tells(data: bytes) -> Mapping[str, Any]:
    """All that a file says beside its pixels."""
    with Image.open(BytesIO(data)) as image:
        image.load()
        found = {name: image.info[name] for name in _SAYING & image.info.keys()}
        return found | {str(tag): value for tag, value in image.getexif().items()}
