"""Our comment form in a browser, with the real Isso, and with one that fails in every way."""

from __future__ import annotations

import json
import re
from itertools import cycle

import pytest
from playwright.sync_api import Browser, expect

from tests.isso import Isso
from tests.site.bars.talking import (
    BARE,
    BY_MAIL,
    CANCEL,
    CLOSED,
    HELD,
    LONG,
    NAME,
    OPEN,
    POST,
    SEND,
    TALK,
    Reader,
    reading,
)

pytestmark = pytest.mark.slow
KEPT = "What you wrote is still here."
ERRORS = {
    400: "could not read your comment",
    403: "was not accepted",
    404: "does not work at the moment",
    413: "could not read your comment",
    429: "was not accepted",
    500: "does not work at the moment",
    503: "does not work at the moment",
}
BODIES = ("<!doctype html><h1>No</h1>", '{"id": 1, "te')  # of an answer with such a status
HOSTILE = "<img src=x onerror=alert(1)><svg onload=alert(1)></svg><script>alert(1)</script>"
LINKS = "".join(f"<a href='{to}'>{to[0]}</a>" for to in ("javascript:alert(1)", "data:,x", "//x"))


def told(**more: object) -> str:
    """A comment as Isso tells it."""
    said = {"id": 2000, "parent": None, "author": None, "text": "<p>New</p>", "created": 1.7e9}
    return json.dumps({**said, "mode": 1, "website": None, **more})


def test_nobody_else_is_asked_for_anything_before_a_reader_asks(one: Reader) -> None:
    one.page.wait_for_load_state("networkidle")
    expect(one.button(OPEN)).to_be_visible()
    assert one.asked == []
    one.open_and_hear()
    assert [url.partition("?")[0] for url in one.asked] == [f"GET http://{TALK}/"]
    assert one.said == []


def test_a_comment_is_held_approved_shown_and_answered(
    one: Reader, talker: Browser, talking_home: str, isso: Isso
) -> None:
    one.go(BARE).open()
    one.write("We have *tea* <i>too</i>.\n\nAt five.", "Ann <script>")
    thanks = one.page.get_by_text(HELD)
    expect(thanks).to_be_focused()
    expect(one.comment("Only you see this so far")).to_contain_text("Ann <script>")
    expect(one.comment("Only you see this so far").locator("em")).to_have_text("tea")
    expect(one.button(OPEN)).to_be_visible()
    thread = f"/sub{BARE}"
    assert isso.thread(thread) == []
    assert one.page.context.cookies() == []
    assert one.page.evaluate("localStorage.length + sessionStorage.length") == 0
    isso.approve(int(one.page.locator("article.comment").get_attribute("id").split("-")[1]))  # type: ignore[union-attr]  # it has one
    with reading(talker, talking_home) as other:
        other.go(BARE).open()
        expect(other.page.get_by_text("1 newer comment has come")).to_be_visible()
        other.button("Show what is new").click()
        expect(other.page.locator("article.comment a").first).to_be_focused()
        other.open("Reply to Ann <script>")
        expect(other.page.get_by_role("form", name="Your reply to Ann <script>")).to_be_visible()
        expect(other.page.get_by_label("What would")).to_be_focused()
        other.write("At six, here.")
        expect(other.page.get_by_text(HELD)).to_be_focused()
        answer = other.comment("At six, here.")
        expect(answer).to_contain_text("in reply to Ann <script>")
        isso.approve(int(answer.get_attribute("id").split("-")[1]))  # type: ignore[union-attr]  # as above
        assert other.said == []
    (first,) = isso.thread(thread)
    assert first["author"] == "Ann &lt;script&gt;"
    assert [reply["author"] for reply in first["replies"]] == [None]
    assert one.said == []


def test_the_store_of_the_service_knows_a_post_by_its_thread(one: Reader, isso: Isso) -> None:
    one.open()
    one.write("The thread is named by the path of first publication.")
    expect(one.page.get_by_text(HELD)).to_be_focused()
    posted = [url for url in one.asked if url.startswith("POST")]
    assert posted == [f"POST http://{TALK}/new?uri=%2Fsub%2Fposts%2Ftea-at-four%2F"]


