"""A publication of any number of posts, the same for the same number and seed.

40 people, 12 organisations, 15 topics and 6 series, over the years 2010 to 2026.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tests.bench import text, words

SEED = 2026
FIRST_DAY = datetime.date(2010, 1, 4)
LAST_DAY = datetime.date(2026, 6, 30)
TODAY = datetime.date(2026, 7, 1)
POSTS_PER_PICTURE = 5
IN_A_SERIES = 0.15  # of all posts
KINDS = {"blog": 60, "story": 15, "news": 15, "resource": 5, "digest": 5}
SETTINGS = """\
SITENAME = "Bench Practice Network"
SITEURL = "https://bench.example"
FEED_ID_AUTHORITY = "bench.example,2010"
COMMENTS_URL = "https://talk.bench.example/?id={id}"
"""
ORIGINAL = """\
original:
  title: The long version
  url: https://elsewhere.example/long-version
  publisher: Elsewhere
  relation: digest"""
PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200">\
<rect width="320" height="200" fill="#{:06x}"/><circle cx="160" cy="100" r="{}"/></svg>
"""


class MadePost(NamedTuple):
    """What the built site must show of a post.

    path: its file, seen from the content folder.
    authors: slugs of people.
    """

    path: str
    slug: str
    title: str
    day: datetime.date
    authors: tuple[str, ...]


class Corpus(NamedTuple):
    """A generated publication: its folder of content, its settings file, its posts."""

    content: Path
    settings: Path
    posts: list[MadePost]


def write_corpus(folder: Path, number: int, seed: int = SEED) -> Corpus:
    """Write a publication of so many posts into a folder that is there and empty."""
    rng = random.Random(seed)  # noqa: S311 (the same numbers must come again)
    corpus = Corpus(folder / "content", folder / "settings.py", _posts(number, rng))
    corpus.settings.write_text(SETTINGS, encoding="utf-8")
    pictures = list(_pictures(number, rng))
    texts = [*_records(rng), *_texts(corpus.posts, [path for path, _ in pictures], rng)]
    for path, words_of_it in (*pictures, *texts):
        file = corpus.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words_of_it, encoding="utf-8")
    return corpus


def people() -> list[str]:
    """The names of the forty people."""
    pairs = product((0, 7), range(len(words.FIRST_NAMES)))
    return [
        f"{words.FIRST_NAMES[place]} {words.LAST_NAMES[(place + turn) % len(words.LAST_NAMES)]}"
        for turn, place in pairs
    ]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _posts(number: int, rng: random.Random) -> list[MadePost]:
    """The posts from the oldest, spread evenly over the years."""
    authors = [_slug(name) for name in people()]
    span = (LAST_DAY - FIRST_DAY).days
    posts = []
    for place in range(number):
        title = " ".join(map(rng.choice, (words.OPENINGS, words.SUBJECTS, words.PLACES)))
        slug = f"{_slug(title)}-{place + 1}"
        day = FIRST_DAY + datetime.timedelta(days=span * place // max(number - 1, 1))
        wrote = tuple(rng.sample(authors, rng.choice((1, 1, 1, 1, 1, 2))))
        posts.append(MadePost(f"posts/{day.year}/{slug}.md", slug, title, day, wrote))
    return posts


def _pictures(number: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    for place in range(-(-number // POSTS_PER_PICTURE)):
        drawn = PICTURE.format(rng.randrange(0x1000000), rng.randint(20, 90))
        yield f"media/drawing-{place + 1}.svg", drawn


def _records(rng: random.Random) -> Iterator[tuple[str, str]]:
    """The people, organisations, topics and series."""
    for name in people():
        places = map(_slug, rng.sample(words.ORGANISATIONS, 2))
        lines = [f"name: {name}", "affiliations:"]
        for place, years in zip(places, ("to: 2017-12-31", "from: 2018-01-01"), strict=True):
            lines += [f"  - organisation: {place}", "    role: Practitioner", f"    {years}"]
        yield _record(f"people/{_slug(name)}", lines, rng)
    for name in words.ORGANISATIONS:
        lines = [f"name: {name}", "website: https://member.example", "member_from: 2010-01-04"]
        yield _record(f"organisations/{_slug(name)}", lines, rng)
    for kind, titles in (("topics", words.TOPICS), ("series", words.SERIES)):
        for title in titles:
            yield _record(f"{kind}/{_slug(title)}", [f"title: {title}"], rng)
    lines = ["title: About us", "last_updated: 2026-06-30", "menu: 1"]
    yield _record("pages/about-us", lines, rng)


def _record(stem: str, lines: Sequence[str], rng: random.Random) -> tuple[str, str]:
    return f"{stem}.md", "\n".join(["---", *lines, "---", text.paragraph(rng), ""])


def _texts(
    posts: Sequence[MadePost], pictures: Sequence[str], rng: random.Random
) -> Iterator[tuple[str, str]]:
    """The files of the posts; each links to two others."""
    for place, post in enumerate(posts):
        links = [f"../../{other.path}" for other in rng.sample(posts, min(2, len(posts)))]
        has_picture = place % POSTS_PER_PICTURE == 0
        picture = f"../../{pictures[place // POSTS_PER_PICTURE]}" if has_picture else ""
        front_matter = "\n".join(_front_matter(post, picture, rng))
        yield post.path, f"{front_matter}\n\n{text.body(rng, links, picture)}"


def _front_matter(post: MadePost, picture: str, rng: random.Random) -> Iterator[str]:
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    keeper = rng.choice(("Web team", *post.authors, *map(_slug, rng.sample(people(), 1))))
    yield from ("---", f"title: {post.title}", f"date: {post.day}", f"last_updated: {post.day}")
    yield from (f"kind: {kind}", f"page_author: {keeper}", "author:")
    yield from (f"  - {author}" for author in post.authors)
    yield "topics:"
    yield from (f"  - {_slug(topic)}" for topic in rng.sample(words.TOPICS, rng.randint(1, 3)))
    if rng.random() < IN_A_SERIES:
        yield f"series: {_slug(rng.choice(words.SERIES))}"
    if rng.random() < 0.5:
        yield f"summary: How {rng.choice(words.PEOPLE)} {rng.choice(words.DEEDS)}."
    if picture:
        yield f"image:\n  src: {picture}\n  alt: A plain drawing of {rng.choice(words.THINGS)}"
    if kind == "digest":
        yield ORIGINAL
    yield "---"
