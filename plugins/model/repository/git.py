"""Questions to git, answered the same whatever stands in a person's configuration."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

SECONDS = 60  # the longest that one question to git may take

# These keep the answer the same whatever stands in a person's or a repository's configuration.
_SETTINGS = ("-c", "log.showSignature=false", "-c", "log.follow=false")
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
NOT_COMMITTED = "No file of the content folder has been committed, so there is no history of it."
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
    r"ambiguous argument 'HEAD'": NOT_COMMITTED,
}
_UNREADABLE = (
    "Git could not read the history ({reason})."
    " Make a fresh and complete clone of the repository and build there."
)


class GitFailed(Exception):  # noqa: N818 - it is named for what an editor reads
    """Git gave no answer; the text says why, in an editor's words."""


def ask_git(folder: Path, *question: str) -> str:
    """What git prints when asked in a folder; raises GitFailed.

    It is decoded as Python reads the names in a folder here, so that they can be looked up.
    """
    command, environment = _command(folder, question)
    try:
        answer = subprocess.run(  # noqa: S603 (a fixed question; only the folder varies)
            command, env=environment, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise GitFailed(_TOO_SLOW) from None
    except OSError as error:
        raise GitFailed(f"The program git could not be started: {error}.") from None
    if answer.returncode:
        raise GitFailed(_in_plain_words(answer.stderr.decode("utf-8", "replace")))
    return answer.stdout.decode(sys.getfilesystemencoding(), "surrogateescape")


@contextmanager
def git_writing(folder: Path, *question: str) -> Iterator[IO[bytes]]:
    """What git writes when asked in a folder, however much that is; raises GitFailed at the end."""
    command, environment = _command(folder, question)
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(  # noqa: S603 (a fixed question; only the folder varies)
                command, env=environment, stdout=subprocess.PIPE, stderr=said
            )
        except OSError as error:
            raise GitFailed(f"The program git could not be started: {error}.") from None
        with process:
            assert process.stdout  # noqa: S101 (it was asked for)
            try:
                yield process.stdout
            finally:
                process.stdout.close()
        if process.returncode:
            said.seek(0)
            raise GitFailed(_in_plain_words(said.read().decode("utf-8", "replace")))


def _command(folder: Path, question: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The command and its environment; raises GitFailed where there is no git."""
    program = shutil.which("git")
    if program is None:
        raise GitFailed(_NO_GIT)
    kept = {name: value for name, value in os.environ.items() if not _ELSEWHERE.match(name)}
    return [program, *_SETTINGS, "-C", str(folder), *question], kept | _ENVIRONMENT


def _in_plain_words(stderr: str) -> str:
    for said, words in _TROUBLES.items():
        if re.search(said, stderr):
            return words
    reason = stderr.partition("fatal: ")[2].partition("\n")[0] or "it gave no reason"
    return _UNREADABLE.format(reason=reason)
