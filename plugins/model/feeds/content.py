"""The text of an entry, made to be read elsewhere, and as each format of feeds writes it.

Also the fast path of a build asks here: a new text takes the place of the old one in the files that
hold it, in the very bytes that a whole build would write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import msgspec

from plugins.model.tag import ATTRIBUTE, attributes_of, rewritten

# What XML 1.0 cannot hold (section 2.2), not even as an entity.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LAZY = frozenset({"loading", "decoding"})  # a page's own way to load pictures late
# A tag with attributes, and those that are left out without any: nothing else can need a change.
_TAG = re.compile(
    r"<([a-z][a-z0-9]*)\s((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>|</?picture>|</(?:iframe|input)>"
)
# What absolute would change stands behind one of these, or in a picture, a frame or a box to tick
# (<img>, <iframe>, <input>; <picture> holds the first); to look for them is far quicker.
_SIGNS = ('="#', '="/', "<i")
_SPECIAL = re.compile('[&<>"\t\n\r]')
_BLANKS = {9: "&#9;", 10: "&#10;", 13: "&#13;"}  # which an attribute would not keep
_json = msgspec.json.Encoder().encode


def fit(text: str) -> str:
    """A text without the characters that no XML can hold; so all formats say the same."""
    # What can be printed holds none: a question that is far quicker than a search.
    is_plain = text.isprintable() or text.replace("\n", "").isprintable()
    return text if is_plain else _UNFIT.sub("", text)


def absolute(html: str, page: str) -> str:
    """Clean HTML of a page, made to be read elsewhere: every address in it is a full one.

    Of a picture in several sizes the one stays that every program can show; what programs take out
    of a text for safety (a frame, a box to tick) becomes a link, or a sign.
    page: the page's own full address, to which "#place" and "/path" belong.
    """
    if not any(sign in html for sign in _SIGNS):
        return str(html)
    full = full_from(escape(page))

    def write(attribute: re.Match[str]) -> str:
        name, value = attribute[1], attribute[2]
        if name in _LAZY:
            return ""
        return f" {name}" if value is None else f' {name}="{rewritten(name, value, full)}"'

    def tag(found: re.Match[str]) -> str:
        name, rest = found.groups()
        if not name or name == "picture" or (name == "source" and " srcset=" in f" {rest}"):
            return ""
        if name == "iframe":
            return _link_to_frame(attributes_of(rest))
        if name == "input":
            return "☑" if "checked" in attributes_of(rest) else "☐"
        return f"<{name}{''.join(map(write, ATTRIBUTE.finditer(rest)))}>"

    return _TAG.sub(tag, html)


def full_from(page: str) -> Callable[[str], str]:
    """What makes a link of a page a full address: of "#place" and "/path", others are such."""
    before = {"#": page, "/": "/".join(page.split("/")[:3])}
    return lambda link: before.get(link[:1], "") + link


def _link_to_frame(frame: dict[str, str]) -> str:
    """What a frame shows, as a link."""
    href = frame.get("src", "")
    return f'<a href="{escape(href)}">{escape(frame.get("title") or href)}</a>'


def in_xml(html: str) -> bytes:
    """A text as it stands in a feed of XML."""
    data = html.encode().replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return data.replace(b"\r", b"&#13;")


def plain_in_xml(text: str) -> bytes:
    """Plain text as it stands in a feed of XML, also in an attribute.

    "&" and "<" are written in numbers, so that no program takes them for markup
    (www.rssboard.org/rss-profile#data-types-characterdata).
    """
    if _SPECIAL.search(text):
        text = text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;")
        text = text.replace('"', "&quot;").translate(_BLANKS)
    return text.encode()


def in_json(html: str) -> bytes:
    """A text as it stands in a feed of JSON, with its quotes."""
    return _json(html)


def exchanged(feed: bytes, old: str, new: str) -> bytes | None:
    """A feed with one text in the place of another; None where it is not certain which is meant.

    feed: all of its file. old, new: as `absolute` gives them, each all or a part of a content.
    """
    if feed.startswith(b"{"):
        before, after = (in_json(fit(text))[1:-1] for text in (old, new))
    else:
        before, after = (in_xml(fit(text)) for text in (old, new))
    at = feed.find(before)
    if not before or at < 0 or feed.find(before, at + 1) >= 0:
        return None
    return feed[:at] + after + feed[at + len(before) :]
