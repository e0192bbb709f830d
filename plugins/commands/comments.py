"""Try comments out: `python -m plugins.commands.comments`, Isso on this computer beside the site.

What is written on the site of `make serve` is held; once it is approved on Isso's own page, it is
fetched, and the site is built again with it. All of it is kept in the folder .comments-service/,
with settings over those of the publication, so that nothing of the real comments is touched.
"""

from __future__ import annotations

import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.commands import serve
from plugins.own_isso import HERE, STORE, NotStarted, OwnIsso, running
from plugins.process import run
from plugins.words import say

FOLDER = Path(".comments-service")
PASSWORD, SETTINGS, SNAPSHOT = "password", "settings.py", "snapshot"
LOOK_EVERY = 1.0  # seconds
_OWN = """\
# Made by `make comments`, over the settings of the publication: all that is changed here is lost.
import runpy

globals().update({{
    name: value for name, value in runpy.run_path({settings!r}).items() if name.isupper()
}})
COMMENTS_SERVICE = "isso"
COMMENTS_ISSO = {address!r}
COMMENTS_PATH = ""
COMMENTS_STATE = "open"
COMMENTS_SNAPSHOT = "{snapshot}"
COMMENTS_TIMEOUT = 10
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both until Ctrl-C; the exit status is that of `make serve`."""
    options = serve.options_of(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # Isso must end with us
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    isso = OwnIsso(
        folder=FOLDER,
        sites=(f"http://{HERE}:{options.port}", f"http://localhost:{options.port}"),
        password=_password(),
        port=options.port + 1,
    )
    with running(isso) as address:
        settings = FOLDER / SETTINGS
        own = _OWN.format(settings=str(options.settings), address=address, snapshot=SNAPSHOT)
        settings.write_text(own, encoding="utf-8")
        say(
            f"Write a comment below any post of http://{HERE}:{options.port}/posts/. It is held"
            f" until you approve it: press Validate at {address}/admin/ (password:"
            f" {isso.password}). Then it appears on the site."
        )
        given = [*(sys.argv[1:] if arguments is None else arguments), "--settings", str(settings)]
        places = ["--content", str(options.content), "--settings", str(settings)]
        output = ["--output", str(serve.preview_of(options.output))]
        threading.Thread(target=_follow, args=([*places, *output],), daemon=True).start()
        return serve.main(given)


def _password() -> str:
    """The password of the moderators' page: made once, and for this account's eyes alone."""
    file = FOLDER / PASSWORD
    if not (file.exists() and file.read_bytes()):
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(12), encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


def _follow(places: Sequence[str]) -> None:
    """Fetch what is said whenever Isso's store has changed, and have the site built with it."""
    known = 0
    never = threading.Event()
    while not never.wait(LOOK_EVERY):
        now = _moment(FOLDER / STORE)
        if now == known:
            continue
        known, before = now, _threads()
        command = [sys.executable, "-m", "plugins.commands.snapshot_comments", *places]
        done = subprocess.run(  # noqa: S603 - our own command
            [*command, "--preview", "--accept"], capture_output=True, encoding="utf-8", check=False
        )
        say(done.stderr.strip(), to=sys.stderr)
        if _threads() != before:
            (FOLDER / SETTINGS).touch()  # which `make serve` takes for a save


def _threads() -> Mapping[str, int]:
    """When each thread of the snapshot was written."""
    return {file.name: _moment(file) for file in (FOLDER / SNAPSHOT).glob("*.json")}


def _moment(file: Path) -> int:
    return file.stat().st_mtime_ns if file.exists() else 0


if __name__ == "__main__":
    run(main, NotStarted, has_peers=True)