@pytest.mark.parametrize(("status", "body"), [*zip(ERRORS, cycle(BODIES), strict=False)])
def test_what_the_service_refuses_is_told_and_nothing_is_lost(
    one: Reader, status: int, body: str
) -> None:
    one.answer(body, status=status, method="POST")
    one.open()
    one.write("My words", "Ann")
    alert = one.page.get_by_role("alert")
    expect(alert).to_contain_text(ERRORS[status])
    expect(alert).to_contain_text(KEPT)
    expect(one.text).to_have_value("My words")
    expect(one.page.get_by_label(NAME)).to_have_value("Ann")
    expect(one.button(SEND)).to_be_focused()


@pytest.mark.parametrize(
    "body", ["<h1>Hello</h1>", "", "[]", "null", '{"id": 1, "te', told(id="1"), told(text=None)]
)
def test_an_answer_that_is_no_comment_is_no_thanks(one: Reader, body: str) -> None:
    one.answer(body, method="POST")
    one.open()
    one.write("My words")
    expect(one.page.get_by_role("alert")).to_contain_text("does not work at the moment")
    expect(one.text).to_have_value("My words")


def test_a_service_that_cannot_be_reached_or_is_slow_is_told_of(one: Reader) -> None:
    one.page.route(f"http://{TALK}/new**", lambda route: route.abort())
    one.open()
    one.write("My words")
    alert = one.page.get_by_role("alert")
    expect(alert).to_contain_text("cannot be reached")
    one.hold()
    one.button(SEND).click()
    expect(one.button("Sending …")).to_have_attribute("aria-disabled", "true")
    expect(one.page.get_by_role("status").filter(has_text="Sending …")).to_have_count(1)
    one.say("", status=503)
    expect(alert).to_contain_text("does not work at the moment")
    one.wait_for_service(1)
    one.button(SEND).click()
    expect(alert).to_contain_text("did not answer in time")
    expect(one.text).to_have_value("My words")
    one.wait_for_service(LONG)
    one.page.unroute(f"http://{TALK}/new**")
    one.button(SEND).click()
    expect(one.page.get_by_text(HELD)).to_be_focused()
    expect(alert).to_have_count(0)


def test_two_quick_clicks_send_one_comment(one: Reader) -> None:
    one.open()
    one.text.fill("Only once")
    one.button(SEND).evaluate("one => { one.click(); one.click(); }")
    expect(one.page.get_by_text(HELD)).to_be_focused()
    assert len([url for url in one.asked if url.startswith("POST")]) == 1


def test_what_is_published_at_once_stands_in_its_place(one: Reader) -> None:
    one.answer(told(parent=1001, author="Ann &amp; Co"), status=201, method="POST")
    one.open("Reply to Maureen")
    one.write("New")
    expect(one.page.get_by_text("Everybody can read your comment now.")).to_be_focused()
    replies = one.page.locator("li:has(> #isso-1001) > ol article")
    expect(replies).to_have_count(2)
    expect(replies.last.get_by_role("heading", level=4)).to_have_text("Ann & Co")
    expect(replies.last).to_contain_text("in reply to Maureen")
    expect(replies.last.get_by_role("button", name="Reply to Ann & Co")).to_be_visible()


def test_whatever_the_service_says_cannot_run(one: Reader) -> None:
    text = f"<p>Words {HOSTILE}</p>{LINKS}<p style='x' class='y' id='z'>more</p>{HOSTILE}"
    replies = [json.loads(told(text=text, author="&lt;img src=x onerror=alert(1)&gt;"))]
    one.answer(json.dumps({"replies": replies}))
    one.open()
    one.button("Show what is new").click()
    shown = one.page.locator("#isso-2000")
    expect(shown.get_by_role("heading")).to_have_text("<img src=x onerror=alert(1)>")
    expect(shown.locator(".prose")).to_have_text("Words jd/more")
    assert shown.locator(".prose :is(a, img, svg, script, [class], [style], [id])").count() == 0
    assert "1" not in one.said  # what alert() would say
    assert {url.partition("?")[0] for url in one.asked} == {f"GET http://{TALK}/"}


