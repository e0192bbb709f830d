"""Single pieces of HTML: what a tag is, its attributes, text as HTML, HTML as text."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

import msgspec

from plugins.model.text.cleaning import INLINE_TAGS

_ATTRIBUTE = re.compile(r'\s([^\s="]+)(?:="([^"]*)")?')
_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|dt|dd|div|pre|figcaption|summary)>|<br>|<hr>")
_NAME = re.compile(r"</?([a-z0-9]+)")
_VOID = frozenset(["br", "hr", "img", "input", "source", "track", "wbr", "col"])
_VERBATIM = frozenset({"code", "pre", "kbd", "samp"})
_ASIDE = frozenset(
    {
        *("aside", "blockquote", "caption", "dd", "details", "dt", "figure", "li", "section"),
        *("summary", "table"),
    }
)
_ANY_TAG = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")


class Tag(msgspec.Struct, frozen=True):
    """What there is to know of a tag before its attributes are read.

    step: what it adds to the depth.
    """

    name: str
    is_end: bool
    is_block: bool
    is_verbatim: bool
    is_aside: bool
    step: int


@lru_cache(maxsize=512)
def read_tag(token: str) -> Tag:
    """What a tag is; most come again and again."""
    match = _NAME.match(token)
    name = match.group(1) if match else ""
    is_end = token[1] == "/"
    return Tag(
        name=name,
        is_end=is_end,
        is_block=name not in INLINE_TAGS,
        is_verbatim=name in _VERBATIM,
        is_aside=name in _ASIDE,
        step=0 if name in _VOID else -1 if is_end else 1,
    )


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
    text = unescape("".join(pieces)).replace("\n", " ")
    if text.isprintable() and "  " not in text:  # most texts, and far quicker than to divide them
        return text.strip()
    return " ".join(text.split())


def plain(html: str) -> str:
    """The text of HTML, its entities decoded, blocks kept apart by a blank."""
    return as_text([_ANY_TAG.sub("", _BLOCK_END.sub(" ", html))])
