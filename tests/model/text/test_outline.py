"""Levels and ids of headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.text.outline import THEME_IDS, Anchors, Levels, github_slug


@pytest.mark.parametrize(
    ("written", "shown"),
    [([1, 3, 2], [2, 3, 3]), ([2, 3, 2], [2, 3, 2]), ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6])],
)
def test_headings_begin_below_the_title(written: list[int], shown: list[int]) -> None:
    levels = Levels()
    assert [levels.shift(level)[0] for level in written] == shown


@given(st.lists(st.integers(1, 6), min_size=1))
def test_no_level_is_skipped_on_the_way_down(written: list[int]) -> None:
    levels = Levels()
    before = 1
    for level in written:
        shown, _ = levels.shift(level)
        assert 2 <= shown <= before + 1
        before = shown


@given(st.lists(st.text(max_size=8)))
def test_ids_differ_from_each_other_and_from_the_themes(texts: list[str]) -> None:
    anchors = Anchors()
    ids = [anchors.add(text) for text in texts]
    assert len(set(ids)) == len(ids)
    assert not THEME_IDS & set(ids)


def test_an_id_is_githubs() -> None:
    assert github_slug("Getting the money: why?") == "getting-the-money-why"
    assert github_slug("Tŷ Newydd") == "tŷ-newydd"
