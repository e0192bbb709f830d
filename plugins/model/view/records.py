"""What the pages of people, organisations, series and topics show."""

from __future__ import annotations

from html import escape
from typing import Any

import msgspec

from plugins.model import address as at
from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.page import Page
from plugins.model.post import shortened
from plugins.model.registry import Named
from plugins.model.schema import OrganisationFields, PersonFields, SeriesFields, TopicFields
from plugins.model.schema.nested import AffiliationFields
from plugins.model.view.found import Found, found_page
from plugins.model.view.linked_data import head_of_organisation, head_of_person
from plugins.model.view.listing import listing
from plugins.model.view.lists import numbered_head, sort_key
from plugins.model.view.maker import Maker
from plugins.model.view.monogram import monogram
from plugins.model.view.parts import Card, Head, Html, Link, Listing, Picture, Site, View
from plugins.model.view.upkeep import suggest
from plugins.model.wording.table import Wording


class Affiliation(View, frozen=True, kw_only=True):
    """Where somebody works or worked; `period` in words ("2014 to 2017", "since 2017", or "")."""

    organisation: Link
    role: str
    period: str
    is_now: bool


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
    found: Found | None  # None on a numbered page


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
    monogram: str  # where there is no logo
    description: Html
    website: str
    membership: str  # "Member since 2012", "Member from 2012 to 2019", or ""
    people: tuple[Member, ...]  # those of the day
    former: tuple[Member, ...]
    listing: Listing
    suggest: Link | None
    found: Found | None  # None on a numbered page


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
    found: Found


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
    found: Found | None  # None on a numbered page


def person_view(maker: Maker, entry: Entry[PersonFields], number: int | None = None) -> PersonView:
    """The page of a person."""
    fields = entry.fields
    front = at.address("people", entry.slug)
    described = _description(entry) or maker.words.person_about.format(name=fields.name)
    view = PersonView(
        site=maker.site("/people/"),
        head=numbered_head(maker, fields.name, front, number, described, "people", entry.slug),
        title=Html(escape(fields.name)),
        pronouns=fields.pronouns,
        portrait=maker.picture(fields.image, entry),
        affiliations=tuple(
            Affiliation(
                organisation=maker.by_name("organisations", one.organisation)
                or Link(text=one.organisation),
                role=one.role,
                period=period(maker.words, one.from_, one.to),
                is_now=not _has_ended(maker, one),
            )
            for one in fields.affiliations
        ),
        biography=maker.body(entry),
        links=tuple(Link(text=one.title or one.url, href=one.url) for one in fields.links),
        email=fields.email if fields.show_email else "",
        active=fields.active,
        deputy=_deputy(maker, fields),
        listing=listing(maker, front, number),
        looks_after=() if number else _looks_after(maker, entry.slug),
        suggest=None if number else suggest(maker, entry),
        found=_found(maker, "people", number),
    )
    return msgspec.structs.replace(view, head=head_of_person(maker.settings, view))


def _deputy(maker: Maker, fields: PersonFields) -> Link | None:
    return maker.by_name("people", fields.deputy)


def organisation_view(
    maker: Maker, entry: Entry[OrganisationFields], number: int | None = None
) -> OrganisationView:
    """The page of an organisation."""
    fields = entry.fields
    front = at.address("organisations", entry.slug)
    described = _description(entry) or maker.words.organisation_about.format(name=fields.name)
    people, former = _members(maker, entry.slug)
    view = OrganisationView(
        site=maker.site("/organisations/"),
        head=numbered_head(
            maker, fields.name, front, number, described, "organisations", entry.slug
        ),
        title=Html(escape(fields.name)),
        logo=maker.picture(fields.logo, entry),
        monogram=monogram(fields.name),
        description=maker.body(entry),
        website=fields.website,
        membership=_membership(maker.words, fields),
        people=people,
        former=former,
        listing=listing(maker, front, number),
        suggest=None if number else suggest(maker, entry),
        found=_found(maker, "organisations", number, organisations=(fields.name,)),
    )
    return msgspec.structs.replace(view, head=head_of_organisation(maker.settings, view))


