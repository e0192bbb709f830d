"""Publish the site: `python -m plugins.commands.publish`."""

from __future__ import annotations

import argparse
from pathlib import Path

from plugins.process import run
from plugins.publication import open_publication
from plugins.publishing import publish


def main(arguments: list[str] | None = None) -> int:
    """Publish; see `plugins.publishing.publish` for the exit status."""
    parser = argparse.ArgumentParser(prog="publish", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--output", type=Path, default=Path("public"))
    parser.add_argument("--settings", type=Path, default=Path("publishconf.py"))
    parser.add_argument("--without-comments", action="store_true", help="though some are lost")
    given = parser.parse_args(arguments)
    publication = open_publication(given.settings, given.content, given.output, publishing=True)
    return publish(publication, without_comments=given.without_comments)


if __name__ == "__main__":
    run(main)
