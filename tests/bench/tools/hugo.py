"""Hugo, from the package of its binary."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.bench.corpus import Entry, Post, Publication
from tests.bench.tools.tool import BUILT, SITE, Tool, addressed, write_files

HERE = Path(__file__).parents[1] / "hugo"


def hugo(binary: Path, version: str) -> Tool:
    """The binary itself is run, not the package's script, which starts a Python first."""

    def command(folder: Path) -> list[str]:
        return [
            *(str(binary), "build", "--quiet", "--noBuildLock", "--source", str(folder)),
            *("--destination", SITE, "--cacheDir", str(folder / BUILT / "cache")),
        ]

    return Tool("hugo", "Hugo", version, scaffold, say, command)


def scaffold(publication: Publication, folder: Path) -> None:
    """Write templates, settings, pictures, the pages of all terms, and the names by slug."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    write_files(folder / "static", publication.pictures)
    groups = {
        "people": publication.people,
        "organisations": publication.organisations,
        "topics": publication.topics,
        "series": publication.series,
    }
    pages = {
        f"{group}/{entry.slug}/_index.md": _page(
            {"title": entry.name} | about(group, entry, publication), entry.text
        )
        for group, entries in groups.items()
        for entry in entries
    }
    pages["about-us.md"] = _page({"title": "About us", "date": "2026-06-30"}, publication.about)
    write_files(folder / "content", pages)
    names = {
        group: {entry.slug: entry.name for entry in groups[group]}
        for group in ("people", "organisations")
    }
    write_files(folder / "data", {"names.json": json.dumps(names)})


def say(post: Post, publication: Publication) -> str:
    """A post's file; the taxonomies are lists of slugs."""
    pairs = zip(post.authors, post.organisations, strict=True)
    front: dict[str, Any] = {
        "title": post.title,
        "date": str(post.day),
        "lastmod": str(post.day),
        "people": post.authors,
        "organisations": sorted(set(post.organisations)),
        "topics": post.topics,
        "kinds": [post.kind],
        "years": [str(post.day.year)],
        "byline": [{"person": person, "organisation": place} for person, place in pairs],
        "keeper": post.keeper,
    }
    if post.series:
        front["series"] = [post.series]
    if post.summary:
        front["summary"] = post.summary
    if post.picture:
        front["image"] = f"/{post.picture}"
    return _page(front, addressed(post.body))


def about(group: str, entry: Entry, publication: Publication) -> dict[str, Any]:
    """What else the page of a person or an organisation shows."""
    if group == "people":
        return {"affiliations": publication.served[entry.slug]}
    if group == "organisations":
        both = publication.served.items()
        return {"members": [person for person, places in both if entry.slug in places]}
    return {}


def _page(front: dict[str, Any], body: str) -> str:
    """Front matter as YAML, each value on a line of its own and in JSON's notation."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", "", body])
