"""Say what a change does to the published site: `python -m plugins.commands.report --base main`."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.ending import give_up
from plugins.model.change.base import common_commit, content_at, history_at
from plugins.model.change.comparison import compare
from plugins.model.change.plain import plain
from plugins.model.change.report import report
from plugins.model.change.state import State
from plugins.model.loading import read_content
from plugins.model.problem import Problem, errors
from plugins.model.publishing.publishable import find_publishable
from plugins.model.reading import Reading
from plugins.model.repository.git import GitFailed
from plugins.model.spelling import counted
from plugins.model.workers import WorkerDied
from plugins.process import run
from plugins.publication import open_publication


def main(arguments: list[str] | None = None) -> None:
    """Write the report; ends with status 2 where it cannot run.

    What is wrong in the content is told and does not matter here: `check` decides on that.
    """
    given = _options(arguments)
    try:
        if given.summary:  # whether it can be written shows before the work
            given.summary.open("a").close()
        with tempfile.TemporaryDirectory(prefix="report-") as folder:
            text = _report(given, Path(folder))
        print(plain(text), end="")
        if given.summary:
            with given.summary.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
    except GitFailed as wrong:
        give_up(str(wrong))
    except OSError as wrong:
        name = wrong.filename or "The report"
        give_up(f"{name} could not be read or written ({wrong.strerror or wrong}).")


def _report(given: argparse.Namespace, folder: Path) -> str:
    """The report, in Markdown. Raises GitFailed and OSError."""
    sites = folder / "before", folder / "after"
    copy = folder / "content"
    copy.mkdir()
    publication = open_publication(given.settings, given.content, sites[1])
    commit = common_commit(given.content, given.base)
    now, warnings = publication.read()
    history = (
        history_at(now.content, commit, now.settings.today)
        if now.settings.last_updated_from_git
        else None
    )
    earlier = content_at(now.content, commit, copy)
    then = read_content(earlier, now.settings, history, look=now.look, snapshot=now.snapshot)
    states = [
        _state(reading, warnings, given.settings, site)
        for reading, site in zip((then, now), sites, strict=True)
    ]
    notes = list(_notes(*states))
    return report(compare(*states), now.settings, now.content.name, notes)


def _state(reading: Reading, warnings: Sequence[Problem], settings: Path, site: Path) -> State:
    """What would be published of the content as it was read, built where it can be."""
    found = find_publishable(reading)
    problems = (*warnings, *found.problems)
    is_built = not found.stopping
    if is_built:
        try:
            open_publication(settings, reading.content, site).make(found.library)
        except SystemExit:  # which has said why
            is_built = False
    return State(reading.content, found, problems, site if is_built else None)


def _notes(before: State, after: State) -> Iterator[str]:
    """What stands above the report where it could not compare all."""
    if after.found.stopping:
        number = counted(len(errors(after.found.stopping)), "mistake")
        yield f"**Nothing of this can be published while published files hold {number}.**"
    if before.site is None and before.found.stopping:
        yield "Something is wrong in the content before this change, so it could not be built."
    if after.site is None or before.site is None:
        yield "Without a build of both, pages are compared by their texts alone."


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="report", description=__doc__)
    parser.add_argument("--base", required=True, help="the branch or commit that it is for")
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    parser.add_argument(
        "--summary", type=Path, metavar="FILE", help="add the report to a file, too, in Markdown"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    run(main, WorkerDied)
