"""The doctor: say everything that is wrong in the content, `python -m plugins.commands.check`."""

from __future__ import annotations

import argparse
import secrets
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.model.annotation import code_quality, github_annotations, summary, told_as_text
from plugins.model.day import written
from plugins.model.library import Library, due_for_review
from plugins.model.problem import Problem, errors, report
from plugins.publication import open_publication

CANNOT_RUN = 2


def main(arguments: list[str] | None = None) -> int:
    """All problems; returns 0 without errors and 1 with some. Ends with 2 where it cannot run."""
    given = _options(arguments)
    publication = open_publication(given.settings, given.content, Path("output"))
    library, problems = publication.load()
    told = _told(library, problems, given.content)
    print(told_as_text(told, secrets.token_hex(16)) if given.annotations == "github" else told)
    try:
        _annotate(library, problems, given)
    except OSError as wrong:
        print(f"{wrong.filename} could not be written ({wrong.strerror}).", file=sys.stderr)
        return CANNOT_RUN
    return 1 if errors(problems) else 0


def _told(library: Library, problems: Sequence[Problem], content: Path) -> str:
    """Problems, what is held back, and what is due, as an editor reads them in a terminal."""
    held = (f"Held back: {one.path}: {one.reason}" for one in library.held_back)
    due = (
        f"To be looked at again: {path}: was due by {written(day)}"
        for path, day in due_for_review(library)
    )
    return "\n".join([report(problems) or f"Nothing is wrong in {content}.", *held, *due])


def _annotate(library: Library, problems: Sequence[Problem], given: argparse.Namespace) -> None:
    """The same for a forge, where that is wanted. Raises OSError."""
    if given.annotations == "github" and (lines := github_annotations(problems)):
        print(lines)
    if given.annotations == "gitlab":
        _write(given.code_quality, code_quality(problems), "w")
    if given.summary:
        due = due_for_review(library)
        page = summary(problems, library.held_back, due, library.settings, given.content.name)
        _write(given.summary, page, "a")  # a step may have several commands, and one summary


def _write(file: Path, text: str, mode: str) -> None:
    with file.open(mode, encoding="utf-8", errors="backslashreplace") as opened:
        opened.write(text)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="check", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    parser.add_argument(
        "--annotations",
        choices=("github", "gitlab"),
        help="also for a forge: github on the output, gitlab into the file of --code-quality",
    )
    parser.add_argument(
        "--code-quality", type=Path, default=Path("gl-code-quality-report.json"), metavar="FILE"
    )
    parser.add_argument(
        "--summary", type=Path, metavar="FILE", help="add all of it to a file, in Markdown"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `make check | head` is nothing to tell of
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:  # by Ctrl-C: the site is as it was
        raise SystemExit(130) from None
