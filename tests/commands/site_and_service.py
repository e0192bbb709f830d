"""A publication whose comments are at a service, and the commands that ask it, for tests."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from plugins.commands import publish, snapshot_comments
from plugins.model.comments.thread import Thread, read_thread
from tests.commands.lanterns import LANTERNS
from tests.loading import ANN, WITHDRAWN, post, write
from tests.running import ROOT, TOO_LONG, command, environment

SETTINGS = f"""{LANTERNS}SITEURL = "https://lanterns.example"
COMMENTS_SERVICE = "isso"
COMMENTS_ISSO = "{{address}}"
COMMENTS_MAIL = "editor@lanterns.example"
COMMENTS_TIMEOUT = 300
"""
FILES = {
    "people/ann-example.md": ANN,
    "posts/soup.md": post(title="Soup", comments="{state: closed}"),
    "posts/pie.md": post(title="Pie"),
    "posts/gone.md": post(title="Gone").replace("title:", WITHDRAWN + "title:", 1),
    "posts/later.md": post(title="Later", date="2027-01-01"),
}
SOUP = "/posts/soup/"
DAY = "2026-11-22"


class Done(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


class Site:
    """A publication in a folder of its own, and its comment service."""

    def __init__(self, folder: Path, address: str, files: Mapping[str, str] = FILES) -> None:
        self.content = write(folder, files)
        self.public, self.snapshot = folder / "public", folder / ".comments"
        self.settings = folder / "settings.py"
        self.settings.write_text(SETTINGS.format(address=address), encoding="utf-8")

    def hurry(self) -> None:
        """Let nobody wait longer than a second from now on, the least that settings may say."""
        with self.settings.open("a", encoding="utf-8") as settings:
            settings.write("COMMENTS_TIMEOUT = 1\n")

    def run(self, name: str, *more: str, **env: str) -> Done:
        """A command in a process of its own."""
        arguments = command(name, self.content, self.settings)
        done = subprocess.run(
            [*arguments, "--output", str(self.public), *more],
            cwd=ROOT,
            env=environment(TODAY=DAY, **env),
            capture_output=True,
            encoding="utf-8",
            timeout=TOO_LONG,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def fetch(self, *more: str) -> Done:
        return said_by(snapshot_comments.main, [*self.places, *more])

    def publish(self, *more: str) -> Done:
        return said_by(publish.main, [*self.places, *more])

    @property
    def places(self) -> list[str]:
        places = {"content": self.content, "settings": self.settings, "output": self.public}
        return [word for name, place in places.items() for word in (f"--{name}", str(place))]

    def thread(self, name: str = "soup") -> Thread:
        return read_thread((self.snapshot / f"{name}.isso.json").read_bytes())

    def page(self, path: str) -> str:
        return (self.public / path).read_text(encoding="utf-8")

    def state(self) -> dict[str, tuple[bytes, int]]:
        files = self.snapshot.iterdir() if self.snapshot.exists() else ()
        return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in files}


def said_by(main: Callable[[list[str]], int], arguments: list[str]) -> Done:
    """A command in this process: what starts it takes longer than what it does."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return Done(status, out.getvalue(), err.getvalue())
