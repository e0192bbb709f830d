"""A publication of any number of posts, the same for the same number and seed.

40 people, 12 organisations, 15 topics and 6 series, over the years 2010 to 2026. Told in no tool's
terms: each tool of `tests.bench.tools` writes it in its own.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from tests.bench import text, words

SEED = 2026
FIRST_DAY = datetime.date(2010, 1, 4)
LAST_DAY = datetime.date(2026, 6, 30)
TODAY = datetime.date(2026, 7, 1)
MOVED = datetime.date(2018, 1, 1)  # the day on which everybody changed organisation
POSTS_PER_PICTURE = 5
IN_A_SERIES = 0.15  # of all posts
KINDS = {"blog": 60, "story": 15, "news": 15, "resource": 5, "digest": 5}
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">\
<rect width="320" height="200" fill="#{:06x}"/><circle cx="160" cy="100" r="{}"/></svg>
"""


class Post(NamedTuple):
    """What one post says, and what the built site must show of it.

    path: its file, seen from the content folder.
    authors, topics: slugs. organisations: that of each author on the day.
    series, summary, picture: "" for none. keeper: a slug, or "Web team".
    proof: a sentence of the body that no other post has and that no tool rewrites.
    body: Markdown; other posts and pictures are linked to from where the file is.
    """

    path: str
    slug: str
    title: str
    day: datetime.date
    authors: tuple[str, ...]
    organisations: tuple[str, ...]
    topics: tuple[str, ...]
    kind: str
    series: str
    summary: str
    keeper: str
    picture: str
    proof: str
    body: str


class Entry(NamedTuple):
    """A person, an organisation, a topic or a series; `text` is its description."""

    slug: str
    name: str
    text: str


class Publication(NamedTuple):
    """A generated publication.

    served: the slugs of the two organisations of each person, before and since MOVED.
    pictures: the text of each picture's file, by its path seen from the content folder.
    """

    people: Sequence[Entry]
    organisations: Sequence[Entry]
    topics: Sequence[Entry]
    series: Sequence[Entry]
    served: Mapping[str, tuple[str, str]]
    pictures: Mapping[str, str]
    about: str
    posts: Sequence[Post]


def make_publication(number: int, seed: int = SEED) -> Publication:
    """A publication of so many posts, the oldest first."""
    rng = random.Random(seed)  # noqa: S311 (the same numbers must come again)
    everybody = _entries(people(), rng)
    organisations = _entries(words.ORGANISATIONS, rng)
    slugs = [organisation.slug for organisation in organisations]
    served = {person.slug: _two(slugs, rng) for person in everybody}
    pictures = dict(_pictures(number, rng))
    return Publication(
        everybody,
        organisations,
        _entries(words.TOPICS, rng),
        _entries(words.SERIES, rng),
        served,
        pictures,
        text.paragraph(rng),
        _posts(number, served, list(pictures), rng),
    )


def people() -> list[str]:
    """The names of the forty people."""
    pairs = product((0, 7), range(len(words.FIRST_NAMES)))
    return [
        f"{words.FIRST_NAMES[place]} {words.LAST_NAMES[(place + turn) % len(words.LAST_NAMES)]}"
        for turn, place in pairs
    ]


def slug_of(name: str) -> str:
    """The last part of the address of something with this name."""
    return name.lower().replace(" ", "-")


def affiliation(served: tuple[str, str], day: datetime.date) -> str:
    """The organisation on one day of a person who served these two."""
    return served[day >= MOVED]


def _entries(names: Sequence[str], rng: random.Random) -> list[Entry]:
    return [Entry(slug_of(name), name, text.paragraph(rng)) for name in names]


def _two(slugs: Sequence[str], rng: random.Random) -> tuple[str, str]:
    first, second = rng.sample(slugs, 2)
    return first, second


def _pictures(number: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    for place in range(-(-number // POSTS_PER_PICTURE)):
        drawn = PICTURE.format(rng.randrange(0x1000000), rng.randint(20, 90))
        yield f"media/drawing-{place + 1}.svg", drawn


def _posts(
    number: int,
    served: Mapping[str, tuple[str, str]],
    pictures: Sequence[str],
    rng: random.Random,
) -> list[Post]:
    """The posts from the oldest, spread evenly over the years; each links to two others."""
    heads = [_head(place, number, rng) for place in range(number)]
    paths = [f"posts/{day.year}/{slug}.md" for slug, _, day in heads]
    posts = []
    for place, (slug, title, day) in enumerate(heads):
        authors = tuple(rng.sample(list(served), rng.choice((1, 1, 1, 1, 1, 2))))
        picture = "" if place % POSTS_PER_PICTURE else pictures[place // POSTS_PER_PICTURE]
        links = [f"../../{path}" for path in rng.sample(paths, min(2, number))]
        proof = f"We filed this as note {place + 1}."
        posts.append(
            Post(
                paths[place],
                slug,
                title,
                day,
                authors,
                tuple(affiliation(served[author], day) for author in authors),
                tuple(map(slug_of, rng.sample(words.TOPICS, rng.randint(1, 3)))),
                rng.choices(list(KINDS), list(KINDS.values()))[0],
                slug_of(rng.choice(words.SERIES)) if rng.random() < IN_A_SERIES else "",
                _summary(rng) if rng.random() < 0.5 else "",
                rng.choice(("Web team", *authors, *rng.sample(list(served), 1))),
                picture,
                proof,
                text.body(rng, links, f"../../{picture}" if picture else "", proof),
            )
        )
    return posts


def _head(place: int, number: int, rng: random.Random) -> tuple[str, str, datetime.date]:
    """The slug, title and day of one post."""
    title = " ".join(map(rng.choice, (words.OPENINGS, words.SUBJECTS, words.PLACES)))
    span = (LAST_DAY - FIRST_DAY).days
    day = FIRST_DAY + datetime.timedelta(days=span * place // max(number - 1, 1))
    return f"{slug_of(title)}-{place + 1}", title, day


def _summary(rng: random.Random) -> str:
    return f"How {rng.choice(words.PEOPLE)} {rng.choice(words.DEEDS)}."
