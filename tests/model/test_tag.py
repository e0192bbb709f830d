"""Tags and attributes as they are found in pages."""

from __future__ import annotations

import doctest
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model import size, tag
from plugins.model.tag import TAG, addresses_in, rewritten, tags


@pytest.mark.parametrize(
    ("html", "attributes"),
    [
        ("<img src='a>b' alt>", {"src": "a>b", "alt": ""}),
        ("<IMG\nSRC=a.svg/>", {"src": "a.svg/"}),
        ('<img src="a&amp;b" src="c">', {"src": "a&b"}),
    ],
)
def test_attributes_of_a_tag(html: str, attributes: dict[str, str]) -> None:
    assert list(tags(f"<p>{html}</p></img><!-- <images> -->", {"img"})) == [attributes]


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        ("/a.svg", ["/a.svg"]),
        ("a", ["a"]),
        ("/a.svg 1x,/b.svg 2x", ["/a.svg", "/b.svg"]),
        ("/a,b.svg 320w,\n /c.svg 640w", ["/a,b.svg", "/c.svg"]),
        ("/a.svg, /b.svg 2x", ["/a.svg", "/b.svg"]),
        ("", []),
    ],
)
def test_addresses_of_a_srcset(value: str, addresses: list[str]) -> None:
    assert addresses_in("srcset", value) == addresses


@given(st.text(alphabet="a,/ 1x\n"))
def test_what_is_rewritten_is_what_is_found(value: str) -> None:
    assert rewritten("srcset", value, lambda address: address) == value
    marked = rewritten("srcset", value, lambda address: f"<{address}>")
    assert re.findall("<(.*?)>", marked) == addresses_in("srcset", value)


@given(st.lists(st.sampled_from(["<a ", "'", '"', "x", ">"]), max_size=60).map("".join))
def test_no_sign_is_looked_through_often(html: str) -> None:
    """What begins as a tag is read on over no more than all of it in three rounds."""
    read = re.compile(TAG.pattern.removesuffix(">"))
    found = (read.match(html, one.start()) for one in re.finditer("<", html))
    assert sum(len(one[0]) for one in found if one) <= 3 * len(html)


def test_the_examples_in_the_code_hold() -> None:
    assert doctest.testmod(tag).failed == doctest.testmod(size).failed == 0
