"""Every page can be gone through with the keyboard alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.site.bars.looking import WIDE, Reader, none_of, reader
from tests.site.bars.publishing import Published

pytestmark = pytest.mark.slow
LOW = 500  # px: a window in which a page has to be scrolled
INSIDE_A_MEDIUM = 20  # stops that a player of the browser's own may have
SAME_LINE = 4  # px that words of one line may be apart
Stop = dict[str, Any]


def walk(one: Reader) -> tuple[list[Stop], list[str]]:
    """Press Tab until the focus leaves the page; gives each stop once, and what was wrong."""
    expected = one.ask("prepare()")
    stops: list[Stop] = []
    faults: list[str] = []
    for _ in range(expected + INSIDE_A_MEDIUM):
        one.page.keyboard.press("Tab")
        stop = one.ask("stop()")
        if stop is None or (stops and stop["number"] == stops[0]["number"]):
            break
        if stops and stop["number"] == stops[-1]["number"] and stop["isMedium"]:
            continue
        faults += [f"{stop['name']} {fault}" for fault in stop["faults"]]
        stops.append(stop)
    else:
        faults.append(f"Tab does not lead out of the page: it is at {stops[-1]['name']}")
    come = {stop["number"] for stop in stops}
    missed = [one.ask(f"nameOfStop({number})") for number in range(expected) if number not in come]
    faults += [f"Tab never comes to {name}" for name in missed]
    return stops, faults + [
        f"Tab goes back, from {before['name']} to {after['name']}"
        for before, after in pairwise(stops)
        if goes_back(before, after)
    ]


def goes_back(before: Stop, after: Stop) -> bool:
    """Whether a step is against the order of reading: down, and in a line or to a column, right.

    Up is right only where it leads into a column that begins to the right of what was left.
    """
    is_right = after["left"] >= before["left"]
    if after["bottom"] <= before["top"] + SAME_LINE:
        return bool(after["left"] < before["right"])
    is_on_the_line = after["top"] < before["bottom"] - SAME_LINE
    return is_on_the_line and not is_right and after["top"] <= before["top"] + SAME_LINE


def skip_link_faults(one: Reader) -> list[str]:
    """The first stop leads past the top of the page, and is seen while it can be used."""
    one.page.keyboard.press("Tab")
    link = one.page.locator(":focus")
    if link.get_attribute("href") != "#main":
        return ["the first stop is no link to #main"]
    box = link.bounding_box()
    faults = [] if box and box["y"] >= 0 and box["x"] >= 0 else ["the skip link is not seen"]
    one.page.keyboard.press("Enter")
    expect(one.page).to_have_url(re.compile("#main$"))
    has_stops = one.page.locator("main").locator("a[href], button, input, summary").count()
    one.page.keyboard.press("Tab")
    stop = one.ask("stop()")
    if has_stops and not (stop and stop["inMain"]):
        faults.append("the skip link does not lead into the main part")
    return faults


def test_the_keyboard_leads_through_every_kind_of_page(
    browser: Browser, home: str, published: Published
) -> None:
    found = []
    with reader(browser, home) as one:
        one.resize(WIDE, LOW)
        for address in one.visit(published.one_of_each):
            stops, faults = walk(one)
            assert stops, address
            found += [f"{address}: {fault}" for fault in faults]
        for address in one.visit(published.one_of_each):
            found += [f"{address}: {fault}" for fault in skip_link_faults(one)]
    none_of(found)
