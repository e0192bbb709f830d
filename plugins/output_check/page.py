"""What one page says of itself, gathered from its bytes and nothing else.

Our own writer closes every tag and escapes every `<` of a text, so a pattern can read its pages;
where one does not fit, a browser would have to guess, and that is told as a fault. (libxml2 is as
fast, but calls sound HTML broken, such as <em><strong>, and is silent about tags left open.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from plugins.model.tag import REFRESH, TAG, addresses_in, attributes_of

# A tag, or a "<" that begins none.
_TOKEN = re.compile(f"{TAG.pattern}|<")
# One that never ends goes on to the end, for a browser too (and is looked through once).
_NO_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<!doctype [^<>]*>", re.DOTALL | re.IGNORECASE)
_RAW = re.compile(r"<(script|style)\b([^<>]*)>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)
# Elements without an end tag (HTML, 13.1.2).
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"})
_VOID |= {"source", "track", "wbr"}
_LED_BY = frozenset({"a", "area", "form", "button"})
# Relations of a <link> that a browser does not fetch by itself.
_LINKED = frozenset({"alternate", "author", "canonical", "help", "license", "me", "next", "prev"})
_TAGS_KEPT = 50_000  # the furniture of the pages repeats


class Reference(NamedTuple):
    """An address in a page, decoded.

    loads: whether a browser fetches it with the page, and not only when a reader goes there.
    """

    tag: str
    address: str
    loads: bool


class PageFacts(NamedTuple):
    """What one page says.

    fault: the first thing that a browser would stumble over, or "".
    ids: in the order of the page, those that come twice as often as they come.
    without_alternative: the addresses of the pictures that have no `alt`.
    canonical, refresh: where the page says that it belongs, and where it leads on to by itself.
    """

    fault: str
    lang: str
    title: str
    ids: tuple[str, ...]
    references: tuple[Reference, ...]
    without_alternative: tuple[str, ...]
    canonical: str
    refresh: str
    noindex: bool


class _Tag(NamedTuple):
    """A tag as it was opened."""

    name: str
    attributes: dict[str, str]
    references: tuple[Reference, ...]


def read_page(data: bytes) -> PageFacts:
    """Gather what a page says; bytes that are no page give facts with a fault, and never raise."""
    html = data.decode("utf-8", "replace")
    tokens = _tokens(html)
    tags = [_read_tag(name, rest) for end, name, rest in tokens if name and not end]
    links = [tag.attributes for tag in tags if tag.name == "link"]
    metas = [tag.attributes for tag in tags if tag.name == "meta"]
    title = _TITLE.search(html)
    return PageFacts(
        fault=_encoding_fault(data, html) or _fault(tokens),
        lang=next(
            (tag.attributes.get("lang", "") for tag in tags if tag.name == "html"), ""
        ).strip(),
        title=unescape(title.group(1)).strip() if title else "",
        ids=tuple(tag.attributes["id"] for tag in tags if "id" in tag.attributes),
        references=tuple(one for tag in tags for one in tag.references),
        without_alternative=tuple(
            tag.attributes.get("src", "")
            for tag in tags
            if tag.name == "img" and "alt" not in tag.attributes
        ),
        canonical=next((one.get("href", "") for one in links if one.get("rel") == "canonical"), ""),
        refresh=next(filter(None, map(_refresh, metas)), ""),
        noindex=any(
            one.get("name") == "robots" and "noindex" in one.get("content", "") for one in metas
        ),
    )


def _tokens(html: str) -> list[tuple[str, str, str]]:
    """Of each tag "/" or "", its name and what else stands in it; of a lone "<" nothing."""
    if "<script" in html or "<style" in html:  # their text is no HTML
        html = _RAW.sub(r"<\1\2></\1>", html)
    return _TOKEN.findall(_NO_TAG.sub("", html))


def _encoding_fault(data: bytes, html: str) -> str:
    if "\ufffd" in html and "\ufffd".encode() not in data:
        return "it is not written in UTF-8"
    return ""


def _fault(tokens: Iterable[tuple[str, str, str]]) -> str:
    """What is wrong with the tags of a page, the first only: one mistake brings others."""
    open_tags: list[str] = []
    for end, name, rest in tokens:
        if not name:
            return 'a "<" begins no tag'
        if not end:
            if name not in _VOID and not rest.endswith("/"):
                open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return f"</{name}> closes nothing"
    if open_tags:
        return f"<{open_tags[-1]}> is never closed"
    return ""


@lru_cache(_TAGS_KEPT)
def _read_tag(name: str, rest: str) -> _Tag:
    attributes = attributes_of(rest)
    return _Tag(name, attributes, tuple(_references(name, attributes)))


def _references(name: str, attributes: dict[str, str]) -> Iterator[Reference]:
    loads = name not in _LED_BY
    if name == "link":
        loads = not _LINKED.intersection(attributes.get("rel", "").lower().split())
    for key, value in attributes.items():
        for address in addresses_in(key, value):
            yield Reference(name, address, loads and key != "cite")
    if name == "meta" and (address := _refresh(attributes)):
        yield Reference(name, address, loads=False)


def _refresh(attributes: dict[str, str]) -> str:
    """Where a <meta http-equiv="refresh"> leads, or ""."""
    if attributes.get("http-equiv", "").lower() != "refresh":
        return ""
    found = REFRESH.match(attributes.get("content", ""))
    return found.group(2).strip() if found else ""
