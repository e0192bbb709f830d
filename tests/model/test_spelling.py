"""Which words are taken for one, which for misspelt, and what they become in an address."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model import spelling
from plugins.model.address import encode
from plugins.model.spelling import (
    KEY_LIKENESS,
    did_you_mean,
    fold,
    join_words,
    near,
    slugify,
)

KEYS = ["author", "page_author", "status", "topics", "title", "date", "last_updated", "kind"]
NAMES = ["Ruth Farrant", "Joan Thackwray", "Inês Carvalhal", "Wei Lin Foss"]


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(spelling).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ruth Farrant", "RUTH  FARRANT"),
        ("O'Neill", "ONeill"),
        ("O’Neill", "O'Neill"),
        ("Smith-Jones", "smith jones"),
        ("Smith\u2013Jones", "Smith_Jones"),
        ("Inês", "Ines"),
        ("STRASSE", "straße"),
        ("co\u00a0production", "co production"),
    ],
)
def test_what_people_vary_does_not_tell_names_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_marks_of_other_scripts_make_other_letters() -> None:
    assert fold("が") != fold("か")
    assert fold("किताब") != fold("कतब")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Co-production: what it is", "co-production-what-it-is"),
        ("  -- Odd --  ", "odd"),
        ("山田 太郎", "山田-太郎"),
        ("Юлия Ким", "юлия-ким"),
        ("محمد", "محمد"),
        ("snake_case", "snake-case"),
        ("Æther", "æther"),
        ("½ way", "1-2-way"),
        ("!?", ""),
    ],
)
def test_a_name_becomes_part_of_an_address(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text())
def test_a_slug_is_stable_and_needs_nothing_but_letters_digits_and_hyphens(name: str) -> None:
    slug = slugify(name)
    assert slugify(slug) == slug
    assert "/" not in slug
    assert not slug.startswith("-")
    assert "." not in slug
    assert encode(slug) == encode(slugify(name.strip()))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("auhtor", "author"),
        ("sttaus", "status"),
        ("topic", "topics"),
        ("dtae", "date"),
        ("tilte", "title"),
        ("knid", "kind"),
        ("lastupdated", "last_updated"),
    ],
)
def test_a_misspelt_key_is_near_the_one_that_was_meant(typed: str, meant: str) -> None:
    assert near(typed, KEYS, KEY_LIKENESS)[0] == meant


@pytest.mark.parametrize("typed", ["colour", "mood", "x", "", "layout", "draft"])
def test_a_key_of_ones_own_is_near_none(typed: str) -> None:
    assert near(typed, KEYS, KEY_LIKENESS) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ruth Farant", "Ruth Farrant"),
        ("Farrant, Ruth", "Ruth Farrant"),
        ("R. Farrant", "Ruth Farrant"),
        ("R Farrant", "Ruth Farrant"),
        ("Jaon Thackwray", "Joan Thackwray"),
        ("Ines Carvalhall", "Inês Carvalhal"),
    ],
)
def test_a_name_is_near_the_one_that_was_meant(typed: str, meant: str) -> None:
    assert near(typed, NAMES) == [meant]


@pytest.mark.parametrize("typed", ["Ruth Okonjo", "Tom Farrant", "Ann Other", "Ruth", "J. Farrant"])
def test_somebody_else_is_near_nobody(typed: str) -> None:
    assert near(typed, NAMES) == []


def test_words_in_a_row() -> None:
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b", "c"], "or") == "a, b or c"
    assert did_you_mean(["a", "b"]) == 'Did you mean "a" or "b"?'
    assert did_you_mean([]) == ""
