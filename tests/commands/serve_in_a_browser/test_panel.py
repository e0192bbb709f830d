"""A mistake is told in the page that is open, on any screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from plugins.model.problem import Problem
from plugins.serving.live import Live
from plugins.serving.outcome import GOOD, Outcome
from tests.commands.serve_in_a_browser.pages import (
    PANEL,
    WRONG,
    is_reloaded,
    open_page,
    scroll_to,
    wait_until_at,
)

pytestmark = pytest.mark.slow


def test_a_mistake_is_told_on_the_page_and_goes_away(page: Page, address: str, live: Live) -> None:
    open_page(page, f"{address}/")
    seen = scroll_to(page, "Paragraph 20")
    for _ in range(2):
        live.show_outcome(WRONG)
        panel = page.get_by_role("region", name="Not built: 1 error")
        expect(panel).to_be_in_viewport()
        expect(page.get_by_role("alert")).to_contain_text("Not built: 1 error")
        expect(panel.get_by_role("heading")).to_have_count(1)
        said = " ".join(panel.get_by_role("listitem").inner_text().split())
        assert said == " ".join(str(WRONG.problems[0]).split())
        wait_until_at(page, "Paragraph 20", seen)
        live.show_outcome(Outcome(GOOD))
        expect(panel).to_have_count(0)
        wait_until_at(page, "Paragraph 20", seen)
    assert not is_reloaded(page)


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_the_panel_can_be_hidden_until_something_else_is_wrong(
    page: Page, address: str, live: Live, key: str
) -> None:
    live.show_outcome(WRONG)
    open_page(page, f"{address}/")
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    if key == "Enter":
        page.keyboard.press("Tab")  # the panel itself, which may scroll
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Hide")).to_be_focused()
    page.keyboard.press(key)
    expect(panel).to_be_hidden()
    live.show_outcome(WRONG)
    page.goto(f"{address}/other/")
    expect(panel).to_be_hidden()
    live.show_outcome(Outcome(1, [Problem("content/b.md", 1, "", "Wrong, too.")]))
    expect(panel).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_panel_can_be_read_on_any_screen(
    page: Page, address: str, live: Live, width: int, colours: str
) -> None:
    long = Problem(f"content/posts/{'long-name' * 9}.md", 1, "a", "No.", f"Yes.\n{'x' * 300}")
    live.show_outcome(Outcome(1, [long, *WRONG.problems]))
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    open_page(page, f"{address}/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel = page.locator(PANEL)
    assert panel.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert panel.evaluate("one => one.offsetHeight <= innerHeight / 2")
    for part in ("h2", "code", "li p", "pre", "button"):
        assert _contrast(page, f"{PANEL} {part}") >= 7, part  # WCAG 1.4.6


def _contrast(page: Page, selector: str) -> float:
    found = page.locator(selector).first.evaluate(
        """one => {
            let ground = one;
            while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
                ground = ground.parentElement;
            return [getComputedStyle(one).color, getComputedStyle(ground).backgroundColor];
        }"""
    )
    dark, light = sorted(
        _luminance([int(part) for part in re.findall(r"\d+", one)]) for one in found
    )
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: list[int]) -> float:
    """As WCAG 2.2 defines "relative luminance"."""
    parts = [part / 255 for part in colour]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("number", [1, 12])
def test_a_panel_that_goes_on_below_says_so_until_its_end(
    page: Page, address: str, live: Live, number: int
) -> None:
    wrong = [Problem(f"content/posts/{one}.md", 1, "date", "No day.") for one in range(number)]
    live.show_outcome(Outcome(1, wrong))
    page.set_viewport_size({"width": 320, "height": 640})
    open_page(page, f"{address}/")
    panel = page.locator(PANEL)
    said = "one => getComputedStyle(one, '::after').content"
    if number > 1:
        expect(panel).to_have_attribute("data-more", "")
        assert "More below" in panel.evaluate(said)
    panel.evaluate("one => one.scrollTo(0, one.scrollHeight)")
    expect(panel).not_to_have_attribute("data-more", "")
    assert "More below" not in panel.evaluate(said)
    expect(panel.get_by_role("listitem").last).to_be_in_viewport(ratio=1)


def test_without_a_script_the_mistake_is_told_on_the_next_page(
    browser: Browser, address: str, live: Live
) -> None:
    live.show_outcome(WRONG)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator(PANEL)).to_contain_text("No day.")
        expect(page.get_by_role("button")).to_have_count(0)  # it could do nothing
        expect(page.get_by_text("Paragraph 0")).to_be_attached()
