"""The theme in a real browser: colours that a reader chooses, type that stays, paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.programs import lacking
from tests.site.built import BASE, Site, file_of

pytestmark = pytest.mark.slow
HOME = f"http://look.example{BASE}"
POST, PART = f"{HOME}/posts/the-gate/", f"{HOME}/posts/the-kitchen/"
LIGHT, DARK = "rgb(252, 249, 242)", "rgb(24, 22, 20)"  # --paper of tokens.css
SPACED = """* {
    line-height: 1.5 !important;
    letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""  # WCAG 2.2, 1.4.12
WHEN_CHOSEN = """new MutationObserver(() => { window.chosenAt ??= performance.now(); })
    .observe(document, { attributes: true, attributeFilter: ["data-theme"], subtree: true });"""
PAPER = "getComputedStyle(document.documentElement).backgroundColor"


@contextmanager
def reading(browser: Browser, site: Site, without: str = "\0", **options: Any) -> Iterator[Page]:
    """A page of a reader with a new profile; `without` is the ending of files that never come."""

    def answer(route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path).removeprefix(BASE)
        if path.endswith(without):
            route.abort()
        else:
            route.fulfill(path=site.root / file_of(path))

    with browser.new_context(**options) as context:
        context.route("**/*", answer)
        yield context.new_page()


def paper(page: Page) -> str:
    found: str = page.evaluate(PAPER)
    return found


def bars(page: Page) -> list[str]:
    """The colours that a browser may give its own bars: those whose condition holds."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll("[name=theme-color]")]
            .filter((one) => matchMedia(one.media).matches).map((one) => one.content)"""
    )
    return found


def is_seen(page: Page, selector: str) -> bool:
    """Whether something that is on the page can be seen."""
    assert page.locator(selector).count(), selector
    return page.locator(selector).first.is_visible()


def style(page: Page, selector: str, name: str, part: str = "") -> str:
    found: str = page.locator(selector).first.evaluate(
        "(one, [name, part]) => getComputedStyle(one, part || null)[name]", [name, part]
    )
    return found


@pytest.mark.parametrize("device", ["light", "dark"])
def test_a_choice_holds_on_every_page_from_before_it_is_drawn(
    browser: Browser, site: Site, device: str
) -> None:
    of_device, other = (LIGHT, DARK) if device == "light" else (DARK, LIGHT)
    name = "dark" if device == "light" else "light"
    with reading(browser, site, color_scheme=device) as page:
        page.goto(POST)
        group = page.get_by_role("group", name="Colours")
        expect(group.get_by_role("radio", name="as on my device")).to_be_checked()
        assert (paper(page), bars(page)) == (of_device, bars(page)[:1])

        group.get_by_role("radio", name=name).check()
        assert paper(page) == other

        page.add_init_script(WHEN_CHOSEN)
        page.goto(f"{HOME}/")
        assert paper(page) == other
        assert len(bars(page)) == 1
        expect(group.get_by_role("radio", name=name)).to_be_checked()
        drawn = "performance.getEntriesByName('first-paint')[0]?.startTime"
        page.wait_for_function(drawn)
        assert page.evaluate("chosenAt") < page.evaluate(drawn)

        group.get_by_role("radio", name="as on my device").check()
        assert paper(page) == of_device
        assert page.evaluate("localStorage.length") == 0
        assert page.context.cookies() == []


def test_the_bars_of_the_browser_have_the_colour_of_the_page(browser: Browser, site: Site) -> None:
    with reading(browser, site, color_scheme="light") as page:
        page.goto(POST)
        assert bars(page) == ["#fcf9f2"]
        page.get_by_role("radio", name="dark").check()
        assert bars(page) == ["#181614"]


def test_another_tab_follows(browser: Browser, site: Site) -> None:
    with reading(browser, site) as page:
        other = page.context.new_page()
        for one in (page, other):
            one.goto(POST)
        page.get_by_role("radio", name="dark").check()
        expect(other.get_by_role("radio", name="dark")).to_be_checked()
        assert paper(other) == DARK


