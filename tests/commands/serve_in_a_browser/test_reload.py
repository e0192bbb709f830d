"""What is saved is seen in a browser, where it was looked at."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plugins.serving.live import Live
from plugins.serving.outcome import GOOD, Outcome, Pages
from plugins.serving.server import serving
from tests.commands.serve_in_a_browser.pages import (
    PANEL,
    TWO_FRAMES,
    WRONG,
    is_reloaded,
    open_page,
    scroll_to,
    wait_until_at,
    write,
)

pytestmark = pytest.mark.slow


def test_a_changed_page_is_shown_where_it_was(
    page: Page, address: str, live: Live, site: Path
) -> None:
    open_page(page, f"{address}/")
    seen = scroll_to(page, "Paragraph 20")
    for number in range(3):
        write(site, "index.html", 40, above=f"<p>New {number}</p>" + "<p>More</p>" * number * 3)
        live.show_outcome(Outcome(GOOD))
        expect(page.get_by_text(f"New {number}")).to_be_attached()
        page.wait_for_load_state()
        wait_until_at(page, "Paragraph 20", seen)
    assert page.evaluate("scrollY") > 0


def test_a_picture_that_comes_late_moves_nothing(
    page: Page, address: str, live: Live, site: Path
) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="500"/>'
    (site / "tall.svg").write_text(picture, "utf-8")
    open_page(page, f"{address}/")
    seen = scroll_to(page, "Paragraph 20")
    write(site, "index.html", 40, above='<img alt="" src="/tall.svg">')
    live.show_outcome(Outcome(GOOD))
    page.wait_for_function("document.images[0]?.naturalHeight === 500")
    wait_until_at(page, "Paragraph 20", seen)


def test_the_way_back_leads_to_the_same_place(
    page: Page, address: str, live: Live, site: Path
) -> None:
    open_page(page, f"{address}/")
    scroll_to(page, "Paragraph 20")
    write(site, "index.html", 41)
    live.show_outcome(Outcome(GOOD))
    expect(page.get_by_text("Paragraph 40")).to_be_attached()
    page.wait_for_function("scrollY > 0")  # the place is found again once all is there
    page.evaluate(TWO_FRAMES)
    seen = page.evaluate("scrollY")
    page.goto(f"{address}/other/")
    page.go_back()
    page.wait_for_function("seen => Math.abs(scrollY - seen) <= 1", arg=seen)


def test_a_page_that_did_not_change_is_left_alone(
    page: Page, address: str, live: Live, site: Path
) -> None:
    open_page(page, f"{address}/")
    write(site, "other/index.html", 41)
    with page.expect_response("**/.serve/state*"):
        live.show_outcome(Outcome(GOOD))
    page.wait_for_timeout(200)
    assert not is_reloaded(page)


def test_a_page_that_has_gone_says_so_and_comes_again(
    page: Page, address: str, live: Live, site: Path
) -> None:
    open_page(page, f"{address}/other/")
    (site / "other/index.html").rename(site / "kept.html")
    live.show_outcome(Outcome(GOOD))
    expect(page.get_by_role("heading")).to_have_text("Not here")
    (site / "kept.html").rename(site / "other/index.html")
    live.show_outcome(Outcome(GOOD))
    expect(page.get_by_role("heading")).to_have_text("Title")


def test_a_page_that_is_ready_early_is_shown_early(page: Page, address: str, live: Live) -> None:
    open_page(page, f"{address}/other/")
    live.show_pages(Pages({"/other/": b"<body><h1>Early</h1></body>"}))
    expect(page.get_by_role("heading")).to_have_text("Early")


def test_many_tabs_hear_of_every_change(page: Page, address: str, live: Live, site: Path) -> None:
    """A browser keeps six connections to a server and no more."""
    tabs = [page, *(page.context.new_page() for _ in range(9))]
    for tab in tabs:
        tab.goto(f"{address}/")
        expect(tab.get_by_role("heading")).to_have_text("Title")
    for closed in (0, 1):  # also when the one that listens for all has gone
        for tab in tabs[:closed]:
            tab.close()
        write(site, "index.html", 3, above=f"<p>New {closed}</p>")
        page.context.pages[-1].wait_for_timeout(200)
        live.show_outcome(Outcome(GOOD))
        for tab in tabs[closed:]:
            expect(tab.get_by_text(f"New {closed}")).to_be_visible()


def test_a_server_that_is_started_again_is_heard_again(
    page: Page, live: Live, site: Path, port: int
) -> None:
    for number in range(2):
        with serving(live, "127.0.0.1", port) as server:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            if number == 0:
                open_page(page, f"http://127.0.0.1:{port}/")
            else:
                expect(page.get_by_text("While it was away")).to_be_visible(timeout=15_000)
            server.shutdown()
        live.show_outcome(Outcome(GOOD))  # its streams end: nobody is there
        write(site, "index.html", 3, above="<p>While it was away</p>")


def test_nothing_is_asked_of_another_host(page: Page, address: str, live: Live) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    live.show_outcome(WRONG)
    open_page(page, f"{address}/")
    live.show_outcome(Outcome(GOOD))
    expect(page.locator(PANEL)).to_have_count(0)
    assert len(asked) > 3
    assert [one for one in asked if not one.startswith(f"{address}/")] == []
