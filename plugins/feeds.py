"""The feed: the newest posts in full, as RSS 2.0, for those who follow by a feed reader.

Settings: MAKER, which `publication` sets. Format: www.rssboard.org/rss-specification.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Protocol

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from pelican import signals
from pelican.generators import Generator

from plugins.model.address import FEED, HOME, address, encode, file_of
from plugins.model.feeds.item import Item
from plugins.model.feeds.names import ALL
from plugins.model.post import Post
from plugins.model.settings import Settings
from plugins.model.tag import ATTRIBUTE, TAG, rewritten
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Author, Picture
from plugins.model.view.post import Original, PostView, post_view
from plugins.model.wording.table import Wording

PREVIEW = "http://localhost:8000"  # a feed needs full addresses, and a preview has none
_NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
# What XML 1.0 cannot hold (section 2.2), not even as an entity.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LAZY = frozenset({"loading", "decoding"})  # a page's own way to load pictures late


class FeedsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes the feed of new posts."""

    def generate_output(self, writer: _MadeWriter) -> None:
        """Make it from the library."""
        maker = self.settings["MAKER"]
        writer.write_made(file_of(FEED), lambda: rss(maker, maker.facts.feed(ALL), FEED))


class _MadeWriter(Protocol):
    """What this generator needs of a writer."""

    def write_made(self, name: str, make: Callable[[], bytes]) -> None:
        """Write a file that is made of what the library says."""


def rss(maker: Maker, items: Sequence[Item], path: str) -> bytes:
    """A feed of these posts, in this order, that stands at a path of the site."""
    feed = _channel(maker.settings, path)
    feed.updated(max((one.updated for one in items), default=_NEVER))
    for item in items:
        entry = feed.add_entry(order="append")
        entry.published(item.published)
        _fill(entry, maker.facts.behind.by_slug[item.of], maker)
    return bytes(feed.rss_str(pretty=True))


def fit_for_xml(text: str) -> str:
    """A text without the characters that no XML can hold."""
    return _UNFIT.sub("", text)


def absolute(html: str, page: str) -> str:
    """Clean HTML of a page, made to be read elsewhere: every address in it is a full one.

    Of a picture in several sizes the one stays that every program can show.
    page: the page's own full address, to which "#place" and "/path" belong.
    """
    before = {"#": escape(page), "/": escape("/".join(page.split("/")[:3]))}

    def full(link: str) -> str:
        return before.get(link[:1], "") + link

    def write(attribute: re.Match[str]) -> str:
        name, value = attribute[1], attribute[2]
        return "" if name in _LAZY else f' {name}="{rewritten(name, value, full)}"'

    def tag(found: re.Match[str]) -> str:
        end, name, rest = found.groups()
        if name == "picture" or (name == "source" and " srcset=" in rest):
            return ""
        return f"<{end}{name}{''.join(map(write, ATTRIBUTE.finditer(rest)))}>"

    return TAG.sub(tag, html)


def _channel(settings: Settings, path: str) -> FeedGenerator:
    """The feed's own head. feedgen takes the last link for the site's, so that comes last."""
    site = _site(settings)
    name = fit_for_xml(settings.name) or site
    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.title(name)
    feed.description(fit_for_xml(settings.tagline) or name)
    feed.link(href=site + encode(path), rel="self", type="application/rss+xml")
    feed.link(href=site + HOME, rel="alternate")
    feed.language(settings.lang)
    feed.generator("Practice Press")  # and no version, which would change every feed
    feed.copyright(fit_for_xml(", ".join(filter(None, settings.licence))))
    return feed


def _fill(entry: FeedEntry, post: Post, maker: Maker) -> None:
    """Say what a feed reader can show of a post."""
    view = post_view(maker, post)
    page = _site(maker.settings) + encode(address("posts", post.slug))
    entry.title(fit_for_xml(post.title))
    entry.link(href=page)
    entry.guid(fit_for_xml(maker.facts.feed_id(post)), permalink=False)
    # Without a description feedgen would put the whole text in its place.
    entry.summary(fit_for_xml(post.summary or post.title) or page)
    entry.content(fit_for_xml(_content(maker, post, view, page)), type="html")
    kind = maker.kind(post.fields.kind)
    entry.category([{"term": fit_for_xml(one.text)} for one in (kind, *view.topics)])
    for author in view.authors:
        if author.known:
            entry.dc.dc_creator(fit_for_xml(_creator(maker.words, author)))
    if post.fields.licence:
        entry.dc.dc_rights(fit_for_xml(post.fields.licence))
    talk = view.discussion
    if talk.state != "off" and (talk.link or talk.notice or talk.comments):
        entry.comments(f"{page}#comments")  # the theme has the place under the same conditions


def _content(maker: Maker, post: Post, view: PostView, page: str) -> str:
    """The whole text as a page elsewhere can show it: the picture, the body, the ways on."""
    words, lang = maker.words, view.langs.text
    body = absolute(_picture(maker.speaking(lang).words, view.image) + view.body, page)
    if lang != maker.settings.lang:
        body = f'<div lang="{escape(lang)}" dir="auto">{body}</div>'
    ways = [_link(page, words.read_post.format(site=view.site.name))]
    if view.discussion.link:
        ways.append(_link(f"{page}#comments", words.add_comment))
    known = post.fields.original
    authors = words.in_a_row(known.authors) if known else ""
    source = _source(words, view.original, authors) if view.original else ""
    return f"{body}\n<p>{source}{' '.join(ways)}</p>"


def _picture(words: Wording, picture: Picture | None) -> str:
    if picture is None:
        return ""
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    image = f'<img src="{escape(picture.src)}" alt="{escape(picture.alt)}"{size}>'
    credit = f"{words.picture_by} {picture.credit}" if picture.credit else ""
    caption = escape(" ".join(filter(None, (picture.caption, credit))))
    return f"<figure>{image}{caption and f'<figcaption>{caption}</figcaption>'}</figure>\n"


def _source(words: Wording, original: Original, authors: str) -> str:
    """Where the text comes from, with the way there where it is known.

    authors: of that text, in the words of the feed, which may not be those of the post.
    """
    by = f", {words.by_within} {authors}" if authors else ""
    source = f"{words.taken_from} <cite>{escape(original.title)}</cite>{escape(by)}."
    if original.href:
        call = words.read_whole.format(publisher=original.publisher)
        return f"{source} {_link(original.href, call)} "
    first = words.first_published.format(publisher=original.publisher)
    return f"{source} {escape(first)}. "


def _link(href: str, text: str) -> str:
    return f'<a href="{escape(href)}">{escape(text)}</a>.'


def _creator(words: Wording, author: Author) -> str:
    """A name and, in brackets (commas part authors), where its owner worked on the day."""
    places = words.in_a_row(place.text for place in author.organisations)
    return f"{author.name} ({places})" if places else author.name


def _site(settings: Settings) -> str:
    return settings.url or PREVIEW


def get_generators(_pelican: object) -> type[FeedsGenerator]:
    """The generator that Pelican should run."""
    return FeedsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
