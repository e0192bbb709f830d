"""Put the site on GitHub Pages by hand: `python -m plugins.commands.pages`.

The site becomes one commit on a branch of its own, which is pushed. The commit is made with
ghp-import on a scratch branch: neither the files of the checkout nor git's index nor any other
branch is touched. Ends with status 0, or with 2 if it could not be done.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ghp_import import GhpError, ghp_import

from plugins.releases import ReleaseProblem
from plugins.releases.asking import agreed, run
from plugins.releases.changes import Changes, changes_of, in_words
from plugins.releases.site import site_for_readers

SCRATCH = "practice-press-pages"  # a branch that is there only while this runs
PATIENCE = 60  # seconds to find the remote
# What git says, and what we do; the first that fits holds.
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Say what would be pushed, ask, and push; raises ReleaseProblem if it cannot be done."""
    parser = argparse.ArgumentParser(prog="pages", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("public"))
    parser.add_argument("--branch", default="gh-pages", help="the branch that Pages shows")
    parser.add_argument("--remote", default="origin", help="the remote, by its name")
    parser.add_argument("--yes", action="store_true", help="do it without a question")
    given = parser.parse_args(arguments)
    _publish(site_for_readers(given.site), _branch(given.remote, given.branch), yes=given.yes)


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
        sentence = next(words for pattern, words in _WORDS if re.search(pattern, said))
        lines = [line for line in said.splitlines() if not line.startswith(("hint:", "To "))]
        telling = [line for line in lines if re.match(r"fatal:|ERROR:| ! ", line)] or lines or [""]
        last = re.sub(r"^(fatal:|ERROR:| !)\s*", "", telling[0]).strip().rstrip(".")
        return ReleaseProblem(
            sentence.format(remote=self.remote, branch=self.name, last=last or "git gave no reason")
        )


def _branch(remote: str, name: str) -> Branch:
    branch = Branch(remote, name)
    if remote not in branch.git("remote").splitlines():
        raise branch.failure("No such remote")
    try:
        branch.git("check-ref-format", branch.ref)
    except ReleaseProblem:
        raise ReleaseProblem(f'"{name}" cannot be the name of a branch; gh-pages can.') from None
    return branch


def _publish(site: Path, branch: Branch, *, yes: bool) -> None:
    address = branch.git("remote", "get-url", "--push", branch.remote)
    pushed = _fetched(branch)
    with _commit_of(site, branch, pushed) as commit:
        changes = _changes(site, branch, pushed, commit)
        place = f"the branch {branch.name} of {re.sub(r'(?<=//)[^/@]*@', '', address)}"
        if not changes:
            print(f"On {place} is this very site already: nothing to do.")
            return
        print(f"On {place}: {in_words(changes)}")
        if "CNAME" in changes.gone:
            print("CNAME would be gone, and with it your own domain: put it into content/extra/.")
        if not agreed(f"Push this to {place}?", yes=yes):
            print("Nothing was changed.")
            return
        branch.git("push", "--quiet", branch.remote, f"{commit}:{branch.ref}")
        print(f"Pushed to {place}. GitHub shows it in a minute or two.")


def _fetched(branch: Branch) -> str:
    """The commit that the remote has on the branch, "" if it has no such branch."""
    found = branch.git("ls-remote", branch.remote, branch.ref, patience=PATIENCE)
    if found:
        branch.git("fetch", "--quiet", "--no-tags", branch.remote, branch.ref)
    return found.partition("\t")[0]


@contextmanager
def _commit_of(site: Path, branch: Branch, before: str) -> Iterator[str]:
    """A commit that holds the site and nothing else, on top of one before, "" for none."""
    scratch = f"refs/heads/{SCRATCH}"
    if before:
        branch.git("update-ref", scratch, before)
    else:
        branch.git("update-ref", "-d", scratch)
    try:
        ghp_import(str(site), branch=SCRATCH, mesg="Publish the site", nojekyll=True)
        yield branch.git("rev-parse", "--verify", scratch)
    except (GhpError, TypeError) as wrong:  # TypeError: how it tells that git took nothing
        raise ReleaseProblem(f"git could not make a commit of {site}: {wrong}.") from wrong
    finally:
        branch.git("update-ref", "-d", scratch)


def _changes(site: Path, branch: Branch, before: str, commit: str) -> Changes:
    before = before or branch.git("hash-object", "-t", "tree", os.devnull)
    said = branch.git("diff-tree", "-r", "-z", "--no-renames", "--name-status", before, commit)
    words = said.split("\0")[:-1]
    found: dict[str, list[str]] = {"A": [], "D": [], "M": [], "T": []}
    for kind, name in zip(words[::2], words[1::2], strict=True):
        found[kind].append(name)
    return changes_of(site, found["A"], [*found["M"], *found["T"]], found["D"])


def _environment() -> dict[str, str]:
    """English messages, and no waiting for an answer where nobody can give one."""
    ours = {"LC_ALL": "C"}
    if not sys.stdin.isatty():
        ours["GIT_TERMINAL_PROMPT"] = "0"
        ours |= {"SSH_ASKPASS": "", "GIT_ASKPASS": ""}
    return ours


if __name__ == "__main__":
    run(main)
