"""What the front page shows."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from plugins.model import address as at
from plugins.model.post import Post, shortened
from plugins.model.text.body import inline
from plugins.model.view.linked_data import head_of_home
from plugins.model.view.maker import Maker
from plugins.model.view.monogram import monogram
from plugins.model.view.parts import Author, Card, Day, Head, Html, Link, Picture, Site, View

NEWEST = 4  # cards under the lead
BRIEFS = 3
BRIEF = frozenset({"news", "digest"})  # the kinds of post that are told of briefly
VOICES, HEARD = 6, 20  # how many people are named, of how many of the newest posts
CHANGED = 5


class SeriesCard(View, frozen=True, kw_only=True):
    """A series in a list of series."""

    title: str
    href: str
    summary: str
    state: str  # "Open" or "Complete"
    count: str  # "4 posts"
    total: int
    latest: Link | None
    lang: str  # of title and summary, where that is not the one of the page, else ""


class Voice(View, frozen=True, kw_only=True):
    """Somebody who wrote here lately, with the organisation of that day."""

    person: Link
    organisation: str
    portrait: Picture | None
    monogram: str  # where there is no portrait


class Changed(View, frozen=True, kw_only=True):
    """A post whose meaning has changed since it was added."""

    title: Html
    href: str
    day: Day
    note: str
    lang: str  # of title and note, where that is not the site's, else ""


class HomeView(View, frozen=True, kw_only=True):
    """The front page."""

    site: Site
    head: Head
    title: Html
    lead: Card | None
    newest: tuple[Card, ...]
    briefs: tuple[Card, ...]  # news and digests
    series: tuple[SeriesCard, ...]
    voices: tuple[Voice, ...]
    changed: tuple[Changed, ...]
    all_posts: Link
    all_people: Link


def home_view(maker: Maker) -> HomeView:
    """The front page: a lead, what is new and not replaced, the series, who wrote, what changed."""
    library, settings = maker.library, maker.settings
    lead = next((post for post in library.posts if post.fields.featured), None)
    lead = lead or next(_standing(maker), None)
    others = [post for post in _standing(maker) if post is not lead]
    newest = [post for post in others if post.fields.kind not in BRIEF][:NEWEST]
    briefs = [post for post in others if post.fields.kind in BRIEF][:BRIEFS]
    site = maker.site()
    head = maker.head(settings.name, at.HOME, settings.tagline)
    return HomeView(
        site=site,
        head=head_of_home(settings, site, head),
        title=Html(escape(settings.name)),
        lead=maker.card(lead) if lead else None,
        newest=tuple(maker.card(post) for post in newest),
        briefs=tuple(maker.card(post) for post in briefs),
        series=tuple(series_card(maker, slug) for slug in sorted(library.lists.series)),
        voices=_voices(maker),
        changed=_changed(maker),
        all_posts=Link(
            text=maker.words.all_posts(len(library.posts)), href=maker.href(at.index("posts"))
        ),
        all_people=Link(text=maker.words.all_people, href=maker.href(at.index("people"))),
    )


def _standing(maker: Maker) -> Iterator[Post]:
    """The posts that no other replaces, newest first."""
    library = maker.library
    for post in library.posts:
        other = library.ties.superseded_by.get(post.slug)
        if other is None or other.entry.path not in library.by_path:
            yield post


def _voices(maker: Maker) -> tuple[Voice, ...]:
    """Who wrote the newest posts, each once."""
    found: dict[str, Voice] = {}
    for post in maker.library.posts[:HEARD]:
        authors = maker.authors(post) if post.credits else ()
        for author in authors:
            if author.href:
                found.setdefault(author.href, _voice(maker, author))
    return tuple(found.values())[:VOICES]


def _voice(maker: Maker, author: Author) -> Voice:
    return Voice(
        person=Link(text=author.name, href=author.href),
        organisation=maker.words.in_a_row(place.text for place in author.organisations),
        portrait=author.portrait,
        monogram=monogram(author.name),
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
            day=maker.day(last),
            note=_note_of(post),
            lang=maker.lang_of(post.fields.lang),
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
        state=maker.words.series_states[entry.fields.state],
        count=maker.words.posts(len(parts)),
        total=len(parts),
        latest=maker.post_link(parts[0]) if parts else None,
        lang=maker.lang_of(""),
    )
