"""Straight signs become typographic ones."""

from __future__ import annotations

import pytest

from plugins.model.text.typography import set_punctuation


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"Why?" she said', "“Why?” she said"),
        ("don't", "don’t"),
        ("the '90s", "the ’90s"),
        ("'so'", "‘so’"),
        ("1914--18", "1914–18"),
        ("so---no", "so—no"),
        ("well...", "well…"),
        ("----", "----"),
        ("....", "...."),
        ("nothing here", "nothing here"),
    ],
)
def test_each_sign(typed: str, shown: str) -> None:
    assert set_punctuation(typed) == shown


def test_what_stands_before_a_text_decides_the_direction_of_a_quote() -> None:
    assert set_punctuation('"', before="x") == "”"
    assert set_punctuation('"', before=" ") == "“"
