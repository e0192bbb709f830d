"""The state of the content that a change began with, as git keeps it."""

from __future__ import annotations

import datetime
from pathlib import Path

from plugins.model.repository.committed import take_out
from plugins.model.repository.git import GitFailed, ask_git
from plugins.model.repository.history import SHALLOW, History, ignored_commits, read_history

_UNKNOWN = (
    'There is no branch and no commit "{base}" here. Name one that there is, as in'
    " BASE=origin/main, after: git fetch origin"
)
_NOTHING_IN_COMMON = (
    'This change and "{base}" have no commit in common, so they cannot be compared.'
)


def common_commit(content: Path, base: str) -> str:
    """The commit at which this change parted from a branch.

    What the branch got since is not told as this change's doing.
    Raises GitFailed where there is no such branch, no git, or no whole history.
    """
    if ask_git(content, "rev-parse", "--is-shallow-repository").strip() == "true":
        raise GitFailed(SHALLOW)
    tip = _answer(
        content, _UNKNOWN.format(base=base), "rev-parse", "--verify", f"{base}^{{commit}}"
    )
    return _answer(content, _NOTHING_IN_COMMON.format(base=base), "merge-base", tip, "HEAD")


def _answer(content: Path, otherwise: str, *question: str) -> str:
    """What git says on one line; raises GitFailed with other words than git's where it does not."""
    try:
        return ask_git(content, *question).strip()
    except GitFailed:
        raise GitFailed(otherwise) from None


def content_at(content: Path, commit: str, folder: Path) -> Path:
    """The content folder as it was at a commit, written into a folder; empty if there was none.

    Raises GitFailed, and OSError where it cannot be written.
    """
    if ask_git(content, "ls-tree", commit).strip():
        return take_out(content, commit, folder)
    empty = folder / content.name
    empty.mkdir()
    return empty


def history_at(content: Path, commit: str, today: datetime.date) -> History:
    """What git knew at a commit of the days on which files were edited, for a build on a day.

    A file that was renamed since has no day here. Raises GitFailed.
    """
    later = ask_git(content, "rev-list", f"{commit}..HEAD").split()
    top = Path(ask_git(content, "rev-parse", "--show-toplevel").rstrip("\n"))
    history = read_history(content, ignored=ignored_commits(top) | set(later))
    if history.trouble:
        return History(updated={})
    return History(updated={path: day for path, day in history.updated.items() if day <= today})
