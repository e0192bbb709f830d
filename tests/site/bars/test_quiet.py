"""Reading a page asks nothing of others, keeps nothing, says nothing, moves nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Request

from tests.site.bars.looking import Reader, none_of, reader
from tests.site.bars.publishing import Published

pytestmark = pytest.mark.slow
# Without JavaScript the words are the same, but for what a reader finds and what a button says.
TEXT = """() => {
    const others = "noscript, button, input, select, fieldset, [data-needs-script]";
    for (const one of document.body.querySelectorAll(others)) one.remove();
    return document.body.innerText.replace(/\\s+/g, " ").trim();
}"""


def listen(one: Reader, said: list[str]) -> None:
    """Write down what pages say on the console, and what they ask of other hosts."""

    def ask(request: Request) -> None:
        if not request.url.startswith(one.home):
            said.append(f"{one.page.url}: asks for {request.url}")

    one.page.on("console", lambda message: said.append(f"{one.page.url}: {message.text}"))
    one.page.on("pageerror", lambda error: said.append(f"{one.page.url}: {error}"))
    one.page.on("request", ask)


def test_every_page_is_quiet_and_the_same_without_javascript(
    browser: Browser, home: str, published: Published
) -> None:
    said: list[str] = []
    differing = []
    with reader(browser, home, script=False) as plain, reader(browser, home) as one:
        listen(one, said)
        listen(plain, said)
        visits = (which.visit(published.chosen) for which in (one, plain))
        for address, _ in zip(*visits, strict=True):
            if one.page.evaluate(TEXT) != plain.page.evaluate(TEXT):
                differing.append(address)
        assert one.page.context.cookies() == []
        assert one.page.evaluate("localStorage.length + sessionStorage.length") == 0
    none_of(said)
    none_of(f"{address}: other words without JavaScript" for address in differing)


def test_nothing_moves_where_a_reader_asked_for_that(
    browser: Browser, home: str, published: Published
) -> None:
    with reader(browser, home, motion="reduce") as one:
        none_of(
            f"{address}: {fault}"
            for address in one.visit(published.chosen)
            for fault in one.ask("moving()")
        )
