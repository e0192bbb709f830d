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
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from plugins.model.post import Post
from plugins.model.ties import Ties

MOST = 3  # that a post is related to
NEIGHBOURS = 3  # before a post and after it, for each thing that it has
_SERIES = 1_000  # what it counts to share a series
_TOPIC = 120  # or a topic that no other post has
_AUTHOR = 60
_COUNT = 1 << 24  # what one of these counts beside the distance in posts


def related_posts(posts: Sequence[Post], ties: Ties) -> dict[str, list[Post]]:
    """The posts that each is related to, the closest first, by its slug; none where it has none.

    posts: those that lists show, newest first.
    A post that another replaces is not related to any, nor are the parts of a series to those just
    before and after, which their pages name anyway. All related posts are in one language.
    """
    oldest_first = [post for post in reversed(posts) if post.slug not in ties.superseded_by]
    scores: list[dict[int, int]] = [{} for _ in oldest_first]
    for members, weights in _things(oldest_first):
        for apart in range(1, NEIGHBOURS + 1):
            for older, newer, weight in zip(members, members[apart:], weights, strict=False):
                score = weight + older - newer
                of_older, of_newer = scores[older], scores[newer]
                of_older[newer] = of_older.get(newer, 0) + score
                of_newer[older] = of_newer.get(older, 0) + score
    for one, other in _beside(oldest_first, ties):
        scores[one].pop(other, None)
    return {
        post.slug: [
            oldest_first[place]
            for place in sorted(score, key=score.__getitem__, reverse=True)[:MOST]
        ]
        for post, score in zip(oldest_first, scores, strict=True)
        if score
    }


def _things(posts: Sequence[Post]) -> Iterator[tuple[list[int], Sequence[int]]]:
    """The places of the posts that have one thing, and what it counts, for each thing.

    What it counts is told by how many posts had it when the older of two was written.
    """
    things: tuple[dict[tuple[str, str], list[int]], ...] = tuple(defaultdict(list) for _ in "123")
    series, topics, authors = things
    for place, post in enumerate(posts):
        lang = post.fields.lang
        if post.series:
            series[lang, post.series].append(place)
        for topic in post.topics:
            topics[lang, topic].append(place)
        for author in dict.fromkeys(one.person.slug for one in post.credits if one.person.slug):
            authors[lang, author].append(place)
    have_it = range(1, len(posts) + 1)
    weights = (
        [_SERIES * _COUNT] * len(posts),
        [_TOPIC // number.bit_length() * _COUNT for number in have_it],
        [_AUTHOR // number.bit_length() * _COUNT for number in have_it],
    )
    for kind, of_kind in zip(things, weights, strict=True):
        yield from ((members, of_kind) for members in kind.values())


def _beside(posts: Iterable[Post], ties: Ties) -> Iterator[tuple[int, int]]:
    """The places of the posts that stand beside each other in a series."""
    places = {post.slug: place for place, post in enumerate(posts)}
    for parts in ties.parts.values():
        for one, other in pairwise(parts):
            if one.slug in places and other.slug in places:
                yield places[one.slug], places[other.slug]
                yield places[other.slug], places[one.slug]
