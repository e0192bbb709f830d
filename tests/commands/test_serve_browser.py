"""A real browser beside `make serve`: what is saved is seen, where it was looked at."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from plugins.model.problem import Problem
from plugins.serving.live import Live
from plugins.serving.outcome import GOOD, Outcome, Pages
from plugins.serving.server import serving
from tests.running import ROOT, VALID, environment

pytestmark = pytest.mark.slow
PANEL = "#serve-panel"
LONG = 60_000  # milliseconds: nothing takes so long that is not for ever
WRONG = Outcome(1, [Problem("content/posts/a.md", 4, "date", "No day.", "Write one.\ndate: x")])
TOP_OF = "text => [...document.querySelectorAll('p')].find(one => one.textContent === text)"
TOP_OF += ".getBoundingClientRect().top"
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 800, "height": 600}) as context:
        yield context.new_page()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    write(site, "index.html", 40)
    write(site, "other/index.html", 40)
    (site / "404.html").write_text("<body><h1>Not here</h1></body>", "utf-8")
    return site


@pytest.fixture
def live(site: Path) -> Live:
    live = Live(site)
    live.show_outcome(Outcome(GOOD))
    return live


@pytest.fixture
def address(live: Live) -> Iterator[str]:
    with serving(live, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def write(site: Path, name: str, length: int, above: str = "") -> None:
    """A page of many paragraphs, with something above them."""
    text = "".join(f"<p>Paragraph {number}</p>" for number in range(length))
    page = f"<!doctype html><html><head></head><body><h1>Title</h1>{above}{text}</body></html>"
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    save(site / name, page)


def save(file: Path, text: str) -> None:
    """Write a file at one stroke: whoever reads it meanwhile has all of it."""
    new = file.with_name(".new")
    new.write_text(text, "utf-8")
    new.replace(file)


def open_page(page: Page, address: str) -> None:
    """Open a page, and put a mark on it that a reload takes away."""
    with page.expect_response("**/.serve/events"):
        page.goto(address)
    page.evaluate("window.mark = 1")


def is_reloaded(page: Page) -> bool:
    return page.evaluate("window.mark") is None


def scroll_to(page: Page, text: str) -> float:
    """Go to a text; where it then stands, once the page has heard of its scrolling."""
    page.get_by_text(text, exact=True).evaluate("one => one.scrollIntoView()")
    page.evaluate(TWO_FRAMES)
    return float(page.evaluate(TOP_OF, text))


def wait_until_at(page: Page, text: str, top: float) -> None:
    """Wait until a text stands so far from the top, and see that it stays there."""
    page.wait_for_function(
        f"([text, top]) => Math.abs(({TOP_OF})(text) - top) <= 1", arg=[text, top]
    )
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(TOP_OF, text) == pytest.approx(top, abs=1)


def test_a_changed_page_is_shown_where_it_was(
    page: Page, address: str, live: Live, site: Path
) -> None:
    open_page(page, f"{address}/")
    seen = scroll_to(page, "Paragraph 20")
    for number in range(3):
        write(site, "index.html", 40, above=f"<p>New {number}</p>" + "<p>More</p>" * number * 3)
        live.show_outcome(Outcome(GOOD))
        expect(page.get_by_text(f"New {number}")).to_be_attached()
        page.wait_for_load_state()
        wait_until_at(page, "Paragraph 20", seen)
    assert page.evaluate("scrollY") > 0


def test_a_picture_that_comes_late_moves_nothing(
    page: Page, address: str, live: Live, site: Path
) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="500"/>'
    (site / "tall.svg").write_text(picture, "utf-8")
    open_page(page, f"{address}/")
    seen = scroll_to(page, "Paragraph 20")
    write(site, "index.html", 40, above='<img alt="" src="/tall.svg">')
    live.show_outcome(Outcome(GOOD))
    page.wait_for_function("document.images[0]?.naturalHeight === 500")
    wait_until_at(page, "Paragraph 20", seen)


def test_the_way_back_leads_to_the_same_place(
    page: Page, address: str, live: Live, site: Path
) -> None:
    open_page(page, f"{address}/")
    scroll_to(page, "Paragraph 20")
    write(site, "index.html", 41)
    live.show_outcome(Outcome(GOOD))
    expect(page.get_by_text("Paragraph 40")).to_be_attached()
    page.wait_for_function("scrollY > 0")  # the place is found again once all is there
    page.evaluate(TWO_FRAMES)
    seen = page.evaluate("scrollY")
    page.goto(f"{address}/other/")
    page.go_back()
    page.wait_for_function("seen => Math.abs(scrollY - seen) <= 1", arg=seen)


def test_a_page_that_did_not_change_is_left_alone(
    page: Page, address: str, live: Live, site: Path
) -> None:
    open_page(page, f"{address}/")
    write(site, "other/index.html", 41)
    with page.expect_response("**/.serve/state*"):
        live.show_outcome(Outcome(GOOD))
    page.wait_for_timeout(200)
    assert not is_reloaded(page)


def test_a_page_that_has_gone_says_so_and_comes_again(
    page: Page, address: str, live: Live, site: Path
) -> None:
    open_page(page, f"{address}/other/")
    (site / "other/index.html").rename(site / "kept.html")
    live.show_outcome(Outcome(GOOD))
    expect(page.get_by_role("heading")).to_have_text("Not here")
    (site / "kept.html").rename(site / "other/index.html")
    live.show_outcome(Outcome(GOOD))
    expect(page.get_by_role("heading")).to_have_text("Title")


def test_a_page_that_is_ready_early_is_shown_early(page: Page, address: str, live: Live) -> None:
    open_page(page, f"{address}/other/")
    live.show_pages(Pages({"/other/": b"<body><h1>Early</h1></body>"}))
    expect(page.get_by_role("heading")).to_have_text("Early")


def test_a_mistake_is_told_on_the_page_and_goes_away(page: Page, address: str, live: Live) -> None:
    open_page(page, f"{address}/")
    seen = scroll_to(page, "Paragraph 20")
    for _ in range(2):
        live.show_outcome(WRONG)
        panel = page.get_by_role("region", name="Not built: 1 error")
        expect(panel).to_be_in_viewport()
        expect(page.get_by_role("alert")).to_contain_text("Not built: 1 error")
        expect(panel.get_by_role("heading")).to_have_count(1)
        said = " ".join(panel.get_by_role("listitem").inner_text().split())
        assert said == " ".join(str(WRONG.problems[0]).split())
        wait_until_at(page, "Paragraph 20", seen)
        live.show_outcome(Outcome(GOOD))
        expect(panel).to_have_count(0)
        wait_until_at(page, "Paragraph 20", seen)
    assert not is_reloaded(page)


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_the_panel_can_be_hidden_until_something_else_is_wrong(
    page: Page, address: str, live: Live, key: str
) -> None:
    live.show_outcome(WRONG)
    open_page(page, f"{address}/")
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    if key == "Enter":
        page.keyboard.press("Tab")  # the panel itself, which may scroll
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Hide")).to_be_focused()
    page.keyboard.press(key)
    expect(panel).to_be_hidden()
    live.show_outcome(WRONG)
    page.goto(f"{address}/other/")
    expect(panel).to_be_hidden()
    live.show_outcome(Outcome(1, [Problem("content/b.md", 1, "", "Wrong, too.")]))
    expect(panel).to_be_visible()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_panel_can_be_read_on_any_screen(
    page: Page, address: str, live: Live, width: int, colours: str
) -> None:
    long = Problem(f"content/posts/{'long-name' * 9}.md", 1, "a", "No.", f"Yes.\n{'x' * 300}")
    live.show_outcome(Outcome(1, [long, *WRONG.problems]))
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    open_page(page, f"{address}/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel = page.locator(PANEL)
    assert panel.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert panel.evaluate("one => one.offsetHeight <= innerHeight / 2")
    for part in ("h2", "code", "li p", "pre", "button"):
        assert _contrast(page, f"{PANEL} {part}") >= 7, part  # WCAG 1.4.6


def _contrast(page: Page, selector: str) -> float:
    found = page.locator(selector).first.evaluate(
        """one => {
            let ground = one;
            while (getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
                ground = ground.parentElement;
            return [getComputedStyle(one).color, getComputedStyle(ground).backgroundColor];
        }"""
    )
    dark, light = sorted(
        _luminance([int(part) for part in re.findall(r"\d+", one)]) for one in found
    )
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: list[int]) -> float:
    """As WCAG 2.2 defines "relative luminance"."""
    parts = [part / 255 for part in colour]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("number", [1, 12])
def test_a_panel_that_goes_on_below_says_so_until_its_end(
    page: Page, address: str, live: Live, number: int
) -> None:
    wrong = [Problem(f"content/posts/{one}.md", 1, "date", "No day.") for one in range(number)]
    live.show_outcome(Outcome(1, wrong))
    page.set_viewport_size({"width": 320, "height": 640})
    open_page(page, f"{address}/")
    panel = page.locator(PANEL)
    said = "one => getComputedStyle(one, '::after').content"
    if number > 1:
        expect(panel).to_have_attribute("data-more", "")
        assert "More below" in panel.evaluate(said)
    panel.evaluate("one => one.scrollTo(0, one.scrollHeight)")
    expect(panel).not_to_have_attribute("data-more", "")
    assert "More below" not in panel.evaluate(said)
    expect(panel.get_by_role("listitem").last).to_be_in_viewport(ratio=1)


def test_without_a_script_the_mistake_is_told_on_the_next_page(
    browser: Browser, address: str, live: Live
) -> None:
    live.show_outcome(WRONG)
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator(PANEL)).to_contain_text("No day.")
        expect(page.get_by_role("button")).to_have_count(0)  # it could do nothing
        expect(page.get_by_text("Paragraph 0")).to_be_attached()


def test_many_tabs_hear_of_every_change(page: Page, address: str, live: Live, site: Path) -> None:
    """A browser keeps six connections to a server and no more."""
    tabs = [page, *(page.context.new_page() for _ in range(9))]
    for tab in tabs:
        tab.goto(f"{address}/")
        expect(tab.get_by_role("heading")).to_have_text("Title")
    for closed in (0, 1):  # also when the one that listens for all has gone
        for tab in tabs[:closed]:
            tab.close()
        write(site, "index.html", 3, above=f"<p>New {closed}</p>")
        page.context.pages[-1].wait_for_timeout(200)
        live.show_outcome(Outcome(GOOD))
        for tab in tabs[closed:]:
            expect(tab.get_by_text(f"New {closed}")).to_be_visible()


def test_a_server_that_is_started_again_is_heard_again(
    page: Page, live: Live, site: Path, port: int
) -> None:
    for number in range(2):
        with serving(live, "127.0.0.1", port) as server:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            if number == 0:
                open_page(page, f"http://127.0.0.1:{port}/")
            else:
                expect(page.get_by_text("While it was away")).to_be_visible(timeout=15_000)
            server.shutdown()
        live.show_outcome(Outcome(GOOD))  # its streams end: nobody is there
        write(site, "index.html", 3, above="<p>While it was away</p>")


def test_nothing_is_asked_of_another_host(page: Page, address: str, live: Live) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    live.show_outcome(WRONG)
    open_page(page, f"{address}/")
    live.show_outcome(Outcome(GOOD))
    expect(page.locator(PANEL)).to_have_count(0)
    assert len(asked) > 3
    assert [one for one in asked if not one.startswith(f"{address}/")] == []


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """All of Practice Press, with the tests' own content."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    shutil.copy(VALID / "settings.py", tmp_path / "own.py")
    shutil.copytree(VALID / "content", tmp_path / "content")
    return tmp_path


def test_from_the_editor_to_the_browser(page: Page, checkout: Path, port: int) -> None:
    """The whole of it: a post is saved, saved wrong, put right; code is saved; it ends at once."""
    post = checkout / "content/posts/2012/the-gate.md"
    text = post.read_text("utf-8")
    command = [sys.executable, "-m", "plugins.commands.serve", "--settings", "own.py"]
    with subprocess.Popen(
        [*command, f"--port={port}"],
        cwd=checkout,
        env={name: value for name, value in environment().items() if name != "PYTHONPATH"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as serve:
        try:
            _wait_for(port)
            page.goto(f"http://127.0.0.1:{port}/posts/the-gate/")
            heading = page.locator("h1")
            expect(heading).to_have_text("The gate", timeout=LONG)
            save(post, text.replace("Title: The gate", "Title: The new gate"))
            expect(heading).to_have_text("The new gate", timeout=LONG)
            _wait_for_text(checkout / "output-preview/posts/the-gate/index.html", "The new gate")
            save(post, text.replace("Date: 10 February 2012", "Date: 03/04/2012"))
            item = page.locator(PANEL).get_by_role("listitem")
            expect(item).to_have_count(1, timeout=LONG)
            told = " ".join(item.inner_text().split())
            expect(heading).to_have_text("The new gate")
            theme = checkout / "theme/templates/post.html"
            save(theme, "{{ broken")
            save(post, text)
            expect(page.locator(PANEL)).to_contain_text("The theme has a fault", timeout=LONG)
            save(theme, (ROOT / "theme/templates/post.html").read_text("utf-8"))
            expect(heading).to_have_text("The gate", timeout=LONG)
            code = checkout / "plugins/publication.py"
            save(code, "a b c")
            expect(page.locator(PANEL)).to_contain_text("SyntaxError", timeout=LONG)
            save(code, (ROOT / "plugins/publication.py").read_text("utf-8"))
            expect(page.locator(PANEL)).to_have_count(0, timeout=LONG)
            expect(heading).to_have_text("The gate")
            began = time.monotonic()
            serve.send_signal(2)
            said, _ = serve.communicate(timeout=10)
            assert time.monotonic() - began < 3
        finally:
            serve.kill()
    assert serve.returncode == 0
    assert told in " ".join(said.split())
    assert told.startswith("content/posts/2012/the-gate.md:3: date: 03/04/2012 can be read")


def _wait_for_text(file: Path, text: str) -> None:
    """Wait for a whole build: an early page is seen before it, and no mistake may overtake it."""
    end = time.monotonic() + LONG / 1000
    while text not in file.read_text("utf-8"):
        assert time.monotonic() < end, f"{file} is not built"
        time.sleep(0.05)


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("make serve does not answer")