def test_a_browser_that_keeps_nothing_still_lets_choose(browser: Browser, site: Site) -> None:
    with reading(browser, site) as page:
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
        )
        page.goto(POST)
        page.get_by_role("radio", name="dark").check()
        assert paper(page) == DARK
        assert wrong == []


def test_without_the_script_there_is_no_choice_and_the_device_decides(
    browser: Browser, site: Site
) -> None:
    with reading(browser, site, java_script_enabled=False, color_scheme="dark") as page:
        page.goto(POST)
        assert not is_seen(page, ".colours")
        assert style(page, "html", "backgroundColor") == DARK


def test_nothing_moves_when_the_font_comes(browser: Browser, site: Site) -> None:
    """But for a rare word that goes to the next line: the stand-in is as wide and as high."""
    found: list[tuple[float, list[float]]] = []
    for without in (".woff2", "\0"):
        with reading(browser, site, without) as page:
            page.goto(POST)
            page.evaluate("document.fonts.ready")
            if width_in(page, '"Like Arial", monospace') == width_in(page, "monospace"):
                lacking("Liberation Sans is not installed (Debian: apt install fonts-liberation)")
            found.append((width_in(page, ""), heights(page)))
    (stand_in, before), (font, after) = found
    assert stand_in != font  # or the font never came
    assert stand_in == pytest.approx(font, rel=0.05)
    moved = [one for one, other in zip(before, after, strict=True) if one != other]
    assert len(moved) < len(before) / 20


def width_in(page: Page, family: str) -> float:
    """How wide a line of the page is in a font; "" for that which it has."""
    found: float = page.locator(".last-updated p").first.evaluate(
        """(one, family) => {
            one.style.cssText = "display: inline-block; white-space: nowrap";
            one.style.fontFamily = family;
            const width = one.offsetWidth;
            one.style.cssText = "";
            return width;
        }""",
        family,
    )
    return found


def heights(page: Page) -> list[float]:
    found: list[float] = page.evaluate(
        """[...document.querySelectorAll("main :is(p, h1, h2, h3, li)")]
            .map((one) => one.getBoundingClientRect().height)"""
    )
    return found


def test_print_is_dark_on_white_and_leaves_out_what_paper_cannot_do(
    browser: Browser, site: Site
) -> None:
    with reading(browser, site, color_scheme="dark") as page:
        page.goto(POST)
        page.get_by_role("radio", name="dark").check()
        page.emulate_media(media="print")
        assert paper(page) == "rgb(255, 255, 255)"
        assert style(page, "body", "color") == "rgb(0, 0, 0)"
        for gone in (".menu", ".colours", ".site-footer-links", ".skip-link"):
            assert not is_seen(page, gone), gone
        for kept in (".wordmark", "h1", ".byline", ".about-post time", ".last-updated", ".licence"):
            assert is_seen(page, kept), kept
        assert page.locator(".print-address").inner_text().endswith("/sub/posts/the-gate/")
        address = style(page, '.versions a[href^="http"]', "content", "::after")
        assert address.startswith('" (http'), address
        assert style(page, "h2", "breakAfter") == "avoid"
        assert style(page, "figure", "breakInside") == "avoid"


def test_paper_has_no_ways_on_but_the_addresses_of_those_that_count(
    browser: Browser, site: Site
) -> None:
    with reading(browser, site) as page:
        page.emulate_media(media="print")
        page.goto(f"{HOME}/people/ada-quell/")
        assert not is_seen(page, ".follow")
        address = style(page, '.side-links a[href^="http"]', "content", "::after")
        assert address.startswith('" (http'), address
        page.goto(f"{HOME}/a-z/")
        assert not is_seen(page, ".side-title")
        assert not is_seen(page, ".side-links")
        assert style(page, ".lines li", "breakInside") == "avoid"


def test_paper_shows_what_a_screen_keeps_closed(browser: Browser, site: Site) -> None:
    folded = "<details><summary>The letter</summary><p class=inner>Dear all.</p></details>"
    with reading(browser, site) as page:
        page.goto(POST)
        page.locator(".prose").first.evaluate(
            "(one, html) => one.insertAdjacentHTML('beforeend', html)", folded
        )
        assert not is_seen(page, ".inner")
        page.emulate_media(media="print")
        assert is_seen(page, ".inner")


