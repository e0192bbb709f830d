"""Take out of a picture's bytes all that is no picture, without touching a pixel.

What stays is named, and all else goes: comments, thumbnails, where and with what it was taken, what
a telephone hangs on to the end. Formats: ITU T.81 (JPEG), W3C PNG, RFC 9649 (WebP).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")  # of JPEG; not those in coded pixels
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_JFIF, _ADOBE, _COMMENT = 0xE0, 0xEE, 0xFE
_APPLICATIONS = range(0xE0, 0xF0)
_JFIF_BYTES = 12  # without its thumbnail
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB"})
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})
_ALPHA = 0x10  # of the flags of VP8X: all others tell of what was taken out


class Strange(ValueError):  # noqa: N818 - it is named for what it finds
    """These bytes are not as such a file must be."""


def strip_jpeg(data: bytes) -> bytes:
    """A JPEG file with what it takes to show it; Adobe's mark stays, for it tells the colours.

    Raises Strange.
    """
    if data[:2] != b"\xff\xd8":
        raise Strange
    return b"\xff\xd8" + b"".join(_jpeg_parts(data)) + b"\xff\xd9"


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        found = _MARKER.search(data, at)
        if found is None:
            raise Strange
        kind, start = found[1][0], found.end()
        yield data[at : found.start()]  # what is coded, after the head of a scan
        if kind == _END:
            return
        if kind == _START or start + 2 > len(data):
            raise Strange
        at = start + int.from_bytes(data[start : start + 2], "big")
        if kind == _JFIF and data[start + 2 : start + 7] == b"JFIF\0":
            density = data[start + 7 : start + 2 + _JFIF_BYTES]
            yield b"\xff\xe0\x00\x10JFIF\0" + density + b"\0\0"
        elif kind == _ADOBE and data[start + 2 : start + 7] == b"Adobe":
            yield b"\xff\xee" + data[start:at]
        elif kind not in _APPLICATIONS and kind != _COMMENT:
            yield bytes([0xFF, kind]) + data[start:at]
        if kind != _SCAN and data[at : at + 1] != b"\xff":
            raise Strange


def strip_png(data: bytes) -> bytes:
    """A PNG file with its pixels, how clear they are, and how light. Raises Strange."""
    if not data.startswith(_PNG_HEAD):
        raise Strange
    kept, at = [_PNG_HEAD], len(_PNG_HEAD)
    while at < len(data):
        length, kind = _unpacked(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise Strange
        if kind in _PNG_KEPT:
            kept.append(data[at:end])
        at = len(data) if kind == b"IEND" else end
    return b"".join(kept)


def strip_webp(data: bytes) -> bytes:
    """A WebP file with its pixels and how clear they are. Raises Strange."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise Strange
    kept, at = [b"WEBP"], 12
    end: int = min(len(data), 8 + _unpacked("<I", data, 4)[0])
    while at + 8 <= end:
        kind, length = _unpacked("<4sI", data, at)
        after = at + 8 + length + length % 2
        part = data[at:after]
        if at + 8 + length > len(data):
            raise Strange
        if kind == b"VP8X" and length:
            part = part[:8] + bytes([part[8] & _ALPHA]) + part[9:]
        if kind in _WEBP_KEPT:
            kept.append(part)
        at = after
    whole = b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _unpacked(form: str, data: bytes, at: int) -> tuple[Any, ...]:
    try:
        return struct.unpack_from(form, data, at)
    except struct.error:
        raise Strange from None
