"""The table of contents leads to each part of a long text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.site.bars.looking import NARROW, WIDE, reader
from tests.site.bars.publishing import Published

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_each_line_leads_to_its_heading(
    browser: Browser, home: str, published: Published, width: int
) -> None:
    long = next(page for page in published.pages if page.has("nav", "contents"))
    with reader(browser, home) as one:
        one.resize(width)
        (_,) = one.visit([long.path])
        lines = one.page.get_by_role("navigation", name="On this page").get_by_role("link")
        assert lines.count() > 2
        for line in lines.all():
            line.focus()
            one.page.keyboard.press("Enter")
            address = line.get_attribute("href") or ""
            heading = one.page.locator(f"[id='{address.removeprefix('#')}']")
            expect(one.page).to_have_url(re.compile(f"{re.escape(address)}$"))
            expect(heading).to_be_in_viewport()
            expect(heading).to_contain_text(line.inner_text())
