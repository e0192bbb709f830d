"""The search page, what it may suggest, and what a search knows of each page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.model.library import Library
from plugins.model.view.found import Found
from plugins.model.view.maker import Maker
from plugins.model.view.search import is_to_be_searched, names_file, search_view
from plugins.model.view.sheets import all_sheets
from plugins.model.wording.english import ENGLISH
from tests.loading import loaded, post

FILES = {
    "organisations/mill.md": "---\nname: The Mill\n---\n",
    "topics/tea.md": "---\ntitle: Tea & cake\n---\n",
    "series/one.md": "---\ntitle: A series\n---\n",
    "pages/about.md": "---\ntitle: About us\n---\n",
    "easy-read/soup.md": "---\ntitle: Easy soup\nof: soup\n---\n",
    "posts/soup.md": post(
        title="Soup don’t cool",
        author="[Ann Example, {name: Jo, organisation: mill}]",
        topics="[tea]",
    ),
    "posts/cawl.md": post(title="Cawl", date="unknown", lang="cy", organisation="mill"),
    "posts/draft.md": post(title="Unsaid words", status="draft"),
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return loaded(tmp_path, FILES)


def found_of(library: Library) -> Iterator[tuple[str, Found | None]]:
    for sheet in all_sheets(Maker(library)):
        view = sheet.make()
        if hasattr(view, "found"):
            yield sheet.path, view.found


def test_what_a_search_knows_of_each_page(library: Library) -> None:
    found = {path: one for path, one in found_of(library) if one}
    kinds = {path: one.kind for path, one in found.items()}
    assert kinds == {
        "/posts/soup/": "Blog",
        "/posts/cawl/": "Blog",
        "/about/": "Page",
        "/easy-read/soup/": "Easy Read",
        "/people/ann-example/": "Person",
        "/organisations/mill/": "Organisation",
        "/series/one/": "Series",
        "/topics/tea/": "Topic",
    }
    soup, cawl = found["/posts/soup/"], found["/posts/cawl/"]
    assert (soup.byline, soup.year, soup.topics) == ("Ann Example and Jo", "2014", ("Tea & cake",))
    assert (soup.organisations, soup.lang) == (("The Mill",), "en")
    assert (cawl.year, cawl.organisations, cawl.lang) == ("", ("The Mill",), "cy")
    assert cawl.added
    assert cawl.added.text == "Date not known"


def test_a_draft_is_not_to_be_found_even_where_it_is_shown(tmp_path: Path) -> None:
    shown = dict(found_of(loaded(tmp_path, FILES, drafts=True)))
    assert shown["/posts/draft/"] is None


def test_only_the_front_of_a_list_is_to_be_found(tmp_path: Path) -> None:
    shown = dict(found_of(loaded(tmp_path, FILES, list_length=1)))
    assert shown["/organisations/mill/"]
    assert shown["/organisations/mill/page/1/"] is None


def test_words_of_titles_and_names_may_be_suggested(tmp_path: Path) -> None:
    more = {f"posts/{slug}.md": post(title=title) for slug, title in (("x", "TEA"), ("y", "Tea 2"))}
    words = json.loads(names_file(loaded(tmp_path, {**FILES, **more})))
    assert {"Ann", "Mill", "Cawl", "don’t", "About", "cake", "Easy", "Tea"} <= set(words)
    assert not {"Unsaid", "TEA", "tea", "2", "&"} & set(words)
    assert words == sorted(words, key=str.casefold)


def test_the_choices_are_those_between_which_to_choose(library: Library, tmp_path: Path) -> None:
    names = [one.name for one in search_view(Maker(library)).choices]
    assert names == ["kind", "topic", "organisation", "year", "language"]
    (tmp_path / "bare").mkdir()
    bare = Maker(loaded(tmp_path / "bare", {}))
    assert [one.name for one in search_view(bare).choices] == ["kind"]


def test_the_page_says_where_to_look_else(library: Library) -> None:
    view = search_view(Maker(library))
    assert [one.text for one in view.years] == ["Posts of 2014", "Posts whose date is not known"]
    assert [(one.text, one.details) for one in view.topics] == [("Tea & cake", "1 post")]
    assert view.ways[0].href == "/a-z/"
    assert view.ways[0].details == "2 posts"


def test_without_an_index_the_page_names_none(library: Library) -> None:
    maker = Maker(library)
    assert search_view(maker).index == ""
    assert "make serve SEARCH=1" in search_view(maker).missing
    maker.given.has_index = True
    assert search_view(maker).index == "/pagefind/pagefind.js"


def test_a_preview_that_was_to_have_an_index_is_not_told_to_want_one(tmp_path: Path) -> None:
    view = search_view(Maker(loaded(tmp_path, FILES, search=True)))
    assert view.missing == ENGLISH.search.broken


def test_readers_are_told_no_commands(tmp_path: Path) -> None:
    library = loaded(tmp_path, FILES, publishing=True)
    assert "make" not in search_view(Maker(library)).missing


@pytest.mark.parametrize(
    ("more", "wanted"),
    [({}, False), ({"search": True}, True), ({"publishing": True}, True)],
)
def test_which_sites_have_an_index(tmp_path: Path, more: dict[str, bool], wanted: bool) -> None:
    assert is_to_be_searched(loaded(tmp_path, FILES, **more)) is wanted
