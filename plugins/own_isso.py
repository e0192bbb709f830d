"""Isso on this computer: its settings, its store in a folder, and the process that serves it.

For `make comments` and for tests; docs/comments.md tells how it is run for readers.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

HERE = "127.0.0.1"
STORE, SETTINGS, LOG = "comments.db", "isso.cfg", "isso.log"
_STARTS_WITHIN = 60  # seconds; it takes one, and asks a site that does not answer for five
_ENDS_WITHIN = 10
_SETTINGS = """\
[general]
dbpath = {store}
host = {site}
notify = stdout
[server]
listen = http://{here}:{port}
public-endpoint = http://{here}:{port}
[admin]
enabled = true
password = {password}
[moderation]
enabled = {moderated}
[guard]
enabled = {guarded}
"""


class NotStarted(Exception):  # noqa: N818 - it is named for what happened
    """Isso did not start; says why."""


class OwnIsso(msgspec.Struct, frozen=True, kw_only=True):
    """How Isso is run.

    folder: for its store and its log. sites: the addresses of the pages that may ask it.
    password: of its page for moderators. port: 0 for a free one.
    moderated: whether a comment is held until somebody approves it.
    guarded: whether few comments a minute are taken from one place.
    """

    folder: Path
    sites: tuple[str, ...]
    password: str
    port: int = 0
    moderated: bool = True
    guarded: bool = False


@contextmanager
def running(isso: OwnIsso) -> Iterator[str]:
    """Isso's address, while it runs: until the block ends. Raises NotStarted, OSError."""
    port = free_port(isso.port)
    _write_settings(isso.folder / SETTINGS, _settings(isso, port))
    with (isso.folder / LOG).open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-c", "import isso; isso.main()", "-c", SETTINGS, "run"],
            cwd=isso.folder,
            env={**os.environ, "TZ": "UTC", "PYTHONWARNINGS": "ignore"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for us, who end it
        )
        try:
            _wait(process, port, isso.folder / LOG)
            yield f"http://{HERE}:{port}"
        finally:
            _end(process)


def free_port(wanted: int = 0) -> int:
    """A port that nobody uses at this moment. Raises NotStarted where the one wanted is in use."""
    with socket.socket() as found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Isso's server does
        try:
            found.bind((HERE, wanted))
        except OSError as wrong:
            raise NotStarted(
                f"Isso cannot have port {wanted} ({wrong.strerror}). Stop what uses it, perhaps"
                " another make comments, or name another port for the site: PORT=8100"
            ) from None
        return int(found.getsockname()[1])


def _write_settings(file: Path, text: str) -> None:
    """For this account's eyes alone: they hold the password."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_text(text, encoding="utf-8")


def _settings(isso: OwnIsso, port: int) -> str:
    flags = {"moderated": isso.moderated, "guarded": isso.guarded}
    words = {name: str(flag).lower() for name, flag in flags.items()}
    given = {"store": STORE, "site": "\n  ".join(isso.sites), "here": HERE, "port": port}
    return _SETTINGS.format(password=isso.password, **given, **words)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((HERE, port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    last = log.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
    raise NotStarted(f"Isso did not start: {last or 'it said nothing'} (all of it: {log}).")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
