"""What the pages of people, organisations, series and topics show."""

from __future__ import annotations

from html import escape
from typing import Any

from plugins.model import address as at
from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.post import shortened
from plugins.model.registry import Named
from plugins.model.schema import OrganisationFields, PersonFields, SeriesFields, TopicFields
from plugins.model.spelling import counted
from plugins.model.view.lists import numbered_head, series_state, sort_key
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Card, Head, Html, Link, Listing, Picture, Site, View
from plugins.model.view.upkeep import suggest


class Affiliation(View, frozen=True, kw_only=True):
    """Where somebody works or worked; `period` in words ("2014 to 2017", "since 2017", or "")."""

    organisation: Link
    role: str
    period: str


class PersonView(View, frozen=True, kw_only=True):
    """The page of a person: who they are, what they wrote and what they look after."""

    site: Site
    head: Head
    title: Html
    pronouns: str
    portrait: Picture | None
    affiliations: tuple[Affiliation, ...]
    biography: Html
    links: tuple[Link, ...]
    email: str
    active: bool
    deputy: Link | None  # who looks after their pages now
    listing: Listing
    looks_after: tuple[Link, ...]
    suggest: Link | None


class Member(View, frozen=True, kw_only=True):
    """A person of an organisation."""

    person: Link
    role: str
    period: str


class OrganisationView(View, frozen=True, kw_only=True):
    """The page of an organisation: its people and the posts written from it."""

    site: Site
    head: Head
    title: Html
    logo: Picture | None
    description: Html
    website: str
    membership: str  # "Member since 2012", "Member from 2012 to 2019", or ""
    people: tuple[Member, ...]
    listing: Listing
    suggest: Link | None


class SeriesView(View, frozen=True, kw_only=True):
    """The page of a series, its parts from the first."""

    site: Site
    head: Head
    title: Html
    description: Html
    state: str
    count: str  # "4 parts"
    parts: tuple[Card, ...]
    suggest: Link | None


class TopicView(View, frozen=True, kw_only=True):
    """The page of a topic and the posts under it and under narrower topics."""

    site: Site
    head: Head
    title: Html
    description: Html
    broader: Link | None
    narrower: tuple[Link, ...]
    listing: Listing
    suggest: Link | None


def person_view(maker: Maker, entry: Entry[PersonFields], number: int | None = None) -> PersonView:
    """The page of a person."""
    fields = entry.fields
    front = at.address("people", entry.slug)
    return PersonView(
        site=maker.site("/people/"),
        head=numbered_head(maker, fields.name, front, number, _description(entry)),
        title=Html(escape(fields.name)),
        pronouns=fields.pronouns,
        portrait=maker.picture(fields.image, entry),
        affiliations=tuple(
            Affiliation(
                organisation=maker.by_name("organisations", one.organisation)
                or Link(text=one.organisation),
                role=one.role,
                period=period(one.from_, one.to),
            )
            for one in fields.affiliations
        ),
        biography=maker.body(entry),
        links=tuple(Link(text=one.title or one.url, href=one.url) for one in fields.links),
        email=fields.email if fields.show_email else "",
        active=fields.active,
        deputy=_deputy(maker, fields),
        listing=maker.listing(front, number),
        looks_after=() if number else _looks_after(maker, entry.slug),
        suggest=None if number else suggest(maker, entry),
    )


def _deputy(maker: Maker, fields: PersonFields) -> Link | None:
    return maker.by_name("people", fields.deputy)


def organisation_view(
    maker: Maker, entry: Entry[OrganisationFields], number: int | None = None
) -> OrganisationView:
    """The page of an organisation."""
    fields = entry.fields
    front = at.address("organisations", entry.slug)
    return OrganisationView(
        site=maker.site("/organisations/"),
        head=numbered_head(maker, fields.name, front, number, _description(entry)),
        title=Html(escape(fields.name)),
        logo=maker.picture(fields.logo, entry),
        description=maker.body(entry),
        website=fields.website,
        membership=_membership(fields),
        people=_members(maker, entry.slug),
        listing=maker.listing(front, number),
        suggest=None if number else suggest(maker, entry),
    )


def series_view(maker: Maker, entry: Entry[SeriesFields]) -> SeriesView:
    """The page of a series, with all its parts."""
    fields = entry.fields
    parts = maker.facts.parts(entry.slug)
    return SeriesView(
        site=maker.site("/series/"),
        head=maker.head(
            f"Series: {fields.title}", at.address("series", entry.slug), _description(entry)
        ),
        title=Html(escape(fields.title)),
        description=maker.body(entry),
        state=series_state(fields.state),
        count=counted(len(parts), "part"),
        parts=tuple(maker.card(post) for post in parts),
        suggest=suggest(maker, entry),
    )


def topic_view(maker: Maker, entry: Entry[TopicFields], number: int | None = None) -> TopicView:
    """The page of a topic."""
    fields = entry.fields
    narrower = maker.facts.narrower(entry.slug)
    front = at.address("topics", entry.slug)
    return TopicView(
        site=maker.site("/topics/"),
        head=numbered_head(maker, f"Topic: {fields.title}", front, number, _description(entry)),
        title=Html(escape(fields.title)),
        description=maker.body(entry),
        broader=maker.by_name("topics", fields.broader),
        narrower=tuple(maker.record("topics", one.slug) for one in sorted(narrower, key=sort_key)),
        listing=maker.listing(front, number),
        suggest=None if number else suggest(maker, entry),
    )


def _looks_after(maker: Maker, slug: str) -> tuple[Link, ...]:
    """The posts of others that a person keeps; on the front page of a list alone."""
    return tuple(
        maker.post_link(post)
        for post in maker.facts.kept(slug)
        if all(one.person.slug != slug for one in post.credits)
    )


def _members(maker: Maker, slug: str) -> tuple[Member, ...]:
    """The people of an organisation, those of today first, then by name."""
    members = [
        (bool(one.to), sort_key(entry), one, entry) for entry, one in maker.facts.members(slug)
    ]
    return tuple(
        Member(
            person=maker.named("people", Named(entry.fields.name, entry.slug)),
            role=one.role,
            period=period(one.from_, one.to),
        )
        for _, _, one, entry in sorted(members, key=lambda member: member[:2])
    )


def _membership(fields: OrganisationFields) -> str:
    if not fields.member_from and not fields.member_to:
        return ""
    return f"Member {period(fields.member_from, fields.member_to)}"


def _description(entry: Entry[Any]) -> str:
    return shortened(entry.body.first_paragraph)


def period(first: Day | None, last: Day | None) -> str:
    """A stretch of years in words: "2014 to 2017", "since 2017", "until 2017", or ""."""
    if first and last:
        years = (first.date.year, last.date.year)
        return f"{years[0]} to {years[1]}" if years[0] != years[1] else f"in {years[0]}"
    if first:
        return f"since {first.date.year}"
    return f"until {last.date.year}" if last else ""
