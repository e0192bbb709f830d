"""What the page of a post shows."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from plugins.model import address as at
from plugins.model.field import UNKNOWN
from plugins.model.post import Post
from plugins.model.schema.nested import OriginalFields
from plugins.model.text.body import inline
from plugins.model.text.outline import Heading
from plugins.model.view.citation import citation
from plugins.model.view.discussion import Discussion, discussion_of
from plugins.model.view.feed_link import feeds_of_post
from plugins.model.view.found import Found, found_post
from plugins.model.view.langs import langs_of
from plugins.model.view.linked_data import head_of_post
from plugins.model.view.maker import Maker
from plugins.model.view.next_to_read import Related, related_to
from plugins.model.view.parts import (
    Author,
    Card,
    Day,
    Extra,
    Head,
    Html,
    Langs,
    Link,
    Picture,
    Site,
    Upkeep,
    View,
)
from plugins.model.view.social_image import image_of_post
from plugins.model.view.upkeep import upkeep
from plugins.model.view.versions import Translation, Version, translations_of, versions_of
from plugins.model.wording.table import Wording

CONTENTS_FROM = 4  # headings: fewer need no table of contents
CONTENTS_UP_TO = 12  # headings: of more, only those of the first level are listed


class SeriesPlace(View, frozen=True, kw_only=True):
    """A post's place in its series."""

    series: Link
    number: int
    total: int
    previous: Link | None
    following: Link | None


class Original(View, frozen=True, kw_only=True):
    """The text that a digest, republished or translated post comes from."""

    about: str  # what a digest, a republished or a translated text is, in a sentence or two
    title: str
    publisher: str
    authors: str  # names in a row, or ""
    published: Day | None
    call: str  # "Read the full blog on the Fenland Voices website"
    href: str  # "" where the address is not known


class Change(View, frozen=True, kw_only=True):
    """A change note that readers are shown."""

    day: Day
    label: str  # "Updated" or "Corrected"
    note: str


class Contents(View, frozen=True, kw_only=True):
    """A line of the table of contents."""

    text: str
    href: str
    level: int


class PostView(View, frozen=True, kw_only=True):
    """The page of a post."""

    site: Site
    head: Head
    title: Html
    kind: Link
    authors: tuple[Author, ...]
    added: Day
    reading_time: str  # "4 minutes to read", or ""
    series: SeriesPlace | None
    standfirst: str
    image: Picture | None
    contents: tuple[Contents, ...]  # empty on a short post
    body: Html
    topics: tuple[Link, ...]
    original: Original | None
    also_at: tuple[Link, ...]
    versions: tuple[Version, ...]
    translations: tuple[Translation, ...]
    changes: tuple[Change, ...]
    upkeep: Upkeep
    superseded_by: Link | None
    citation: str
    licence: Link | None
    mark: str  # "Draft" or "Not yet published" in a preview, else ""
    langs: Langs
    discussion: Discussion
    related: tuple[Related, ...]
    found: Found | None  # None for one that readers do not see yet
    extras: dict[str, Extra]  # what VIEW_EXTRAS names; empty with our plugins alone


class WithdrawnView(View, frozen=True, kw_only=True):
    """What stays at the address of a withdrawn post: that it went, when and why."""

    site: Site
    head: Head
    title: Html
    kind: Link
    added: Day
    withdrawn: Day | None
    reason: str
    superseded_by: Link | None
    lang: str  # of its title, where that is not the site's, else ""


