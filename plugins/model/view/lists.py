"""What the home page, lists of posts and indexes show."""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import Any

from plugins.model import address as at
from plugins.model.collection import UNDATED
from plugins.model.entry import Entry
from plugins.model.post import Post, shortened
from plugins.model.registry import title_of
from plugins.model.schema import KINDS, PersonFields
from plugins.model.spelling import counted, fold, slugify
from plugins.model.text.body import inline
from plugins.model.view.maker import INDEX_TITLES, Maker, day
from plugins.model.view.parts import Card, Day, Head, Html, Link, Listing, Site, View

NEWEST = 6  # cards under the lead of the front page
CHANGED = 5


class SeriesCard(View, frozen=True, kw_only=True):
    """A series in a list of series."""

    title: str
    href: str
    summary: str
    state: str  # "Open" or "Complete"
    count: str  # "4 posts"
    latest: Link | None


class Changed(View, frozen=True, kw_only=True):
    """A post whose meaning has changed since it was added."""

    title: Html
    href: str
    day: Day
    note: str


class HomeView(View, frozen=True, kw_only=True):
    """The front page."""

    site: Site
    head: Head
    title: Html
    lead: Card | None
    newest: tuple[Card, ...]
    series: tuple[SeriesCard, ...]
    changed: tuple[Changed, ...]
    all_posts: Link


class ListView(View, frozen=True, kw_only=True):
    """A list of posts: all of them, of a year, of a kind."""

    site: Site
    head: Head
    title: Html
    listing: Listing
    up: Link | None  # the index this list belongs to


class Line(View, frozen=True, kw_only=True):
    """A line of an index."""

    text: str
    href: str
    details: str  # "4 posts", an organisation, or ""


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
    groups: tuple[Group, ...]


def home_view(maker: Maker) -> HomeView:
    """The front page: one lead, what is new, the series, what changed."""
    library, settings = maker.library, maker.settings
    lead = next((post for post in library.posts if post.fields.featured), None)
    lead = lead or next(iter(library.posts), None)
    newest = [post for post in library.posts if post is not lead][:NEWEST]
    return HomeView(
        site=maker.site(),
        head=maker.head(settings.name, at.HOME, settings.tagline),
        title=Html(escape(settings.name)),
        lead=maker.card(lead) if lead else None,
        newest=tuple(maker.card(post) for post in newest),
        series=tuple(series_card(maker, slug) for slug in sorted(library.lists.series)),
        changed=_changed(maker),
        all_posts=Link(text="All posts", href=maker.href(at.index("posts"))),
    )


def _changed(maker: Maker) -> tuple[Changed, ...]:
    """The posts that changed last, of those that changed since they were added."""
    changed = [
        (post.last_updated, post)
        for post in maker.library.posts
        if post.added and post.last_updated and post.last_updated > post.added.date
    ]
    changed.sort(key=lambda pair: pair[1].slug)
    changed.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(
        Changed(
            title=Html(inline(post.fields.title)),
            href=maker.to("posts", post.slug),
            day=day(last),
            note=_note_of(post),
        )
        for last, post in changed[:CHANGED]
    )


def _note_of(post: Post) -> str:
    """What was noted of the newest change that readers are shown."""
    noted = [one for one in post.fields.changes if one.kind != "minor" and one.date]
    return max(noted, key=lambda one: str(one.date)).note if noted else ""


def series_card(maker: Maker, slug: str) -> SeriesCard:
    """A series in a list of series."""
    entry = maker.library.records.series.entries[slug]
    parts = maker.library.lists.series.get(slug, [])
    return SeriesCard(
        title=entry.fields.title,
        href=maker.to("series", slug),
        summary=shortened(entry.body.first_paragraph),
        state=series_state(entry.fields.state),
        count=counted(len(parts), "post"),
        latest=maker.post_link(parts[0]) if parts else None,
    )


def series_state(state: str) -> str:
    """Whether a series goes on, in a word."""
    return "Complete" if state == "closed" else "Open"


def posts_view(maker: Maker, number: int | None = None) -> ListView:
    """The list of all posts."""
    return list_view(maker, "All posts", at.index("posts"), number)


def year_view(maker: Maker, year: str, number: int | None = None) -> ListView:
    """The posts of one year, or those whose day is not known."""
    return list_view(maker, year_title(year), at.address("years", year), number, "years")


def year_title(year: str) -> str:
    """What the list of a year is called."""
    return "Posts whose date is not known" if year == UNDATED else f"Posts of {year}"


def kind_view(maker: Maker, kind: str, number: int | None = None) -> ListView:
    """The posts of one kind."""
    return list_view(maker, KINDS[kind].plural, at.address("kinds", kind), number, "kinds")


def list_view(
    maker: Maker,
    title: str,
    front: str,
    number: int | None,
    index: str = "",
) -> ListView:
    """One page of a list; a numbered page says so in its title."""
    return ListView(
        site=maker.site("/posts/"),
        head=numbered_head(maker, title, front, number),
        title=Html(escape(title)),
        listing=maker.listing(front, number),
        up=Link(text=INDEX_TITLES[index], href=maker.href(at.index(index))) if index else None,
    )


def numbered_head(
    maker: Maker, title: str, front: str, number: int | None, description: str = ""
) -> Head:
    """The head of one page of a list, whose title no other page has."""
    path = at.page_of_list(front, number) if number else front
    return maker.head(f"{title}, page {number}" if number else title, path, description)


def index_view(maker: Maker, kind: str) -> IndexView:
    """An index of one kind of record, or of the years or kinds of post."""
    path = at.index(kind)
    return IndexView(
        site=maker.site(path),
        head=maker.head(INDEX_TITLES[kind], path),
        title=Html(INDEX_TITLES[kind]),
        groups=_groups(maker, kind),
    )


def _groups(maker: Maker, kind: str) -> tuple[Group, ...]:
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
            _entry(maker, kind, name, KINDS[name].plural, len(lists.kinds[name]))
            for name in KINDS
            if name in lists.kinds
        ]
    elif kind == "easy-read":
        entries = [
            Line(text=one.title, href=maker.to(kind, one.slug), details="")
            for one in sorted(maker.library.easy_reads, key=lambda one: fold(one.fields.title))
        ]
    else:
        entries = _records(maker, kind)
    return (Group(label="", anchor="", entries=tuple(entries)),) if entries else ()


def _year_order(item: tuple[str, list[Post]]) -> tuple[bool, int]:
    """The newest year first, what has no year last."""
    year = item[0]
    return (year == UNDATED, 0 if year == UNDATED else -int(year))


def _entry(maker: Maker, kind: str, slug: str, text: str, number: int) -> Line:
    return Line(text=text, href=maker.to(kind, slug), details=counted(number, "post"))


def _records(maker: Maker, kind: str) -> list[Line]:
    registry = getattr(maker.library.records, kind)
    lists = getattr(maker.library.lists, kind)
    return [
        _entry(maker, kind, one.slug, title_of(one.fields), len(lists.get(one.slug, [])))
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
