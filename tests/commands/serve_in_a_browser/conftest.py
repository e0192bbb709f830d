"""A site that is served live, and a page of a browser to see it in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from plugins.serving.live import Live
from plugins.serving.outcome import GOOD, Outcome
from plugins.serving.server import serving
from tests.commands.serve_in_a_browser.pages import write


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 800, "height": 600}) as context:
        yield context.new_page()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    write(site, "index.html", 40)
    write(site, "other/index.html", 40)
    (site / "404.html").write_text("<body><h1>Not here</h1></body>", "utf-8")
    return site


@pytest.fixture
def live(site: Path) -> Live:
    live = Live(site)
    live.show_outcome(Outcome(GOOD))
    return live


@pytest.fixture
def address(live: Live) -> Iterator[str]:
    with serving(live, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
