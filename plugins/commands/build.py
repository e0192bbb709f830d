"""Build the site: `python -m plugins.commands.build`."""

from __future__ import annotations

import argparse
from pathlib import Path

from plugins.process import run
from plugins.publication import open_publication


def main(arguments: list[str] | None = None) -> None:
    """Build; ends with status 1 where something is wrong in the content, 2 where it cannot run."""
    parser = argparse.ArgumentParser(prog="build", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--output", type=Path, default=Path("output"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    parser.add_argument("--drafts", action="store_true", help="show drafts too, marked")
    parser.add_argument("--preview", action="store_true", help="for this computer: no address")
    given = parser.parse_args(arguments)
    publication = open_publication(
        given.settings, given.content, given.output, drafts=given.drafts, preview=given.preview
    )
    publication.run()


if __name__ == "__main__":
    run(main)