def test_forced_colours_keep_what_only_a_background_would_show(
    browser: Browser, site: Site
) -> None:
    with reading(browser, site, forced_colors="active") as page:
        page.goto(PART)
        for edged in (".comment-link a", ".stop-here", ".skip-link"):
            assert style(page, edged, "borderTopStyle") == "solid", edged
            assert style(page, edged, "borderTopWidth") != "0px", edged
        assert "underline" in style(page, ".menu a[aria-current]", "textDecorationLine")
        page.keyboard.press("Tab")
        assert style(page, ".skip-link", "outlineStyle") == "solid"
        assert is_seen(page, ".skip-link")


def test_more_contrast_is_given_to_who_asks_for_it(browser: Browser, site: Site) -> None:
    with reading(browser, site, contrast="more") as page:
        page.goto(POST)
        assert paper(page) == "rgb(255, 255, 255)"
        assert style(page, "body", "color") == "rgb(0, 0, 0)"


def test_pages_glide_only_for_those_who_do_not_mind(browser: Browser, site: Site) -> None:
    with reading(browser, site) as page:
        page.goto(POST)
        page.emulate_media(reduced_motion="reduce")
        assert style(page, "html", "scrollBehavior") == "auto"
        page.emulate_media(reduced_motion="no-preference")
        assert style(page, "html", "scrollBehavior") == "smooth"


def test_no_page_scrolls_sideways_at_320_px_however_its_text_is_spaced(
    browser: Browser, site: Site
) -> None:
    wide = "document.documentElement.scrollWidth"
    with reading(browser, site, viewport={"width": 320, "height": 640}) as page:
        for address in (f"{HOME}/", POST, f"{HOME}/organisations/", f"{HOME}/guide/"):
            page.goto(address)
            assert page.evaluate(wide) == 320, address
            page.add_style_tag(content=SPACED)
            assert page.evaluate(wide) == 320, address


def test_what_belongs_to_a_name_in_an_index_stands_beside_it(browser: Browser, site: Site) -> None:
    apart = """[...document.querySelectorAll(".lines li")].filter((line) => {
        const boxes = [...line.children].map((one) => one.getBoundingClientRect());
        const lowest = Math.max(...boxes.map((one) => one.top));
        return lowest >= Math.min(...boxes.map((one) => one.bottom));
    }).map((line) => line.textContent)"""
    with reading(browser, site, viewport={"width": 320, "height": 640}) as page:
        for address in ("organisations", "people", "a-z", "years"):
            page.goto(f"{HOME}/{address}/")
            assert page.locator(".lines li").count(), address
            assert page.evaluate(apart) == [], address


def test_no_day_is_broken_on_a_phone(browser: Browser, site: Site) -> None:
    lines = """document.querySelectorAll("time").forEach((one) => {
        one.parentElement.style.width = "6rem";
    })"""
    broken = """[...document.querySelectorAll("time")]
        .filter((one) => one.getClientRects().length > 1).map((one) => one.textContent)"""
    with reading(browser, site, viewport={"width": 320, "height": 640}) as page:
        page.goto(PART)
        page.evaluate(lines)
        assert page.locator("time").count()
        assert page.evaluate(broken) == []


def test_the_paths_of_series_stand_in_one_line(browser: Browser, site: Site) -> None:
    tops = """[...document.querySelectorAll(".series-card .stops")]
        .map((one) => Math.round(one.getBoundingClientRect().top))"""
    with reading(browser, site, viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"{HOME}/")
        found = page.evaluate(tops)
    assert len(found) > 1
    assert len(set(found)) == 1


def test_the_foot_of_a_short_page_reaches_the_lower_edge(browser: Browser, site: Site) -> None:
    edge = "document.querySelector('.site-footer').getBoundingClientRect().bottom"
    with reading(browser, site, viewport={"width": 1280, "height": 1600}) as page:
        page.goto(f"{HOME}/404.html")
        assert page.evaluate(edge) == 1600
