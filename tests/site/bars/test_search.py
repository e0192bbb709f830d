"""The search in a browser, as readers get it: with the headers of the site, under a path."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, Request, Route, expect

from tests.plugins.hosting.servers import HOST, SERVERS, running
from tests.ports import HERE
from tests.programs import chromium
from tests.site.bars.looking import WIDE
from tests.site.bars.publishing import Published
from tests.site.built import BASE

pytestmark = pytest.mark.slow
FOUND = re.compile(r"^\d+ results? for")


@contextmanager
def searching(
    browser: Browser, home: str, address: str = "/search/", *, script: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """The search page, and all that it says on the console or asks of other hosts."""
    said: list[str] = []

    def ask(request: Request) -> None:
        if not request.url.startswith(home):
            said.append(request.url)

    with browser.new_context(
        viewport={"width": WIDE, "height": 900},
        java_script_enabled=script,
        ignore_https_errors=True,
    ) as context:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", ask)
        page.goto(home + address)
        yield page, said


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """The search page, which says nothing on the console and asks no other host."""
    with searching(browser, home) as (page, said):
        yield page
        assert said == []


def words(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="What are you looking for?")


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def results(page: Page) -> Locator:
    return page.get_by_role("region", name="Results").get_by_role("listitem")


def titles(page: Page) -> list[str]:
    return results(page).get_by_role("heading").all_inner_texts()


def search(page: Page, query: str) -> None:
    words(page).fill(query)
    words(page).press("Enter")


def test_what_is_typed_is_found_while_typing(page: Page) -> None:
    words(page).press_sequentially("onions")
    expect(status(page)).to_have_text("1 result for “onions”")
    expect(page).to_have_url(re.compile(r"/search/\?q=onions$"))
    expect(page).to_have_title(re.compile("^onions - Search"))
    found = results(page)
    expect(found.get_by_role("link")).to_have_attribute("href", f"{BASE}/posts/the-kitchen/")
    expect(found.locator("mark")).to_have_text("Onions")
    expect(found).to_contain_text("Ada Quell and Bram Ó Strey")
    expect(found.locator("time")).to_have_text("1 June 2015")
    expect(found.get_by_text("Blog", exact=True)).to_be_visible()


def test_choices_narrow_what_was_found_and_the_way_back_widens_it(page: Page) -> None:
    search(page, "gate")
    expect(status(page)).to_have_text(FOUND)
    expect(page.get_by_label("Kind")).to_contain_text("Easy Read (1)")
    number = results(page).count()
    page.get_by_label("Kind").select_option("Easy Read")
    expect(status(page)).to_have_text("1 result for “gate”")
    expect(page).to_have_url(re.compile(r"\?q=gate&kind=Easy\+Read$"))
    page.get_by_label("Topic").select_option(label="Every topic")
    page.go_back()
    expect(results(page)).to_have_count(number)
    expect(page.get_by_label("Kind")).to_have_value("")
    page.go_forward()
    expect(results(page)).to_have_count(1)
    page.get_by_role("button", name="Show all again").click()
    expect(results(page)).to_have_count(number)


def test_each_choice_says_how_many_it_leaves(page: Page) -> None:
    search(page, "gate")
    expect(status(page)).to_have_text(re.compile("for “gate”$"))  # else all pages are counted
    options = page.get_by_label("Kind").locator("option").all_inner_texts()
    for option in options[1:]:
        kind, number = re.fullmatch(r"(.+) \((\d+)\)", option).groups()  # type: ignore[union-attr]  # each has a number
        page.get_by_label("Kind").select_option(kind)
        expect(results(page)).to_have_count(int(number))


def test_a_link_to_a_search_shows_it(browser: Browser, home: str) -> None:
    with searching(browser, home, "/search/?q=gate&kind=Easy+Read") as (page, said):
        expect(status(page)).to_have_text("1 result for “gate”")
        expect(words(page)).to_have_value("gate")
        expect(page.get_by_label("Kind")).to_have_value("Easy Read")
        assert said == []


def test_choices_alone_find_all_that_they_fit(page: Page) -> None:
    expect(page.get_by_label("Year")).to_contain_text("2012 (1)")
    page.get_by_label("Year").select_option("2012")
    expect(status(page)).to_have_text("1 page")
    assert titles(page) == ["The gate"]
    page.goto(page.url.replace("2012", "2012&language=cy"))
    expect(status(page)).to_have_text("There is nothing with these choices.")
    expect(page.get_by_label("Language").locator("option:checked")).to_have_text("Welsh (0)")


def test_all_of_it_can_be_done_by_keyboard(page: Page) -> None:
    expect(page.get_by_label("Kind")).to_contain_text("Blog (")
    page.get_by_role("link", name="Skip to the main text").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(words(page)).to_be_focused()
    page.keyboard.type("kitchen")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(FOUND)
    expect(words(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kind")).to_be_focused()
    page.keyboard.type("Bl")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=kitchen&kind=Blog$"))
    expect(page.get_by_label("Kind")).to_be_focused()
    first = results(page).get_by_role("link").first
    while not first.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/posts/the-kitchen/$"))
    page.go_back()
    expect(words(page)).to_have_value("kitchen")
    expect(status(page)).to_have_text(FOUND)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lisening", "Listening"),
        ("Ada Quelll", ""),
        ("leaflte", "leaflet"),
    ],
)
def test_a_word_that_is_nowhere_leads_to_the_likest(page: Page, typed: str, meant: str) -> None:
    search(page, typed)
    if meant:
        expect(status(page)).to_have_text(f"Nothing was found for “{typed}”. Did you mean {meant}?")
        status(page).get_by_role("link", name=meant).click()
        expect(words(page)).to_have_value(meant)
        expect(words(page)).to_be_focused()
    expect(status(page)).to_have_text(FOUND)


@pytest.mark.parametrize("typed", ["xyzzy", "inclussion", "wooden", "<b>xyzzy</b>"])
def test_what_is_nowhere_is_said_to_be(page: Page, typed: str) -> None:
    """Pagefind itself would find what begins "xyzzy" ("x"), and what a picture shows."""
    search(page, typed)
    expect(status(page)).to_have_text(f"Nothing was found for “{typed}”.")
    expect(results(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Posts from A to Z").first).to_be_visible()


def test_what_is_said_stays_while_a_likely_word_is_looked_for(page: Page) -> None:
    said = "Nothing was found for “xyzzy”."

    def late(route: Route) -> None:
        page.wait_for_timeout(600)
        route.continue_()

    page.route("**/names.json", late)
    with page.expect_response("**/names.json"):
        search(page, "xyzzy")
    expect(status(page)).to_have_text(said)
    page.wait_for_timeout(900)
    expect(status(page)).to_have_text(said)


def test_a_choice_that_leaves_nothing_says_what_there_is_without_it(page: Page) -> None:
    search(page, "onions")
    expect(status(page)).to_have_text(FOUND)
    page.evaluate("history.pushState(null, '', '?q=onions&kind=News')")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(status(page)).to_have_text(
        "Nothing was found for “onions” with these choices. Without them: 1."
    )


def test_a_long_list_is_shown_bit_by_bit(page: Page) -> None:
    page.get_by_label("Language").select_option("en")
    expect(status(page)).to_have_text(re.compile(r"^\d+ pages$"))
    total = int(re.sub(r"\D", "", status(page).inner_text()))
    assert total > 20
    expect(results(page)).to_have_count(10)
    page.get_by_role("button", name="Show 10 more").click()
    expect(results(page)).to_have_count(20)
    expect(results(page).nth(10).get_by_role("link")).to_be_focused()
    page.get_by_role("button", name=f"Show {min(total - 20, 10)} more").click()
    expect(results(page)).to_have_count(min(total, 30))


def test_a_second_quick_click_for_more_shows_nothing_twice(page: Page) -> None:
    page.get_by_label("Language").select_option("en")
    expect(status(page)).to_have_text(re.compile(r"^\d+ pages$"))
    total = int(re.sub(r"\D", "", status(page).inner_text()))
    more = page.get_by_role("button", name=re.compile(r"^Show \d+ more$"))
    for shown in range(20, total + 10, 10):
        more.evaluate("one => { one.click(); one.click(); }")
        expect(results(page).nth(min(shown, total) - 1)).to_be_visible()
    expect(more).to_be_hidden()
    links = results(page).get_by_role("link").evaluate_all("all => all.map((one) => one.href)")
    assert len(links) == len(set(links)) == total


def test_what_is_found_in_another_language_says_so(page: Page) -> None:
    search(page, "giât")
    found = results(page).filter(has_text="Y giât")
    expect(found.get_by_role("link")).to_have_attribute("lang", "cy")
    expect(found.locator(".search-excerpt")).to_have_attribute("lang", "cy")
    search(page, "onions")
    expect(status(page)).to_have_text("1 result for “onions”")
    expect(results(page).locator("[lang]")).to_have_count(0)


def test_words_of_the_content_stay_words(page: Page) -> None:
    search(page, "quotes")
    expect(results(page)).to_have_count(1)
    assert titles(page)[0].startswith('Why <b>bold</b> & "quotes" matter: <script>')
    assert page.locator(".search-results :is(script, b, i, img)").count() == 0


def test_an_index_that_does_not_load_is_told_of(browser: Browser, home: str) -> None:
    with searching(browser, home) as (page, _):
        page.route("**/pagefind/**", lambda route: route.abort())
        page.goto(f"{home}/search/?q=gate")
        expect(status(page)).to_contain_text("The search could not be loaded.")
        expect(page.get_by_role("link", name="Posts from A to Z").first).to_be_visible()


def test_who_was_offline_finds_again_without_loading_the_page(browser: Browser, home: str) -> None:
    with searching(browser, home) as (page, _):
        search(page, "zzzz")
        expect(status(page)).to_have_text("Nothing was found for “zzzz”.")
        page.context.set_offline(True)
        search(page, "onions")
        expect(status(page)).to_contain_text("The search could not be loaded.")
        page.context.set_offline(False)
        words(page).press("Enter")
        expect(status(page)).to_have_text("1 result for “onions”")


def test_without_javascript_there_are_other_ways(browser: Browser, home: str) -> None:
    with searching(browser, home, script=False) as (page, said):
        expect(page.get_by_text("Searching needs JavaScript")).to_be_visible()
        assert page.locator("form").first.is_hidden()
        ways = page.get_by_role("region", name="Other ways to find something")
        for name in ("Posts of 2012", "Listening", "People", "Posts from A to Z"):
            expect(ways.get_by_role("link", name=name, exact=True)).to_be_visible()
        ways.get_by_role("link", name="Posts from A to Z").click()
        letters = page.get_by_role("navigation", name="Letters")
        letters.get_by_role("link", name=re.compile("^T ?, 3 posts$")).click()
        expect(page.get_by_role("heading", name="T", exact=True)).to_be_in_viewport()
        page.get_by_role("link", name="The kitchen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The kitchen")
        assert said == []


@pytest.fixture(scope="module")
def elsewhere(playwright: Playwright) -> Iterator[Browser]:
    """A browser that takes this machine for the site's host, as Caddy goes by the name."""
    options = ["--no-sandbox", f"--host-resolver-rules=MAP {HOST} {HERE}"]
    with playwright.chromium.launch(executable_path=chromium(), args=options) as browser:
        yield browser


@pytest.mark.parametrize("server", SERVERS)
def test_real_servers_let_the_search_run(
    elsewhere: Browser, published: Published, server: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        work.chmod(0o755)  # a server may run as another user
        site = Path(shutil.copytree(published.root, work / "site"))
        (work / "work").mkdir()
        with running(server, site, work / "work", BASE) as shown:
            home = f"https://{HOST}:{shown.port}{BASE}"
            with searching(elsewhere, home, "/search/?q=onions") as (page, said):
                expect(status(page)).to_have_text("1 result for “onions”")
                assert said == []
