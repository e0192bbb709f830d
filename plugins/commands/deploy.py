"""Put the site on a server: `python -m plugins.commands.deploy --target user@host:/srv/site`.

The site is copied beside the one that readers see, and then shown by one rename. What would change
is said first, and asked about. Ends with status 0, or with 2 if it could not be done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.process import run
from plugins.releases import ReleaseProblem, store
from plugins.releases.asking import agreed
from plugins.releases.destination import Destination, destination_of
from plugins.releases.differences import Differences, differences_of, files_in, in_words
from plugins.releases.place import check_place
from plugins.releases.shell import Shell
from plugins.releases.site import site_for_readers
from plugins.releases.transfer import check_rsync, compare, send


def main(arguments: Sequence[str] | None = None) -> None:
    """Say what would change, ask, and do it; raises ReleaseProblem if it cannot be done."""
    parser = argparse.ArgumentParser(prog="deploy", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("public"))
    parser.add_argument("--target", required=True, help="user@host:/folder, or /folder")
    parser.add_argument("--ssh", default="ssh", help='the ssh command, such as "ssh -p 2222"')
    parser.add_argument("--yes", action="store_true", help="do it without a question")
    given = parser.parse_args(arguments)
    destination = destination_of(given.target, given.ssh)
    site = site_for_readers(given.site)
    check_place(site, destination)
    with Shell(destination) as shell:
        _deploy(shell, site, yes=given.yes)


def _deploy(shell: Shell, site: Path, *, yes: bool) -> None:
    destination = shell.destination
    check_rsync(shell)
    before = store.look(shell)
    differences = _differences(destination, site, before.shown)
    if not differences:
        print(f"{destination.name} already shows this very site: nothing to do.")
        return
    print(f"In {destination.folder}: {in_words(differences)}")
    if not agreed(f"Put this on {destination.name}?", yes=yes):
        print("Nothing was changed.")
        return
    _put(shell, site, store.lock(shell, before))


def _differences(destination: Destination, site: Path, shown: str) -> Differences:
    if shown:
        return compare(destination, site, shown)
    return differences_of(site, files_in(site), [], [])


def _put(shell: Shell, site: Path, inventory: store.Inventory) -> None:
    name = store.begin(shell, inventory)
    send(shell.destination, site, name, inventory.shown)
    store.finish(shell, name)
    store.show(shell, name)
    print(f"{shell.destination.name} now shows release {name}.")
    if inventory.shown:
        print(f"To go back to {inventory.shown}: make rollback, with the same TARGET.")
    try:
        store.tidy(shell)
    except ReleaseProblem as wrong:  # readers see the new site all the same
        print(f"Releases that are too old could not be deleted: {wrong}", file=sys.stderr)


if __name__ == "__main__":
    run(main, ReleaseProblem, has_peers=True)
