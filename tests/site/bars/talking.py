"""The valid site with a comment service, and a reader of what is said there."""

from __future__ import annotations

import datetime
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Route

from plugins.model.comments.thread import Said, Thread, write_thread
from tests.running import VALID
from tests.site.bars.looking import WIDE
from tests.site.bars.publishing import publish

TALK = "talk.valid.example"  # where the browsers of the tests find the Isso of the tests
POST, BARE, CLOSED = "/posts/tea-at-four/", "/posts/no-word-yet/", "/posts/the-gate/"
TO_CLOSE = "/posts/until-new-year/"  # the one whose comments close with the year 2026
THREAD = f"/sub{POST}"
OPEN, TEXT, NAME = "Write a comment here", "What would you like to say?", "Your name (optional)"
SEND, CANCEL = "Send your comment", "Close without sending"
BY_MAIL = "Write your comment in an e-mail"
HELD = "Thank you. We have your comment. Somebody reads it before others can see it."
LONG = 300  # seconds: all that is waited for takes hundredths
ISSO = f"""
COMMENTS_SERVICE = "isso"
COMMENTS_ISSO = "http://{TALK}"
COMMENTS_MAIL = "editor@valid.example"
COMMENTS_TIMEOUT = {LONG}
"""
GISCUS = """
COMMENTS_SERVICE = "giscus"
COMMENTS_GISCUS = {"repo": "net/site", "repo_id": "R_1", "category": "Talk", "category_id": "C_1"}
"""
ERASED = 4001  # was held when it was erased: the snapshot knows nothing of it
NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
SAID = Thread(
    thread=THREAD,
    service="isso",
    comments=(
        Said(id="1001", name="Maureen", at=NOON, text="<p>He put the <em>milk</em> there.</p>"),
        Said(id="1002", name="<b>Bob</b>", at=NOON, text="<p>So did I.</p>", reply_to="1001"),
        Said(id="1003", at=NOON, text="<p>Is there one for toast?</p>"),
    ),
)


def publish_talking(folder: Path, settings: str = ISSO) -> None:
    """Publish it into a folder. settings: those of the service."""
    content = shutil.copytree(VALID / "content", folder / "source")
    (content / "posts/2026").mkdir()
    titles = {POST: "Tea & <b>cake</b> at four", BARE: "No word yet", TO_CLOSE: "Until new year"}
    for address, title in titles.items():
        slug = address.split("/")[2]
        closing = "comments: {until: 2026-12-31}\n" if address == TO_CLOSE else ""
        text = f"title: {title}\nauthor: ada-quell\ndate: 2026-11-01\nsummary: Tea.\n{closing}"
        (content / f"posts/2026/{slug}.md").write_text(f"---\n{text}---\nTea.\n", encoding="utf-8")
    (content / "forgotten-comments.txt").write_text(f"isso {ERASED} 2026-11-20\n")
    (folder / ".comments").mkdir()
    (folder / ".comments/tea.json").write_bytes(write_thread(SAID))
    publish(folder, content, (VALID / "settings.py").read_text(encoding="utf-8") + settings)


class Reader:
    """A reader of one post; `asked`: all that other hosts than that of the site were asked for."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.asked: list[str] = []
        self.said: list[str] = []  # on the console, and by mistakes
        self._held: list[Route] = []
        page.on("request", self._note)
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: self.said.append(dialog.message))

    def _note(self, request: Request) -> None:
        if not request.url.startswith(self.home):
            self.asked.append(f"{request.method} {request.url}")

    def go(self, address: str = POST) -> Reader:
        self.page.goto(self.home + address)
        return self

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def text(self) -> Locator:
        return self.page.get_by_label(TEXT)

    def open(self, button: str = OPEN) -> Reader:
        self.button(button).click()
        return self

    def open_and_hear(self) -> None:
        """Open the form, and give the page time for what its service says to that."""
        with self.page.expect_event(
            "requestfinished", lambda request: urlsplit(request.url).query.startswith("uri=")
        ):
            self.open()
        self.page.wait_for_timeout(300)

    def write(self, text: str, name: str = "") -> None:
        self.text.fill(text)
        self.page.get_by_label(NAME).fill(name)
        self.button(SEND).click()

    def comment(self, text: str) -> Locator:
        return self.page.get_by_role("article").filter(has_text=text).last

    def answer(self, body: str, *, status: int = 200, method: str = "GET") -> None:
        """Let the service answer so from now on, to requests of a method."""

        def give(route: Route) -> None:
            if route.request.method == method:
                headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
                route.fulfill(status=status, body=body, headers=headers)
            else:
                route.fallback()

        self.page.route(f"http://{TALK}/**", give)

    def hold(self) -> None:
        """Let sending take as long as the service's answer is not given by `say`."""
        self.page.route(f"http://{TALK}/new**", lambda route: self._held.append(route))

    def wait_for_service(self, seconds: float) -> None:
        """Let this page wait for its service so long, whatever the settings of the site say."""
        self.page.locator(".comment-here").evaluate(
            "(one, seconds) => { one.dataset.timeout = seconds; }", seconds
        )

    def say(self, body: str, *, status: int = 201) -> None:
        """Answer what is held, once the browser has begun to send it.

        What the page shows of its sending may be seen before that.
        """
        end = time.monotonic() + LONG
        while not self._held:
            assert time.monotonic() < end, "nothing is sent"
            self.page.wait_for_timeout(20)
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
        self._held.pop().fulfill(status=status, body=body, headers=headers)


@contextmanager
def reading(browser: Browser, home: str, *, script: bool = True) -> Iterator[Reader]:
    """A reader with a new browser profile."""
    with profile(browser, script=script) as context:
        yield Reader(context.new_page(), home)


def profile(browser: Browser, *, script: bool = True) -> BrowserContext:
    """A new browser profile."""
    return browser.new_context(
        viewport={"width": WIDE, "height": 900}, reduced_motion="reduce", java_script_enabled=script
    )
