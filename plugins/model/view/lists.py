"""What lists of posts and indexes show."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import Any

import msgspec

from plugins.model import address as at
from plugins.model.collection import UNDATED
from plugins.model.day import written
from plugins.model.entry import Entry
from plugins.model.page import Page
from plugins.model.post import Post, shortened
from plugins.model.registry import title_of
from plugins.model.schema import KINDS, EasyReadFields, PersonFields
from plugins.model.spelling import counted, fold, slugify
from plugins.model.view.linked_data import head_of_page
from plugins.model.view.maker import INDEX_TITLES, Maker
from plugins.model.view.monogram import monogram
from plugins.model.view.parts import Head, Html, Link, Listing, Site, View

_NOUNS = {  # what an index holds: one, and several
    "people": ("person", "people"),
    "organisations": ("organisation", "organisations"),
    "series": ("series", "series"),
    "topics": ("topic", "topics"),
    "years": ("year", "years"),
    "kinds": ("kind", "kinds"),
    "easy-read": ("text", "texts"),
}
_ALL_POSTS = "All that we have published, the newest first."


class ListView(View, frozen=True, kw_only=True):
    """A list of posts: all of them, of a year, of a kind."""

    site: Site
    head: Head
    title: Html
    about: str  # what stands on the list, in a sentence, or ""
    listing: Listing
    up: Link | None  # the index this list belongs to


class Line(View, frozen=True, kw_only=True):
    """A line of an index."""

    text: str
    href: str
    details: str  # "4 posts", an organisation, or ""
    about: str = ""  # what it is, in a sentence or two
    monogram: str = ""  # of an organisation


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
    return list_view(maker, "All posts", at.index("posts"), number, about=_ALL_POSTS)


def year_view(maker: Maker, year: str, number: int | None = None) -> ListView:
    """The posts of one year, or those whose day is not known."""
    return list_view(maker, year_title(year), at.address("years", year), number, "years")


def year_title(year: str) -> str:
    """What the list of a year is called."""
    return "Posts whose date is not known" if year == UNDATED else f"Posts of {year}"


def kind_view(maker: Maker, kind: str, number: int | None = None) -> ListView:
    """The posts of one kind."""
    one = KINDS[kind]
    return list_view(maker, one.plural, at.address("kinds", kind), number, "kinds", one.about)


def list_view(
    maker: Maker,
    title: str,
    front: str,
    number: int | None,
    index: str = "",
    about: str = "",
) -> ListView:
    """One page of a list; a numbered page says so in its title."""
    return ListView(
        site=maker.site("/posts/"),
        head=numbered_head(maker, title, front, number, about or f"{title}.", index),
        title=Html(escape(title)),
        about="" if number else about,
        listing=maker.listing(front, number),
        up=Link(text=INDEX_TITLES[index], href=maker.href(at.index(index))) if index else None,
    )


def numbered_head(
    maker: Maker, title: str, front: str, number: int | None, description: str, index: str = ""
) -> Head:
    """The head of one page of a list, whose title and description no other page has."""
    path = at.page_of_list(front, number) if number else front
    if number:
        title = f"{title}, page {number}"
        description = f"{title}, counted from the oldest posts."
    head, lang = maker.head(title, path, description), maker.settings.lang
    return head_of_page(maker.settings, maker.site(), head, lang, index)


def index_view(maker: Maker, kind: str) -> IndexView:
    """An index of one kind of record, or of the years or kinds of post."""
    path, title = at.index(kind), INDEX_TITLES[kind]
    site, groups = maker.site(path), groups_of(maker, kind)
    count = _counted(kind, sum(len(group.entries) for group in groups))
    described = f"{title} of {maker.settings.name}: {count}." if count else ""
    head = maker.head(title, path, described)
    return IndexView(
        site=site,
        head=head_of_page(maker.settings, site, head, maker.settings.lang),
        title=Html(title),
        count=count,
        groups=groups,
    )


def _counted(kind: str, number: int) -> str:
    """How many things an index holds, in words; "" for none."""
    one, many = _NOUNS[kind]
    return f"{number} {one if number == 1 else many}" if number else ""


def groups_of(maker: Maker, kind: str) -> tuple[Group, ...]:
    """What an index lists, in groups."""
    lists = maker.library.lists
    if kind in {"people", "organisations"}:
        return _by_letter(maker, kind)
    if kind == "years":
        entries = [
            _entry(maker, kind, year, year_title(year), len(posts))
            for year, posts in sorted(lists.years.items(), key=_year_order)
        ]
    elif kind == "kinds":
        entries = [
            _entry(maker, kind, name, KINDS[name].plural, len(lists.kinds[name]), KINDS[name].about)
            for name in KINDS
            if name in lists.kinds
        ]
    elif kind == "easy-read":
        entries = [
            Line(text=one.title, href=maker.to(kind, one.slug), details=_last_updated(one))
            for one in sorted(maker.library.easy_reads, key=lambda one: fold(one.fields.title))
        ]
    else:
        entries = _records(maker, kind)
    return (Group(label="", anchor="", entries=tuple(entries)),) if entries else ()


def _year_order(item: tuple[str, list[Post]]) -> tuple[bool, int]:
    """The newest year first, what has no year last."""
    year = item[0]
    return (year == UNDATED, 0 if year == UNDATED else -int(year))


def _last_updated(page: Page[EasyReadFields]) -> str:
    last = page.fields.last_updated
    return written(last.date) if last else ""


def _entry(maker: Maker, kind: str, slug: str, text: str, number: int, about: str = "") -> Line:
    href = maker.to(kind, slug)
    return Line(text=text, href=href, details=counted(number, "post"), about=about)


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
        letters[letter if letter.isalpha() else "0-9"].append(entry)
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
