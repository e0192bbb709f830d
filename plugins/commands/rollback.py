"""Show an earlier release again: `python -m plugins.commands.rollback --target user@host:/site`.

Lists the releases that are kept, and goes back to the one that was shown before, or to any other
with --to. Ends with status 0, or with 2 if it could not be done.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Sequence
from pathlib import Path

from plugins.model.comments.forgotten import FILE, read_forgotten
from plugins.process import run
from plugins.releases import ReleaseProblem, store
from plugins.releases.asking import agreed
from plugins.releases.destination import Destination, destination_of
from plugins.releases.shell import Shell
from plugins.releases.store import Inventory, made_at, moment

_OLDER = """\
{name} is older than the newest erasure of a comment that content/forgotten-comments.txt tells of
({erasure}): readers may see erased words again."""


def main(arguments: Sequence[str] | None = None) -> None:
    """List, ask, and switch; raises ReleaseProblem if it cannot be done."""
    parser = argparse.ArgumentParser(prog="rollback", description=__doc__)
    parser.add_argument("--target", required=True, help="user@host:/folder, or /folder")
    parser.add_argument("--ssh", default="ssh", help='the ssh command, such as "ssh -p 2222"')
    parser.add_argument("--to", default="", help="the release to show, as the list names it")
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--yes", action="store_true", help="do it without a question")
    given = parser.parse_args(arguments)
    with Shell(destination_of(given.target, given.ssh, "rollback")) as shell:
        _roll_back(shell, given.to, _newest_erasure(given.content), yes=given.yes)


def _newest_erasure(content: Path) -> datetime.datetime | None:
    """When a comment was erased last, as far as the list can be read."""
    file = content / FILE
    try:
        forgotten, _ = read_forgotten(file.read_bytes(), str(file), datetime.UTC)
    except OSError:
        return None
    return max((erased.until for erased in forgotten.values()), default=None)


def _roll_back(shell: Shell, to: str, erasure: datetime.datetime | None, *, yes: bool) -> None:
    destination = shell.destination
    inventory = store.look(shell)
    print("\n".join(_listed(inventory, destination)))
    name = _named(inventory, to) if to else _earlier(inventory, destination)
    if name == inventory.shown:
        print(f"{destination.name} shows {name} already: nothing to do.")
        return
    if erasure and made_at(name) <= erasure:
        print(_OLDER.format(name=name, erasure=f"{erasure:%Y-%m-%d %H:%M} UTC"))
    if not agreed(f"Show {name} on {destination.name}?", yes=yes):
        print("Nothing was changed.")
        return
    store.lock(shell, inventory)
    store.show(shell, name)
    print(f"{destination.name} now shows release {name}.")


def _listed(inventory: Inventory, destination: Destination) -> list[str]:
    marks = {inventory.before(): "  (shown before that)", inventory.shown: "  <- shown now"}
    names = [release.name for release in reversed(inventory.releases)]
    if not names:
        raise ReleaseProblem(f"There is no release in {destination.folder}.")
    return [
        f"Releases in {destination.folder}:",
        *(f"  {name}  made {moment(name)}{marks.get(name, '')}" for name in names),
    ]


def _earlier(inventory: Inventory, destination: Destination) -> str:
    """The release that was shown before the one that is."""
    if inventory.before():
        return inventory.before()
    others = any(release.name != inventory.shown for release in inventory.releases)
    choose = " Choose one of the list with TO=name." if others else ""
    if inventory.is_first():
        first = f"Nothing was shown on {destination.name} before {inventory.shown}"
        raise ReleaseProblem(f"{first}, so there is nothing to go back to.{choose}")
    raise ReleaseProblem(f"What {destination.name} showed before is not kept.{choose}")


def _named(inventory: Inventory, to: str) -> str:
    """The newest release that a person named, whole or without its number."""
    for release in reversed(inventory.releases):
        if to in {release.name, release.name.rpartition("-")[0]}:
            return release.name
    raise ReleaseProblem(f'There is no release "{to}". Choose one of the list with TO=name.')


if __name__ == "__main__":
    run(main, ReleaseProblem, has_peers=True)
