"""Build the site: `python -m plugins.commands.build`."""

from __future__ import annotations

import argparse
from pathlib import Path

import plugins.model.cache.version  # noqa: F401 (first: what is imported after it may be newer)

# isort: split
from plugins.building import build
from plugins.process import run


def main(arguments: list[str] | None = None) -> None:
    """Build; ends with status 1 where something is wrong in the content, 2 where it cannot run."""
    parser = argparse.ArgumentParser(prog="build", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--output", type=Path, default=Path("output"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    parser.add_argument("--drafts", action="store_true", help="show drafts too, marked")
    parser.add_argument("--preview", action="store_true", help="for this computer: no address")
    parser.add_argument("--search", action="store_true", help="make the search index too")
    parser.add_argument("-v", "--verbose", action="store_true", help="say why each file was made")
    given = parser.parse_args(arguments)
    build(
        given.settings,
        given.content,
        given.output,
        drafts=given.drafts,
        preview=given.preview,
        search=given.search,
        verbose=given.verbose,
    )


if __name__ == "__main__":
    run(main)
