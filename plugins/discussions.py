"""All that was said on the site, for the commands that take it elsewhere, bring it or erase it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from plugins.model.comments.forgotten import FILE
from plugins.model.comments.snapshot import problems_of_snapshot, read_snapshot
from plugins.model.known_settings import read_settings
from plugins.model.library import Library
from plugins.model.loading import load
from plugins.model.problem import Problem, count, errors, report
from plugins.model.settings import Settings
from plugins.process import CANNOT_RUN
from plugins.typed_settings import PELICANS, typed_settings


class Discussions(NamedTuple):
    """The publication, with all that the snapshot holds.

    problems: the files of the snapshot that could not be read, so that their threads are missing.
    """

    library: Library
    problems: list[Problem]

    @property
    def knows_what_was_erased(self) -> bool:
        """Whether every line of the list of erased comments can be read."""
        return not errors(one for one in self.library.problems if one.path.endswith(f"/{FILE}"))


def read_discussions(settings_file: Path, content: Path) -> Discussions:
    """All discussions. Ends the process with 2 where a setting that they need is wrong."""
    settings = _settings(settings_file, content)
    snapshot, unread = read_snapshot(settings.snapshot)
    return Discussions(load(content, settings, snapshot), unread)


def _settings(file: Path, content: Path) -> Settings:
    values = typed_settings(file, content, Path("output"), {})
    settings, problems = read_settings(values, str(file), PELICANS)
    problems += problems_of_snapshot(settings, content)
    needed = ("TODAY", "TIMEZONE", "COMMENTS_")
    if told := [one for one in errors(problems) if one.field.startswith(needed)]:
        print(report(told), file=sys.stderr)
        raise SystemExit(CANNOT_RUN)
    return settings


def what_is_wrong(discussions: Discussions) -> str:
    """What an editor should know of faults that hide posts, comments or erasures; "" for none."""
    wrong = errors(discussions.library.problems)
    of_list = [one for one in wrong if one.path.endswith(f"/{FILE}")]
    unread = [*discussions.problems, *of_list]
    told = [report(unread)] if unread else []
    if wrong:
        told.append(
            f"The content has {count(wrong).partition(' and ')[0]} (make check tells them);"
            " a post or a file of comments that cannot be read is as if it were not there."
        )
    return "\n".join(told)
