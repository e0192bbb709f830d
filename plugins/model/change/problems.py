"""The problems that a change brings and mends, and the files that it holds back or lets go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from operator import attrgetter

import msgspec

from plugins.model.change.state import State
from plugins.model.problem import Problem


class ProblemChange(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of the problems, errors first in each list; and how many stay."""

    new: tuple[Problem, ...]
    mended: tuple[Problem, ...]
    staying: int


class HeldChange(msgspec.Struct, frozen=True, kw_only=True):
    """The files held back that were not, or for another reason, and those that no longer are.

    new: why, by file. released: what became of them, by file.
    """

    new: Mapping[str, str]
    released: Mapping[str, str]


def renamed_files(before: State, after: State, paired: Mapping[str, str]) -> dict[str, str]:
    """What files are called now, by their names before, where these differ."""
    names = {before.now[old].file: after.now[address].file for old, address in paired.items()}
    return {old: new for old, new in names.items() if old != new and old and new}


def compare_problems(before: State, after: State, renamed: Mapping[str, str]) -> ProblemChange:
    """What becomes of the problems. One that only moved to another line or file is the same."""
    root = after.content.name
    paths = {f"{root}/{old}": f"{root}/{new}" for old, new in renamed.items()}
    new = _beyond(after.problems, before.problems, paths)
    return ProblemChange(
        new=new,
        mended=_beyond(before.problems, after.problems, paths),
        staying=len(after.problems) - len(new),
    )


def _beyond(
    found: Iterable[Problem], known: Iterable[Problem], paths: Mapping[str, str]
) -> tuple[Problem, ...]:
    """The problems that are found more often than they are known."""
    left = Counter(_mark(one, paths) for one in known)
    beyond = []
    for one in sorted(found, key=attrgetter("severity", "path", "line", "field", "message")):
        mark = _mark(one, paths)
        left[mark] -= 1
        if left[mark] < 0:
            beyond.append(one)
    return tuple(beyond)


def _mark(one: Problem, paths: Mapping[str, str]) -> tuple[str, ...]:
    return paths.get(one.path, one.path), one.field, one.message, one.severity


def compare_held_back(before: State, after: State, renamed: Mapping[str, str]) -> HeldChange:
    """What becomes of the files that readers do not find."""
    was = {renamed.get(path, path): why for path, why in before.held_back.items()}
    return HeldChange(
        new={path: why for path, why in after.held_back.items() if was.get(path) != why},
        released={
            path: "on the site" if path in after.by_file else "deleted"
            for path in was
            if path not in after.held_back
        },
    )
