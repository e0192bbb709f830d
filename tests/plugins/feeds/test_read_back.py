"""A feed reader gets back every field as it was given, whatever words it is made of."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from html import unescape
from typing import Any

import feedparser
import pytest

from plugins.comments import give_comments
from plugins.feeds.channel import channel_of
from plugins.feeds.entry import Entry
from plugins.feeds.files import Entries, feed_files
from plugins.model import address as at
from plugins.model.feeds.item import Item
from plugins.model.feeds.names import ALL
from plugins.model.view.maker import Maker
from tests.loading import loaded
from tests.plugins.feeds.test_formats import FILES, URL

FEED_ID = "wayside.example,2012"


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    folder = tmp_path_factory.mktemp("site")
    found = Maker(loaded(folder, FILES, url=URL, feed_id_authority=FEED_ID))
    give_comments(found.given)
    return found


def documents(maker: Maker, form: str) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Each feed and, as Atom, each closed part: its name, and what the model says it holds."""
    library = maker.facts.behind
    for name in library.feed_names:
        yield name, library.feeds.holds(name)
    for number in range(1, library.feeds.archives + 1 if form == "atom" else 0):
        yield f"{ALL}/{number}", library.feeds.archived(number)


def made_files(maker: Maker) -> Iterator[tuple[str, bytes]]:
    for group in feed_files(maker):
        yield from zip(group.names, group.make(), strict=True)


def read(maker: Maker, form: str) -> Iterator[tuple[Any, Item, Entry]]:
    """Each entry of each feed as a reader has it, with its item and what it was made of."""
    made = dict(made_files(maker))
    entries = Entries(maker)
    for name, items in documents(maker, form):
        file = at.file_of(at.feed(name, form))
        # As it stands there: what a reader takes out for safety, and puts in, is not asked here.
        found = feedparser.parse(made[file], sanitize_html=False, resolve_relative_uris=False)
        assert not found.bozo, file
        assert len(found.entries) == len(items), file
        for one, item in zip(found.entries, items, strict=True):
            yield one, item, entries.of(name, item).entry


def moment(parsed: Any) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(calendar.timegm(parsed), datetime.UTC)


def links(one: Any, rel: str) -> list[Any]:
    return [link for link in one.links if link.rel == rel]


def files(found: list[Any]) -> list[tuple[str, str, str]]:
    return [(one.href, one.type, one.length) for one in found]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_every_entry_has_its_words_ids_and_moments(maker: Maker, form: str) -> None:
    for one, item, entry in read(maker, form):
        assert (one.id, one.title, one.link) == (item.id, entry.title, entry.href)
        # A description of RSS is HTML, whatever it is made of.
        assert (unescape(one.summary) if form == "rss" else one.summary) == entry.summary
        assert [content.value for content in one.content] == [entry.content.strip()]
        assert [tag.term for tag in one.get("tags", [])] == [*entry.tags]
        assert moment(one.published_parsed) == item.published
        if form == "atom":
            assert moment(one.updated_parsed) == item.updated
            assert one.content[0].language == entry.lang


def test_every_entry_names_its_authors(maker: Maker) -> None:
    for one, _, entry in read(maker, "rss"):
        names = [who.name for who in entry.authors if who.known]
        assert [who.name for who in one.get("authors", [])] == names
    for one, _, entry in read(maker, "atom"):
        said = [(who.name, who.get("href", "")) for who in one.get("authors", [])]
        assert said == [(who.name, who.href) for who in entry.authors]


def test_every_entry_has_its_files_with_type_and_length(maker: Maker) -> None:
    most = 0
    for one, _, entry in read(maker, "rss"):
        given = [(file.href, file.type, file.length) for file in entry.enclosures]
        assert files(one.enclosures) == given[:1]  # RSS knows of one
    for one, _, entry in read(maker, "atom"):
        given = [(file.href, file.type, file.length) for file in entry.enclosures]
        assert files(one.enclosures) == given
        most = max(most, len(given))
    assert most > 1


def test_every_entry_leads_to_its_comments(maker: Maker) -> None:
    has_feed = False
    for one, _, entry in read(maker, "rss"):
        replies = entry.replies
        assert one.get("comments", "") == (replies.href if replies else "")
        assert one.get("wfw_commentrss", "") == (replies.rss if replies else "")
        assert one.get("slash_comments", "") == (replies.said if replies else "")
    for one, _, entry in read(maker, "atom"):
        replies = entry.replies
        wanted = [replies.href, replies.atom] if replies else []
        assert [link.href for link in links(one, "replies")] == [*filter(None, wanted)]
        has_feed |= bool(replies and replies.atom)
    assert has_feed


def test_every_entry_says_where_its_text_is_from(maker: Maker) -> None:
    has_source = False
    for one, _, entry in read(maker, "atom"):
        source = [entry.source.href] if entry.source else []
        assert [link.href for link in links(one, "via")] == source
        has_source |= bool(source)
    assert has_source


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_every_feed_says_what_it_is_and_when_it_changed(maker: Maker, form: str) -> None:
    made = dict(made_files(maker))
    for name, items in documents(maker, form):
        feed = feedparser.parse(made[at.file_of(at.feed(name, form))]).feed
        own = channel_of(maker, name.partition("/")[0] if name[-1].isdigit() else name, None)
        assert (feed.title, feed.subtitle, feed.link) == (own.title, own.about, own.home)
        assert links(feed, "self")[0].href == URL + at.feed(name, form)
        assert moment(feed.updated_parsed) == max(one.updated for one in items)
        if form == "atom":
            assert (feed.id, feed.author_detail.name) == (own.id, own.author)
        else:
            assert feed.language == own.lang
