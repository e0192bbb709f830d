"""The releases that stand on a server: which there are, which is shown, and how that changes.

Every decision is made here; the shell there is told the names. All scripts are POSIX sh, with
`flock` or perl to lock, and `mv -T` (GNU, busybox), `mv -h` (BSD, macOS) or perl to switch.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from plugins.releases import ReleaseProblem
from plugins.releases.destination import Destination
from plugins.releases.shell import Shell

KEPT = 5
_NAME = re.compile(r"\d{8}T\d{6}Z-[1-9]\d*", re.ASCII)


class Release(NamedTuple):
    """A whole copy of the site; before: the one that was shown when it was made, or ""."""

    name: str
    before: str

    @property
    def number(self) -> int:
        """Its place in the row: the clocks of two computers may differ, so this counts."""
        return int(self.name.rpartition("-")[2])


class Inventory(NamedTuple):
    """What stands on the server.

    now: its clock; shown: the name of the release that readers see, "" for none.
    releases: those that are ours and whole, the oldest first.
    unfinished: names of ours that are not whole.
    """

    now: str
    shown: str
    releases: tuple[Release, ...]
    unfinished: tuple[str, ...]

    def before(self) -> str:
        """The release that was shown before the one that is, "" if it is not kept."""
        kept = {release.name: release.before for release in self.releases}
        before = kept.get(self.shown, "")
        return before if before in kept else ""

    def is_first(self) -> bool:
        """Whether no release was shown before the one that is."""
        return Release(self.shown, "") in self.releases

    def next_name(self) -> str:
        """The name of the next release."""
        names = [*self.unfinished, *(release.name for release in self.releases)]
        return f"{self.now}-{max((Release(name, '').number for name in names), default=0) + 1}"

    def too_many(self) -> list[str]:
        """The releases to delete, so that five are kept; never the one shown or that before it."""
        spared = {self.shown, self.before()}
        others = [release.name for release in self.releases if release.name not in spared]
        keep = KEPT - (len(self.releases) - len(others))
        return others[: max(len(others) - keep, 0)]


def moment(name: str) -> str:
    """When a release was made, for a person.

    >>> moment("20261121T215703Z-4")
    '2026-11-21 21:57 UTC'
    """
    return f"{name[:4]}-{name[4:6]}-{name[6:8]} {name[9:11]}:{name[11:13]} UTC"


def made_at(name: str) -> datetime.datetime:
    """The moment at which a release was made, by the clock of the server.

    >>> made_at("20261121T215703Z-4").isoformat()
    '2026-11-21T21:57:03+00:00'
    """
    return datetime.datetime.strptime(name[:16], "%Y%m%dT%H%M%S%z")


_LOOK = """\
date -u '+now %Y%m%dT%H%M%SZ'
[ -e "$root" ] || exit 0
if [ -L current ]; then printf 'link %s\\n' "$(readlink current)"
elif [ -e current ]; then echo 'theirs current no link'; fi
if [ -e .current ] && ! [ -L .current ]; then echo 'theirs .current no link'; fi
for name in releases releases/.ours releases/.lock; do
    if [ -L "$name" ]; then echo "theirs $name a link"; fi
done
for mark in releases/.ours/*; do
    name=${mark##*/}
    if ! [ -f "$mark" ]; then continue
    elif [ -d "releases/$name" ]; then printf 'whole %s %s\\n' "$name" "$(cat "$mark")"
    else printf 'part %s\\n' "$name"; fi
