"""The probes find what they are for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.site.bars.looking import Reader, reader
from tests.site.bars.test_keyboard import skip_link_faults, walk

pytestmark = pytest.mark.slow
SKIP = '<a href="#main">Skip</a>'
TWO_DOTS = "<style>a {{ position: absolute; width: 10px; height: 10px; left: 50px }}</style>"
TWO_DOTS += '<a href="#a" style="top: 50px">a</a><a href="#b" style="top: {}px">b</a>'
LONG = "<p>Some words of a text.</p>" * 60
BAR = "<p style='position: {}; top: 0; background: white'>A bar</p>"
WRONG = {
    "a wide box": ("sideways()", "<p style='width: 2000px'>Wide</p>", "2008 px in 1280: p"),
    "words cut off": (
        "cut()",
        "<p style='height: 1em; width: 3em; overflow: hidden'>a b c d e f g</p>",
        "p",
    ),
    "a bar over the text": ("covered()", BAR.format("sticky") + LONG, 'lies over "Some words'),
    "a fixed bar": ("covered()", LONG + BAR.format("fixed"), 'lies over "Some words'),
    "targets too near": ("smallTargets()", TWO_DOTS.format(70), "10.0 x 10.0 px: a"),
    "a small one beside a big one": (
        "smallTargets()",
        "<button style='width: 10px; height: 10px; padding: 0'></button>"
        "<button style='height: 30px'>B</button>",
        "10.0 x 10.0 px: button",
    ),
    "a transition": ("moving()", "<p style='transition: color 1s'>Words</p>", "a transition of p"),
    "an animation": (
        "moving()",
        "<style>@keyframes a { to { color: red } } p { animation: a 9s }</style><p>Words</p>",
        "an animation of p",
    ),
    "smooth scrolling": ("moving()", "<style>html { scroll-behavior: smooth }</style>", "smooth"),
}
RIGHT = {
    "a wide box that moves by itself": (
        "sideways()",
        "<div style='overflow: auto'><p style='width: 2000px'>Wide</p></div>",
    ),
    "words for screen readers": (
        "cut()",
        "<p style='position: absolute; width: 1px; height: 1px; overflow: hidden'>Unseen</p>",
    ),
    "a bar beside the text": (
        "covered()",
        "<div style='display: flex'><div style='position: sticky; top: 0'>B</div>"
        f"<div>{LONG}</div>",
    ),
    "small targets far apart": ("smallTargets()", TWO_DOTS.format(80)),
    "links in a sentence": (
        "smallTargets()",
        "<p>Read <a href='#a'>a</a><a href='#b'>b</a> now.</p>",
    ),
    "a transition of no time": ("moving()", "<p style='transition: color 0s'>Words</p>"),
}
HIDDEN_FOCUS = "<style>a { outline: none !important }</style>"
OUT_OF_ORDER = '<div style="display: flex; flex-flow: {} wrap-reverse">'
OUT_OF_ORDER += "".join(f'<p style="width: 100%"><a href="#{one}">{one}</a></p>' for one in "ab")
WALKS = {
    "a focus that is not seen": (
        f"{HIDDEN_FOCUS}<a href='#a'>a</a>",
        "does not show that it has the focus",
    ),
    "a focus under a bar": (
        "<a href='#a'>a</a><p style='position: fixed; inset: 0; background: white'>",
        "is covered",
    ),
    "a focus outside": (
        "<a href='#a' style='position: fixed; left: -99px'>a</a>",
        "is outside of the window",
    ),
    "an order that is not seen": (OUT_OF_ORDER.format("row"), "Tab goes back, from a"),
    "a trap": (
        "<button>a</button><button onkeydown='event.preventDefault()'>b</button><button>c</button>",
        "Tab does not lead out",
    ),
    "what Tab leaves out": (
        "<button onblur='c.focus()'>a</button><button>b</button><button id='c'>c</button>",
        'Tab never comes to button "b"',
    ),
}


@pytest.fixture
def one(browser: Browser) -> Iterator[Reader]:
    with reader(browser, "") as one:
        yield one


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found(one: Reader, name: str) -> None:
    probe, html, words = WRONG[name]
    one.page.set_content(f"<!doctype html>{html}")
    found = one.ask(probe)
    assert words in "\n".join(found)


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_let_be(one: Reader, name: str) -> None:
    probe, html = RIGHT[name]
    one.page.set_content(f"<!doctype html>{html}")
    assert one.ask(probe) == []


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_tells_what_is_wrong(one: Reader, name: str) -> None:
    html, words = WALKS[name]
    one.page.set_content(f"<!doctype html>{html}")
    _, faults = walk(one)
    assert words in "\n".join(faults)


def test_a_good_walk_comes_to_everything_once(one: Reader) -> None:
    one.page.set_content(
        "<!doctype html><a href='#a'>a</a> <a href='#b'>b</a><div style='columns: 2'>"
        "<p><a href='#c'>c</a></p><p><a href='#d'>d</a></p></div><audio controls></audio>"
        "<input type=radio name=a><input type=radio name=a checked><input type=radio name=a>"
    )
    stops, faults = walk(one)
    assert faults == []
    assert len(stops) == 6


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (f"{SKIP}<a href='#b'>b</a><main id='main'><a href='#c'>c</a></main>", []),
        ("<a href='#b'>b</a>", ["the first stop is no link to #main"]),
        (
            f"{SKIP}<a href='#b'>b</a><main><a href='#c'>c</a></main>",
            ["the skip link does not lead into the main part"],
        ),
        (
            f"<p style='position: fixed; top: -99px'>{SKIP}</p><main id='main'>Words</main>",
            ["the skip link is not seen"],
        ),
    ],
)
def test_a_skip_link_leads_to_the_main_part(one: Reader, html: str, fault: list[str]) -> None:
    one.page.set_content(f"<!doctype html>{html}")
    assert skip_link_faults(one) == fault
