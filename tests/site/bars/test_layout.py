"""Nothing is cut off, covered, too small or beside the window, however large a reader has it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.programs import chromium
from tests.site.bars.looking import NARROW, WIDE, Reader, none_of, reader
from tests.site.bars.publishing import Published

pytestmark = pytest.mark.slow
ZOOMED = (320, 256)  # what 400 % leaves of a window of 1280 x 1024 (WCAG 2.2, 1.4.10)
SPACED = """* {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""  # WCAG 2.2, 1.4.12
WHOLE = ("sideways()", "cut()")


def faults(one: Reader, how: str, *probes: str) -> list[str]:
    """What probes find on the open page."""
    address = one.page.url.removeprefix(one.home).partition("?")[0]
    return [f"{address} {how}: {fault}" for probe in probes for fault in one.ask(probe)]


def test_every_page_fits_its_window(browser: Browser, home: str, published: Published) -> None:
    """At 320 px, at 400 % zoom, and with the text spaced as a reader may need it."""
    found = []
    with reader(browser, home) as one:
        for _ in one.visit(published.chosen):
            for width in (NARROW, WIDE):
                one.resize(width)
                found += faults(one, f"at {width} px", *WHOLE, "covered()", "smallTargets()")
            one.resize(*ZOOMED)
            found += faults(one, "at 400 %", "covered()")
            one.wear(SPACED)
            for width in (NARROW, WIDE):
                one.resize(width)
                found += faults(one, f"spaced, at {width} px", *WHOLE)
    none_of(found)


@pytest.fixture
def large_browser(playwright: Playwright) -> Iterator[Browser]:
    """Of a reader who has set the size of text to 200 %: rem and em grow, in media queries too."""
    program = chromium()
    large = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"
    browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", large])
    yield browser
    browser.close()


def test_every_page_fits_with_text_of_twice_the_size(
    large_browser: Browser, home: str, published: Published
) -> None:
    found = []
    with reader(large_browser, home) as one:
        for _ in one.visit(published.chosen):
            assert (
                one.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            )
            for width in (NARROW, WIDE):
                one.resize(width)
                found += faults(one, f"with text of 200 %, at {width} px", *WHOLE, "covered()")
    none_of(found)
