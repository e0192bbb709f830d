"""The day on which each file of the content was last edited, from one pass over git's log.

What does not count: the commit that added the file, merges, moving and renaming, changes of
permission, bulk commits, bots, and the commits listed in `.git-blame-ignore-revs`. A change of
blanks alone does count. No name from git leaves this module.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from plugins.model.digest import digest_of_bytes
from plugins.model.repository.git import NOT_COMMITTED, GitFailed, ask_git
from plugins.model.repository.head import IGNORED_COMMITS

_HASH = re.compile(r"[0-9a-f]{7,64}")
# People commit with `name@users.noreply.github.com`, so a no-reply address alone makes no bot.
_BOT = re.compile(
    r"\[bot\]\s*<|\[bot\]@|<bot@|_bot(_\w+)?@noreply\."
    r"|@dependabot\.com>|<(noreply|(github-)?actions?)@github\.com>",
    re.IGNORECASE,
)
_LOG = (
    *("log", "HEAD", "--topo-order", "--reverse", "--relative", f"-O{os.devnull}"),
    *("-z", "--raw", "--no-abbrev", "-M50%", "-l3000"),
    *("--encoding=UTF-8", "--date=short", "--format=tformat:%H %ad %an <%ae>", "--", "."),
)
_PLACE = ("rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix")
SHALLOW = (
    "This clone holds only the newest part of the history (a shallow clone), so nothing that is"
    " told from it can be trusted. Run: git fetch --unshallow (in GitHub Actions, give"
    " actions/checkout the line `fetch-depth: 0`; in GitLab, set GIT_DEPTH to 0)."
)


class History(msgspec.Struct, frozen=True):
    """When each file was last edited, or why nobody can say.

    updated: path relative to the content folder, with `/` -> the day of the last edit that counts
        after the file was added, in its author's own time zone; absent where there was none.
    trouble: why the history cannot be trusted, in an editor's words; "" when it can.
    source: what it was told from, in short; b"" where nobody needs to know.
    """

    updated: dict[str, date]
    trouble: str = ""
    source: bytes = b""


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(History).decode

# Git's letter (A added, D deleted, M modified, R renamed, ...); whether the bytes differ (R100 is
# also written when lines changed places); the old path and the new.
_Change = tuple[str, bool, str, str]


class _Commit(NamedTuple):
    hash: str
    day: str
    author: str  # "name <e-mail>", to tell a bot from a person and for nothing else
    changes: list[_Change]


def read_history(
    content: Path,
    *,
    ignored: Collection[str] = (),
    bulk: int = 200,
    before: History | None = None,
) -> History:
    """The dates of every committed file under `content`, or the trouble; raises nothing.

    ignored: hashes of commits that do not count, whole or from 7 letters on.
    bulk: a commit that touches more files of `content` than this does not count.
    before: is given again where HEAD is still the commit that it was told from.
    """
    try:
        shallow, head, folder = ask_git(content, *_PLACE).split("\n", 2)
        if shallow == "true":
            return History({}, SHALLOW)
        source = digest_of_bytes(ascii((head, folder, sorted(ignored), bulk)).encode())
        if before and before.source == source:
            return before
        present = ask_git(content, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")[:-1]
        if not present:
            return History({}, NOT_COMMITTED)
        commits = _parse_log(ask_git(content, *_LOG))
    except GitFailed as failed:
        return History({}, str(failed))
    hashes = tuple(name.lower() for name in ignored if len(name) >= 7)
    days = _days_of_edits(commits, hashes, bulk)
    updated = {path: max(days[path]) for path in present if days.get(path)}
    return History(updated, source=source)


def pack_history(history: History) -> bytes:
    """A history as it is kept from one build to the next; b"" where a name stands in its way."""
    try:
        return _encode(history)
    except UnicodeEncodeError:  # a name that is none in this computer's encoding
        return b""


def unpack_history(data: bytes) -> History | None:
    """The history that was kept; None for nothing that is one."""
    try:
        return _decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


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
