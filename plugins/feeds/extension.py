"""What feedgen does not write of a feed, or writes wrongly: an extension of it.

Dublin Core: www.dublincore.org. slash:comments, wfw:commentRss: www.rssboard.org/rss-profile.
Archives: RFC 5005. Threads: RFC 4685. Licences: RFC 4946, and backend.userland.com's module.
"""

from __future__ import annotations

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from plugins.feeds.channel import Channel
from plugins.feeds.entry import Entry
from plugins.model.address import FEED_TYPES

NAME = "said"  # of the extension: feedgen sets it as an attribute of feeds and entries
ATOM = "{http://www.w3.org/2005/Atom}"
_SPACES = {
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}
_CC, _DC, _FH, _SLASH, _THR, _WFW = (f"{{{space}}}" for space in _SPACES.values())
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class SaidOfFeed(BaseExtension):  # type: ignore[misc]  # feedgen ships no types
    """`channel`: what is to be said; None where only the entries matter."""

    channel: Channel | None = None

    def extend_ns(self) -> dict[str, str]:
        """The namespaces of all that is added."""
        return _SPACES

    def extend_rss(self, root: etree._Element) -> etree._Element:
        """Add to the channel, before any entry."""
        one, (channel,) = self.channel, root
        if one is None:
            return root
        if one.older:
            _link(channel, "prev-archive", one.older, FEED_TYPES["atom"], ATOM)
        _creative_commons(channel, one.licence)
        return root

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Add to the feed, before any entry."""
        one = self.channel
        if one is None:
            return feed
        if one.part:
            etree.SubElement(feed, f"{_FH}archive")
            _link(feed, "current", one.current, FEED_TYPES["atom"])
        if one.older:
            _link(feed, "prev-archive", one.older, FEED_TYPES["atom"])
        elif one.part:
            # Nothing is older, and each part leads to another; this one was closed with the next.
            _link(feed, "next-archive", one.second, FEED_TYPES["atom"])
        if one.licence[1]:
            _link(feed, "license", one.licence[1])
        return feed


class SaidOfEntry(BaseEntryExtension):  # type: ignore[misc]  # feedgen ships no types
    """`entry`: what is to be said."""

    entry: Entry

    def extend_rss(self, item: etree._Element) -> etree._Element:
        """Add what RSS knows by modules, and the first enclosure (it knows of one)."""
        one = self.entry
        for author in one.authors:
            if author.known:
                _text(item, f"{_DC}creator", author.name)
        if one.source:
            _text(item, "source", one.source.title).set("url", one.source.href)
        for file in one.enclosures[:1]:
            etree.SubElement(item, "enclosure", url=file.href, length=file.length, type=file.type)
        if one.replies and one.replies.said:
            _text(item, f"{_SLASH}comments", one.replies.said)
        if one.replies and one.replies.rss:
            _text(item, f"{_WFW}commentRss", one.replies.rss)
        _text(item, f"{ATOM}updated", one.updated.isoformat())
        _text(item, f"{_DC}language", one.lang)
        if one.licence[0]:
            _text(item, f"{_DC}rights", one.licence[0])
        return item

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Add links with all their attributes, and the language."""
        one = self.entry
        entry.set(_LANG, one.lang)
        for file in one.enclosures:
            _link(entry, "enclosure", file.href, file.type).set("length", file.length)
        if one.source:
            _link(entry, "via", one.source.href).set("title", one.source.title)
        if one.replies:
            _link(entry, "replies", one.replies.href, "text/html")
        if one.replies and one.replies.atom:
            link = _link(entry, "replies", one.replies.atom, FEED_TYPES["atom"])
            link.set(f"{_THR}count", one.replies.said)
        if one.licence[1]:
            _link(entry, "license", one.licence[1])
        if one.answers:
            etree.SubElement(entry, f"{_THR}in-reply-to", ref=one.answers[0], href=one.answers[1])
        return entry


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = text
    return element


def _link(
    parent: etree._Element, rel: str, href: str, kind: str = "", space: str = ""
) -> etree._Element:
    said = {"href": href, "rel": rel, "type": kind} if kind else {"href": href, "rel": rel}
    return etree.SubElement(parent, f"{space}link", said)


def _creative_commons(parent: etree._Element, licence: tuple[str, str]) -> None:
    if "//creativecommons.org/" in licence[1]:
        _text(parent, f"{_CC}license", licence[1])
