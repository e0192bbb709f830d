"""Put the site on a server: `python -m plugins.commands.deploy --target user@host:/srv/site`.

The site is copied beside the one that readers see, and then shown by one rename. What would change
is said first, and asked about. Ends with status 0, or with 2 if it could not be done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.releases import ReleaseProblem, store
from plugins.releases.asking import agreed, run
from plugins.releases.changes import Changes, changes_of, files_in, in_words
from plugins.releases.shell import Shell
from plugins.releases.site import site_for_readers
from plugins.releases.target import Target, target_of
from plugins.releases.transfer import check_rsync, compare, send


def main(arguments: Sequence[str] | None = None) -> None:
    """Say what would change, ask, and do it; raises ReleaseProblem if it cannot be done."""
    parser = argparse.ArgumentParser(prog="deploy", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("public"))
    parser.add_argument("--target", required=True, help="user@host:/folder, or /folder")
    parser.add_argument("--ssh", default="ssh", help='the ssh command, such as "ssh -p 2222"')
    parser.add_argument("--yes", action="store_true", help="do it without a question")
    given = parser.parse_args(arguments)
    target = target_of(given.target, given.ssh)
    site = site_for_readers(given.site)
    _check_place(site, target)
    with Shell(target) as shell:
        _deploy(shell, site, yes=given.yes)


def _check_place(site: Path, target: Target) -> None:
    if not target.host and Path(target.path).resolve().is_relative_to(site):
        raise ReleaseProblem(f"TARGET {target.path} lies in the site itself. Choose another.")


def _deploy(shell: Shell, site: Path, *, yes: bool) -> None:
    target = shell.target
    check_rsync(shell)
    before = store.look(shell)
    changes = _changes(target, site, before.shown)
    if not changes:
        print(f"{target.name} already shows this very site: nothing to do.")
        return
    print(f"In {target.folder}: {in_words(changes)}")
    if not agreed(f"Put this on {target.name}?", yes=yes):
        print("Nothing was changed.")
        return
    _put(shell, site, store.lock(shell, before))


def _changes(target: Target, site: Path, shown: str) -> Changes:
    if shown:
        return compare(target, site, shown)
    return changes_of(site, files_in(site), [], [])


def _put(shell: Shell, site: Path, state: store.State) -> None:
    name = store.begin(shell, state)
    send(shell.target, site, name, state.shown)
    store.finish(shell, name)
    store.show(shell, name)
    print(f"{shell.target.name} now shows release {name}.")
    if state.shown:
        print(f"To go back to {state.shown}: make rollback, with the same TARGET.")
    try:
        store.tidy(shell)
    except ReleaseProblem as wrong:  # readers see the new site all the same
        print(f"Releases that are too old could not be deleted: {wrong}", file=sys.stderr)


if __name__ == "__main__":
    run(main)
