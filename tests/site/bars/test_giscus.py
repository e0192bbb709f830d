"""The comments of another service: asked for nothing before a reader presses the button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, expect

from tests.once import made_once
from tests.site.bars import looking
from tests.site.bars.looking import NARROW, WIDE, none_of
from tests.site.bars.publishing import Published
from tests.site.bars.serving import serving
from tests.site.bars.talking import GISCUS, POST, TALK, THREAD, Reader, publish_talking, reading
from tests.site.bars.test_axe import ASK, EVERY
from tests.site.bars.test_html_checker import messages_of
from tests.site.bars.test_layout import WHOLE

pytestmark = pytest.mark.slow
SHOW = "Show the comments from GitHub"
# Ends once the page has heard it too, as it listened before.
FROM_ELSEWHERE = """() => new Promise((done) => {
    addEventListener("message", done);
    postMessage({ giscus: { resizeHeight: 9999 } }, "*");
})"""
SAYS = "<!doctype html><html lang=en><title>Comments</title><h1>Comments</h1>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(
        made_once(tmp_path_factory, "giscus", lambda place: publish_talking(place, GISCUS))
    )


@pytest.fixture(scope="module")
def there(site: Published) -> Iterator[str]:
    with serving(site.root) as address:
        yield address


@pytest.fixture
def one(browser: Browser, there: str) -> Iterator[Reader]:
    with reading(browser, there) as one:
        prepare(one)
        yield one.go()


def prepare(one: Reader) -> None:
    one.page.route(
        "https://giscus.app/**", lambda route: route.fulfill(body=SAYS, content_type="text/html")
    )


def frame(one: Reader) -> Frame:
    """What the button shows, once it is there: a frame is empty before."""
    found = one.page.locator("iframe").element_handle().content_frame()
    assert found
    found.wait_for_url("https://giscus.app/**")
    return found


@pytest.mark.parametrize(
    "file", ["_headers", ".htaccess", ".hosts/nginx-headers.conf", ".hosts/Caddyfile-headers"]
)
def test_every_host_lets_its_frame_be_shown_and_asks_for_no_more(
    site: Published, talking: Published, file: str
) -> None:
    assert "frame-src https://giscus.app;" in site.text(file)
    assert "connect-src 'self';" in site.text(file)
    assert f"connect-src 'self' http://{TALK};" in talking.text(file)
    assert "frame-src 'none';" in talking.text(file)


def test_nobody_is_asked_before_a_reader_asks(one: Reader) -> None:
    one.page.wait_for_load_state("networkidle")
    expect(one.page.get_by_text("To write there you need an account at GitHub.")).to_be_visible()
    assert one.asked == []
    assert one.page.locator("iframe").count() == 0


def test_the_button_shows_the_discussion_of_the_post(one: Reader) -> None:
    about = one.page.locator("#comment-frame-about").inner_text()
    expect(one.button(SHOW)).to_have_accessible_description(about)
    one.open(SHOW)
    asked = {name: value for name, (value,) in parse_qs(urlsplit(frame(one).url).query).items()}
    assert asked["term"] == THREAD
    assert asked["origin"] == one.home + POST
    assert (asked["repoId"], asked["categoryId"], asked["strict"]) == ("R_1", "C_1", "1")
    assert asked["theme"] == "light"
    expect(one.page.locator("iframe")).to_be_focused()
    title = "Comments at GitHub on “Tea & <b>cake</b> at four”"
    expect(one.page.get_by_title(title, exact=True)).to_be_visible()
    assert one.said == []
    assert one.page.context.cookies() == []


def test_the_frame_is_as_dark_as_the_page(one: Reader) -> None:
    one.page.emulate_media(color_scheme="dark")
    one.open(SHOW)
    assert "theme=dark" in frame(one).url


def test_the_frame_is_as_high_as_it_says_and_nobody_else_can_say_so(one: Reader) -> None:
    one.open(SHOW)
    shown = one.page.locator("iframe")
    frame(one).evaluate("parent.postMessage({ giscus: { resizeHeight: 1234 } }, '*')")
    expect(shown).to_have_attribute("height", "1234")
    one.page.evaluate(FROM_ELSEWHERE)
    expect(shown).to_have_attribute("height", "1234")


def test_who_comes_back_signed_in_is_asked_again_and_nothing_is_kept(one: Reader) -> None:
    one.go(f"{POST}?giscus=secret")
    expect(one.page).to_have_url(one.home + POST)
    assert one.asked == []
    expect(one.page.get_by_role("status")).to_contain_text("You have signed in at GitHub.")
    expect(one.button(SHOW)).to_be_focused()
    one.open(SHOW)
    assert "session=secret" in frame(one).url
    assert one.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_javascript_there_is_a_link(browser: Browser, there: str) -> None:
    with reading(browser, there, script=False) as one:
        one.go()
        link = one.page.get_by_role("link", name="See and add comments at GitHub")
        href = link.get_attribute("href") or ""
        assert href.startswith("https://github.com/net/site/discussions?discussions_q=")
        assert one.page.locator("button:visible").count() == 0
        assert not one.page.locator(".comment-frame").is_visible()


def test_it_keeps_the_bars(
    browser: Browser, there: str, axe: str, packages: Path, tmp_path: Path
) -> None:
    """Before and after the button was pressed."""
    found = []
    with looking.reader(browser, there) as reader:
        one = Reader(reader.page, there)
        prepare(one)
        one.go()
        reader.page.evaluate(axe)
        for state in ("closed", "open"):
            if state == "open":
                one.open(SHOW)
                frame(one)
            for width in (NARROW, WIDE):
                reader.resize(width)
                told = reader.page.evaluate(ASK, list(EVERY))
                told += [fault for probe in WHOLE for fault in reader.ask(probe)]
                found += [f"{state}, {width} px: {fault}" for fault in told]
            html = reader.page.content()
            (tmp_path / f"{state}.html").write_text(html, encoding="utf-8")
    none_of(found + messages_of(tmp_path, ["closed.html", "open.html"], packages))
