"""Signs that do not show: gone from names, but where letters or emoji are written with them."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.text.comment_text import clean_comment, clean_said, plain_name
from plugins.model.text.unseen import without_unseen
from tests.names import NAMES

# Unicode 15, DerivedCoreProperties.txt: what is ignored by default and is no Cf.
IGNORED = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2065\u3164\ufe00\ufe0f\uffa0\ufff0"
    "\ufff8\U000e0000\U000e0100\U000e01ef\U000e0fff"
)
SHOWN = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
FORMAT = "".join(
    sign
    for sign in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(sign) == "Cf" and sign not in SHOWN
)
BLOCKS = (range(0xFE00, 0xFE10), range(0xFFF0, 0xFFF9), range(0xE0000, 0xE1000))
UNSEEN = f"{FORMAT}{IGNORED}\u2800"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("name", ["", "\u200b", "\u3164", " \u2800\u00ad ", "\ufe0f\u200d"])
def test_a_name_of_which_nothing_shows_is_none(name: str) -> None:
    assert plain_name(name) == ""


def test_no_sign_that_does_not_show_makes_another_name() -> None:
    assert [sign for sign in UNSEEN if plain_name(f"A{sign}nn{sign}") != "Ann"] == []
    assert plain_name(f"Ann{UNSEEN}") == "Ann"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_what_shows_of_it(name: str) -> None:
    assert plain_name(name) == NAMES[name]
    if NAMES[name] == name:  # in a longer one, too
        assert plain_name(f"{name} Ann {name}") == f"{name} Ann {name}"


SIGNS = st.sampled_from([*"Aa1 ", *UNSEEN[:40], *IGNORED, *TURNING, *"".join(NAMES)])


@given(st.lists(SIGNS | st.characters(), max_size=12).map("".join))
def test_all_that_shows_stays_and_the_rest_goes_at_once(name: str) -> None:
    once = without_unseen(name)
    assert without_unseen(once) == once
    assert _shown(once) == _shown(name)


def _shown(text: str) -> str:
    return "".join(
        one for one in text if one not in UNSEEN and not any(ord(one) in block for block in BLOCKS)
    )


@given(st.lists(st.sampled_from([*TURNING, "a", "\u05d0", "<p>", "</p>", "\n"])).map("".join))
def test_a_comment_does_not_turn_what_stands_beyond_it(text: str) -> None:
    entity = "&#x202e;&#8294;"
    assert not set(TURNING) & set(clean_said(f"{text}{entity}"))
    assert not set(TURNING) & set(clean_comment(f"{text}{entity}"))
