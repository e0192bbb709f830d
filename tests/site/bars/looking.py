"""A reader's browser with what the tests ask of pages in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.site.bars.serving import AS_IT_STANDS

PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8")
NARROW, MIDDLE, WIDE = 320, 768, 1280  # CSS pixels
HEIGHT = 900
Motion = Literal["no-preference", "reduce"]


def none_of(faults: Iterable[str]) -> None:
    """Hold that there are no faults; else each is told in a line of its own."""
    if told := "\n".join(faults):
        pytest.fail(told, pytrace=False)


class Reader:
    """Goes from page to page of one site."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home

    def visit(self, addresses: Sequence[str]) -> Iterator[str]:
        """Open one page after the other; gives the address of each."""
        for address in addresses:
            self.page.goto(self.home + address + AS_IT_STANDS)
            yield address

    def ask(self, probe: str) -> Any:
        """What a function of probes.js says of the open page."""
        return self.page.evaluate(f"bars.{probe}")

    def resize(self, width: int, height: int = HEIGHT) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def wear(self, css: str) -> None:
        """Style the open page as a reader's own style sheet would, which no policy forbids."""
        self.page.evaluate(
            """css => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(css);
                document.adoptedStyleSheets = [sheet];
            }""",
            css,
        )


@contextmanager
def reader(
    browser: Browser, home: str, *, motion: Motion = "reduce", script: bool = True
) -> Iterator[Reader]:
    """A reader with a new browser profile.

    motion: what they ask of their system; reduced, so that scrolling is over at once.
    script: whether JavaScript is on.
    """
    with browser.new_context(
        viewport={"width": WIDE, "height": HEIGHT},
        reduced_motion=motion,
        java_script_enabled=script,
    ) as context:
        context.add_init_script(PROBES)
        yield Reader(context.new_page(), home)
