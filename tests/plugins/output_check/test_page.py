"""What is gathered from the bytes of a page."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.output_check.page import read_page

pytestmark = pytest.mark.slow

PAGE = """\
<!DOCTYPE html>
<html lang="cy">
<!-- <b> "not a tag -->
<title>A &amp; B</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="5; URL='/new/'">
<link rel="canonical" href="https://x.example/a?b&amp;c">
<script>if (a < b) { c("</p>") }</script>
<p id=one title='a > b'><img src="a.svg"><br><img src="b.svg" alt="">
<svg><path d="M0 0"/></svg><em><strong>x</strong></em></p>
</html>"""


def test_what_a_page_says() -> None:
    page = read_page(PAGE.encode())
    assert page.fault == ""
    assert (page.lang, page.title, page.noindex) == ("cy", "A & B", True)
    assert (page.canonical, page.refresh) == ("https://x.example/a?b&c", "/new/")
    assert page.ids == ("one",)
    assert page.without_alternative == ("a.svg",)
    assert [(one.tag, one.address, one.loads) for one in page.references] == [
        ("meta", "/new/", False),
        ("link", "https://x.example/a?b&c", False),
        ("img", "a.svg", True),
        ("img", "b.svg", True),
    ]


@pytest.mark.parametrize(
    ("attributes", "addresses"),
    [
        ('srcset="a.svg 1x, b.svg 2.5x"', ["a.svg", "b.svg"]),
        ('srcset="a,b.svg 320w,\n c.svg 640w"', ["a,b.svg", "c.svg"]),
        ('srcset="a.svg"', ["a.svg"]),
        ('src=" a.svg " SRC="b.svg"', ["a.svg"]),
        ("src=a.svg", ["a.svg"]),
        ("src='a.svg?b&amp;c'", ["a.svg?b&c"]),
    ],
)
def test_addresses_of_a_picture(attributes: str, addresses: list[str]) -> None:
    page = read_page(f'<img alt="" {attributes}>'.encode())
    assert [one.address for one in page.references] == addresses


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>a</p>", ""),
        ("<p>a", "<p> is never closed"),
        ("a</p>", "</p> closes nothing"),
        ("<b><i>a</b></i>", "</b> closes nothing"),
        ("a < b", 'a "<" begins no tag'),
        ('<p title="a>b</p>', 'a "<" begins no tag'),
        ("<p>\ufffd</p>", ""),
        ("<p><!-- </p>", "<p> is never closed"),
        ("<p><script>a</p>", "<p> is never closed"),
    ],
)
def test_the_first_fault(html: str, fault: str) -> None:
    assert read_page(html.encode()).fault == fault


@given(st.binary(max_size=300), st.integers(0, len(PAGE)), st.integers(0, 80))
@example(b"<", 0, 0)
@example(b'<a href="', 40, 0)
@example(b"<meta http-equiv=refresh content=;>", 0, 0)
@example(b"\xff\x00<script", 30, 10)
def test_no_bytes_bring_a_traceback(junk: bytes, place: int, cut: int) -> None:
    data = PAGE.encode()
    assert read_page(data[:place] + junk + data[place + cut :]) == read_page(
        data[:place] + junk + data[place + cut :]
    )


@pytest.mark.parametrize(
    "junk",
    ["<", "<a ", "<a b='", '<a b="', "<!--", "</", "<script>", "<script", "<!doctype ", "<a b=c "],
)
def test_much_of_anything_is_read_soon(junk: str) -> None:
    read_page((junk * 20_000).encode())
