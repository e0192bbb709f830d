"""What the form offers is what the next build shows: no more, and in the same form."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.names import NAMES
from tests.site.bars.talking import (
    CANCEL,
    ERASED,
    HELD,
    OPEN,
    SAID,
    TALK,
    TO_CLOSE,
    Reader,
    reading,
)

pytestmark = pytest.mark.slow
NEWS, SHOW = ".comment-news", "Show what is new"
SHAPE = """one => [...one.querySelectorAll("*"), one].map((each) => [
    each.nodeName,
    ...[...each.attributes].map(({ name, value }) => `${name}=${value}`).sort(),
])"""


def told(number: int, at: str = "2026-11-20T13:00:00Z", **more: object) -> dict[str, object]:
    """A comment as Isso tells it."""
    created = datetime.datetime.fromisoformat(at).timestamp()
    said = {"id": number, "parent": None, "author": None, "text": f"<p>No. {number}</p>", "mode": 1}
    return {**said, "created": created, **more}


def news(*comments: dict[str, object]) -> str:
    return json.dumps({"replies": comments})


def test_what_was_written_in_a_pause_is_not_offered(one: Reader) -> None:
    """The site is where the clocks go by London; both edges of the pause are tried."""
    moments = {
        1: "2026-10-31T23:59:59Z",
        2: "2026-11-01T00:00:00Z",
        3: "2026-11-08T23:59:59Z",
        4: "2026-11-09T00:00:00Z",
    }
    one.answer(news(*(told(number, at) for number, at in moments.items())))
    one.open()
    expect(one.page.locator(NEWS)).to_contain_text("2 newer comments")
    one.button(SHOW).click()
    expect(one.page.locator("#isso-1, #isso-4")).to_have_count(2)
    expect(one.page.locator("#isso-2, #isso-3")).to_have_count(0)


def test_what_was_erased_is_not_offered(one: Reader) -> None:
    answer = told(6, parent=ERASED, author="Nia")
    one.answer(news(told(ERASED, author="Karl", replies=[answer])))
    one.open()
    expect(one.page.locator(NEWS)).to_contain_text("1 newer comment")
    one.button(SHOW).click()
    expect(one.page.locator("#isso-6")).to_be_visible()
    assert "Karl" not in one.page.locator(".comments").inner_text()


def test_a_name_is_shown_as_the_build_will_show_it(one: Reader) -> None:
    names = [*NAMES]
    one.answer(news(*(told(number, author=name) for number, name in enumerate(names, 1))))
    one.open()
    one.button(SHOW).click()
    for number, name in enumerate(names, 1):
        shown = one.page.locator(f"#isso-{number} .comment-name").text_content()
        assert (name, shown) == (name, NAMES[name] or "No name given")


def test_the_words_of_a_picture_stand_for_it(one: Reader) -> None:
    picture = '<p><a href="https://e.org"><img src="https://e.org/a.png" alt="Our rota"></a></p>'
    one.answer(news(told(1, text=picture)))
    one.open()
    one.button(SHOW).click()
    expect(one.page.locator("#isso-1 .prose a")).to_have_text("Our rota")
    assert not [asked for asked in one.asked if "e.org" in asked]


@pytest.fixture
def timed(talker: Browser, talking_home: str) -> Iterator[Reader]:
    """A reader whose clock may be set: the pages of a profile have one, so this is of their own."""
    with reading(talker, talking_home) as one:
        yield one


def test_what_was_written_after_the_closing_is_not_offered(timed: Reader) -> None:
    timed.page.clock.set_fixed_time("2026-12-31T23:59:59Z")
    timed.answer(news(told(1, "2027-01-01T00:00:00Z"), told(2, "2026-12-31T23:59:59Z")))
    timed.go(TO_CLOSE).open()
    timed.button(SHOW).click()
    expect(timed.page.locator("article.comment")).to_have_count(1)
    expect(timed.page.locator("#isso-2")).to_be_visible()


def test_a_page_that_is_older_than_the_closing_has_no_form(timed: Reader) -> None:
    timed.page.clock.set_fixed_time("2027-01-01T00:00:01Z")
    timed.go(TO_CLOSE)
    expect(timed.page.locator(".comment-here")).to_have_text("Comments are closed.")
    assert timed.button(OPEN).count() == 0
    timed.page.clock.set_fixed_time("2026-12-31T23:59:59Z")
    timed.go(TO_CLOSE)
    expect(timed.button(OPEN)).to_be_visible()


def test_nothing_is_sent_once_it_is_closed(timed: Reader) -> None:
    """What would be sent could never be shown; the words stay for the reader to take along."""
    timed.page.clock.set_fixed_time("2026-12-31T23:59:00Z")
    timed.go(TO_CLOSE).open()
    timed.page.clock.set_fixed_time("2027-01-01T00:00:01Z")
    timed.write("Too late")
    expect(timed.page.get_by_role("alert")).to_have_text(
        "Comments are closed. What you wrote is still here."
    )
    expect(timed.text).to_have_value("Too late")
    assert [url for url in timed.asked if url.startswith("POST")] == []


def test_a_comment_is_shown_as_the_page_will_have_it(one: Reader) -> None:
    """With the same attributes, so that Arabic, say, is read from the right in both."""
    known = [
        told(int(said.id), f"{said.at:%Y-%m-%dT%H:%M:%SZ}")
        | {"text": said.text, "author": said.name.replace("<", "&lt;") or None}
        | {"parent": int(said.reply_to) if said.reply_to else None}
        for said in SAID.comments
    ]
    places = [one.page.locator(f"#isso-{said.id}") for said in SAID.comments]
    before = [place.evaluate(SHAPE) for place in places]
    one.page.locator(".comments-said").evaluate("one => one.replaceChildren()")
    one.answer(news(*known))
    one.open()
    one.button(SHOW).click()
    assert [place.evaluate(SHAPE) for place in places] == before
    assert sum("dir=auto" in shape for shape in before[0]) == 2


def test_what_is_shown_meanwhile_is_not_offered_again(one: Reader) -> None:
    """The own comment, told of as new before the answer to its sending has come."""
    one.answer(news(told(7, author="Ann"), told(8)))
    one.hold()
    one.open()
    expect(one.page.locator(NEWS)).to_contain_text("2 newer comments")
    one.write("No. 7", "Ann")
    expect(one.button("Sending …")).to_be_visible()
    one.say(json.dumps(told(7, author="Ann")))
    expect(one.page.get_by_text("Everybody can read your comment now.")).to_be_focused()
    expect(one.page.locator(NEWS)).to_contain_text("1 newer comment has come")
    one.button(SHOW).click()
    expect(one.page.locator("#isso-8 a")).to_be_focused()
    expect(one.button(SHOW)).to_have_count(0)
    expect(one.page.locator("#isso-7")).to_have_count(1)


def test_what_is_sent_twice_over_stands_once(one: Reader) -> None:
    """The own comment, shown as new while its sending was not answered yet."""
    one.answer(news(told(7, author="Ann")))
    one.hold()
    one.open()
    one.write("No. 7", "Ann")
    one.button(SHOW).click()
    expect(one.page.locator("#isso-7 a")).to_be_focused()
    one.say(json.dumps(told(7, author="Ann")))
    expect(one.page.get_by_text("Everybody can read your comment now.")).to_be_focused()
    expect(one.page.locator("#isso-7")).to_have_count(1)
    expect(one.page.locator(NEWS)).to_be_empty()


def test_thanks_are_said_once_at_a_time(one: Reader) -> None:
    numbers = iter([7, 8])

    def take(route: Route) -> None:
        if route.request.method != "POST":
            return route.fallback()
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
        body = json.dumps(told(next(numbers), mode=2))
        return route.fulfill(status=202, body=body, headers=headers)

    one.page.route(f"http://{TALK}/new**", take)
    thanks = one.page.get_by_text(HELD)
    for number in (7, 8):
        one.open()
        expect(thanks).to_have_count(0)
        one.write(f"No. {number}")
        expect(thanks).to_be_focused()
        expect(one.page.locator(f"li:has(> #isso-{number}) > p")).to_have_text(HELD)
    one.open()
    expect(thanks).to_have_count(0)
    one.button(CANCEL).click()
    expect(one.button(OPEN)).to_be_focused()
