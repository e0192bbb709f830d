"""Where a site is put: a folder of a server, or of this computer."""

from __future__ import annotations

import posixpath
import re
import shlex
from pathlib import Path
from typing import NamedTuple

from plugins.releases import ReleaseProblem

# The options a person gives come first, so that theirs hold: ssh takes the first of each.
SSH_OPTIONS = (
    "-o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=15 -o ServerAliveCountMax=3"
)
EXAMPLE = "Write it like TARGET=deploy@server.example.org:/srv/site"

_NAME = r"[^\s@:/\[\]-][^\s@:/\[\]]*"  # no dash in front: ssh would take it for an option
_REMOTE = re.compile(
    rf"(?P<user>{_NAME}@)?(?:\[(?P<six>[0-9A-Za-z.:%]+)\]|(?P<name>{_NAME})):(?P<path>.*)"
)


class Destination(NamedTuple):
    """A folder and the way to it.

    host: "user@host" as ssh takes it, "" for this computer.
    path: the folder; one that does not begin with "/" begins in the home folder of the server.
    ssh: the command that reaches the host, with its options, as a person writes it.
    """

    host: str
    path: str
    ssh: str = "ssh"

    @property
    def name(self) -> str:
        """The host, as it is named to a person; for a folder of this computer, that folder."""
        return self.host.rpartition("@")[2] or self.path

    @property
    def folder(self) -> str:
        """The folder, as it is named to a person."""
        return f"{self.path} on {self.name}" if self.host else self.path

    @property
    def remote_shell(self) -> str:
        """The command that reaches the host, as rsync takes it."""
        return f"{self.ssh} {SSH_OPTIONS}"

    @property
    def shell(self) -> list[str]:
        """The command that starts a shell there, which reads from its input what to do."""
        if not self.host:
            return ["sh"]
        return [*shlex.split(self.remote_shell), "--", self.host, "exec sh"]

    def rsync_folder(self, folder: str) -> str:
        """A folder below `path` as rsync takes it, where rsync runs in `path`."""
        user, _, address = self.host.rpartition("@")
        host = f"[{address}]" if ":" in address else address
        return f"{user}@{host}:{folder}" if user else f"{host}:{folder}" if host else folder


def destination_of(text: str, ssh: str = "ssh", command: str = "deploy") -> Destination:
    """The destination that a person wrote, "user@host:/path" or "/path".

    command: what they wrote it for.
    Raises ReleaseProblem for one that cannot be meant, or that could be taken for an option.
    """
    _check_ssh(ssh)
    if not text.strip():
        raise ReleaseProblem(f"Say where: make {command} TARGET=user@host:/path")
    if not text.isprintable():
        raise ReleaseProblem(f"TARGET {text!r} holds a line break or another sign nobody sees.")
    if "://" in text or re.match(r"[^/\[]*::", text):
        raise ReleaseProblem(f"TARGET {text} is no folder that ssh can reach. {EXAMPLE}")
    if ":" not in text.partition("/")[0]:
        return Destination("", _local(text))
    found = _REMOTE.fullmatch(text)
    if not found:
        raise ReleaseProblem(f"TARGET {text} names no host that can be. {EXAMPLE}")
    host = (found["user"] or "") + (found["six"] or found["name"])
    return Destination(host, _remote(found["path"]), ssh)


def _local(text: str) -> str:
    folder = _checked(text)
    start = Path.home() if text.startswith("~/") else Path.cwd()
    return str(start / folder)


def _remote(text: str) -> str:
    folder = _checked(text)
    return folder if folder.startswith("/") else f"./{folder}"  # whatever sign it begins with


def _checked(text: str) -> str:
    """A path without what means nothing; "~/" in front goes, as ssh begins there anyway."""
    folder = posixpath.normpath(text.removeprefix("~/") or ".")
    folder = "/" + folder.lstrip("/") if folder.startswith("/") else folder
    if folder in {"/", ".", "~"} or folder.split("/")[0] == "..":
        raise ReleaseProblem(f'TARGET "{text}" is no folder of its own for the site. {EXAMPLE}')
    if folder.startswith("~"):
        raise ReleaseProblem(f"TARGET {text} begins with ~. Write the whole path of the folder.")
    return folder


def _check_ssh(ssh: str) -> None:
    try:
        words = shlex.split(ssh)
    except ValueError:
        words = []
    if not words:
        raise ReleaseProblem(f'SSH "{ssh}" is no command. One is SSH="ssh -p 2222".')
