"""Practice Press itself, from this checkout."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.corpus import TODAY, Entry, Post, Publication
from tests.bench.tools.tool import ENVIRONMENT, SITE, Tool, write_files

ROOT = Path(__file__).parents[3]
SETTINGS = """\
SITENAME = "Bench Practice Network"
SITEURL = "https://bench.example"
FEED_ID_AUTHORITY = "bench.example,2010"
COMMENTS_URL = "https://talk.bench.example/?id={id}"
SOCIAL_CARDS = False  # no other tool here draws any: four milliseconds a post, the first time
"""
ORIGINAL = """\
original:
  title: The long version
  url: https://elsewhere.example/long-version
  publisher: Elsewhere
  relation: digest"""
MODULE = "plugins.commands.build"
SERVE = "plugins.commands.serve"


def practice_press(version: str) -> Tool:
    """This checkout, run by the Python that runs the benchmark."""
    today = ENVIRONMENT | {"TODAY": str(TODAY)}
    return Tool("ours", "Practice Press", version, scaffold, say, command, today, ROOT)


def command(folder: Path) -> list[str]:
    """Build, as `make build` does."""
    return [sys.executable, "-m", MODULE, *places(folder)]


def serve_command(folder: Path, port: int) -> list[str]:
    """Build, serve and watch, as `make serve` does."""
    return [sys.executable, "-m", SERVE, *places(folder), "--port", str(port)]


def places(folder: Path) -> list[str]:
    """The arguments that say where content, settings and site are."""
    said = {"--content": "content", "--settings": "settings.py", "--output": SITE}
    return [part for name, path in said.items() for part in (name, str(folder / path))]


def scaffold(publication: Publication, folder: Path) -> None:
    """Write the settings, the records, the pictures and a page."""
    texts = dict(publication.pictures)
    for person in publication.people:
        texts |= _record("people", person, _person(person, publication.served[person.slug]))
    for place in publication.organisations:
        lines = ["website: https://member.example", "member_from: 2010-01-04"]
        texts |= _record("organisations", place, [f"name: {place.name}", *lines])
    for group, entries in (("topics", publication.topics), ("series", publication.series)):
        for entry in entries:
            texts |= _record(group, entry, [f"title: {entry.name}"])
    about = Entry("about-us", "About us", publication.about)
    texts |= _record("pages", about, ["title: About us", "last_updated: 2026-06-30", "menu: 1"])
    write_files(folder / "content", texts)
    write_files(folder, {"settings.py": SETTINGS})


def say(post: Post, publication: Publication) -> str:
    """A post's file, as editors write it."""
    return "\n".join([*_front_matter(post), "", post.body])


def _record(group: str, entry: Entry, lines: Sequence[str]) -> dict[str, str]:
    return {f"{group}/{entry.slug}.md": "\n".join(["---", *lines, "---", entry.text, ""])}


def _person(person: Entry, served: tuple[str, str]) -> list[str]:
    lines = [f"name: {person.name}", "affiliations:"]
    for place, years in zip(served, ("to: 2017-12-31", "from: 2018-01-01"), strict=True):
        lines += [f"  - organisation: {place}", "    role: Practitioner", f"    {years}"]
    return lines


def _front_matter(post: Post) -> Iterator[str]:
    yield from ("---", f"title: {post.title}", f"date: {post.day}", f"last_updated: {post.day}")
    yield from (f"kind: {post.kind}", f"page_author: {post.keeper}", "author:")
    yield from (f"  - {author}" for author in post.authors)
    yield "topics:"
    yield from (f"  - {topic}" for topic in post.topics)
    if post.series:
        yield f"series: {post.series}"
    if post.summary:
        yield f"summary: {post.summary}"
    if post.picture:
        yield f"image:\n  src: ../../{post.picture}\n  alt: A plain drawing"
    if post.kind == "digest":
        yield ORIGINAL
    yield "---"
