"""What posts, topics, people and organisations are to each other, worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from plugins.model.collection import Lists, in_order
from plugins.model.credit import Registries
from plugins.model.entry import Entry
from plugins.model.post import Post
from plugins.model.registry import Registry
from plugins.model.schema import PersonFields, SeriesFields, TopicFields
from plugins.model.schema.nested import AffiliationFields
from plugins.model.texts import Texts, follow

Member = tuple[Entry[PersonFields], AffiliationFields]


class Ties(msgspec.Struct, frozen=True):
    """Who and what belongs together; each is found by slug.

    superseded_by, translation_of: the post that a post names so.
    translations: the other languages of a post that lists show, where it has any.
    parts: the posts of a series from the first.
    places: where a post stands in its series, from 0.
    members: who works or worked at an organisation.
    narrower: the topics directly under a topic.
    """

    superseded_by: Mapping[str, Post]
    translation_of: Mapping[str, Post]
    translations: Mapping[str, list[Post]]
    parts: Mapping[str, list[Post]]
    places: Mapping[str, int]
    members: Mapping[str, list[Member]]
    narrower: Mapping[str, list[Entry[TopicFields]]]


class PlaceInSeries(msgspec.Struct, frozen=True):
    """Where a post stands among the parts of its series, counted from 1."""

    number: int
    total: int
    previous: Post | None
    following: Post | None


def place_in_series(post: Post, ties: Ties) -> PlaceInSeries | None:
    """Where a post stands in its series; None outside of any."""
    place = ties.places.get(post.slug)
    if place is None:
        return None
    parts = ties.parts[post.series]
    return PlaceInSeries(
        number=place + 1,
        total=len(parts),
        previous=parts[place - 1] if place else None,
        following=parts[place + 1] if place + 1 < len(parts) else None,
    )


def tie(
    posts: Mapping[str, Post],
    shown: Iterable[Post],
    series: Lists,
    records: Registries,
    texts: Texts,
) -> Ties:
    """Relate all that names each other, in time that grows with its number alone.

    posts: every post, by slug; shown: those that lists show; series: these by their series, newest
        first.
    """
    translation_of = _named_by(posts, "translation_of", texts)
    parts = _parts(series, records.series)
    return Ties(
        superseded_by=_named_by(posts, "superseded_by", texts),
        translation_of=translation_of,
        translations=_translations(shown, translation_of),
        parts=parts,
        places={post.slug: at for found in parts.values() for at, post in enumerate(found)},
        members=_members(records),
        narrower=_narrower(records.topics),
    )


def _named_by(posts: Mapping[str, Post], key: str, texts: Texts) -> dict[str, Post]:
    """The post that each post names by one key, where there is such a post."""
    typed = {slug: name for slug, post in posts.items() if (name := getattr(post.fields, key))}
    found = {slug: texts.post_meant(name, posts[slug].entry.folder) for slug, name in typed.items()}
    return {slug: posts[other.slug] for slug, other in found.items() if other is not None}


def _translations(shown: Iterable[Post], translation_of: Mapping[str, Post]) -> Lists:
    groups: Lists = defaultdict(list)
    first_texts, _ = follow({slug: other.slug for slug, other in translation_of.items()})
    of_several = {*first_texts, *first_texts.values()}
    translated = [post for post in shown if post.slug in of_several]
    for post in sorted(translated, key=lambda post: post.slug):
        groups[first_texts.get(post.slug, post.slug)].append(post)
    return {
        post.slug: [other for other in group if other is not post]
        for group in groups.values()
        if len(group) > 1
        for post in group
    }


def _parts(series: Lists, records: Registry[SeriesFields]) -> Lists:
    return {
        slug: in_order(posts, records.entries[slug].fields.order) for slug, posts in series.items()
    }


def _members(records: Registries) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for entry in records.people.entries.values():
        for one in entry.fields.affiliations:
            place = records.organisations.find(one.organisation)
            if place is not None:
                found[place.slug].append((entry, one))
    return found


def _narrower(topics: Registry[TopicFields]) -> dict[str, list[Entry[TopicFields]]]:
    found: dict[str, list[Entry[TopicFields]]] = defaultdict(list)
    for entry in topics.entries.values():
        above = topics.find(entry.fields.broader)
        if above is not None:
            found[above.slug].append(entry)
    return found
