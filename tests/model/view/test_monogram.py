"""The letters that stand for a name."""

from __future__ import annotations

import unicodedata

import pytest

from plugins.model.view.monogram import monogram


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Fenmoor Council", "FC"),
        ("Wayside Practice Network", "WP"),
        ("Tidewell Carers' Circle", "TC"),
        ("Sound of the Marsh", "SM"),
        ("The 46 Bus", "T4"),
        ("Lantern", "L"),
        ("sparrow house", "s"),
        ('"Nothing about us"', "N"),
        ("O'Brien-Quill Trust", "OQ"),
        ("Élan vital", "É"),
        (unicodedata.normalize("NFD", "Élan vital"), "É"),
        ("山田太郎", "山"),
        ("عبد الرحمن", "ع"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_a_name_has_one_or_two_letters(name: str, letters: str) -> None:
    assert monogram(name) == letters
