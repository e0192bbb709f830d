"""Every kind of page on paper, and in the colours of a reader's own system."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.site.bars.looking import none_of, reader
from tests.site.bars.publishing import Published
from tests.site.bars.test_keyboard import walk
from tests.site.bars.test_layout import faults

pytestmark = pytest.mark.slow
PAPER = 627  # CSS pixels: A4 without its margins of 22 mm
POST = "/posts/the-kitchen/"
EDGES = """() => [...document.body.querySelectorAll("*")].flatMap(one => {
    const style = getComputedStyle(one);
    const isControl = one.matches("button, input:not([type=radio]), select, textarea");
    const hasEdge = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0;
    const faults = [];
    if (style.forcedColorAdjust === "none") faults.push("has colours of its own");
    if (isControl && one.checkVisibility() && !hasEdge) faults.push("has no edge");
    return faults.map(fault => `${one.outerHTML.slice(0, 80)} ${fault}`);
})"""

# In a grid no browser heeds break-after, so a heading may be left alone at the end of a sheet.
LEFT_ALONE = """() => [...document.querySelectorAll("h2, h3, h4")]
    .filter(one => one.checkVisibility() && one.nextElementSibling)
    .filter(one => getComputedStyle(one.closest("li") ?? one.parentElement).breakInside !== "avoid")
    .filter(one => /grid|flex/.test(getComputedStyle(one.parentElement).display))
    .map(one => `"${one.innerText}" may stand apart from what is under it`)"""


def test_every_page_fits_its_paper(browser: Browser, home: str, published: Published) -> None:
    with reader(browser, home) as one:
        one.page.emulate_media(media="print")
        one.resize(PAPER)
        visits = one.visit(published.chosen)
        none_of(fault for _ in visits for fault in faults(one, "on paper", "sideways()"))
        assert one.page.pdf(format="A4").startswith(b"%PDF")


def test_on_paper_no_heading_stands_apart_from_what_is_under_it(
    browser: Browser, home: str, published: Published
) -> None:
    with reader(browser, home) as one:
        one.page.emulate_media(media="print")
        visits = one.visit(published.chosen)
        none_of(f"{page}: {fault}" for page in visits for fault in one.page.evaluate(LEFT_ALONE))


def test_a_printed_post_says_whose_it_is_and_where_it_stands(browser: Browser, home: str) -> None:
    with reader(browser, home) as one:
        one.page.emulate_media(media="print")
        (_,) = one.visit([POST])
        printed = one.page.locator("body").inner_text()
    for words in ("The kitchen", "Ada Quell", "1 June 2015", "Licence", f"valid.example/sub{POST}"):
        assert words in printed


def test_colours_of_the_system_are_left_as_they_are(
    browser: Browser, home: str, published: Published
) -> None:
    """The focus is seen, and each control has an edge, where a reader's system sets all colours."""
    found = []
    with reader(browser, home) as one:
        one.page.emulate_media(forced_colors="active")
        for address in one.visit(published.one_of_each):
            found += [f"{address}: {fault}" for fault in one.page.evaluate(EDGES)]
        for address in one.visit(["/", POST]):
            found += [f"{address}: {fault}" for fault in walk(one)[1]]
    none_of(found)
