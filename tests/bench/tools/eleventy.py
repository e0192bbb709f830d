"""Eleventy, with templates as functions of JavaScript, the quickest that it has."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.bench.corpus import Entry, Publication
from tests.bench.tools import hugo
from tests.bench.tools.tool import Tool, write_files

HERE = Path(__file__).parents[1] / "eleventy"
MODULES = '{"type": "module"}'
MOST = 2_000  # posts: a round of 10,000 takes three minutes
OF_NPM = shutil.ignore_patterns("package*.json", ".npmrc", "node_modules")


def eleventy(node: Path, program: Path, version: str) -> Tool:
    """An Eleventy that npm installed; whole builds, as it has no state between two processes."""

    def command(folder: Path) -> list[str]:
        return [str(node), str(program), "--quiet"]

    return Tool("eleventy", "Eleventy", version, scaffold, hugo.say, command, most=MOST)


def scaffold(publication: Publication, folder: Path) -> None:
    """Write templates, settings, pictures, a page, and the names and texts by slug."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True, ignore=OF_NPM)
    groups = {
        "people": publication.people,
        "organisations": publication.organisations,
        "topics": publication.topics,
        "series": publication.series,
    }
    names = {
        group: {entry.slug: _entry(group, entry, publication) for entry in entries}
        for group, entries in groups.items()
    }
    about = f"---\ntitle: About us\nlayout: page.11ty.js\n---\n\n{publication.about}\n"
    write_files(folder / "content", {**publication.pictures, "about-us.md": about})
    write_files(folder, {"package.json": MODULES, "data/names.json": json.dumps(names)})


def _entry(group: str, entry: Entry, publication: Publication) -> dict[str, Any]:
    known = {"name": entry.name, "text": entry.text}
    return known | hugo.about(group, entry, publication)
