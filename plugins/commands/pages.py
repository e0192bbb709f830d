"""Put the site on GitHub Pages by hand: `python -m plugins.commands.pages`.

The site becomes one commit on a branch of its own, which is pushed. The commit is made with
ghp-import on a scratch branch: neither the files of the checkout nor git's index nor any other
branch is touched. Ends with status 0, or with 2 if it could not be done.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ghp_import import GhpError, ghp_import

from plugins.process import run
from plugins.releases import ReleaseProblem
from plugins.releases.asking import agreed
from plugins.releases.branch import PATIENCE, Branch, branch_of, check_replaceable
from plugins.releases.differences import Differences, differences_of, in_words
from plugins.releases.site import FOR_OTHER_SERVERS, site_for_readers

_ELSEWHERE = re.compile(r"(?!file:)[^/]+:")  # "https://..." and "git@host:...", but no folder
SCRATCH = "practice-press-pages"  # a branch that is there only while this runs


def main(arguments: Sequence[str] | None = None) -> None:
    """Say what would be pushed, ask, and push; raises ReleaseProblem if it cannot be done."""
    parser = argparse.ArgumentParser(prog="pages", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("public"))
    parser.add_argument("--branch", default="gh-pages", help="the branch that Pages shows")
    parser.add_argument("--remote", default="origin", help="the remote, by its name")
    parser.add_argument("--yes", action="store_true", help="do it without a question")
    given = parser.parse_args(arguments)
    _publish(site_for_readers(given.site), branch_of(given.remote, given.branch), yes=given.yes)


def _publish(site: Path, branch: Branch, *, yes: bool) -> None:
    address = branch.git("remote", "get-url", "--push", branch.remote)
    pushed = _fetched(branch)
    check_replaceable(branch, pushed)
    with _commit_of(site, branch, pushed) as commit:
        differences = _differences(site, branch, pushed, commit)
        place = f"the branch {branch.name} of {re.sub(r'(?<=//)[^/@]*@', '', address)}"
        if not differences:
            print(f"On {place} is this very site already: nothing to do.")
            return
        print(f"On {place}: {in_words(differences)}")
        if "CNAME" in differences.gone:
            print("CNAME would be gone, and with it your own domain: put it into content/extra/.")
        if not agreed(f"Push this to {place}?", yes=yes):
            print("Nothing was changed.")
            return
        branch.git("push", "--quiet", branch.remote, f"{commit}:{branch.ref}")
        soon = " GitHub shows it in a minute or two." if _ELSEWHERE.match(address) else ""
        print(f"Pushed to {place}.{soon}")


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
        with _without_servers_files(site) as copy:
            ghp_import(str(copy), branch=SCRATCH, mesg="Publish the site")
        yield branch.git("rev-parse", "--verify", scratch)
    except (GhpError, TypeError) as wrong:  # TypeError: how it tells that git took nothing
        raise ReleaseProblem(f"git could not make a commit of {site}: {wrong}.") from wrong
    finally:
        branch.git("update-ref", "-d", scratch)


@contextmanager
def _without_servers_files(site: Path) -> Iterator[Path]:
    """A copy of the site without what configures servers of other kinds."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        return set(names) & FOR_OTHER_SERVERS if Path(folder) == site else set()

    with tempfile.TemporaryDirectory(prefix="pages-") as folder:
        yield Path(shutil.copytree(site, Path(folder, "site"), ignore=left_out))


def _differences(site: Path, branch: Branch, before: str, commit: str) -> Differences:
    before = before or branch.git("hash-object", "-t", "tree", os.devnull)
    said = branch.git("diff-tree", "-r", "-z", "--no-renames", "--name-status", before, commit)
    words = said.split("\0")[:-1]
    found: dict[str, list[str]] = {"A": [], "D": [], "M": [], "T": []}
    for kind, name in zip(words[::2], words[1::2], strict=True):
        found[kind].append(name)
    return differences_of(site, found["A"], [*found["M"], *found["T"]], found["D"])


if __name__ == "__main__":
    run(main, ReleaseProblem, has_peers=True)
