"""The real pages in a real browser, under the headers that nginx sends with the documented file."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from plugins.hosting import precompress, write_host_files
from tests.once import BUILT, valid_built
from tests.plugins.hosting.servers import HOST, Server, running
from tests.plugins.hosting.tree import SOURCES
from tests.ports import HERE
from tests.programs import chromium
from tests.site.built import OLD_FEEDS

pytestmark = pytest.mark.slow
BASE = "/sub"  # of SITEURL in tests/sites/valid/settings.py
REFRESH = b'http-equiv="refresh"'
MOVED = "/node/1/"  # an old address of a post there
KINDS = ("style-src", "script-src", "img-src", "frame-src")
WATCH = """
document.addEventListener("securitypolicyviolation", event =>
    console.error(`refused: ${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.fixture(scope="module")
def shown(
    open_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, list[str]]]:
    """A server that shows the tests' site, and the addresses of its pages."""
    folder = open_folder / "pages"
    site, work = folder / "site", folder / "work"
    work.mkdir(parents=True)
    shutil.copytree(valid_built(tmp_path_factory) / BUILT, site)
    write_host_files(site, base=BASE, redirects={}, gone={}, sources=SOURCES)
    precompress(site)
    pages = (path for path in site.rglob("*.html") if REFRESH not in path.read_bytes())
    files = sorted({path.relative_to(site).as_posix() for path in pages} - OLD_FEEDS)
    with running("nginx", site, work, BASE) as server:
        yield server, [f"{BASE}/{file.removesuffix('index.html')}" for file in files]


@pytest.fixture(scope="module")
def page(shown: tuple[Server, list[str]], playwright: Playwright) -> Iterator[Page]:
    browser = playwright.chromium.launch(
        executable_path=chromium(),
        args=["--no-sandbox", f"--host-resolver-rules=MAP {HOST} {HERE}"],
    )
    context = browser.new_context(ignore_https_errors=True)
    context.add_init_script(WATCH)
    yield context.new_page()
    browser.close()


def test_no_page_needs_what_the_policy_refuses(shown: tuple[Server, list[str]], page: Page) -> None:
    server, addresses = shown
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("requestfailed", lambda request: said.append(f"{request.failure}: {request.url}"))
    assert len(addresses) > 20
    for address in addresses:
        page.goto(f"https://{HOST}:{server.port}{address}")
    # An icon that is still on its way when the next page is asked for is no fault of a page.
    assert [line for line in said if not line.startswith("net::ERR_ABORTED")] == []
    styled = page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
    assert styled


def test_a_page_at_an_old_address_leads_on(shown: tuple[Server, list[str]], page: Page) -> None:
    server, _ = shown
    page.goto(f"https://{HOST}:{server.port}{BASE}{MOVED}", wait_until="commit")
    page.wait_for_url(f"**{BASE}/posts/**")


def test_the_policy_refuses_what_is_not_ours(shown: tuple[Server, list[str]], page: Page) -> None:
    server, _ = shown
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"https://{HOST}:{server.port}{BASE}/")
    page.evaluate(
        """() => {
            document.body.insertAdjacentHTML("beforeend",
                "<p style='color: red' onclick='1'>a</p><img src='https://else.example/a.png'>" +
                "<iframe src='https://else.example/'></iframe>");
            const script = document.createElement("script");
            script.textContent = "document.title = 'run'";
            document.body.append(script);
        }"""
    )
    end = time.monotonic() + 60
    while lacking := [kind for kind in KINDS if not any(f"refused: {kind}" in one for one in said)]:
        assert time.monotonic() < end, (lacking, said)
        page.wait_for_timeout(20)
    assert page.title() != "run"
