"""Whether git's history still holds what was taken out of a file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.model.repository.git import GitFailed, ask_git

_MOST = 500  # states of files that are looked through
_LOG = (
    *("-c", "core.quotePath=false", "log", "-m", "--raw", "--no-abbrev", "--no-renames"),
    "--format=commit %H %cs",
)
_COMMIT = re.compile(r"commit (\S+) (\S+)")
_CHANGE = re.compile(r":\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) \S+\t(.+)")


class Held(NamedTuple):
    """A commit that holds it. path: seen from the root of the repository."""

    commit: str
    day: str
    path: str


class History(NamedTuple):
    """What the history of a folder says.

    trouble: why nobody can be sure that it says all, or "".
    is_kept: whether git has, or had, anything of the folder.
    """

    held: tuple[Held, ...] = ()
    trouble: str = ""
    is_kept: bool = True


def still_held(
    folder: Path, words: str, holds: Callable[[str, bytes], bool], *, branch: str = ""
) -> History:
    """The commits of any branch, tag or stash in which files of a folder hold something.

    words: what stands in every file that can. holds: whether a file does, by its path and bytes.
    branch: look instead through this branch from its root, here and as the remotes had it.
    """
    try:
        shallow = ask_git(folder, "rev-parse", "--is-shallow-repository").strip()
    except GitFailed as failed:
        outside = "not in a git repository" in str(failed)
        return History(trouble="" if outside else str(failed), is_kept=not outside)
    try:
        refs = _refs(folder, branch) if branch else ["--all"]
        within = ":/" if branch else "."
        if not refs or not ask_git(folder, "log", *refs, "-1", "--format=%H", "--", within):
            return History(is_kept=False)
        log = ask_git(folder, *_LOG, *refs, f"-S{words}", "--", within)
        states = dict.fromkeys(_states(log))
        found = dict.fromkeys(
            held for held, blob in list(states)[:_MOST] if holds(held.path, _bytes(folder, blob))
        )
    except GitFailed as failed:
        return History(trouble=str(failed))
    trouble = "There are too many commits to look through all of them." * (len(states) > _MOST)
    if shallow == "true":
        trouble = "This clone holds only the newest part of the history: ask in a whole one."
    return History(tuple(found), trouble)


def _refs(folder: Path, branch: str) -> list[str]:
    """All that git knows a branch by: here, and at each remote when it was last fetched."""
    names = f"refs/heads/{branch}", f"refs/remotes/*/{branch}"
    return ask_git(folder, "for-each-ref", "--format=%(refname)", *names).split()


def _states(log: str) -> Iterator[tuple[Held, str]]:
    """Each state of a file that a log tells of: where it was met, and the name of its bytes."""
    commit = day = ""
    for line in log.splitlines():
        if begins := _COMMIT.fullmatch(line):
            commit, day = begins[1], begins[2]
        elif change := _CHANGE.fullmatch(line):
            # What a commit took out is told of by the one that put it in.
            blob = change[2]
            if blob.strip("0"):
                yield Held(commit[:10], day, change[3]), blob


def _bytes(folder: Path, blob: str) -> bytes:
    return os.fsencode(ask_git(folder, "cat-file", "blob", blob))
