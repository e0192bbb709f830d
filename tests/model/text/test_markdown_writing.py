"""A tree becomes the HTML that Python-Markdown would write of it, with a line end after a block."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.serializers import to_html_string
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, STX

from plugins.model.text.markdown_writing import as_html

WORDS = (
    st.none() | st.text("ab<>&;#\"'\n ", max_size=8) | st.just(f"a{STX}42{ETX}&amp;{STX}60{ETX}")
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["href", "alt", "title", "class", "checked", "disabled"]),
    WORDS.filter(bool) | st.sampled_from(["checked", "disabled"]),
    max_size=3,
)
Branch = tuple[str, dict[str, str], str | None, str | None, Any]
TAGS = st.sampled_from(["a", "em", "code", "strong", "input", "img", "span", "label"])
BRANCHES: st.SearchStrategy[list[Branch]] = st.recursive(
    st.just([]),
    lambda inner: st.lists(st.tuples(TAGS, ATTRIBUTES, WORDS, WORDS, inner), max_size=3),
    max_leaves=8,
)


def grow(parent: Element, branches: list[Branch]) -> Element:
    for tag, attributes, words, tail, inner in branches:
        is_void = tag in ("input", "img")
        child = SubElement(parent, tag, attributes)
        child.text, child.tail = None if is_void else words, tail
        grow(child, [] if is_void else inner)
    return parent


@pytest.mark.slow
@given(BRANCHES)
@example([("input", {"type": "checkbox", "checked": "checked"}, None, " a", [])])
def test_as_python_markdown_writes_it(branches: list[Branch]) -> None:
    ours = as_html(grow(Element("span"), branches))
    theirs = grow(Element("span"), branches)
    UnescapeTreeprocessor().run(theirs)
    assert ours == to_html_string(theirs)


@pytest.mark.parametrize(
    ("tree", "html"),
    [
        ("<div><p>a</p><p>b</p></div>", "<div><p>a</p>\n<p>b</p>\n</div>\n"),
        ("<div><p>a</p> b</div>", "<div><p>a</p> b</div>\n"),
        ("<p>a<br />b<br />\n\nc</p>", "<p>a<br>\nb<br>\nc</p>\n"),
        ("<p><em>a</em><hr /></p>", "<p><em>a</em><hr>\n</p>\n"),
    ],
)
def test_a_line_ends_after_each_block(tree: str, html: str) -> None:
    assert as_html(fromstring(tree)) == html  # noqa: S314 - our own


def test_any_depth() -> None:
    root = element = Element("em")
    for _ in range(5000):
        element = SubElement(element, "em")
    assert as_html(root).count("</em>") == 5001
