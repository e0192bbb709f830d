"""The page of all feeds in a browser, and a feed that is opened in one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.site.bars.looking import HEIGHT, MIDDLE, NARROW, WIDE
from tests.site.bars.test_axe import ASK, EVERY

pytestmark = pytest.mark.slow
FEED = "https://valid.example/sub/feed.xml"
# Makes of a feed a closed part of one (RFC 5005, 4), of which the site has too few posts.
CLOSE = """() => {
    const space = "http://purl.org/syndication/history/1.0";
    document.documentElement.append(document.createElementNS(space, "fh:archive"));
}"""
# All of an element that readers see, with what its stylesheet says before and after it.
SEEN = """() => {
    const said = (element, place) => {
        const text = getComputedStyle(element, place).content;
        return text === "none" || text === "normal" ? "" : text.slice(1, -1).replaceAll('" "', "");
    };
    const seen = element => {
        if (getComputedStyle(element).display === "none") return "";
        const inner = [...element.childNodes].map(one =>
            one.nodeType === Node.ELEMENT_NODE ? seen(one) : one.nodeValue);
        return [said(element, "::before"), ...inner, said(element, "::after")].join(" ");
    };
    return seen(document.documentElement).replace(/\\s+/g, " ");
}"""


@contextmanager
def reading(
    browser: Browser, address: str, *, script: bool = True, width: int = WIDE
) -> Iterator[Page]:
    """An open page, on the console of which nothing is said, and which asks no other host."""
    said: list[str] = []
    home = "/".join(address.split("/")[:3])

    def ask(request: Request) -> None:
        if not request.url.startswith(home):
            said.append(request.url)

    def hear(message: ConsoleMessage) -> None:
        # A feed cannot name its icon, so a browser asks for one at the root of the host.
        if not message.location["url"].endswith("/favicon.ico"):
            said.append(message.text)

    with browser.new_context(
        viewport={"width": width, "height": HEIGHT}, java_script_enabled=script
    ) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=home)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", ask)
        page.goto(address)
        yield page
    assert said == []


def test_an_address_is_copied_and_that_is_said(browser: Browser, home: str) -> None:
    with reading(browser, f"{home}/feeds/") as page:
        status = page.get_by_role("status")
        expect(status).to_be_empty()
        page.clock.install()
        page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(hours=1))
        button = page.get_by_role("button", name="Copy All new posts", exact=True)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Copied All new posts")).to_be_focused()
        page.clock.run_for(100)
        expect(status).to_have_text(f"Copied: {FEED}")
        expect(status).to_be_in_viewport()
        assert page.evaluate("navigator.clipboard.readText()") == FEED
        page.clock.run_for(5000)
        expect(status).to_be_empty()
        expect(button).to_be_focused()


def test_where_it_cannot_be_copied_it_is_selected(browser: Browser, home: str) -> None:
    with reading(browser, f"{home}/feeds/") as page:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
        page.get_by_role("button", name="Copy All new posts", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("It is selected now")
        assert page.evaluate("getSelection().toString()") == FEED


def test_each_address_has_a_button(browser: Browser, home: str) -> None:
    with reading(browser, f"{home}/feeds/") as page:
        names = page.locator(".feeds-name a").all_inner_texts()
        assert page.locator(".feeds-ways button").count() == len(names)
        ids = page.locator("[id]").evaluate_all("found => found.map(one => one.id)")
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_without_a_script_the_addresses_are_there(browser: Browser, home: str, width: int) -> None:
    with reading(browser, f"{home}/feeds/", script=False, width=width) as page:
        expect(page.get_by_text(FEED, exact=True)).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_role("link", name="Atom").first).to_be_visible()


def test_on_paper_are_the_addresses_and_no_button(browser: Browser, home: str) -> None:
    with reading(browser, f"{home}/feeds/") as page:
        page.emulate_media(media="print")
        expect(page.get_by_text(FEED, exact=True)).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize(
    "feed", ["/feed.xml", "/feed/", "/old/rss.xml", "/feeds/all.atom.xml", "/feeds/comments.xml"]
)
def test_a_feed_that_is_opened_says_what_it_is(browser: Browser, home: str, feed: str) -> None:
    """As text for people: no id, no marks of HTML."""
    with reading(browser, home + feed) as page:
        seen = page.evaluate(SEEN).strip()
        assert seen.startswith("This is a feed. A feed reader can watch it for you")
        assert "Lantern Row & Friends" in seen
        assert seen.endswith("how to follow them: https://valid.example/sub/feeds/")
        assert "tag:valid.example" not in seen
        assert "<p>" not in seen


def test_an_archive_says_that_the_feed_itself_is_to_be_followed(
    browser: Browser, home: str
) -> None:
    with reading(browser, f"{home}/feeds/all.atom.xml") as page:
        page.evaluate(CLOSE)
        seen = page.evaluate(SEEN).strip()
        assert seen.startswith("This is an older part of a feed. It never changes")
        assert seen.endswith("how to follow them: https://valid.example/sub/feeds/")
        assert "newest entries" not in seen
        assert "copy the address of this page" not in seen


@pytest.mark.parametrize("feed", ["/feed.xml", "/feeds/all.atom.xml"])
def test_the_entries_of_a_feed_can_be_read(browser: Browser, home: str, feed: str) -> None:
    with reading(browser, home + feed) as page:
        for part in ("item, entry", "title"):
            assert page.locator(part).first.is_visible()
        assert page.locator("item > description, entry > summary").first.is_visible()
        assert "https://valid.example/sub/posts/" in page.evaluate(SEEN)
        assert not page.locator("encoded, content").first.is_visible()


@pytest.mark.parametrize("width", [NARROW, MIDDLE, WIDE])
@pytest.mark.parametrize("feed", ["/feed.xml", "/feeds/all.atom.xml"])
def test_a_feed_fits_its_window_in_light_and_dark(
    browser: Browser, home: str, feed: str, width: int
) -> None:
    """Text on paper keeps 7:1 by tokens.css; here, that each of the two is the reader's."""
    with reading(browser, home + feed, width=width) as page:
        papers = set()
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            look = "getComputedStyle(document.documentElement)"
            papers.add(page.evaluate(f"{look}.backgroundColor"))
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert len(papers) == 2


@pytest.mark.parametrize("feed", ["/feed.xml", "/feeds/all.atom.xml"])
def test_a_feed_is_accessible_as_far_as_it_can_be_told(
    browser: Browser, home: str, axe: str, feed: str
) -> None:
    with reading(browser, home + feed) as page:
        page.evaluate(axe)
        for colours in ("light", "dark"):
            page.emulate_media(color_scheme=colours)
            assert page.evaluate(ASK, list(EVERY)) == []
