"""Whether a text alternative says what is seen (WCAG 2.2, 1.1.1)."""

from __future__ import annotations

import pytest

from plugins.model.text.text_alternative import check_alternative


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "tea.jpg", "IMG_1234", "image", "A photo of"])
def test_what_says_nothing_is_told(text: str) -> None:
    assert check_alternative(text)


@pytest.mark.parametrize(
    "text", ["Two people at a table", "A photo of a kettle", "Logo of Wayside"]
)
def test_what_says_something_is_not(text: str) -> None:
    assert check_alternative(text) == ""
