"""The doctor: say everything that is wrong in the content, `python -m plugins.commands.check`."""

from __future__ import annotations

import argparse
import datetime
import secrets
from collections.abc import Sequence
from pathlib import Path

from plugins.ending import GivenUp, give_up
from plugins.model.annotation import code_quality, github_annotations, summary, told_as_text
from plugins.model.day import written
from plugins.model.library import HeldBack, due_for_review
from plugins.model.problem import Problem, errors, of_file, report
from plugins.model.publishing.publishable import Publishable, find_publishable
from plugins.model.settings import Settings
from plugins.process import run
from plugins.publication import open_publication


def main(arguments: list[str] | None = None) -> int:
    """All problems; returns 0 without errors and 1 with some. Ends with 2 where it cannot run."""
    given = _options(arguments)
    try:
        publication = open_publication(given.settings, given.content, Path("output"))
        reading, warnings = publication.read()
    except GivenUp as wrong:  # it has been said here, and not to the forge
        problems = [*(wrong.problems or [of_file(str(given.settings), wrong.said)])]
        _tell_forge(given, problems, summary(problems, [], [], Settings()))
        raise
    found = find_publishable(reading)
    problems = [*warnings, *_problems(found)]
    due = due_for_review(found.library)
    told = _told(problems, found.library.held_back, due, given.content)
    print(told_as_text(told, secrets.token_hex(16)) if given.annotations == "github" else told)
    held_back, waiting = found.library.held_back, _waiting(found)
    page = summary(problems, held_back, due, reading.settings, given.content.name, waiting)
    _tell_forge(given, problems, page)
    return 1 if errors(problems) else 0


def _problems(found: Publishable) -> list[Problem]:
    """All that is wrong, and what would be if the new files that must wait were left out."""
    known = set(map(_found, found.problems))
    return [*found.problems, *(one for one in found.stopping if _found(one) not in known)]


def _waiting(found: Publishable) -> list[Problem]:
    """The errors for which nothing but new files must wait."""
    stopping = set(map(_found, found.stopping))
    return [one for one in errors(found.problems) if _found(one) not in stopping]


def _found(problem: Problem) -> tuple[str, int, str, str]:
    """What was found and where; its remedy may be another where other files are left out."""
    return problem.path, problem.line, problem.field, problem.message


def _told(
    problems: Sequence[Problem],
    held_back: Sequence[HeldBack],
    due: Sequence[tuple[str, datetime.date]],
    content: Path,
) -> str:
    """Problems, what is held back, and what is due, as an editor reads them in a terminal."""
    held = (f"Held back: {one.path}: {one.reason}" for one in held_back)
    again = (f"To be looked at again: {path}: was due by {written(day)}" for path, day in due)
    return "\n".join([report(problems) or f"Nothing is wrong in {content}.", *held, *again])


def _tell_forge(given: argparse.Namespace, problems: Sequence[Problem], page: str) -> None:
    """The same for a forge, where that is wanted. Ends with 2 where it cannot be written."""
    if given.annotations == "github" and (lines := github_annotations(problems)):
        print(lines)
    try:
        if given.annotations == "gitlab":
            _write(given.code_quality, code_quality(problems), "w")
        if given.summary:
            _write(given.summary, page, "a")  # a step may have several commands, and one summary
    except OSError as wrong:
        give_up(f"{wrong.filename} could not be written ({wrong.strerror}).")


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
    run(main)
