"""Posts and pages are found as editors name them, however many do so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.entry import Entry
from plugins.model.schema import PageFields, PostFields
from plugins.model.texts import Texts, follow

POSTS = [
    Entry(path=path, kind="posts", slug=slug, fields=PostFields())
    for path, slug in (("posts/2014/times.md", "times"), ("posts/2015/about.md", "about"))
]
PAGES = [
    Entry(path=f"pages/{slug}.md", kind="pages", slug=slug, fields=PageFields())
    for slug in ("about", "contact")
]
TEXTS = Texts([*POSTS, *PAGES])


@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("times", ["posts/2014/times.md"]),
        ("times/", ["posts/2014/times.md"]),
        ("contact", ["pages/contact.md"]),
        ("about", ["posts/2015/about.md", "pages/about.md"]),
        ("/about/", ["pages/about.md"]),
        ("/about#top", ["pages/about.md"]),
        ("/posts/about/", ["posts/2015/about.md"]),
        ("posts/about", ["posts/2015/about.md"]),
        ("https://example.org/posts/about/", ["posts/2015/about.md"]),
        ("https://example.org/about/", []),
        ("/times/", []),
        ("/topics/about/", []),
        ("../posts/2015/about.md", ["posts/2015/about.md"]),
        ("pages/about.md", ["pages/about.md"]),
        ("{filename}/pages/about.md", ["pages/about.md"]),
        ("about.md", []),
        ("", []),
        ("/", []),
        ("..", []),
    ],
)
def test_a_text_is_found_by_slug_address_or_file(typed: str, paths: list[str]) -> None:
    assert [entry.path for entry in TEXTS.meant(typed, "easy-read")] == paths


@pytest.mark.parametrize(
    ("typed", "posts", "all_texts"),
    [
        ("tiems", ["times"], ["times"]),
        ("/posts/Tiems/", ["times"], ["times"]),
        ("../posts/2014/tmes.md", ["times"], ["times"]),
        ("contcat", [], ["contact"]),
        ("https://other.example/tiems", [], []),
        ("nothing-like-it", [], []),
    ],
)
def test_what_was_probably_meant(typed: str, posts: list[str], all_texts: list[str]) -> None:
    assert TEXTS.posts_like(typed) == posts
    assert TEXTS.like(typed) == all_texts


def test_the_end_of_each_way_and_those_that_go_round() -> None:
    ways = {"c": "b", "b": "a", "d": "e", "e": "d", "f": "d", "g": "g"}
    ends, circling = follow(ways)
    assert (ends["c"], ends["b"]) == ("a", "a")
    assert circling == {"d", "e", "g"}


@given(st.dictionaries(st.integers(0, 9).map(str), st.integers(0, 9).map(str)))
def test_every_way_is_followed_to_its_end(ways: dict[str, str]) -> None:
    ends, circling = follow(ways)
    assert ends.keys() == ways.keys()
    for start in ways:
        met = [start]
        while met[-1] in ways and len(met) < 12:
            met.append(ways[met[-1]])
        assert (start in circling) == (start in met[1:])
        if len(met) < 12:
            assert ends[start] == met[-1]
        else:
            assert ends[start] in circling
