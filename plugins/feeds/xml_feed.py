"""RSS 2.0 (www.rssboard.org/rss-specification) and Atom (RFC 4287), written by feedgen."""

from __future__ import annotations

from collections.abc import Iterable

from feedgen.feed import FeedGenerator

from plugins.feeds.channel import Channel
from plugins.feeds.extension import NAME, SaidOfEntry, SaidOfFeed
from plugins.feeds.shape import Words, fills
from plugins.model.address import FEED_TYPES

_GENERATOR = "Practice Press"  # and no version, which would change every feed
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/css" href="{}"?>\n'
_ENDS = {"rss": b"  </channel>\n</rss>\n", "atom": b"</feed>\n"}
_MARGINS = {"rss": b"    ", "atom": b"  "}


def rss_and_atom(channel: Channel, entries: Iterable[Words]) -> tuple[bytes, bytes]:
    """A feed in both formats."""
    filled = [(texts, fills(shape)) for texts, shape in entries]
    feed = _feed(channel)
    _link(feed, channel, "rss")
    rss: bytes = feed.rss_str(pretty=True, xml_declaration=False)
    # Plain texts as entries have them: see `plain_in_xml`.
    rss = rss.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
    _link(feed, channel, "atom")
    atom: bytes = feed.atom_str(pretty=True, xml_declaration=False)
    return (
        _whole(channel, "rss", rss, (fill(texts) for texts, (fill, _) in filled)),
        _whole(channel, "atom", atom, (fill(texts) for texts, (_, fill) in filled)),
    )


def _whole(channel: Channel, form: str, head: bytes, entries: Iterable[bytes]) -> bytes:
    """A feed of which feedgen has written all but the entries.

    Raises ValueError where it ends in another way than this module knows.
    """
    end, margin = _ENDS[form], _MARGINS[form]
    if not head.endswith(end):
        raise ValueError(f"feedgen ends {form} with {head[-40:]!r}, and not with {end!r}.")
    lines = [piece for entry in entries for piece in (margin, entry, b"\n")]
    begin = _HEAD.format(channel.style).encode()
    return b"".join((begin, head.removesuffix(end), *lines, end))


def _feed(channel: Channel) -> FeedGenerator:
    """A feed for feedgen, but for its links and entries."""
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
    return feed


def _link(feed: FeedGenerator, channel: Channel, form: str) -> None:
    """Give a feed its links. feedgen takes the last for that of the site."""
    own = {"href": channel.address(form), "rel": "self", "type": FEED_TYPES[form]}
    site = {"href": channel.home, "rel": "alternate", "type": "text/html"}
    feed.link([own, site], replace=True)