def series_view(maker: Maker, entry: Entry[SeriesFields]) -> SeriesView:
    """The page of a series, with all its parts."""
    fields = entry.fields
    parts, words = maker.facts.parts(entry.slug), maker.words
    title, path = words.series_title.format(title=fields.title), at.address("series", entry.slug)
    described = _description(entry) or words.series_about.format(title=fields.title)
    return SeriesView(
        site=maker.site("/series/"),
        head=numbered_head(maker, title, path, None, described, "series", entry.slug),
        title=Html(escape(fields.title)),
        description=maker.body(entry),
        state=words.series_states[fields.state],
        count=words.parts(len(parts)),
        parts=tuple(maker.card(post) for post in parts),
        suggest=suggest(maker, entry),
        found=found_page(words.things["series"], maker.settings.lang),
    )


def topic_view(maker: Maker, entry: Entry[TopicFields], number: int | None = None) -> TopicView:
    """The page of a topic."""
    fields = entry.fields
    narrower = maker.facts.narrower(entry.slug)
    front, words = at.address("topics", entry.slug), maker.words
    title = words.topic_title.format(title=fields.title)
    described = _description(entry) or words.topic_about.format(title=fields.title)
    return TopicView(
        site=maker.site("/topics/"),
        head=numbered_head(maker, title, front, number, described, "topics", entry.slug),
        title=Html(escape(fields.title)),
        description=maker.body(entry),
        broader=maker.by_name("topics", fields.broader),
        narrower=tuple(maker.record("topics", one.slug) for one in sorted(narrower, key=sort_key)),
        listing=listing(maker, front, number),
        suggest=None if number else suggest(maker, entry),
        found=_found(maker, "topics", number, topics=(fields.title,)),
    )


def _found(maker: Maker, kind: str, number: int | None, **more: tuple[str, ...]) -> Found | None:
    return None if number else found_page(maker.words.things[kind], maker.settings.lang, **more)


def _looks_after(maker: Maker, slug: str) -> tuple[Link, ...]:
    """The pages, and the posts of others, that a person keeps; on the front of a list alone."""
    posts = [
        maker.post_link(post)
        for post in maker.facts.kept(slug)
        if all(one.person.slug != slug for one in post.credits)
    ]
    return (*(_page_link(maker, page) for page in maker.facts.kept_pages(slug)), *posts)


def _page_link(maker: Maker, page: Page[Any]) -> Link:
    is_easy = page.entry.kind == "easy-read"
    marked = maker.words.easy_read_marked
    text = marked.format(title=page.title) if is_easy else page.title
    lang = maker.lang_of(page.fields.lang)
    return Link(text=text, href=maker.to(page.entry.kind, page.slug), lang=lang)


def _members(maker: Maker, slug: str) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """The people of an organisation by name: those of the day, and those who have left."""
    found: tuple[list[Member], list[Member]] = [], []
    for entry, one in sorted(maker.facts.members(slug), key=lambda member: sort_key(member[0])):
        person = maker.named("people", Named(entry.fields.name, entry.slug))
        member = Member(person=person, role=one.role, period=period(maker.words, one.from_, one.to))
        found[_has_ended(maker, one)].append(member)
    return tuple(found[0]), tuple(found[1])


def _has_ended(maker: Maker, affiliation: AffiliationFields) -> bool:
    return affiliation.to is not None and maker.facts.is_past(affiliation.to.date)


def _membership(words: Wording, fields: OrganisationFields) -> str:
    if not fields.member_from and not fields.member_to:
        return ""
    years = period(words, fields.member_from, fields.member_to)
    return words.member.format(years=years)


def _description(entry: Entry[Any]) -> str:
    return shortened(entry.body.first_paragraph)


def period(words: Wording, first: Day | None, last: Day | None) -> str:
    """A stretch of years in words: "2014 to 2017", "since 2017", "until 2017", or ""."""
    if first and last:
        if first.date.year == last.date.year:
            return words.in_year.format(year=first.date.year)
        return words.years.format(first=first.date.year, last=last.date.year)
    if first:
        return words.since.format(year=first.date.year)
    return words.until.format(year=last.date.year) if last else ""
