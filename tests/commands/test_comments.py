"""`make comments`: the real Isso beside the site; a comment is held, approved and shown."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.clones import copy_program
from tests.commands.lanterns import LANTERNS
from tests.isso import Isso
from tests.loading import ANN, post, write
from tests.ports import kept_port
from tests.running import environment

pytestmark = pytest.mark.slow

SETTINGS = f"""{LANTERNS}SITEURL = "https://lanterns.example/net"
COMMENTS_STATE = "off"
"""
SOON = 60  # seconds


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    copy_program(tmp_path)
    (tmp_path / "settings.py").write_text(SETTINGS, encoding="utf-8")
    write(tmp_path, {"people/ann-example.md": ANN, "posts/soup.md": post(title="Soup")})
    return tmp_path


def soon(what: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + SOON
    while not what():
        assert time.monotonic() < end
        time.sleep(0.2)


def page(port: int) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SOON)
    try:
        connection.request("GET", "/posts/soup/")
        return connection.getresponse().read().decode()
    except ConnectionError:
        return ""
    finally:
        connection.close()


def is_there(port: int) -> bool:
    try:
        http.client.HTTPConnection("127.0.0.1", port, timeout=SOON).connect()
    except ConnectionError:
        return False
    return True


@pytest.fixture
def port() -> Iterator[int]:
    """For the site; Isso has the next one."""
    with kept_port(in_a_row=2) as port:
        yield port


def test_a_comment_is_held_approved_and_shown(checkout: Path, port: int) -> None:
    places = ["--content", "content", "--output", "output", "--settings", "settings.py"]
    command = [sys.executable, "-m", "plugins.commands.comments", *places, "--port", str(port)]
    said = checkout / "said"
    with (
        said.open("w") as out,
        subprocess.Popen(
            command, cwd=checkout, env=environment(), stdout=out, stderr=out
        ) as process,
    ):
        try:
            soon(lambda: "Soup" in page(port))
            words = said.read_text()
            assert f"below any post of http://127.0.0.1:{port}/posts/." in words
            assert "press Validate at" in words
            address, password = re.findall(r"at (http\S+)/admin/ \(password: (\S+)\)", words)[0]
            assert address == f"http://127.0.0.1:{port + 1}"
            folder = checkout / ".comments-service"
            file = folder / "password"
            assert file.read_text() == password
            for private in (file, folder, folder / "isso.cfg"):
                assert private.stat().st_mode & 0o77 == 0
            isso = Isso(address, folder / "comments.db", f"http://127.0.0.1:{port}", password)
            held = isso.say("/posts/soup/", "A word of praise.")
            time.sleep(3)
            assert "A word of praise." not in page(port)
            isso.approve(held)
            soon(lambda: "A word of praise." in page(port))
            process.send_signal(signal.SIGINT)
            assert process.wait(SOON) == 0
        finally:
            process.kill()
    assert not is_there(port + 1), said.read_text()
    assert "Traceback" not in said.read_text()
    assert not (checkout / ".comments").exists()
