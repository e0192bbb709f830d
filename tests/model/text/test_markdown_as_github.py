"""Markdown as GitHub shows it: the same cases through cmark-gfm, GitHub's own reader.

The cases stand in body/github/*.md. Where we differ on purpose, docs/markdown-differences.md says
so, with an example that a test here keeps true.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.model.text.github_html import noticed_here, noticed_on_github

CASES = Path(__file__).parent / "body" / "github"
DIFFERENCES = Path(__file__).parents[3] / "docs" / "markdown-differences.md"
CASE = re.compile(r"^## ([^\n]+)\n+~~~~~\n(.*?)\n~~~~~$", re.DOTALL | re.MULTILINE)
DIFFERENCE = re.compile(r"^~~~~~ markdown\n(.*?)\n~~~~~$", re.DOTALL | re.MULTILINE)

LINES = (
    *("- a", "* b", "+ c", "1. one", "2. two", "3) x", "10. ten", "- ", "-", "-\ttab", "\t- tab"),
    *("  - n", "    - m", "      - o", "   deep", "    code", "\ttab", "-     five", "    1. z"),
    *("text", "more  ", "back\\", "> q", "> - ql", ">> qq", "> ", "", "", "", "# H", "## H"),
    *("```", "~~~", "---", "***", "* * *", "=====", "| a | b |", "|---|---|", "| 1 | 2 |"),
    *("a | b", "--- | ---", "- [ ] t", "<b>x</b> y", "[a]: /b", "[a]"),
)
SIGNS = (
    *("*", "**", "***", "****", "_", "__", "___", "~", "~~", "a", "b c", " ", ".", '"', "(", ")"),
    *("é", "—", "`d`", "[e](/f)", "\\*", "&amp;", "1"),
)


def cases() -> list[object]:
    return [
        pytest.param(text, id=f"{file.stem}: {name}")
        for file in sorted(CASES.glob("*.md"))
        for name, text in CASE.findall(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("text", cases())
def test_the_page_shows_what_github_shows(text: str) -> None:
    assert noticed_here(text) == noticed_on_github(text)


def test_the_cases_are_found() -> None:
    assert len(cases()) > 130


@pytest.mark.parametrize("text", DIFFERENCE.findall(DIFFERENCES.read_text(encoding="utf-8")))
def test_what_the_guide_lists_does_differ(text: str) -> None:
    assert noticed_here(text) != noticed_on_github(text)


@given(st.lists(st.sampled_from(LINES), max_size=10).map("\n".join))
@example("```\n")
@example("- a\n-\n- b")
@example("- a\n\n<!-- -->\n\n- b")
@example("[a]: /b\n---")
def test_blocks_in_any_order_are_as_on_github(text: str) -> None:
    if known_difference_of_blocks(text):
        return
    assert noticed_here(text) == noticed_on_github(text)


def known_difference_of_blocks(text: str) -> bool:
    """A box in a list with blank lines stands in its paragraph; tables may be too wide."""
    return "[ ]" in text and bool(re.search(r"\n[> ]*\n", f"{text}\n"))


@pytest.mark.slow
@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
@settings(derandomize=True, max_examples=300)
def test_emphasis_is_as_on_github(text: str) -> None:
    # A letter first: what is meant is emphasis, and no list, rule or fence.
    assert noticed_here(f"x {text}") == noticed_on_github(f"x {text}")
