"""Who wrote, from where, and who looks after a page: names related to the records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.field import UNKNOWN, Spot
from plugins.model.registry import Named, Registry
from plugins.model.schema import OrganisationFields, PersonFields, SeriesFields, TopicFields
from plugins.model.schema.nested import AffiliationFields, AuthorFields
from plugins.model.settings import Settings
from plugins.model.spelling import did_you_mean, fold

_JOINED = re.compile(r"\s*(?:;|&|\band\b)\s*")
_BETWEEN_NAMES = re.compile(rf"\s*,\s*|{_JOINED.pattern}")


class Registries(msgspec.Struct, frozen=True):
    """All the records that content may name."""

    people: Registry[PersonFields]
    organisations: Registry[OrganisationFields]
    series: Registry[SeriesFields]
    topics: Registry[TopicFields]

    def each(self) -> tuple[Registry[Any], ...]:
        """The registry of each kind."""
        return (self.people, self.organisations, self.series, self.topics)

    def above(self, topic: Named) -> Named | None:
        """The topic directly above another; None where it has none."""
        return self.topics.known(self.topics.entries[topic.slug].fields.broader)

    def all(self) -> Iterator[Entry[Any]]:
        """Every record, kind by kind."""
        for registry in self.each():
            yield from registry.entries.values()


class Credit(msgspec.Struct, frozen=True):
    """One author as on the day of the post; `known` is False where the older site lost the name."""

    person: Named
    role: str = ""
    organisations: tuple[Named, ...] = ()
    known: bool = True


def credit(
    author: AuthorFields,
    day: Day | None,
    own: tuple[Named, ...],
    records: Registries,
    spot: Callable[[], Spot],
) -> Credit | None:
    """One author related to the records; None where the spot was told of an error.

    day: that of the post, None where it is not known.
    own: the organisations that the post itself names; they go before affiliations.
    spot: where the author stands; hardly any is told of anything.
    """
    if author.name.lower() == UNKNOWN:
        return Credit(Named(""), known=False)
    person = records.people.known(author.name)
    name, organisation = author.name, author.organisation
    if person is None:
        if several := _several_people(name, records):
            lines = "".join(f"\n  - {part}" for part in several)
            message = f'"{name}" names several people at once.'
            spot().error(message, f"Write a list:\nauthor:{lines}")
            return None
        name, organisation = _name_and_organisation(author)
        person = records.people.known(name)
    if organisation:
        own = (organisation_named(organisation, records, spot()),)
    if person is None:
        return _guest(name, author, own, records, spot())
    return _on_record(person, author, day, own, records)


def _on_record(
    person: Named,
    author: AuthorFields,
    day: Day | None,
    own: tuple[Named, ...],
    records: Registries,
) -> Credit:
    """Somebody with a record: where they worked on the day and as what, unless that is said."""
    held = [
        (records.organisations.known(one.organisation) or Named(one.organisation), one.role)
        for one in affiliations_on(day, records.people.entries[person.slug].fields.affiliations)
        if one.organisation
    ]
    places = own or tuple(dict(held))  # each once
    return Credit(person, author.role or _role_at(places, held), places)


def _role_at(places: tuple[Named, ...], held: list[tuple[Named, str]]) -> str:
    """The role at the one organisation that is shown; "" for several: it is that of one alone."""
    if len(places) == 1:
        for place, role in held:
            if role and _same_name(place, places[0]):
                return role
    return ""


def _same_name(one: Named, other: Named) -> bool:
    """Whether two names mean the same, with a record or without."""
    return one is other or (one.slug, fold(one.name)) == (other.slug, fold(other.name))


def _several_people(typed: str, records: Registries) -> list[str]:
    """The names in "Ann Example and Joan Example", where the records know it is no organisation.

    typed: what is no name on record itself.
    """
    parts = [part for part in _BETWEEN_NAMES.split(typed) if part]
    joined = [part for part in _JOINED.split(typed) if part]
    telling = [*parts[1:], *(joined[:1] if len(joined) > 1 else [])]
    return parts if any(records.people.find(part) for part in telling) else []


def _name_and_organisation(author: AuthorFields) -> tuple[str, str]:
    """The two halves of "Name, Organisation", where the whole is no name on record."""
    if author.organisation or "," not in author.name:
        return author.name, author.organisation
    name, _, organisation = author.name.partition(",")
    return name.strip(), organisation.strip()


def _guest(
    name: str, author: AuthorFields, own: tuple[Named, ...], records: Registries, spot: Spot
) -> Credit | None:
    """Somebody without a record: shown as typed, unless a record is near."""
    if records.people.allow:
        named = records.people.meant_by(name, spot)
        return Credit(named, author.role, own) if named else None
    found = records.people.near(author.name) or records.people.near(name)
    if found:
        spot.error(
            f'There is no person called "{name}" on record, and the name is close to one that is.',
            did_you_mean(found),
        )
        return None
    if not own:
        spot.warn(
            f'There is no person called "{name}" on record, so the name is shown without a page.',
            "For a guest, write the organisation too, as in"
            f" author: {name}, Riverside Trust\n{records.people.record_to_add(name)}",
        )
    return Credit(Named(name), author.role, own)


def organisation_named(name: str, records: Registries, spot: Spot | None) -> Named:
    """An organisation as it is shown; one without a record is shown as typed.

    spot: told where the name is near a record's; None where another check tells it.
    """
    registry = records.organisations
    known = registry.known(name)
    if known is not None or spot is None:
        return known or Named(name)
    if registry.allow:
        return registry.meant_by(name, spot) or Named(name)
    found = registry.near(name)
    if found:
        spot.error(
            f'There is no organisation called "{name}" on record,'
            " and the name is close to one that is.",
            did_you_mean(found),
        )
    return Named(name)


def affiliations_on(
    day: Day | None, affiliations: tuple[AffiliationFields, ...]
) -> list[AffiliationFields]:
    """Those held on a day; on an unknown day only those that never began or ended."""
    if day is None:
        return [one for one in affiliations if one.from_ is None and one.to is None]
    return [
        one
        for one in affiliations
        if (one.from_ is None or one.from_.date <= day.date)
        and (one.to is None or day.date <= one.to.date)
    ]


def keeper(
    typed: str,
    records: Registries,
    settings: Settings,
    spot: Callable[[], Spot],
    *,
    moved: bool = False,
) -> Named:
    """Who looks after a page: a person on record, or a role such as "Web team".

    spot: where the name stands; hardly any is told of anything.
    moved: whether the page comes from an older site, where a login may have lost its owner.
    """
    name = typed or settings.default_page_author
    for role in settings.page_author_roles:
        if fold(role) == fold(name):
            return Named(role)
    person = records.people.known(name)
    if person is not None:
        return person
    if not typed:  # then the setting is to be put right, and not this file
        return Named(name)
    return _keeper_without_record(name, records, spot(), moved=moved)


def _keeper_without_record(name: str, records: Registries, spot: Spot, *, moved: bool) -> Named:
    if records.people.allow:
        return records.people.meant_by(name, spot) or Named(name)
    near = records.people.near(name)
    remedy = did_you_mean(near) or (
        f"{records.people.record_to_add(name)}\nOr name one of PAGE_AUTHOR_ROLES in the settings."
    )
    tell = spot.warn if moved and not near else spot.error
    tell(f'"{name}" is neither a person on record nor a role that looks after pages.', remedy)
    return Named(name)
