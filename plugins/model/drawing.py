"""The size of a drawing (SVG), as its root says it: so that nothing moves when it comes in."""

from __future__ import annotations

import re

from plugins.model.tag import attributes_of

_MOST = 8192  # bytes of a file in which its root stands
_ROOT = re.compile(r"<svg\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_LENGTH = re.compile(r"\s*\+?([\d.]+)\s*(?:px)?\s*")  # in pixels; any other unit is as good as none
_BETWEEN = re.compile(r"[\s,]+")
_LARGEST = 100_000


def drawing_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, rounded; (0, 0) where the drawing says none.

    Its own count, where both are in pixels; else those of its viewBox (SVG 2, 8.2).
    """
    root = _ROOT.search(data[:_MOST].decode("utf-8", "replace"))
    attributes = attributes_of(root[1]) if root else {}
    own = [attributes.get(name, "") for name in ("width", "height")]
    box = _BETWEEN.split(attributes.get("viewbox", "").strip())[2:4]
    for sides in (own, box):
        lengths = [length for length in map(_pixels, sides) if length]
        if len(lengths) == 2:
            return lengths[0], lengths[1]
    return 0, 0


def _pixels(typed: str) -> int:
    found = _LENGTH.fullmatch(typed)
    try:
        length = float(found[1]) if found else 0.0
    except ValueError:  # 1.2.3
        return 0
    return max(round(length), 1) if 0 < length <= _LARGEST else 0
