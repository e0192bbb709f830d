"""The report without its Markdown."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.annotation import as_text, fenced
from plugins.model.change import plain as module
from plugins.model.change.plain import plain

PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@given(PRINTABLE)
def test_every_text_is_shown_as_it_was_typed(text: str) -> None:
    assert plain(f"- **{as_text(text)}**\n") == f"- {' '.join(text.split())}\n"


@given(PRINTABLE, st.lists(PRINTABLE, min_size=1))
def test_lines_to_paste_are_shown_as_they_were_typed(text: str, lines: list[str]) -> None:
    kept = [f"  {line}".rstrip() for line in "\n".join(lines).splitlines()]
    pasted = fenced("\n".join(lines))
    assert plain(f"- {as_text(text)}\n{pasted}- **x**\n") == "\n".join(
        [f"- {' '.join(text.split())}", "", *kept, "- x", ""]
    )


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x07", "\r", "\x9b"])
def test_no_text_commands_a_terminal(sign: str) -> None:
    assert plain(f"- a{sign}b\n{fenced(sign)}").isascii()
    assert plain(f"- a{sign}b\n").replace("\n", "").isprintable()


def test_what_is_folded_away_is_told() -> None:
    folded = "- a\n\n<details><summary>and 1 more</summary>\n\n- b\n\n</details>\n\n### C (1)\n"
    assert plain(folded) == "- a\n\nand 1 more\n\n- b\n\nC (1)\n"


def test_the_examples_in_the_code_hold() -> None:
    assert doctest.testmod(module).failed == 0
