"""The tree of a text as HTML, in one walk.

Python-Markdown walks it once to put escaped characters back and once more to write; to end lines
would take a third time. `markdown_parser` sets this in the place of all that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown.serializers import RE_AMP
from markdown.util import ETX, STX

from plugins.model.text.cleaning import INLINE_TAGS

_VOID = frozenset({"br", "hr", "img", "input"})
_WITHOUT_VALUE = frozenset({"checked", "disabled"})
_ESCAPE = re.compile(f"{STX}(\\d+){ETX}")


def as_html(root: Element) -> str:
    """HTML of a tree, a line end after each block, so that it can be read and compared."""
    pieces: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        attributes = item.items()
        pieces.append(f"<{item.tag}{_in_tag(attributes)}>" if attributes else f"<{item.tag}>")
        if item.text:
            pieces.append((_escaped if item.tag == "code" else _written)(item.text))
        if len(item):
            waiting.append(_end(item))
            waiting += item[::-1]
        else:
            pieces.append(_end(item))
    return "".join(pieces)


def _in_tag(attributes: Iterable[tuple[str, str]]) -> str:
    written = []
    for name, value in sorted(attributes):
        value = _written(value).replace('"', "&quot;")
        is_yes = value == name and name in _WITHOUT_VALUE
        written.append(f" {name}" if is_yes else f' {name}="{value}"')
    return "".join(written)


def _end(element: Element) -> str:
    """The end tag of an element, if it has one, and what follows it."""
    tag, tail = element.tag, element.tail or ""
    if tail:
        tail = _written(tail)
    if tag == "br":
        tail = "\n" + tail.lstrip("\n")
    elif not tail and tag not in INLINE_TAGS:
        tail = "\n"
    return tail if tag in _VOID else f"</{tag}>{tail}"


def _written(text: str) -> str:
    """A text as HTML, with the characters that a backslash stood before."""
    if STX in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1])), text)
    if "&" in text or "<" in text or ">" in text:
        text = _escaped(text)
    return text


def _escaped(text: str) -> str:
    """A text as HTML; an & that begins an entity stays."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text
