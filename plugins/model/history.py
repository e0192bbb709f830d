"""The day on which each file of the content was last edited, from one pass over git's log.

What does not count: the commit that added the file, merges, moving and renaming, changes of
permission, bulk commits, bots, and the commits listed in `.git-blame-ignore-revs`. A change of
blanks alone does count. No name from git leaves this module.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

SECONDS = 60  # the longest that one question to git may take
IGNORED_COMMITS = ".git-blame-ignore-revs"

_HASH = re.compile(r"[0-9a-f]{7,64}")
# People commit with `name@users.noreply.github.com`, so a no-reply address alone makes no bot.
_BOT = re.compile(
    r"\[bot\]\s*<|\[bot\]@|<bot@|_bot(_\w+)?@noreply\."
    r"|@dependabot\.com>|<(noreply|(github-)?actions?)@github\.com>",
    re.IGNORECASE,
)
# These keep the answer the same whatever stands in a person's or a repository's configuration.
_SETTINGS = ("-c", "log.showSignature=false", "-c", "log.follow=false")
_LOG = (
    *("log", "HEAD", "--topo-order", "--reverse", "--relative", f"-O{os.devnull}"),
    *("-z", "--raw", "--no-abbrev", "-M50%", "-l3000"),
    *("--encoding=UTF-8", "--date=short", "--format=tformat:%H %ad %an <%ae>", "--", "."),
)
_ENVIRONMENT = {
    "LC_ALL": "C",  # git's words in English, as below
    "GIT_NO_REPLACE_OBJECTS": "1",  # replaced and grafted commits are of one machine alone
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",  # what a partial clone lacks is not fetched; before git 2.44:
    "GIT_ALLOW_PROTOCOL": "none",
}
# Variables that lead git to another repository; where `safe.directory` may be set is kept.
_ELSEWHERE = re.compile(r"GIT_(?!CONFIG|EXEC_PATH)")
_NO_GIT = "The program git was not found, so there is no history. Install git."
_TOO_SLOW = f"Git gave no answer within {SECONDS} seconds. Build again; if that fails, run: git gc"
_SHALLOW = (
    "This clone holds only the newest part of the history (a shallow clone), so no date from it"
    " can be trusted. Run: git fetch --unshallow (in GitHub Actions, give actions/checkout the"
    " line `fetch-depth: 0`)."
)
_NOT_COMMITTED = "No file of the content folder has been committed, so there is no history of it."
_TROUBLES = {  # what git says: what an editor is told
    r"dubious ownership|unsafe repository": (
        "Git will not read the history, because its folder belongs to another user of this machine."
        " If you trust it, run in the repository's folder:"
        ' git config --global --add safe.directory "$(pwd -P)"'
    ),
    r"not a git repository": (
        "The content folder is not in a git repository, so it has no history."
        " Build in a clone of the repository (git clone), not in a copy of its files."
    ),
    r"Not a valid object name HEAD": _NOT_COMMITTED,
}
_UNREADABLE = (
    "Git could not read the history ({reason})."
    " Make a fresh and complete clone of the repository and build there."
)


class History(msgspec.Struct, frozen=True):
    """When each file was last edited, or why nobody can say.

    updated: path relative to the content folder, with `/` -> the day of the last edit that counts
        after the file was added, in its author's own time zone; absent where there was none.
    trouble: why the history cannot be trusted, in an editor's words; "" when it can.
    """

    updated: dict[str, date]
    trouble: str = ""


# Git's letter (A added, D deleted, M modified, R renamed, ...); whether the bytes differ (R100 is
# also written when lines changed places); the old path and the new.
_Change = tuple[str, bool, str, str]


class _Commit(NamedTuple):
    hash: str
    day: str
    author: str  # "name <e-mail>", to tell a bot from a person and for nothing else
    changes: list[_Change]


class _GitFailed(Exception):  # noqa: N818 (it never leaves this module)
    """Git gave no answer; the text says why, in an editor's words."""


