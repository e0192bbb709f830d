"""What is wrong in a file, said so that an editor can put it right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

import msgspec

from plugins.model.spelling import counted

# All by which a text could begin a line of its own, or command a terminal; a tab does neither.
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")


class Severity(StrEnum):
    """Whether a problem stops the build (it would mislead a reader) or not."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong, where it is, and the cure.

    path: the file, as an editor knows it ("content/posts/2014/a.md").
    line: counted from 1; 0 where the file as a whole is meant.
    field: the front matter key ("author", "original.url"), "text" for the text below the front
        matter, or "" for the file.
    message: what was found and what must hold.
    remedy: how to put it right; may end in lines to paste.
    rule: the name of what must hold, where something else depends on it ("broken-link").
    """

    path: str
    line: int
    field: str
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    rule: str = ""

    def __str__(self) -> str:
        """`path:line: field: message Remedy`, a warning marked as one.

        All of it is one line, but for the lines to paste; a sign that would command a terminal is
        written out, as text of the content may be quoted here.
        """
        place = f"{self.path}:{self.line}" if self.line else self.path
        field = f"{self.field}: " if self.field else ""
        mark = "warning: " if self.severity is Severity.WARNING else ""
        cure, *lines = self.remedy.split("\n")
        words = " ".join(filter(None, (self.message, cure)))
        return "\n".join(map(_written_out, (f"{place}: {mark}{field}{words}", *lines)))


def _written_out(line: str) -> str:
    r"""A line in which every control sign is written as Python would, a line break as \n."""
    return _CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode(), line)


def of_file(
    path: str,
    message: str,
    remedy: str = "",
    severity: Severity = Severity.ERROR,
    rule: str = "",
) -> Problem:
    """What is wrong with a file as a whole, and with no line of it."""
    return Problem(path, 0, "", message, remedy, severity, rule)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def as_warnings(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, none of them stopping a build (for drafts and moved posts)."""
    return [msgspec.structs.replace(problem, severity=Severity.WARNING) for problem in problems]


def report(problems: Iterable[Problem]) -> str:
    """All problems grouped by file, in order of path and line, with their count; "" for none."""
    ordered = sorted(set(problems))
    groups = [
        "\n".join(str(problem) for problem in group)
        for _, group in groupby(ordered, key=attrgetter("path"))
    ]
    return "\n\n".join([*groups, count(ordered)]) if ordered else ""


def count(problems: Iterable[Problem]) -> str:
    """How many there are, in words: "2 errors and 1 warning"."""
    listed = list(problems)
    wrong = len(errors(listed))
    return f"{counted(wrong, 'error')} and {counted(len(listed) - wrong, 'warning')}"
