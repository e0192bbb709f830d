"""Single pieces of HTML: the attributes of a tag, text as HTML, HTML as text."""

from __future__ import annotations

import re
from html import escape, unescape

_ATTRIBUTE = re.compile(r'\s([^\s="]+)(?:="([^"]*)")?')
_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|dt|dd|div|pre|figcaption|summary)>|<br>|<hr>")
_ANY_TAG = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of a tag as text; "" for one without a value."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def in_tag(attributes: dict[str, str]) -> str:
    """Attributes as they stand in a tag, a blank before each."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def as_html(words: str) -> str:
    """Text as HTML; quotes stay, so that they can still be made typographic."""
    return escape(words, quote=False)


def as_text(pieces: list[str]) -> str:
    """Pieces of HTML without tags as one line of text."""
    return " ".join(unescape("".join(pieces)).split())


def plain(html: str) -> str:
    """The text of HTML, its entities decoded, blocks kept apart by a blank."""
    return as_text([_ANY_TAG.sub("", _BLOCK_END.sub(" ", html))])
