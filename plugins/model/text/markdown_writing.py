"""The tree of a text as HTML, in one walk.

Python-Markdown walks it once to put escaped characters back and once more to write; to end lines
would take a third time. `markdown_parser` sets this in the place of all that.
"""

from __future__ import annotations

import re
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
        pieces.append(f"<{item.tag}{_attributes(item)}>" if item.attrib else f"<{item.tag}>")
        if item.text:
            pieces.append(_escaped(item.text if item.tag == "code" else _put_back(item.text)))
        if len(item):
            waiting.append(_end(item))
            waiting.extend(reversed(item))
        else:
            pieces.append(_end(item))
    return "".join(pieces)


def _attributes(element: Element) -> str:
    written = []
    for name, value in sorted(element.items()):
        value = _escaped(_put_back(value)).replace('"', "&quot;")
        is_yes = value == name and name in _WITHOUT_VALUE
        written.append(f" {name}" if is_yes else f' {name}="{value}"')
    return "".join(written)


def _end(element: Element) -> str:
    """The end tag of an element, if it has one, and what follows it."""
    tag, tail = element.tag, element.tail or ""
    if tail:
        tail = _escaped(_put_back(tail))
    if tag == "br":
        tail = "\n" + tail.lstrip("\n")
    elif not tail and tag not in INLINE_TAGS:
        tail = "\n"
    return tail if tag in _VOID else f"</{tag}>{tail}"


def _put_back(text: str) -> str:
    """A text with the characters that a backslash stood before."""
    return _ESCAPE.sub(lambda found: chr(int(found[1])), text) if STX in text else text


def _escaped(text: str) -> str:
    """A text as HTML; an & that begins an entity stays."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text or ">" in text:
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    return text
