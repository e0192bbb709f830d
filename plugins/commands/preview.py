"""Build a preview to read from a disk: `python -m plugins.commands.preview`.

Drafts and posts of the future are in it, marked, and search engines are told to stay away. An
editor takes it as a zip file from the run of a change, and opens index.html by a double click.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from plugins.model.problem import Problem
from plugins.offline import make_offline
from plugins.process import run
from plugins.publication import open_publication


def main(arguments: list[str] | None = None) -> None:
    """Build; ends with status 1 where something is wrong in the content, 2 where it cannot run."""
    parser = argparse.ArgumentParser(prog="preview", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--output", type=Path, default=Path("preview"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    given = parser.parse_args(arguments)
    publication = open_publication(
        given.settings, given.content, given.output, drafts=True, preview=True
    )
    publication.run(finish=finish)
    print(f"Open {given.output / 'index.html'} by a double click.")


def finish(folder: Path) -> list[Problem]:
    """Make a built site readable from a disk; nothing can be wrong with that."""
    make_offline(folder)
    return []


if __name__ == "__main__":
    run(main)
