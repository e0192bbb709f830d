"""What must hold between files: records that name each other, pictures and files that exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from plugins.model.credit import Registries, organisation_named
from plugins.model.entry import Entry
from plugins.model.field import Spot
from plugins.model.likeness import Names
from plugins.model.post import Post
from plugins.model.problem import Problem
from plugins.model.registry import NAMES, Registry
from plugins.model.schema import (
    PersonFields,
    SeriesFields,
    TopicFields,
)
from plugins.model.spelling import did_you_mean


def check_names_mean_one_record(registries: Iterable[Registry[Any]], root: str) -> list[Problem]:
    """Hold that no name, alias or address belongs to two records."""
    problems: list[Problem] = []
    for registry in registries:
        for name, first, second in registry.clashes:
            _spot_of_name(name, second, problems).error(
                f'"{name}" also belongs to {root}/{first.path}.',
                "Change one of the two, so that each name leads to one record.",
            )
    return problems


def _spot_of_name(name: str, entry: Entry[Any], problems: list[Problem]) -> Spot:
    """Where a record says that a name is its own."""
    for key in NAMES:
        if getattr(entry.fields, key, "") == name:
            return entry.spot(key, problems)
    if name not in entry.fields.aliases:
        return Spot(entry.source, problems)  # the file's own name
    spot = entry.spot("aliases", problems)
    is_list = isinstance(entry.source.values.get(spot.name), list)
    return spot.at(entry.fields.aliases.index(name)) if is_list else spot


def check_names_on_record(records: Registries) -> list[Problem]:
    """Hold that records name only what is on record.

    Where names without a record are allowed, this makes records of them, so it comes early.
    """
    people, topics = list(records.people.entries.values()), list(records.topics.entries.values())
    return [
        *(wrong for entry in people for wrong in check_person(entry, records)),
        *(wrong for entry in topics for wrong in check_topic(entry, records)),
    ]


def check_person(entry: Entry[PersonFields], records: Registries) -> list[Problem]:
    """Hold that a person's organisations and deputy are on record."""
    problems: list[Problem] = []
    for place, one in enumerate(entry.fields.affiliations):
        spot = entry.spot("affiliations", problems).at(place).at("organisation")
        if one.organisation:
            organisation_named(one.organisation, records, spot)
    if entry.fields.deputy:
        records.people.meant_by(entry.fields.deputy, entry.spot("deputy", problems))
    return problems


def check_topic(entry: Entry[TopicFields], records: Registries) -> list[Problem]:
    """Hold that the broader topic is on record, and that the way up does not come back."""
    problems: list[Problem] = []
    spot = entry.spot("broader", problems)
    broader = entry.fields.broader
    found = records.topics.meant_by(broader, spot) if broader else None
    met: list[str] = []
    while found and found.slug not in met:
        met.append(found.slug)
        found = records.above(found)
    if entry.slug in met:
        spot.error(
            f'"{entry.fields.title}" is among the topics above it.',
            f'Take the key "broader" out of one of these: {", ".join(met)}.',
        )
    return problems


def check_series(entry: Entry[SeriesFields], own: Collection[str]) -> list[Problem]:
    """Hold that a series orders only posts of its own.

    own: their slugs.
    """
    problems: list[Problem] = []
    spot = entry.spot("order", problems)
    names = Names(own)
    for place, slug in enumerate(entry.fields.order):
        if slug not in own:
            spot.at(place).error(
                f'"{slug}" is not a post of this series.',
                did_you_mean(names.like(slug)) or "Take it out, or correct it.",
            )
    return problems


def check_texts_differ(posts: Iterable[Post]) -> list[Problem]:
    """Warn of a post that was copied whole: two with one title and one text.

    A notice of a line or two may well be given again.
    """
    problems: list[Problem] = []
    alike: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        alike[post.title].append(post)
    for several in alike.values():
        if len(several) > 1:
            problems += _told_of_copies(post for post in several if post.entry.body.copied)
    return problems


def _told_of_copies(posts: Iterable[Post]) -> list[Problem]:
    """A warning for each post whose text is that of one before it; their titles are one."""
    problems: list[Problem] = []
    first: dict[bytes, Post] = {}
    for post in sorted(posts, key=lambda post: post.entry.path):
        other = first.setdefault(post.entry.body.copied, post)
        if other is not post:
            post.entry.spot("title", problems).warn(
                f"This post has the title and the text of {other.entry.source.path} too.",
                "Delete one of the two files, unless both are meant.",
            )
    return problems
