"""The doctor: say everything that is wrong in the content, `python -m plugins.commands.check`."""

from __future__ import annotations

import argparse
import signal
from pathlib import Path

from plugins.model.day import written
from plugins.model.library import due_for_review
from plugins.model.problem import errors, report
from plugins.publication import open_publication


def main(arguments: list[str] | None = None) -> int:
    """All problems; returns 0 without errors and 1 with some. Ends with 2 where it cannot run."""
    parser = argparse.ArgumentParser(prog="check", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    given = parser.parse_args(arguments)
    publication = open_publication(given.settings, given.content, Path("output"))
    library, problems = publication.load()
    print(report(problems) or f"Nothing is wrong in {given.content}.")
    for one in library.held_back:
        print(f"Held back: {one.path}: {one.reason}")
    for path, day in due_for_review(library):
        print(f"To be looked at again: {path}: was due by {written(day)}")
    return 1 if errors(problems) else 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `make check | head` is nothing to tell of
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:  # by Ctrl-C: the site is as it was
        raise SystemExit(130) from None
