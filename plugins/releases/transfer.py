"""Copying the site with rsync.

Files are compared by what is in them, for a build writes all of them anew. Times are not copied: a
file that did not change stays the same file on the disk there, with its time, so that readers'
browsers need not fetch it again.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from shlex import quote

from plugins.releases import ReleaseProblem
from plugins.releases.destination import Destination
from plugins.releases.differences import Differences, differences_of
from plugins.releases.failure import failure
from plugins.releases.shell import Shell

_OPTIONS = ["--recursive", "--copy-links", "--perms", "--chmod=D755,F644", "--checksum"]
_ITEM = re.compile(rb"(?P<what>[<>c*.])(?P<flags>\S+) +(?P<name>.+)")  # "<fcs...... feed.xml"
_ESCAPED = re.compile(rb"\\#([0-7]{3})")


def check_rsync(shell: Shell) -> None:
    """Raise ReleaseProblem if rsync is not installed here and there."""
    if not shutil.which("rsync"):
        raise ReleaseProblem("This computer has no rsync. Install it first.")
    shell.run("command -v rsync >/dev/null || { echo 'lacks rsync'; false; }")


def compare(destination: Destination, site: Path, shown: str) -> Differences:
    """What would be new, changed and gone there; changes nothing.

    shown: the release to compare with. Raises ReleaseProblem if rsync fails.
    """
    options = ["--dry-run", "--itemize-changes", "--delete"]
    said = _rsync(destination, options, site, f"releases/{shown}/")
    found: dict[str, list[str]] = {"new": [], "changed": [], "gone": []}
    for line in said.splitlines():
        item = _ITEM.fullmatch(line)
        if item and not item["name"].endswith(b"/"):
            found[_kind(item["what"], item["flags"])].append(_name(item["name"]))
    return differences_of(site, **found)


def send(destination: Destination, site: Path, name: str, shown: str) -> None:
    """Copy a site into the release of a name, which is not whole yet.

    shown: a release to take unchanged files from, or "". Raises ReleaseProblem if rsync fails.
    """
    options = [f"--link-dest=../{shown}/"] if shown else []
    _rsync(destination, options, site, f"releases/{name}.part/")


def _kind(what: bytes, flags: bytes) -> str:
    if what == b"*":
        return "gone"
    return "new" if flags.endswith(b"+++") else "changed"


def _name(escaped: bytes) -> str:
    r"""A name as it is; rsync writes "\#012" for what a terminal could stumble over."""
    return os.fsdecode(_ESCAPED.sub(lambda code: bytes([int(code[1], 8)]), escaped))


def _rsync(destination: Destination, options: Iterable[str], site: Path, folder: str) -> bytes:
    command = ["rsync", *_OPTIONS, *options]
    if destination.host:  # the path goes through one shell only, and rsync itself sees plain names
        there = f'cd {quote(destination.path)} && exec rsync "$@"'
        command += [f"--rsh={destination.remote_shell}", f"--rsync-path=sh -c {quote(there)} sh"]
    command += ["--", f"{site}/", destination.rsync_folder(folder)]
    run = subprocess.run(  # noqa: S603 - a command without a shell around it
        command,
        cwd=None if destination.host else destination.path,
        capture_output=True,
        check=False,
    )
    if run.returncode:
        # Of a disk that is full, now and then, nothing but the code comes back from the server.
        words = run.stderr or f"rsync ended with code {run.returncode}".encode()
        raise failure(destination, os.fsdecode(run.stdout[-4000:] + b"\n" + words))
    return run.stdout