@pytest.mark.parametrize("body", ["<h1>Hello</h1>", "{}", '{"replies": [{}]}', '{"replies": 1}'])
def test_without_what_is_newer_the_form_works_all_the_same(one: Reader, body: str) -> None:
    one.answer(body)
    one.open()
    one.write("All the same")
    expect(one.page.get_by_text(HELD)).to_be_focused()
    assert one.said == []


def test_nothing_and_too_much_are_told_at_the_field(one: Reader) -> None:
    one.open()
    one.write("  a ")
    expect(one.text).to_be_focused()
    expect(one.text).to_have_attribute("aria-invalid", "true")
    expect(one.text).to_have_accessible_description(re.compile("^Please write something first"))
    one.text.evaluate("one => { one.value = '☕'.repeat(65535 + 12); }")
    one.button(SEND).click()
    expect(one.text).to_have_accessible_description(re.compile("^This is too long by 12 letters"))
    assert [url for url in one.asked if url.startswith("POST")] == []


def test_a_form_that_is_closed_keeps_what_was_written(one: Reader) -> None:
    one.open("Reply to Maureen")
    one.text.fill("Half a thought")
    one.button(CANCEL).click()
    expect(one.button("Reply to Maureen")).to_be_focused()
    one.open()
    expect(one.text).to_have_value("Half a thought")
    one.button(CANCEL).click()
    expect(one.button(OPEN)).to_be_focused()


def test_the_rules_stand_before_each_place_of_the_form(one: Reader) -> None:
    one.open("Reply to Maureen")
    form = one.page.get_by_role("form")
    for words in ("House rules", "We read comments on weekdays", "call 999"):
        expect(form).to_contain_text(words)
    one.open()
    expect(one.page.get_by_text("call 999")).to_have_count(1)
    expect(one.page.get_by_text("call 999")).to_be_visible()


@pytest.mark.parametrize("address", [CLOSED, "/posts/notes-from-the-yard/"])
def test_where_comments_are_closed_or_off_there_is_no_form(one: Reader, address: str) -> None:
    one.go(address)
    assert one.page.locator("script[src*=comments]").count() == 0
    assert one.button(OPEN).count() == 0
    assert one.page.get_by_role("button", name="Reply").count() == 0


def test_without_javascript_there_is_a_letter_with_all_filled_in(
    talker: Browser, talking_home: str
) -> None:
    with reading(talker, talking_home, script=False) as one:
        one.go()
        link = one.page.get_by_role("link", name=BY_MAIL)
        href = link.get_attribute("href") or ""
        assert href.startswith("mailto:editor@valid.example?subject=Comment%20on%20%E2%80%9CTea")
        assert href.endswith(
            f"https%3A%2F%2Fvalid.example%2Fsub{POST.replace('/', '%2F')}%0D%0A%0D%0A"
        )
        assert one.page.locator("button:visible").count() == 0
        expect(one.page.get_by_text("Ring 01632 960002 and leave a message.")).to_be_visible()
        expect(one.page.locator("#isso-1002")).to_contain_text("in reply to Maureen")


@pytest.mark.parametrize(("button", "level"), [(OPEN, 3), ("Reply to Maureen", 4)])
def test_whoever_hears_the_field_hears_where_to_turn(one: Reader, button: str, level: int) -> None:
    """The line stands above the field, to which the reader is taken past it."""
    one.page.get_by_role("button", name=button).first.click()
    expect(one.text).to_be_focused()
    expect(one.text).to_have_accessible_description(re.compile("in danger now, call 999"))
    expect(one.page.locator(".comment-form").get_by_role("heading", level=level)).to_be_visible()
