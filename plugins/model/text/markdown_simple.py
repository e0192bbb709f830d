"""The commonest code, links, pictures and emphasis of a text, read at once, not by each pattern.

They are of the plainest form there is. Where all signs of a text belong to such, no pattern could
find anything else in it, nor find these in another way; whether it is so, the caller must ask.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import msgspec

from plugins.model.text.markdown_inline import code_span
from plugins.model.text.markdown_links import alternative

_ADDRESS = r"\(([^\s()<>\[\]\\`\x02]++)\)"
# Emphasis begins after a blank, and ends before one or before the end of a sentence: there its
# first signs can do nothing but open it, and its last ones close it, whatever stands between.
_EMPHASIS = r"{0}(?<!\S{0})({0}?)(?=\S)([^{0}]++)(?<=\S){0}\{1}(?![^\s.,;:!?)])"
# Each alternative starts with a sign of its own: such an expression is found four times as fast.
_SIMPLE = re.compile(
    rf"`(?<!``)([^`]++)`(?!`)|\[(?<!!\[)([^\[\]]++)\]{_ADDRESS}|!\[([^\[\]]++)\]{_ADDRESS}"
    "|" + _EMPHASIS.format(r"\*", 6) + "|" + _EMPHASIS.format("_", 8)
)
_STEP = _SIMPLE.groups + 1


class Simple(msgspec.Struct, frozen=True):
    """A text taken apart: its first words, and its elements, the words after each as its tail.

    words: all of its words but for code, in which nothing has a meaning.
    """

    start: str
    elements: list[Element]
    words: str


def read_simple(text: str) -> Simple:
    """The elements of the plainest form in a text, and its words."""
    pieces = _SIMPLE.split(text)
    words = pieces[::_STEP]
    elements: list[Element] = []
    for place in range(1, len(pieces), _STEP):
        code, link, href, alt, src, stars, starred, lines, lined = pieces[place : place + _STEP - 1]
        if code:
            element = code_span(code)
        elif alt:
            element = Element("img", {"src": src, "alt": alternative(alt)})
        elif link:
            element = Element("a", {"href": href})
            element.text = link
        else:
            element = Element("strong" if stars or lines else "em")
            element.text = starred or lined
        element.tail = pieces[place + _STEP - 1]
        elements.append(element)
        words.append(link or alt or starred or lined or "")
    return Simple(pieces[0], elements, "|".join(words))
