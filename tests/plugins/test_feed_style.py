"""The stylesheet of feeds: the theme's look, the words of the site, and files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.feed_style import FeedStyleGenerator, feed_style, quoted
from plugins.model.view.maker import Maker
from plugins.theme_assets import give_theme
from plugins.theme_problem import ThemeProblem
from tests.loading import loaded
from tests.running import ROOT

THEME = ROOT / "theme"
_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(loaded(tmp_path, {}, url="https://example.org/net"))


def read(quotation: str) -> str:
    """What CSS takes a text in quotes for (css-syntax-3, 4.3.5 and 4.3.7)."""
    found = _TEXT.fullmatch(quotation)
    assert found
    return re.sub(r"\\([0-9a-f]{1,6}) ?", lambda one: chr(int(one[1], 16)), found[1])


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_words_are_read_as_they_were_written(text: str) -> None:
    assert read(quoted(text)) == text
    assert "<" not in quoted(text)


def test_it_says_what_a_feed_is_in_the_language_of_the_site(maker: Maker, tmp_path: Path) -> None:
    style = feed_style(THEME, maker)
    assert '--say-what:"This is a feed";' in style
    assert "how to follow them: https://example.org/net/feeds/" in style
    welsh = feed_style(THEME, Maker(loaded(tmp_path, {}, lang="cy")))
    assert '--say-what:"Ffrwd yw hon";' in welsh
    assert '--say-part:"Rhan hŷn o ffrwd yw hon";' in welsh


def test_each_word_that_it_names_is_said_and_the_other_way_round(maker: Maker) -> None:
    style = feed_style(THEME, maker)
    assert set(re.findall(r"var\((--say-\w+)\)", style)) == set(re.findall(r"(--say-\w+):", style))


def test_its_files_are_those_of_the_theme(maker: Maker) -> None:
    files = {f"theme/{file.name}" for file in give_theme(maker.given, THEME / "static").values()}
    named = re.findall(r'url\("\.\./([^"]+)"\)', feed_style(THEME, maker))
    assert named
    assert set(named) <= files


def test_its_colours_are_those_of_the_theme(maker: Maker, tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "static/css").mkdir(parents=True)
    style = '@import url("../static/css/tokens.css");\n:root { color: var(--ink); }\n'
    (tmp_path / "feeds/feed.css").write_text(style)
    (tmp_path / "static/css/tokens.css").write_text(":root { --ink: #123456; }\n")
    assert "--ink:#123456" in feed_style(tmp_path, maker)


def test_a_fault_is_told_with_its_line(maker: Maker, tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds/feed.css").write_text("a {}\nb {")
    with pytest.raises(ThemeProblem, match=r"theme/feeds/feed\.css, line 2: this \"\{\" is never"):
        feed_style(tmp_path, maker)


def test_a_theme_must_have_one(maker: Maker, tmp_path: Path) -> None:
    with pytest.raises(ThemeProblem, match=r"theme/feeds/feed\.css, line 1: it is not there"):
        feed_style(tmp_path, maker)


def test_it_is_written_where_feeds_name_it(maker: Maker) -> None:
    files: dict[str, bytes] = {}

    class Writer:
        def write_bytes(self, name: str, data: bytes) -> None:
            files[name] = data

    generator = FeedStyleGenerator.__new__(FeedStyleGenerator)  # without Pelican around it
    generator.settings = {"MAKER": maker, "THEME": str(THEME)}
    generator.generate_output(Writer())
    assert files == {"feeds/feed.css": feed_style(THEME, maker).encode()}
