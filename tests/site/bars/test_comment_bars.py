"""A conversation and each state of its form: seen, heard, gone through, zoomed, printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from tests.site.bars import looking
from tests.site.bars.looking import MIDDLE, NARROW, WIDE, none_of
from tests.site.bars.talking import BARE, CANCEL, HELD, OPEN, POST, SEND, TALK, TEXT, THREAD
from tests.site.bars.talking import Reader as Talker
from tests.site.bars.test_axe import ASK, SIGHTS
from tests.site.bars.test_devices import EDGES
from tests.site.bars.test_html_checker import messages_of
from tests.site.bars.test_keyboard import walk
from tests.site.bars.test_layout import SPACED, WHOLE, ZOOMED
from tests.site.bars.test_quiet import TEXT as WORDS

pytestmark = pytest.mark.slow
SAYS_NEW = {
    "replies": [
        {"id": 3000 + at, "parent": None, "author": "Nia", "text": "<p>New</p>", "mode": 1}
        | {"created": 1.7e9}
        for at in range(2)
    ]
}


def _open(one: Talker) -> None:
    one.open()


def _wrong(one: Talker) -> None:
    one.open()
    one.write("")
    expect(one.text).to_have_attribute("aria-invalid", "true")


def _failed(one: Talker) -> None:
    one.answer("No", status=500, method="POST")
    one.open()
    one.write("My words " * 40, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau")
    expect(one.page.get_by_role("alert")).not_to_be_empty()


def _sending(one: Talker) -> None:
    one.page.add_init_script("AbortSignal.timeout = () => undefined")
    one.page.reload()
    one.page.route(f"http://{TALK}/new**", lambda _: None)
    one.open()
    one.write("My words")
    expect(one.button("Sending …")).to_be_visible()


def _newer(one: Talker) -> None:
    one.answer(json.dumps(SAYS_NEW))
    one.open()
    expect(one.button("Show what is new")).to_be_visible()


def _reply(one: Talker) -> None:
    one.open("Reply to No name given")


def _held(one: Talker) -> None:
    one.answer(
        json.dumps(SAYS_NEW["replies"][0] | {"parent": 1001, "mode": 2, "author": "W" * 60}),
        status=202,
        method="POST",
    )
    one.open()
    one.write("My words")
    expect(one.page.get_by_text(HELD)).to_be_focused()


STATES: dict[str, Callable[[Talker], None]] = {
    "closed form": lambda _: None,
    "open": _open,
    "wrong": _wrong,
    "failed": _failed,
    "sending": _sending,
    "newer": _newer,
    "reply": _reply,
    "held": _held,
}
in_every_state = pytest.mark.parametrize("state", STATES)


class Shown(NamedTuple):
    """A page in a state of the form, as it came to it; html: its elements before any test."""

    reader: looking.Reader
    html: str


@pytest.fixture(scope="module")
def states(talker: Browser, talking_home: str) -> Iterator[Mapping[str, Shown]]:
    """A page for each state. Each test sets the window and the colours that it needs."""
    found = {}
    with looking.reader(talker, talking_home) as profile:
        for state, come_to in STATES.items():
            one = Talker(profile.page.context.new_page(), talking_home)
            come_to(one.go())
            found[state] = Shown(looking.Reader(one.page, talking_home), one.page.content())
        yield found


@pytest.fixture
def one(states: Mapping[str, Shown], state: str) -> looking.Reader:
    one = states[state].reader
    one.page.bring_to_front()
    one.page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    one.resize(WIDE)
    return one


@in_every_state
def test_it_is_accessible(one: looking.Reader, axe: str) -> None:
    found = []
    one.page.evaluate(axe)
    for width, colours, tags in SIGHTS:
        one.resize(width)
        one.page.emulate_media(color_scheme=colours)
        said = one.page.evaluate(ASK, list(tags))
        found += [f"{width} px, {colours}: {words}" for words in said]
    none_of(found)


@in_every_state
def test_it_fits_its_window(one: looking.Reader) -> None:
    found = []
    for width in (NARROW, MIDDLE, WIDE):
        one.resize(width)
        for probe in (*WHOLE, "covered()", "smallTargets()", "moving()"):
            found += [f"{width} px: {fault}" for fault in one.ask(probe)]
    one.resize(*ZOOMED)
    found += one.ask("covered()")
    one.wear(SPACED)
    for width in (NARROW, WIDE):
        one.resize(width)
        found += [f"spaced, {width} px: {fault}" for probe in WHOLE for fault in one.ask(probe)]
    one.wear("")
    none_of(found)


@in_every_state
def test_the_keyboard_leads_through_it(one: looking.Reader) -> None:
    """Also where a reader's system sets all colours, in which each control keeps an edge."""
    one.page.emulate_media(forced_colors="active")
    one.resize(WIDE, 500)
    found = one.page.evaluate(EDGES)
    one.page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    one.page.evaluate("document.querySelector('.skip-link').focus()")
    one.page.keyboard.press("Shift+Tab")
    none_of(found + walk(one)[1])


def test_all_of_it_can_be_done_by_keyboard(talker: Browser, talking_home: str) -> None:
    with looking.reader(talker, talking_home) as reader:
        one = Talker(reader.page, talking_home).go()
        keys = one.page.keyboard
        one.button(OPEN).focus()
        keys.press("Enter")
        expect(one.page.get_by_label(TEXT)).to_be_focused()
        keys.type("By keyboard alone.")
        keys.press("Tab")
        keys.type("Nia")
        keys.press("Tab")
        expect(one.button(SEND)).to_be_focused()
        keys.press("Tab")
        expect(one.button(CANCEL)).to_be_focused()
        keys.press("Shift+Tab")
        keys.press("Space")
        expect(one.page.get_by_text(HELD)).to_be_focused()
        keys.press("Tab")
        assert one.page.evaluate("document.activeElement.closest('.comments') !== null")


def test_the_html_checker_finds_nothing(
    states: Mapping[str, Shown], packages: Path, tmp_path: Path
) -> None:
    for state, shown in states.items():
        (tmp_path / f"{state}.html").write_text(shown.html, encoding="utf-8")
    none_of(messages_of(tmp_path, [f"{state}.html" for state in states], packages))


def test_the_words_are_the_same_without_javascript(talker: Browser, talking_home: str) -> None:
    with (
        looking.reader(talker, talking_home, script=False) as plain,
        looking.reader(talker, talking_home) as one,
    ):
        for address, _ in zip(one.visit([POST, BARE]), plain.visit([POST, BARE]), strict=True):
            assert one.page.evaluate(WORDS) == plain.page.evaluate(WORDS), address


@in_every_state
def test_paper_has_the_conversation_and_no_form(one: looking.Reader) -> None:
    one.page.emulate_media(media="print")
    printed = one.page.locator(".comments").inner_text()
    assert one.page.locator("button:visible, textarea:visible, input:visible").count() == 0
    none_of(one.ask("sideways()"))
    for words in ("Maureen", "20 November 2026", f"https://valid.example{THREAD}#comments"):
        assert words in printed
