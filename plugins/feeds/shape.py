"""Entries as feedgen writes them, each shape of them written once, and filled in many times.

feedgen takes a fifth of a millisecond for an entry, whoever wants all posts of a site in archives
has ten thousand, and they differ in their words alone. So it is given an entry whose words are
marks, and what it made of that is filled in for all entries with as many authors, topics and so on.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from itertools import count, islice
from operator import itemgetter
from typing import NamedTuple

import msgspec
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from plugins.feeds.entry import Author, Enclosure, Entry, Replies, Source
from plugins.feeds.extension import NAME, SaidOfEntry, SaidOfFeed
from plugins.model.feeds.content import in_xml, plain_in_xml

_MARK = re.compile("\ue000(\\d+)\ue001".encode())
_PUBLISHED = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)  # marks, too
_UPDATED = datetime.datetime(2002, 2, 2, tzinfo=datetime.UTC)
_ITEM = re.compile(rb"<(item|entry)[ >].*</\1>", re.DOTALL)
_AS_HTML = 4  # the place of the summary as HTML, after the content and the dates
_MOST = 1_000  # shapes that are remembered, each of them in two formats; and days

Fill = Callable[[Sequence[bytes]], bytes]
Shape = tuple[tuple[bool, ...], int, tuple[tuple[bool, bool], ...], int]


class Words(NamedTuple):
    """The words of an entry, escaped and in order, and what there must be a place for."""

    texts: list[bytes]
    shape: Shape


def words_of(entry: Entry) -> Words:
    """The words to fill in. The order is that of `_marked`."""
    source, replies, answers = entry.source, entry.replies, entry.answers
    alone = [
        *(entry.id, entry.title, entry.href, entry.summary, entry.lang, *entry.licence),
        *((source.title, source.href) if source else ("", "")),
        *((replies.href, replies.rss, replies.atom, replies.said) if replies else ("", "", "", "")),
        *(answers or ("", "")),
    ]
    many = [
        *entry.tags,
        *(text for one in entry.authors for text in (one.name, one.href)),
        *(text for one in entry.enclosures for text in (one.href, one.type, one.length)),
    ]
    dates = _dates(entry.published, entry.updated)
    return Words(
        [
            *(in_xml(entry.content), *dates, in_xml(escape(entry.summary, quote=False))),
            *map(plain_in_xml, alone),
            *map(plain_in_xml, many),
        ],
        (
            tuple(map(bool, alone)),
            len(entry.tags),
            tuple((bool(one.href), one.known) for one in entry.authors),
            len(entry.enclosures),
        ),
    )


@lru_cache(maxsize=_MOST)
def filling(form: str, shape: Shape) -> Fill:
    """What fills in the entries of one shape, as "rss" or "atom".

    shape: of which its entry's words tell, see `words_of`.
    """
    feed = FeedGenerator()
    feed.register_extension(NAME, SaidOfFeed, SaidOfEntry)
    feed.id("x")
    feed.title("x")
    feed.description("x")
    feed.link(href="x", rel="alternate")
    marked = _marked(*shape)
    if form == "rss":  # whose descriptions are HTML
        marked = msgspec.structs.replace(marked, summary=_mark(_AS_HTML))
    add_entry(feed, marked)
    return _places(feed.rss_str(pretty=True) if form == "rss" else feed.atom_str(pretty=True))


def _places(written: bytes) -> Fill:
    """What puts texts in the places of the marks in the one entry of a feed."""
    found = _ITEM.search(written)
    assert found is not None  # noqa: S101 - it was written there just now
    item = found.group().replace(b"%", b"%%")
    for number, date in enumerate(_dates(_PUBLISHED, _UPDATED), 1):
        item = item.replace(date, _mark(number).encode())
    template, take = _MARK.sub(b"%b", item), itemgetter(*map(int, _MARK.findall(item)))
    return lambda texts: template % take(texts)


def _dates(published: datetime.datetime, updated: datetime.datetime) -> tuple[bytes, bytes, bytes]:
    """The moments of an entry as the formats write them (RFC 822, RFC 3339)."""
    at = published.isoformat()
    in_words = f"{_day(published.date())} {at[11:19]} +0000"
    return in_words.encode(), at.encode(), updated.isoformat().encode()


@lru_cache(maxsize=_MOST)
def _day(date: datetime.date) -> str:
    """A day as RFC 822 writes it; others need several times as long."""
    return format_datetime(datetime.datetime.combine(date, datetime.time())).partition(" 00:")[0]


def add_entry(feed: FeedGenerator, entry: Entry) -> None:
    """Add an entry for feedgen to write."""
    one = FeedEntry()
    one.id(entry.id)
    one.title(entry.title)
    one.link(href=entry.href)
    one.summary(entry.summary, type="text")
    one.content(entry.content, type="html")
    one.published(entry.published)
    one.updated(entry.updated)
    one.author([{"name": who.name, "uri": who.href} for who in entry.authors])
    one.category([{"term": tag} for tag in entry.tags])
    if entry.replies:
        one.comments(entry.replies.href)
    if entry.licence[0]:
        one.rights(entry.licence[0])
    feed.add_entry(one, order="append").said.entry = entry


def _mark(number: int) -> str:
    return f"\ue000{number}\ue001"


def _marked(
    alone: tuple[bool, ...], tags: int, authors: tuple[tuple[bool, bool], ...], enclosures: int
) -> Entry:
    """An entry of a shape whose words are marks: the numbers of those in `words_of`."""
    first = _AS_HTML + 1
    marks = (_mark(number) if is_there else "" for number, is_there in enumerate(alone, first))
    id_, title, href, summary, lang, rights, licence, source, of, *replies, answers, to = marks
    more = map(_mark, count(first + len(alone)))
    return Entry(
        id=id_,
        title=title,
        href=href,
        summary=summary,
        content=_mark(0),
        published=_PUBLISHED,
        updated=_UPDATED,
        lang=lang,
        licence=(rights, licence),
        source=Source(source, of) if source else None,
        replies=Replies(*replies) if replies[0] else None,
        answers=(answers, to) if answers else None,
        tags=tuple(islice(more, tags)),
        authors=tuple(_author(next(more), next(more), *one) for one in authors),
        enclosures=tuple(Enclosure(next(more), next(more), next(more)) for _ in range(enclosures)),
    )


def _author(name: str, href: str, has_page: bool, known: bool) -> Author:
    return Author(name, href if has_page else "", known)
