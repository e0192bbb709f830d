"""Plain Pelican: its own lists, feeds and cache, and none of our plugins."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.bench import words
from tests.bench.corpus import Post, Publication, slug_of
from tests.bench.tools.tool import Tool, addressed, write_files

HERE = Path(__file__).parents[1] / "pelican"
MOST = 2_000  # posts: its time grows with their square
NAMES = {
    slug_of(name): name
    for names in (words.ORGANISATIONS, words.TOPICS, words.SERIES)
    for name in names
}


def plain_pelican(python: Path, version: str) -> Tool:
    """A Pelican of its own virtual environment."""

    def command(folder: Path) -> list[str]:
        return [str(python), "-m", "pelican", "--settings", str(folder / "settings.py"), "--quiet"]

    return Tool("pelican", "plain Pelican", version, scaffold, say, command, most=MOST)


def scaffold(publication: Publication, folder: Path) -> None:
    """Write settings, theme, pictures and a page; people and topics are names, without records."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    about = f"title: About us\nslug: about-us\n\n{publication.about}\n"
    write_files(folder / "content", {**publication.pictures, "pages/about-us.md": about})


def say(post: Post, publication: Publication) -> str:
    """A post's file with Pelican's own metadata lines."""
    people = {person.slug: person.name for person in publication.people}
    names = [people[author] for author in post.authors]
    groups = [*post.topics, *sorted(set(post.organisations)), post.series]
    lines = [
        f"title: {post.title}",
        f"date: {post.day}",
        f"modified: {post.day}",
        f"slug: {post.slug}",
        f"authors: {'; '.join(names)}",
        f"tags: {', '.join(NAMES[slug] for slug in groups if slug)}",
        f"category: {post.kind.title()}",
        f"organisation: {NAMES[post.organisations[0]]}",
        f"keeper: {people.get(post.keeper, post.keeper)}",
        *([f"summary: {post.summary}"] if post.summary else []),
        *([f"image: /{post.picture}"] if post.picture else []),
    ]
    return "\n".join([*lines, "", addressed(post.body)])
