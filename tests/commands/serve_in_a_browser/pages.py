"""Pages that are written, opened and looked at beside `make serve`."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from plugins.model.problem import Problem
from plugins.serving.outcome import Outcome

PANEL = "#serve-panel"
WRONG = Outcome(1, [Problem("content/posts/a.md", 4, "date", "No day.", "Write one.\ndate: x")])
TOP_OF = "text => [...document.querySelectorAll('p')].find(one => one.textContent === text)"
TOP_OF += ".getBoundingClientRect().top"
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def write(site: Path, name: str, length: int, above: str = "") -> None:
    """A page of many paragraphs, with something above them."""
    text = "".join(f"<p>Paragraph {number}</p>" for number in range(length))
    page = f"<!doctype html><html><head></head><body><h1>Title</h1>{above}{text}</body></html>"
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    save(site / name, page)


def save(file: Path, text: str) -> None:
    """Write a file at one stroke: whoever reads it meanwhile has all of it."""
    new = file.with_name(".new")
    new.write_text(text, "utf-8")
    new.replace(file)


def open_page(page: Page, address: str) -> None:
    """Open a page, and put a mark on it that a reload takes away."""
    with page.expect_response("**/.serve/events"):
        page.goto(address)
    page.evaluate("window.mark = 1")


def is_reloaded(page: Page) -> bool:
    return page.evaluate("window.mark") is None


def scroll_to(page: Page, text: str) -> float:
    """Go to a text; where it then stands, once the page has heard of its scrolling."""
    page.get_by_text(text, exact=True).evaluate("one => one.scrollIntoView()")
    page.evaluate(TWO_FRAMES)
    return float(page.evaluate(TOP_OF, text))


def wait_until_at(page: Page, text: str, top: float) -> None:
    """Wait until a text stands so far from the top, and see that it stays there."""
    page.wait_for_function(
        f"([text, top]) => Math.abs(({TOP_OF})(text) - top) <= 1", arg=[text, top]
    )
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(TOP_OF, text) == pytest.approx(top, abs=1)
