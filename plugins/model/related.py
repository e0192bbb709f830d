"""What to read next: the posts that a post is most closely related to.

Two posts are related by each thing that both have: a series, a topic, an author. For each such
thing a post meets the three posts before it in time that have it too, and the three after it, and
no others. So a new post can change what is said under a few posts alone (three for each thing that
it has), however many there are; and all of it takes time that grows with their number.

What counts more: first the same series, then what fewer posts have, and a topic twice as much as an
author. How many have it is counted up to the older of the two posts, so that it stays what it was
when posts are added. Of posts that count the same, the nearest in time come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plugins.model.post import Post
from plugins.model.ties import Ties

MOST = 3  # that a post is related to
NEIGHBOURS = 3  # before a post and after it, for each thing that it has
_SERIES = 1_000  # what it counts to share a series
_TOPIC = 120  # or a topic that no other post has
_AUTHOR = 60
_COUNT = 1 << 24  # what one of these counts beside the distance in posts


class Traits(NamedTuple):
    """All of one post by which it can be related to others."""

    slug: str
    lang: str
    series: str
    topics: tuple[str, ...]
    authors: tuple[str, ...]


class Relatives(NamedTuple):
    """All that it hangs on which posts are related.

    posts: those that may be, oldest first. parts: of each series, by their slugs.
    """

    posts: Sequence[Traits]
    parts: Sequence[Sequence[str]]


def relatives(posts: Sequence[Post], ties: Ties) -> Relatives:
    """What may be related of the posts that lists show, newest first.

    A post that another replaces is not related to any.
    """
    return Relatives(
        [_traits(post) for post in reversed(posts) if post.slug not in ties.superseded_by],
        [[post.slug for post in parts] for parts in ties.parts.values()],
    )


def _traits(post: Post) -> Traits:
    authors = dict.fromkeys(one.person.slug for one in post.credits if one.person.slug)
    return Traits(post.slug, post.fields.lang, post.series, post.topics, tuple(authors))


def related_posts(among: Relatives) -> dict[str, list[str]]:
    """The posts that each is related to, the closest first, by its slug; none where it has none.

    The parts of a series are not related to those just before and after, which their pages name
    anyway. All related posts are in one language.
    """
    slugs = [post.slug for post in among.posts]
    scores: list[dict[int, int]] = [{} for _ in slugs]
    for members, weights in _things(among.posts):
        for apart in range(1, NEIGHBOURS + 1):
            for older, newer, weight in zip(members, members[apart:], weights, strict=False):
                score = weight + older - newer
                of_older, of_newer = scores[older], scores[newer]
                of_older[newer] = of_older.get(newer, 0) + score
                of_newer[older] = of_newer.get(older, 0) + score
    for one, other in _beside(slugs, among.parts):
        scores[one].pop(other, None)
    return {
        slug: [slugs[at] for at in sorted(score, key=score.__getitem__, reverse=True)[:MOST]]
        for slug, score in zip(slugs, scores, strict=True)
        if score
    }


def _things(posts: Sequence[Traits]) -> Iterator[tuple[list[int], Sequence[int]]]:
    """The places of the posts that have one thing, and what it counts, for each thing.

    What it counts is told by how many posts had it when the older of two was written.
    """
    things: tuple[dict[tuple[str, str], list[int]], ...] = tuple(defaultdict(list) for _ in "123")
    series, topics, authors = things
    for place, post in enumerate(posts):
        if post.series:
            series[post.lang, post.series].append(place)
        for topic in post.topics:
            topics[post.lang, topic].append(place)
        for author in post.authors:
            authors[post.lang, author].append(place)
    have_it = range(1, len(posts) + 1)
    weights = (
        [_SERIES * _COUNT] * len(posts),
        [_TOPIC // number.bit_length() * _COUNT for number in have_it],
        [_AUTHOR // number.bit_length() * _COUNT for number in have_it],
    )
    for kind, of_kind in zip(things, weights, strict=True):
        yield from ((members, of_kind) for members in kind.values())


def _beside(slugs: Sequence[str], series: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """The places of the posts that stand beside each other in a series."""
    places = {slug: place for place, slug in enumerate(slugs)}
    for parts in series:
        for one, other in pairwise(parts):
            if one in places and other in places:
                yield places[one], places[other]
                yield places[other], places[one]
