"""A real ssh server on this computer, for the length of a test run."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from getpass import getuser
from pathlib import Path
from typing import NamedTuple

from tests.ports import kept_port
from tests.programs import program

CONFIG = """\
ListenAddress 127.0.0.1:{port}
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/user_key.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
"""


class SshServer(NamedTuple):
    """Where it listens, and the folder that holds its keys and what the client knows of it."""

    port: int
    folder: Path

    @property
    def host(self) -> str:
        return f"{getuser()}@127.0.0.1"

    def ssh(self, key: str = "user_key", known: str = "known_hosts") -> str:
        """The ssh command that reaches it, which looks at no file of the user's own."""
        options = f"-o IdentitiesOnly=yes -o UserKnownHostsFile={self.folder}/{known}"
        return f"ssh -F none -p {self.port} -i {self.folder}/{key} {options}"


@contextmanager
def running(folder: Path) -> Iterator[SshServer]:
    sshd = program("sshd", "openssh-server")
    program("rsync")
    if os.getuid() == 0:
        with suppress(OSError):  # what Debian's service makes at its start
            Path("/run/sshd").mkdir(exist_ok=True, mode=0o755)
    for name in ("host_key", "user_key", "other_key"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(make, check=True)
    with kept_port() as port:
        server = SshServer(port, folder)
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen([sshd, "-D", "-e", "-f", _config(server)], stderr=log) as process,
        ):
            try:
                _wait(server, process)
                yield server
            finally:
                process.terminate()


def _config(server: SshServer) -> Path:
    """What the server is told, and whom its clients know."""
    for known, key in (("known_hosts", "host_key"), ("wrong_hosts", "other_key")):
        public = (server.folder / f"{key}.pub").read_text(encoding="utf-8")
        line = f"[127.0.0.1]:{server.port} {public}"
        (server.folder / known).write_text(line, encoding="utf-8")
    config = server.folder / "sshd_config"
    config.write_text(CONFIG.format(port=server.port, folder=server.folder), encoding="utf-8")
    return config


def _wait(server: SshServer, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        assert process.poll() is None, (server.folder / "log").read_text(encoding="utf-8")
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1):
            return
        time.sleep(0.05)
    raise AssertionError("The ssh server did not start.")