done
"""


def look(shell: Shell) -> Inventory:
    """What stands there; changes nothing.

    Raises ReleaseProblem if something was not made by us that has the name of what we make.
    """
    found = [line.partition(" ")[::2] for line in _run(shell, _LOOK)]
    for name, what in (rest.partition(" ")[::2] for kind, rest in found if kind == "theirs"):
        raise _not_ours(shell.destination, name, what)
    link = next((rest for kind, rest in found if kind == "link"), "")
    shown = link.removeprefix("releases/")
    if link and not (link.startswith("releases/") and _NAME.fullmatch(shown)):
        raise _not_ours(shell.destination, "current", f"a link to {link}")
    whole = [Release(*rest.partition(" ")[::2]) for kind, rest in found if kind == "whole"]
    ours = [release for release in whole if _NAME.fullmatch(release.name)]
    return Inventory(
        now=next(rest for kind, rest in found if kind == "now"),
        shown=shown if any(release.name == shown for release in ours) else "",
        releases=tuple(sorted(ours, key=lambda release: release.number)),
        unfinished=tuple(rest for kind, rest in found if kind == "part" and _NAME.fullmatch(rest)),
    )


def _not_ours(destination: Destination, name: str, what: str) -> ReleaseProblem:
    return ReleaseProblem(
        f"In {destination.folder}, {name} is {what}, which Practice Press did not make,"
        " so it is left alone. Rename it, or choose another folder in TARGET."
    )


_OPEN_LOCK = """\
mkdir -p "$root/releases/.ours" && ( : >>"$root/releases/.lock" ) &&
exec 9>>"$root/releases/.lock"
"""
# The kernel lets go of the lock when the shell that holds it ends, in whatever way. Status 1 is
# what flock and perl say of a lock that another has.
_LOCK = """\
if command -v flock; then flock -n 9
elif command -v perl; then perl -e 'open(my $lock, ">>&=", 9) or exit 2; flock($lock, 6) or exit 1'
else ( exit 2 ); fi
case $? in
0) echo "$$ $(date +%s)" >"$root/releases/.lock" || : ;;
1) echo "busy $(cat "$root/releases/.lock") $(date +%s)" ;;
*) echo 'the folder cannot be locked'; false ;;
esac
"""
_BUSY = re.compile(r"busy (?P<process>\d{1,9}) (?P<since>\d{1,12}) (?P<now>\d{1,12})", re.ASCII)


def lock(shell: Shell, seen: Inventory) -> Inventory:
    """Keep all others from changing what stands there, until the shell ends; what stands there.

    seen: what a person was shown before they said yes. Raises ReleaseProblem if that no longer
    holds, or if another is at work; it names that one and its age.
    """
    shell.run(_OPEN_LOCK)
    busy = next((line for line in shell.run(_LOCK) if line.startswith("busy ")), "")
    if busy:
        raise ReleaseProblem(_in_use(shell.destination, busy))
    inventory = look(shell)
    if (inventory.shown, inventory.releases) != (seen.shown, seen.releases):
        raise ReleaseProblem(
            f"Nothing was changed: somebody else has changed what {shell.destination.name} shows"
            " since you were asked. Do it again, and see what would change now."
        )
    return inventory


def _in_use(destination: Destination, busy: str) -> str:
    line = f"Nothing was changed: another deploy or rollback is at work in {destination.folder}"
    found = _BUSY.fullmatch(busy)
    if not found:  # it has not yet written down when it began
        return f"{line}. Wait until it has ended, then try again."
    minutes = (int(found["now"]) - int(found["since"])) // 60
    way = f"{destination.ssh} {destination.host} " if destination.host else ""
    return (
        f"{line}, for {minutes} min now. Wait until it has ended, then try again."
        f" If it hangs, end it: {way}kill {found['process']}"
    )


def begin(shell: Shell, inventory: Inventory) -> str:
    """Clear away what was never finished, and make room for a new release; returns its name."""
    for old in inventory.unfinished:
        _delete(shell, old)
    name = inventory.next_name()
    shell.run(f"""trap 'rm -rf "$root/releases/{name}.part"' EXIT""")
    _run(
        shell,
        f"echo '{inventory.shown}' | cat >releases/.ours/{name}",
        f"mkdir releases/{name}.part",
    )
    return name


def finish(shell: Shell, name: str) -> None:
    """Call a release whole."""
    _run(shell, f"mv releases/{name}.part releases/{name}")


# One rename, so that there is no moment without a site. `ln -sf` would delete the link first.
# Each command on a line of its own: one that fails before "&&" would not be the last.
_SHOW = """\
rm -f .current
ln -s "releases/$name" .current
mv -Tf .current current 2>/dev/null || mv -hf .current current 2>/dev/null ||
    perl -e 'rename(".current", "current") or die "$!\\n"'
"""


def show(shell: Shell, name: str) -> None:
    """Let readers see a release, at once."""
    _run(shell, f"name={name}", _SHOW)


def tidy(shell: Shell) -> None:
    """Delete the releases that are too many."""
    for name in look(shell).too_many():
        _run(shell, f"mv releases/{name} releases/{name}.part")  # half deleted is not whole
        _delete(shell, name)


def _delete(shell: Shell, name: str) -> None:
    """Delete what is left of a release; if something cannot be, the next deploy tries again."""
    _run(shell, f"rm -rf releases/{name}.part && rm -f releases/.ours/{name} || :")


def _run(shell: Shell, *lines: str) -> list[str]:
    """Run lines in the folder; the first that fails is the last."""
    script = "\n".join(lines)
    return shell.run(f'( set -e\n[ ! -e "$root" ] || cd "$root"\n{script}\n)')
