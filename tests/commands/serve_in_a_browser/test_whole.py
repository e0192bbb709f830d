"""A real browser beside the real `make serve`."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.clones import copy_program
from tests.commands.serve_in_a_browser.pages import PANEL, save
from tests.running import ROOT, VALID, environment

pytestmark = pytest.mark.slow
LONG = 60_000  # milliseconds: nothing takes so long that is not for ever


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """All of Practice Press, with the tests' own content."""
    copy_program(tmp_path)
    shutil.copy(VALID / "settings.py", tmp_path / "own.py")
    shutil.copytree(VALID / "content", tmp_path / "content")
    return tmp_path


def test_from_the_editor_to_the_browser(page: Page, checkout: Path, port: int) -> None:
    """The whole of it: a post is saved, saved wrong, put right; code is saved; it ends at once."""
    post = checkout / "content/posts/2012/the-gate.md"
    text = post.read_text("utf-8")
    command = [sys.executable, "-m", "plugins.commands.serve", "--settings", "own.py"]
    with subprocess.Popen(
        [*command, f"--port={port}"],
        cwd=checkout,
        env={name: value for name, value in environment().items() if name != "PYTHONPATH"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as serve:
        try:
            _wait_for(port)
            page.goto(f"http://127.0.0.1:{port}/posts/the-gate/")
            heading = page.locator("h1")
            expect(heading).to_have_text("The gate", timeout=LONG)
            save(post, text.replace("Title: The gate", "Title: The new gate"))
            expect(heading).to_have_text("The new gate", timeout=LONG)
            _wait_for_text(checkout / "output-preview/posts/the-gate/index.html", "The new gate")
            save(post, text.replace("Date: 10 February 2012", "Date: 03/04/2012"))
            item = page.locator(PANEL).get_by_role("listitem")
            expect(item).to_have_count(1, timeout=LONG)
            told = " ".join(item.inner_text().split())
            expect(heading).to_have_text("The new gate")
            theme = checkout / "theme/templates/post.html"
            save(theme, "{{ broken")
            save(post, text)
            expect(page.locator(PANEL)).to_contain_text("The theme has a fault", timeout=LONG)
            save(theme, (ROOT / "theme/templates/post.html").read_text("utf-8"))
            expect(heading).to_have_text("The gate", timeout=LONG)
            code = checkout / "plugins/publication.py"
            save(code, "a b c")
            expect(page.locator(PANEL)).to_contain_text("SyntaxError", timeout=LONG)
            save(code, (ROOT / "plugins/publication.py").read_text("utf-8"))
            expect(page.locator(PANEL)).to_have_count(0, timeout=LONG)
            expect(heading).to_have_text("The gate")
            began = time.monotonic()
            serve.send_signal(2)
            said, _ = serve.communicate(timeout=10)
            assert time.monotonic() - began < 3
        finally:
            serve.kill()
    assert serve.returncode == 0
    assert told in " ".join(said.split())
    assert told.startswith("content/posts/2012/the-gate.md:3: date: 03/04/2012 can be read")


def _wait_for_text(file: Path, text: str) -> None:
    """Wait for a whole build: an early page is seen before it, and no mistake may overtake it."""
    end = time.monotonic() + LONG / 1000
    while text not in file.read_text("utf-8"):
        assert time.monotonic() < end, f"{file} is not built"
        time.sleep(0.05)


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("make serve does not answer")
