"""What the page of all feeds shows, which is what a reader imports of them too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from plugins.model import address as at
from plugins.model.collection import UNDATED, gather
from plugins.model.comments.spoken import said_by_somebody
from plugins.model.feeds.names import (
    ALL,
    CHANGES,
    COMMENTS,
    EASY_READ,
    LANGUAGES,
    dated_comments,
    forms_of,
    is_told,
    lang_of,
)
from plugins.model.library import Library
from plugins.model.spelling import fold
from plugins.model.view.feed_link import feed_link, feed_subject
from plugins.model.view.linked_data import head_of_page
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Head, Html, Link, Site, View
from plugins.model.wording.feed_words import FeedWords

_ALONE = (ALL, CHANGES, EASY_READ, COMMENTS)  # feeds of which there is one each, in this order
_FORMATS = {"atom": "Atom", "json": "JSON"}  # in every language
_KINDS = ("kinds", "topics", "series", "organisations", "people", LANGUAGES, COMMENTS)


class Feed(View, frozen=True, kw_only=True):
    """A feed in the list of all.

    name: within its group, with the way to the feed. title: which tells it from all others.
    holds: what, in a sentence or a number, or "". page: the full address of what it is of.
    address: the full one of the feed as RSS. others: it in other formats.
    """

    name: Link
    title: str
    holds: str
    address: str
    page: str
    others: tuple[Link, ...]


class FeedGroup(View, frozen=True, kw_only=True):
    """Feeds of one kind; `anchor` is the place of the group on the page."""

    label: str
    anchor: str
    feeds: tuple[Feed, ...]


class FeedsView(View, frozen=True, kw_only=True):
    """The page of all feeds.

    contents: the ways to its parts. file: all feeds in one file.
    undated: the list of the posts that no feed tells of; None where there are none.
    """

    site: Site
    head: Head
    title: Html
    contents: tuple[Link, ...]
    groups: tuple[FeedGroup, ...]
    file: Link
    undated: Link | None


def feeds_view(maker: Maker) -> FeedsView:
    """The page of all feeds."""
    words, settings = maker.words, maker.settings
    site, title = maker.site(at.FEEDS), words.feeds.title
    about = words.feeds.about.format(site=settings.name)
    is_undated = UNDATED in maker.library.lists.years
    groups = tuple(feed_groups(maker))
    return FeedsView(
        site=site,
        head=head_of_page(settings, site, maker.head(title, at.FEEDS, about), settings.lang),
        title=Html(escape(title)),
        contents=tuple(_contents(groups, words.feeds)),
        groups=groups,
        file=Link(text=words.feeds.file, href=maker.href(at.FEEDS_IN_ONE)),
        undated=Link(text=words.posts_undated, href=maker.to("years", UNDATED))
        if is_undated
        else None,
    )


def _contents(groups: Sequence[FeedGroup], words: FeedWords) -> Iterator[Link]:
    """The parts of the page: how to follow stands after the feeds of the whole site."""
    first, *others = [Link(text=group.label, href=f"#{group.anchor}") for group in groups]
    yield first
    yield Link(text=words.with_reader, href="#feeds-with")
    yield Link(text=words.without_reader, href="#feeds-without")
    yield from others
    yield Link(text=words.to_know, href="#feeds-known")


def feed_groups(maker: Maker) -> Iterator[FeedGroup]:
    """All feeds of the site, in groups."""
    names, words, told = maker.library.feed_names, maker.words, _Told(maker.library)
    alone = [name for name in _ALONE if name in names]
    yield _group(maker, told, ALL, words.feeds.everything, alone)
    labels = {LANGUAGES: words.feeds.languages, COMMENTS: words.feeds.threads}
    for kind in _KINDS:
        found = [name for name in names if name.startswith(f"{kind}/")]
        if found:
            yield _group(maker, told, kind, labels.get(kind) or words.titles[kind], found)


class _Told:
    """Of how many posts or comments feeds tell, in all: of those without a day, none does."""

    def __init__(self, library: Library) -> None:
        self._lists, self._archive, self._said = library.lists, library.archive, library.said
        told = [post for post in library.posts if is_told(post)]
        self._langs = Counter(lang_of(post, library.settings) for post in told)
        # Few, so they are counted rather than those that are told of.
        self._untold = gather([post for post in library.posts if not is_told(post)])

    def comments(self, slug: str) -> int:
        thread = self._archive.get(slug)
        moved = len(dated_comments(thread)) if thread else 0
        return moved + len(said_by_somebody(self._said.get(slug, ())))

    def posts(self, kind: str, slug: str) -> int:
        if kind == LANGUAGES:
            return self._langs[slug]
        listed, untold = (
            len(getattr(lists, kind).get(slug, ())) for lists in (self._lists, self._untold)
        )
        return listed - untold


def _group(maker: Maker, told: _Told, kind: str, label: str, names: Iterable[str]) -> FeedGroup:
    feeds = [_feed(maker, told, name) for name in names]
    if kind != ALL:
        feeds.sort(key=lambda feed: (fold(feed.name.text), feed.address))
    return FeedGroup(label=label, anchor=f"feeds-{kind}", feeds=tuple(feeds))


def _feed(maker: Maker, told: _Told, name: str) -> Feed:
    rss, *others = forms_of(name)
    subject, titled = feed_subject(maker, name), feed_link(maker, name)
    return Feed(
        name=Link(text=subject.text, href=titled.href, lang=subject.lang),
        title=titled.text,
        holds=_holds(maker, told, name),
        address=maker.full(maker.href(at.feed(name, rss))),
        page=maker.full(subject.href or maker.href(at.HOME)),
        others=tuple(
            Link(text=_FORMATS[form], href=maker.href(at.feed(name, form))) for form in others
        ),
    )


def _holds(maker: Maker, told: _Told, name: str) -> str:
    """What a feed holds; of how many posts or comments, where it is one among many."""
    kind, _, slug = name.partition("/")
    if not slug:
        return maker.words.feeds.holds[kind]
    if kind == COMMENTS:
        return maker.words.comments(told.comments(slug))
    return maker.words.posts(told.posts(kind, slug))
