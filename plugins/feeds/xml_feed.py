"""RSS 2.0 (www.rssboard.org/rss-specification) and Atom (RFC 4287), written by feedgen."""

from __future__ import annotations

from collections.abc import Sequence

from feedgen.feed import FeedGenerator

from plugins.feeds.channel import Channel
from plugins.feeds.extension import NAME, SaidOfEntry, SaidOfFeed
from plugins.feeds.shape import Words, filling
from plugins.model.address import FEED_TYPES

_GENERATOR = "Practice Press"  # and no version, which would change every feed
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/css" href="{}"?>\n'
_ENDS = {"rss": b"  </channel>\n</rss>\n", "atom": b"</feed>\n"}
_MARGINS = {"rss": b"    ", "atom": b"  "}


def rss_feed(channel: Channel, entries: Sequence[Words]) -> bytes:
    """A feed as RSS."""
    head: bytes = _feed(channel, "rss").rss_str(pretty=True, xml_declaration=False)
    # Plain texts as entries have them: see `plain_in_xml`.
    head = head.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
    return _whole(channel, "rss", head, entries)


def atom_feed(channel: Channel, entries: Sequence[Words]) -> bytes:
    """A feed, or a closed part of one, as Atom."""
    head: bytes = _feed(channel, "atom").atom_str(pretty=True, xml_declaration=False)
    return _whole(channel, "atom", head, entries)


def _whole(channel: Channel, form: str, head: bytes, entries: Sequence[Words]) -> bytes:
    """A feed of which feedgen has written all but the entries.

    Raises ValueError where it ends in another way than this module knows.
    """
    end, margin = _ENDS[form], _MARGINS[form]
    if not head.endswith(end):
        raise ValueError(f"feedgen ends {form} with {head[-40:]!r}, and not with {end!r}.")
    filled = (filling(form, shape)(texts) for texts, shape in entries)
    lines = [piece for entry in filled for piece in (margin, entry, b"\n")]
    begin = _HEAD.format(channel.style).encode()
    return b"".join((begin, head.removesuffix(end), *lines, end))


def _feed(channel: Channel, form: str) -> FeedGenerator:
    """A feed for feedgen, but for its entries."""
    feed = FeedGenerator()
    feed.register_extension(NAME, SaidOfFeed, SaidOfEntry)
    feed.said.channel = channel
    feed.id(channel.id)
    feed.title(channel.title)
    feed.description(channel.about)
    feed.author({"name": channel.author, "uri": f"{channel.site}/"})
    feed.language(channel.lang)
    feed.generator(_GENERATOR)
    feed.updated(channel.updated)
    if channel.licence[0]:
        feed.copyright(", ".join(filter(None, channel.licence)))
    own = {"href": channel.address(form), "rel": "self", "type": FEED_TYPES[form]}
    site = {"href": channel.home, "rel": "alternate", "type": "text/html"}
    feed.link([own, site])  # feedgen takes the last for that of the site
    return feed