def read_history(content: Path, *, ignored: Collection[str] = (), bulk: int = 200) -> History:
    """The dates of every committed file under `content`, or the trouble; raises nothing.

    ignored: hashes of commits that do not count, whole or from 7 letters on.
    bulk: a commit that touches more files of `content` than this does not count.
    """
    try:
        if _ask_git(content, "rev-parse", "--is-shallow-repository").strip() == "true":
            return History({}, _SHALLOW)
        present = _ask_git(content, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")[:-1]
        if not present:
            return History({}, _NOT_COMMITTED)
        commits = _parse_log(_ask_git(content, *_LOG))
    except _GitFailed as failed:
        return History({}, str(failed))
    hashes = tuple(name.lower() for name in ignored if len(name) >= 7)
    days = _days_of_edits(commits, hashes, bulk)
    return History({path: max(days[path]) for path in present if days.get(path)})


def ignored_commits(repository: Path) -> frozenset[str]:
    """The hashes in `.git-blame-ignore-revs` at the repository's root; none if it cannot be read.

    One hash a line, whole or from 7 letters on, `#` before a comment (see `git help blame`).
    """
    try:
        text = (repository / IGNORED_COMMITS).read_text("utf-8-sig", errors="replace")
    except OSError:
        return frozenset()
    lines = (line.split("#")[0].strip().lower() for line in text.splitlines())
    return frozenset(filter(_HASH.fullmatch, lines))


def _ask_git(folder: Path, *question: str) -> str:
    """What git prints when asked in `folder`; raises _GitFailed."""
    program = shutil.which("git")
    if program is None:
        raise _GitFailed(_NO_GIT)
    command = [program, *_SETTINGS, "-C", str(folder), *question]
    kept = {name: value for name, value in os.environ.items() if not _ELSEWHERE.match(name)}
    try:
        answer = subprocess.run(  # noqa: S603 (a fixed question; only the folder varies)
            command, env=kept | _ENVIRONMENT, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise _GitFailed(_TOO_SLOW) from None
    except OSError as error:
        raise _GitFailed(f"The program git could not be started: {error}.") from None
    if answer.returncode:
        raise _GitFailed(_in_plain_words(answer.stderr.decode("utf-8", "replace")))
    # As Python reads the names in a folder here, so that they can be looked up.
    return answer.stdout.decode(sys.getfilesystemencoding(), "surrogateescape")


def _in_plain_words(stderr: str) -> str:
    for said, words in _TROUBLES.items():
        if re.search(said, stderr):
            return words
    reason = stderr.partition("fatal: ")[2].partition("\n")[0] or "it gave no reason"
    return _UNREADABLE.format(reason=reason)


def _parse_log(log: str) -> list[_Commit]:
    """The commits, oldest first.

    log: NUL after each of: `hash day author`, then for each file `:mode mode blob blob status`
        (see `git help diff-format`), its path and, if it was renamed, its new path.
    """
    commits: list[_Commit] = []
    tokens = iter(log.split("\0"))
    for token in tokens:
        head = token.lstrip("\n")
        if head.startswith(":"):
            _, _, before, after, status = head.split(" ")
            old = next(tokens)
            new = next(tokens) if status[0] in "RC" else old
            commits[-1].changes.append((status[0], before != after, old, new))
        elif head:
            name, day, author = head.split(" ", 2)
            commits.append(_Commit(name, day, author, []))
    return commits


def _days_of_edits(
    commits: list[_Commit], ignored: tuple[str, ...], bulk: int
) -> dict[str, list[date]]:
    """Path -> the days of its edits that count, since it was last added.

    Commits on parallel branches come one after the other. So a renamed file keeps its old path as a
    second name for the same list, for edits made on a branch that still had it; and a file starts
    afresh only when it is added after it was gone.
    """
    days: dict[str, list[date]] = {}
    gone: set[str] = set()  # paths deleted or renamed away at least once
    for commit in commits:
        day = _day_that_counts(commit, ignored, bulk)
        for status, edited, old, new in commit.changes:
            if status in "DR":
                gone.add(old)
            if status in "AC" and new in gone:
                days[new] = []
            if status not in "ACD":
                days[new] = days.setdefault(old, [])
                days[new].extend([day] if edited and day else [])
    return days


def _day_that_counts(commit: _Commit, ignored: tuple[str, ...], bulk: int) -> date | None:
    if len(commit.changes) > bulk or commit.hash.startswith(ignored) or _BOT.search(commit.author):
        return None
    try:
        return date.fromisoformat(commit.day)
    except ValueError:  # a broken clock: the year 10000 and later
        return None
