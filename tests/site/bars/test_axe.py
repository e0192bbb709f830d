"""axe-core finds nothing: WCAG 2.0 to 2.2 at levels A and AA, and its best practices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.site.bars.looking import NARROW, WIDE, Reader, none_of, reader
from tests.site.bars.publishing import Published

pytestmark = pytest.mark.slow
Colours = Literal["light", "dark"]
EVERY = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
OF_COLOUR = ("cat.color",)
SIGHTS: tuple[tuple[int, Colours, Sequence[str]], ...] = (
    *((NARROW, "light", EVERY), (NARROW, "dark", OF_COLOUR)),
    *((WIDE, "dark", EVERY), (WIDE, "light", OF_COLOUR)),
)
ASK = """async tags => {
    const { violations } = await axe.run(document, {
        resultTypes: ["violations"], runOnly: { type: "tag", values: tags },
    });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(
        ({ target, failureSummary }) => `${id}: ${help}: ${target}: ${failureSummary}`));
}"""


def faults(
    one: Reader,
    axe: str,
    addresses: Sequence[str],
    sights: Sequence[tuple[int, Colours, Sequence[str]]],
) -> list[str]:
    """What axe finds on pages.

    sights: how each page is looked at: the width, the colours, and the tags of axe's rules.
    """
    found = []
    for address in one.visit(addresses):
        one.page.evaluate(axe)
        for width, colours, tags in sights:
            one.resize(width)
            one.page.emulate_media(color_scheme=colours)
            said = one.page.evaluate(ASK, list(tags))
            found += [f"{address} at {width} px, {colours}: {words}" for words in said]
    return found


@pytest.mark.parametrize("half", [0, 1])
def test_every_kind_of_page_is_accessible(
    browser: Browser,
    home: str,
    published: Published,
    axe: str,
    half: int,
) -> None:
    """All rules at each width, and those of colour in both colours; `make test-long` asks more.

    half: of the pages, so that two processes can share them.
    """
    with reader(browser, home) as one:
        none_of(faults(one, axe, published.chosen[half::2], SIGHTS))


@pytest.mark.long
def test_every_page_is_accessible_in_every_way(
    browser: Browser, home: str, published: Published, axe: str
) -> None:
    """All rules on all pages, in both widths and both colours."""
    colours: tuple[Colours, ...] = ("light", "dark")
    sights = [(width, colour, EVERY) for width in (NARROW, WIDE) for colour in colours]
    with reader(browser, home) as one:
        none_of(faults(one, axe, published.addresses, sights))
