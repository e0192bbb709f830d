"""A drawing (SVG): its size, so that nothing moves when it comes in, and what is wrong with it."""

from __future__ import annotations

import re
from enum import Enum
from xml.parsers import expat

from plugins.model.tag import attributes_of

_MOST = 8192  # bytes of a file in which its root stands
_ROOT = re.compile(r"<svg\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_LENGTH = re.compile(r"\s*\+?([\d.]+)\s*(?:px)?\s*")  # in pixels; any other unit is as good as none
_BETWEEN = re.compile(r"[\s,]+")
_LARGEST = 100_000
_SVG = "http://www.w3.org/2000/svg"
_JAVASCRIPT = re.compile(r"[\s\x00]*javascript\s*:", re.IGNORECASE)


class Fault(Enum):
    """What is wrong with a drawing."""

    UNREADABLE = "no browser shows it"
    RUNS = "it holds what could run when it is opened by itself"
    MOVES = "it moves"


_ELEMENTS = {
    Fault.RUNS: {"script", "handler", "iframe", "object", "embed"},
    Fault.MOVES: {"animate", "animatecolor", "animatemotion", "animatetransform", "set"},
}


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


def drawing_fault(data: bytes) -> Fault | None:
    """What is wrong with the file of a drawing, the worst first; None for a sound one.

    A browser shows nothing of XML that is not well-formed (XML 1.0, 1.2), nor of a root that is not
    in SVG's namespace. In a page no drawing can run anything (SVG Integration, 3.6), but its file
    has an address of its own.
    """
    names: list[str] = []
    found: set[Fault] = set()

    def start(name: str, attributes: dict[str, str]) -> None:
        names.append(name)
        if any(_runs(*one) for one in attributes.items()):
            found.add(Fault.RUNS)

    def text(words: str) -> None:
        if "@keyframes" in words:
            found.add(Fault.MOVES)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):  # also of an encoding that nobody knows
        return Fault.UNREADABLE
    kinds = {name.rpartition(" ")[2].lower() for name in names}
    found |= {fault for fault, ones in _ELEMENTS.items() if kinds & ones}
    if names[0] != f"{_SVG} svg":
        found.add(Fault.UNREADABLE)
    return next((fault for fault in Fault if fault in found), None)


def _runs(name: str, value: str) -> bool:
    """Whether an attribute could run something."""
    name = name.rpartition(" ")[2].lower()
    return name.startswith("on") or bool(_JAVASCRIPT.match(value))
