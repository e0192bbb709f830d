"""Every fact that a page can be made of has words for an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.library import Library
from plugins.model.view.fact_values import FactValues
from plugins.model.view.reasons import changed, in_words
from tests.loading import loaded, post

FILES = {
    "posts/soup.md": post(title="Soup"),
    "pages/about.md": "---\ntitle: About us\n---\nWords.\n",
    "topics/food.md": "---\ntitle: Food\n---\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return loaded(tmp_path, FILES)


WORDS = {
    ("post", "soup"): 'the post "Soup"',
    ("post", "gone"): 'the post "gone"',
    ("page", "pages/about.md"): 'the page "About us"',
    ("page", "pages/gone.md"): "the file pages/gone.md",
    ("text", "posts/soup.md"): 'the post "Soup"',
    ("text", "people/ann-example.md"): "the text of people/ann-example.md",
    ("record", "people/ann-example"): 'the record of "Ann Example"',
    ("record", "people/gone"): 'the record of "gone"',
    ("named", "people/Ann/Bo"): 'who or what is called "Ann/Bo"',
    ("members", "gone"): 'who works at "gone"',
    ("narrower", "food"): 'the topics under "Food"',
    ("kept", "ann-example"): 'the posts and pages that "Ann Example" looks after',
    ("related", "soup"): 'what the post "Soup" is related to',
    ("erased", "isso"): "which comments at isso were erased",
    ("size", "source:media/soup.mp3"): "the size of source:media/soup.mp3",
    ("parts", "gone"): 'the parts of the series "gone"',
    ("list", "/posts/ "): "the list /posts/",
    ("list", "/posts/ 3"): "page 3 of the list /posts/",
    ("picture", "source:media/{0}.png"): "the picture media/{0}.png",
    ("lead", "media/{0}.png"): "where a link to media/{0}.png leads",
    ("letters", ""): "how many posts there are under each letter",
    ("letter", "S"): 'the posts under "S"',
    ("kind", "blog"): 'whether there are posts of the kind "Blog"',
    ("easy-reads", ""): "whether there are Easy Read texts",
    ("past", "2026-03-01"): "whether 1 March 2026 has passed",
    ("feed", "topics/food"): "what the feed topics/food holds",
    ("archive", "2"): "what part 2 of the feed of all posts holds",
    ("archives", ""): "how many parts the feed of all posts has",
    ("begun", ""): "the day of the first publication",
    ("feeds", ""): "which feeds there are",
    ("has_feed", "topics/food"): "whether there is a feed topics/food",
    ("today", ""): "the day",
    ("rules", ""): "what is told wherever readers may comment",
}


@pytest.mark.parametrize(("fact", "words"), WORDS.items(), ids=str)
def test_a_fact_has_words(fact: tuple[str, str], words: str, library: Library) -> None:
    assert in_words(library, fact) == words


def test_no_kind_of_fact_is_without(library: Library) -> None:
    assert {kind for kind, _ in WORDS} == set(FactValues(library)._values)


def test_only_some_are_named_and_none_twice(library: Library) -> None:
    twice = [("post", "soup"), ("text", "posts/soup.md")]
    assert changed(library, twice) == 'changed: the post "Soup"'
    five = [("post", name) for name in "abcde"]
    assert changed(library, five) == (
        'changed: the post "a", the post "b", the post "c", the post "d" and the post "e"'
    )
    many = [("post", name) for name in "abcdefg"]
    assert changed(library, many).endswith('the post "d" and 3 more')
