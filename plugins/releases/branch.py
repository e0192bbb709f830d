"""A branch of a git remote that the site is pushed to.

Unlike the questions of `model/repository/git.py`, which reach no network and heed no setting,
these commands act as the person who runs them would: with their keys and their configuration.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import NamedTuple

from plugins.releases import ReleaseProblem
from plugins.releases.failure import in_our_words

_HOME = "index.html"
_SOURCE = "pelicanconf.py"  # no site holds it, as no .py file is published
_BESIDE = frozenset({"CNAME", ".nojekyll"})  # what may stand on a branch before the first site
PATIENCE = 60  # seconds to find the remote
# What git says, and what we say.
_WORDS = [
    (
        "not a git repository",
        "This folder is no checkout of git, so there is nowhere to push from.",
    ),
    ("No such remote", "This checkout has no remote {remote}. `git remote -v` lists those it has."),
    (
        r"Permission .*denied|Authentication failed|could not read Username|Host key verification",
        "{remote} did not let you in: {last}. Try `git fetch {remote}` by hand.",
    ),
    (
        r"\[(remote )?rejected\]",
        "{remote} refused the branch {branch}: {last}. Somebody may have pushed at the same time:"
        " try again. If the branch is protected, allow it in the settings of the repository.",
    ),
    ("", "{remote} cannot be reached: {last}. Look at `git remote -v` and your network."),
]


class Branch(NamedTuple):
    """A branch of a remote, each by its name."""

    remote: str
    name: str

    @property
    def ref(self) -> str:
        """Its full name in git."""
        return f"refs/heads/{self.name}"

    def git(self, *arguments: str, patience: float | None = None) -> str:
        """What git says to a command; raises ReleaseProblem if it fails."""
        try:
            done = subprocess.run(  # noqa: S603 - a command without a shell around it
                ["git", *arguments],  # noqa: S607 - git is where the user has it
                capture_output=True,
                encoding="utf-8",
                errors="surrogateescape",
                env=os.environ | _environment(),
                timeout=patience,
                check=False,
            )
        except FileNotFoundError:
            raise ReleaseProblem("This computer has no git. Install it first.") from None
        except subprocess.TimeoutExpired:
            raise self.failure(f"it did not answer within {patience} seconds") from None
        if done.returncode:
            raise self.failure(done.stderr)
        return done.stdout.strip()

    def failure(self, said: str) -> ReleaseProblem:
        """What went wrong, made of what git said."""
        lines = [line for line in said.splitlines() if not line.startswith(("hint:", "To "))]
        telling = [line for line in lines if re.match(r"fatal:|ERROR:| ! ", line)] or lines or [""]
        last = re.sub(r"^(fatal:|ERROR:| !)\s*", "", telling[0]).strip().rstrip(".")
        names = {"remote": self.remote, "branch": self.name}
        return in_our_words(said, _WORDS, last=last or "git gave no reason", **names)


def branch_of(remote: str, name: str) -> Branch:
    """A branch that can be pushed; raises ReleaseProblem for a remote or a name that cannot be."""
    branch = Branch(remote, name)
    if remote not in branch.git("remote").splitlines():
        raise branch.failure("No such remote")
    try:
        branch.git("check-ref-format", branch.ref)
    except ReleaseProblem:
        raise ReleaseProblem(f'"{name}" cannot be the name of a branch; gh-pages can.') from None
    return branch


def check_replaceable(branch: Branch, tip: str) -> None:
    """Hold that a branch is there for the site, as all that it holds is replaced.

    tip: the commit that the remote has on it, "" for none.
    Raises ReleaseProblem for the branch that is checked out, and for one that holds no site.
    """
    if branch.name == branch.git("branch", "--show-current"):
        raise _not_replaced(branch, "is the branch that you work on")
    if not tip:
        return
    names = set(branch.git("ls-tree", "--full-tree", "--name-only", tip).splitlines())
    if _SOURCE in names:
        raise _not_replaced(branch, "holds the publication's own files")
    if names - _BESIDE and _HOME not in names:
        raise _not_replaced(branch, f"holds no site, but {min(names - _BESIDE)}")


def _not_replaced(branch: Branch, why: str) -> ReleaseProblem:
    return ReleaseProblem(
        f"The branch {branch.name} {why}, and the site would replace all of it, so nothing was"
        " changed. Choose a branch for the site alone: BRANCH=gh-pages"
    )


def _environment() -> dict[str, str]:
    """English messages, and no waiting for an answer where nobody can give one."""
    ours = {"LC_ALL": "C"}
    if not sys.stdin.isatty():
        ours["GIT_TERMINAL_PROMPT"] = "0"
        ours |= {"SSH_ASKPASS": "", "GIT_ASKPASS": ""}
    return ours