def post_view(maker: Maker, post: Post) -> PostView:
    """The page of a post, which shows what its card does, and more, in its language."""
    fields, own = post.fields, maker.speaking(post.fields.lang)
    card, words = own.card(post), own.words
    path, minutes = at.address("posts", post.slug), post.entry.body.minutes
    view = PostView(
        site=maker.site("/posts/"),
        head=maker.head(
            maker.facts.title(post),
            path,
            post.summary or _described(card, words),
            noindex=bool(card.mark),
            first_published_at=first_published_at(fields.original),
            social_image=image_of_post(maker.settings, post.slug, post.title, card.authors, words),
            index="posts",
            feeds=feeds_of_post(post, maker.settings.lang),
        ),
        title=card.title,
        kind=card.kind,
        authors=card.authors,
        added=card.added,
        reading_time=words.reading_time(minutes) if minutes else "",
        series=_series_place(own, post),
        standfirst=fields.summary,
        image=card.image,
        contents=contents_of(post.entry.body.headings),
        body=maker.body(post.entry),
        topics=tuple(own.record("topics", slug) for slug in post.topics),
        original=_original(own, fields.original) if fields.original else None,
        also_at=tuple(Link(text=one.publisher or one.url, href=one.url) for one in fields.also_at),
        versions=versions_of(own, post),
        translations=translations_of(own, post),
        changes=_changes(own, post),
        upkeep=upkeep(own, post.entry, post.last_updated, post.page_author, fields.review_by),
        superseded_by=_superseding(own, post),
        citation=citation(post, maker.settings, words),
        licence=maker.licence(fields.licence),
        mark=card.mark,
        langs=langs_of(maker.settings, fields.lang),
        discussion=discussion_of(own, post),
        related=related_to(own, post),
        found=found_post(maker, post),
        extras=maker.extras_of(post.entry),
    )
    return msgspec.structs.replace(view, head=head_of_post(maker.settings, view, post))


def _described(card: Card, words: Wording) -> str:
    """What is said of a post without a summary and without a text: its kind, authors and day."""
    said = card.kind.text
    if card.authors:
        authors = words.in_a_row(one.name for one in card.authors)
        said = words.described_by.format(kind=said, authors=authors)
    if card.added.iso:
        said = words.described_on.format(said=said, day=card.added.text)
    return f"{said}."


def _changes(maker: Maker, post: Post) -> tuple[Change, ...]:
    """The changes that readers are shown, from the first."""
    labels = maker.words.changes
    return tuple(
        Change(day=maker.day(one.date.date), label=labels[one.kind], note=one.note)
        for one in sorted(post.fields.changes, key=lambda one: str(one.date))
        if one.date and one.kind in labels
    )


def withdrawn_view(maker: Maker, post: Post) -> WithdrawnView:
    """What stays of a withdrawn post."""
    status = post.fields.status
    return WithdrawnView(
        site=maker.site("/posts/"),
        head=maker.head(maker.facts.title(post), at.address("posts", post.slug), noindex=True),
        title=Html(inline(post.fields.title)),
        kind=maker.kind(post.fields.kind),
        added=maker.added(post),
        withdrawn=maker.day(status.on.date) if status.on else None,
        reason=status.reason,
        superseded_by=_superseding(maker, post),
        lang=maker.lang_of(post.fields.lang),
    )


def contents_of(headings: Sequence[Heading]) -> tuple[Contents, ...]:
    """The table of contents of a long text: its headings of the first two levels."""
    listed = [heading for heading in headings if heading.level <= 3]
    if len(listed) > CONTENTS_UP_TO:
        listed = [heading for heading in listed if heading.level == 2]
    if len(listed) < CONTENTS_FROM:
        return ()
    return tuple(Contents(text=one.text, href=f"#{one.id}", level=one.level) for one in listed)


def _series_place(maker: Maker, post: Post) -> SeriesPlace | None:
    place = maker.facts.place_in_series(post)
    if place is None:
        return None
    return SeriesPlace(
        series=maker.record("series", post.series),
        number=place.number,
        total=place.total,
        previous=maker.post_link(place.previous) if place.previous else None,
        following=maker.post_link(place.following) if place.following else None,
    )


def first_published_at(original: OriginalFields | None) -> str:
    """The address that a republished post gives as its own (RFC 6596), else ""."""
    republished = original is not None and original.relation == "republished"
    return original.url if original and republished and original.url != UNKNOWN else ""


def _original(maker: Maker, fields: OriginalFields) -> Original:
    known = fields.url != UNKNOWN
    return Original(
        about=maker.words.sources[fields.relation],
        title=fields.title,
        publisher=fields.publisher,
        authors=maker.words.in_a_row(fields.authors),
        published=maker.day_typed(fields.date),
        call=maker.words.read_whole.format(publisher=fields.publisher),
        href=fields.url if known else "",
    )


def _superseding(maker: Maker, post: Post) -> Link | None:
    """The way to the post that replaces this one, from the day on which readers see that."""
    other = maker.facts.superseding(post)
    return maker.post_link(other) if other else None
