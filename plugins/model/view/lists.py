"""What lists of posts and indexes show."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import Any

import msgspec

from plugins.model import address as at
from plugins.model.collection import NO_LETTER, UNDATED
from plugins.model.entry import Entry
from plugins.model.post import Post, shortened
from plugins.model.registry import title_of
from plugins.model.schema import PersonFields
from plugins.model.spelling import fold, slugify
from plugins.model.view.linked_data import head_of_page
from plugins.model.view.listing import listing
from plugins.model.view.maker import Maker
from plugins.model.view.monogram import monogram
from plugins.model.view.parts import Head, Html, Listing, Site, View


class ListView(View, frozen=True, kw_only=True):
    """A list of posts: all of them, of a year, of a kind."""

    site: Site
    head: Head
    title: Html
    about: str  # what stands on the list, in a sentence, or ""
    listing: Listing


class Line(View, frozen=True, kw_only=True):
    """A line of an index."""

    text: str
    href: str
    details: str  # "4 posts", an organisation, or ""
    about: str = ""  # what it is, in a sentence or two
    monogram: str = ""  # of an organisation
    lang: str = ""  # of both texts, where that is not the one of the page


class Group(View, frozen=True, kw_only=True):
    """The entries under one letter; `label` is "" where an index has no groups."""

    label: str
    anchor: str
    entries: tuple[Line, ...]


class IndexView(View, frozen=True, kw_only=True):
    """An index: people and organisations from A to Z, series, topics, years, kinds."""

    site: Site
    head: Head
    title: Html
    count: str  # "12 people", or "" where there is nothing
    groups: tuple[Group, ...]


def posts_view(maker: Maker, number: int | None = None) -> ListView:
    """The list of all posts."""
    words = maker.words
    front = at.index("posts")
    return list_view(maker, words.all_posts_title, front, number, about=words.all_posts_about)


def year_view(maker: Maker, year: str, number: int | None = None) -> ListView:
    """The posts of one year, or those whose day is not known."""
    return list_view(maker, _year_title(maker, year), at.address("years", year), number, "years")


def _year_title(maker: Maker, year: str) -> str:
    """What the list of a year is called."""
    words = maker.words
    return words.posts_undated if year == UNDATED else words.posts_of.format(year=year)


def kind_view(maker: Maker, kind: str, number: int | None = None) -> ListView:
    """The posts of one kind."""
    one = maker.words.kinds[kind]
    return list_view(maker, one.plural, at.address("kinds", kind), number, "kinds", one.about, kind)


def list_view(
    maker: Maker,
    title: str,
    front: str,
    number: int | None,
    index: str = "",
    about: str = "",
    slug: str = "",
) -> ListView:
    """One page of a list; a numbered page says so in its title.

    index, slug: as in `numbered_head`.
    """
    return ListView(
        site=maker.site("/posts/"),
        head=numbered_head(maker, title, front, number, about or f"{title}.", index, slug),
        title=Html(escape(title)),
        about="" if number else about,
        listing=listing(maker, front, number),
    )


def numbered_head(
    maker: Maker,
    title: str,
    front: str,
    number: int | None,
    description: str,
    index: str = "",
    slug: str = "",
) -> Head:
    """The head of one page of a list, whose title and description no other page has.

    index, slug: the kind of what has the list and its slug, by which its feed is known.
    """
    path = at.page_of_list(front, number) if number else front
    if number:
        title = maker.words.numbered.format(title=title, number=number)
        description = maker.words.numbered_about.format(title=title)
    feeds = [f"{index}/{slug}"] if slug else []
    head = maker.head(title, path, description, index=index, feeds=feeds)
    return head_of_page(maker.settings, maker.site(), head, maker.settings.lang)


def index_view(maker: Maker, kind: str) -> IndexView:
    """An index of one kind of record, or of the years or kinds of post."""
    path, words = at.index(kind), maker.words
    site, groups, title = maker.site(path), groups_of(maker, kind), words.titles[kind]
    total = sum(len(group.entries) for group in groups)
    count = words.counts[kind](total) if total else ""
    about = words.index_about.format(title=title, site=maker.settings.name, count=count)
    head = maker.head(title, path, about if count else "")
    return IndexView(
        site=site,
        head=head_of_page(maker.settings, site, head, maker.settings.lang),
        title=Html(escape(title)),
        count=count,
        groups=groups,
    )


def groups_of(maker: Maker, kind: str) -> tuple[Group, ...]:
    """What an index lists, in groups."""
    lists = maker.library.lists
    if kind in {"people", "organisations"}:
        return _by_letter(maker, kind)
    if kind == "years":
        entries = [
            _entry(maker, kind, year, _year_title(maker, year), len(posts))
            for year, posts in sorted(lists.years.items(), key=_year_order)
        ]
    elif kind == "kinds":
        entries = [
            _entry(maker, kind, name, one.plural, len(lists.kinds[name]), one.about)
            for name, one in maker.words.kinds.items()
            if name in lists.kinds
        ]
    else:
        entries = _records(maker, kind)
    return (Group(label="", anchor="", entries=tuple(entries)),) if entries else ()


def _year_order(item: tuple[str, list[Post]]) -> tuple[bool, int]:
    """The newest year first, what has no year last."""
    year = item[0]
    return (year == UNDATED, 0 if year == UNDATED else -int(year))


def _entry(
    maker: Maker, kind: str, slug: str, text: str, number: int, about: str = "", lang: str = ""
) -> Line:
    href = maker.to(kind, slug)
    return Line(text=text, href=href, details=maker.words.posts(number), about=about, lang=lang)


def _records(maker: Maker, kind: str) -> list[Line]:
    registry = getattr(maker.library.records, kind)
    lists = getattr(maker.library.lists, kind)
    return [
        _entry(
            maker,
            kind,
            one.slug,
            title_of(one.fields),
            len(lists.get(one.slug, [])),
            shortened(one.body.first_paragraph),
            maker.lang_of(""),
        )
        for one in sorted(registry.entries.values(), key=sort_key)
    ]


def _by_letter(maker: Maker, kind: str) -> tuple[Group, ...]:
    """The records under the first letters of the names they are sorted by."""
    registry = getattr(maker.library.records, kind)
    lists = getattr(maker.library.lists, kind)
    letters: dict[str, list[Line]] = defaultdict(list)
    for one in sorted(registry.entries.values(), key=sort_key):
        letter = sort_key(one)[0][:1].upper()
        entry = _entry(maker, kind, one.slug, title_of(one.fields), len(lists.get(one.slug, [])))
        if kind == "organisations":
            entry = msgspec.structs.replace(entry, monogram=monogram(entry.text))
        letters[letter if letter.isalpha() else NO_LETTER].append(entry)
    return tuple(
        Group(label=letter, anchor=f"letter-{slugify(letter)}", entries=tuple(entries))
        for letter, entries in letters.items()
    )


def sort_key(entry: Entry[Any]) -> tuple[str, str]:
    """A person by last name, unless the record says how; all others by their title."""
    fields = entry.fields
    name = title_of(fields)
    if isinstance(fields, PersonFields):
        *first, last = name.split() or [""]
        name = fields.sort_name or " ".join((last, *first))
    return fold(name), entry.slug
