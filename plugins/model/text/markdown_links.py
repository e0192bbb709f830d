"""Links and images: `[text](address "title")`, `![alternative](...)`, `[text][label]`, `[label]`.

Brackets are matched once for a whole text, innermost first, as CommonMark does
(https://spec.commonmark.org/0.31.2/#look-for-link-or-image): Python-Markdown looks for the end of
each bracket anew, which takes seconds for a few thousand of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import msgspec
from markdown import Markdown
from markdown.util import ETX, STX

from plugins.model.text.markdown_document import Document
from plugins.model.text.markdown_inline import Span, SpanProcessor
from plugins.model.text.markdown_leaves import label

_BRACKET = re.compile(r"!?\[|\]")
_INSIDE = re.compile(
    r"\(\s*(?:<([^<>\n]*)>|((?!<)(?:[^\s()]++|\((?:[^\s()]++|\([^\s()]*+\))*+\))*+))"
    r"(?:\s+(\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
_LABEL = re.compile(r"\[([^\[\]]*)\]")
_MARKED = re.compile(r"(\*\*|__|\*|\b_|~~)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_ESCAPE = re.compile(f"{STX}(\\d+){ETX}")
_IMAGE = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_TAG = re.compile(r"<[^<>]*>")


class _Opener(msgspec.Struct):
    start: int
    end: int
    is_image: bool
    active: bool = True


class Links(SpanProcessor):
    """One of two patterns: the links first, then the images that stand alone or in a link."""

    def __init__(self, md: Markdown, document: Callable[[], Document], *, images: bool) -> None:
        super().__init__(r"!\[" if images else r"\[", md)
        self.document = document
        self.images = images

    def find(self, data: str) -> list[Span]:
        """The links (or images) of a text."""
        found: list[Span] = []
        openers: list[_Opener] = []
        pos = 0
        while match := _BRACKET.search(data, pos):
            pos = match.end()
            if match.group() != "]":
                openers.append(_Opener(match.start(), pos, match.group()[0] == "!"))
                continue
            opener = openers.pop() if openers else None
            if opener is None or not opener.active:
                continue
            address = self._address(data, pos, data[opener.end : match.start()])
            if address is None:
                continue
            href, title, pos = address
            if not opener.is_image:
                for outer in openers:
                    outer.active = outer.active and outer.is_image
            if opener.is_image == self.images:
                while found and found[-1].start > opener.start:
                    found.pop()
                text = data[opener.end : match.start()]
                found.append(Span(opener.start, pos, self._element(text, href, title)))
        return found

    def _address(self, data: str, pos: int, text: str) -> tuple[str, str, int] | None:
        """What a bracket that closes before `pos` points at, its title, and where that ends."""
        if inside := _INSIDE.match(data, pos):
            href, title = inside.group(1) or inside.group(2) or "", inside.group(3) or ""
            return href, title[1:-1], inside.end()
        named = _LABEL.match(data, pos)
        typed = (named.group(1).strip() if named else "") or text
        name = label(_ESCAPE.sub(_backslash, self._typed(typed)))
        if found := self.document().definitions.get(name):
            self.document().used.add(name)
            return found.href, found.title, named.end() if named else pos
        return None

    def _typed(self, text: str) -> str:
        """A text with its placeholders put back."""
        plain: str = self.unescape(text) if "\x02" in text else text
        return plain

    def _element(self, text: str, href: str, title: str) -> Element:
        element = Element("img" if self.images else "a")
        element.set("src" if self.images else "href", self._typed(href).strip())
        if title:
            element.set("title", " ".join(self._typed(title).split()))
        if self.images:
            element.set("alt", alternative(self._typed(text)))
        else:
            element.text = text
        return element


def _backslash(match: re.Match[str]) -> str:
    return "\\" + chr(int(match.group(1)))


def alternative(text: str) -> str:
    """A text alternative without the marks of emphasis and tags: it is plain text."""
    text = _IMAGE.sub(r"\1", _TAG.sub("", text))
    while (plain := _MARKED.sub(r"\2", text)) != text:
        text = plain
    return " ".join(text.split())
