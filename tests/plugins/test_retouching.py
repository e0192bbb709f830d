"""A new text put where the old one stood, in all files that hold it; or nothing, where in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.fast_path import FastPath
from plugins.settings_file import own_settings
from tests.building import Place
from tests.loading import post
from tests.running import ROOT

ALIASES = ["/feed/", "/old/rss.xml"]
COPIES = ["feed/index.html", "old/rss.xml"]
FIRST, OTHER = "posts/first.md", "posts/other.md"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A publication with copies of its feed, built as often as its files need to have settled."""
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("TODAY", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    found = Place(
        tmp_path,
        {
            FIRST: post("Start.\n\nThe first words.\n", title="First", summary="One."),
            OTHER: post("Before.\n\nThe other words.\n", title="Other", summary="Short."),
        },
    )
    found.settings["FEED_ALIASES"] = ALIASES
    for _ in range(2):
        assert found.build().status == 0
    return found


def is_retouched(place: Place) -> bool:
    """Build by the fast path alone; whether that was enough."""
    file = place.folder / "settings.py"
    return FastPath(file, place.content, place.output, own_settings()).build() is not None


@pytest.mark.slow
def test_a_new_text_stands_in_the_feed_and_all_its_copies(place: Place) -> None:
    place.write(OTHER, post("Before.\n\nQuite new & <b>so</b>.\n", title="Other", summary="Short."))
    assert is_retouched(place)
    files = place.files()
    assert b"Quite new" in files["feed.xml"]
    assert b"Quite new" in files["feeds/all.json"]
    assert [files[name] for name in COPIES] == [files["feed.xml"]] * 2
    place.assert_as_clean()


@pytest.mark.slow
def test_the_copies_are_known_as_they_are_now(place: Place) -> None:
    """Or the next whole build would take them for what they were."""
    for words in ("Once.", "Twice."):
        place.write(OTHER, post(f"Before.\n\n{words}\n", title="Other", summary="Short."))
        assert is_retouched(place)
    place.write(OTHER, post("Before.\n\nAt last.\n", title="New title", summary="Short."))
    assert not is_retouched(place)
    assert place.build().status == 0
    place.assert_as_clean()


@pytest.mark.slow
def test_a_text_that_stands_twice_in_a_feed_is_left_to_the_other_way(place: Place) -> None:
    """All of the one is a part of the other, so nobody can tell them apart in a feed."""
    place.write(FIRST, post("Start.\n\nNow alone.\n", title="First", summary="One."))
    assert is_retouched(place)  # while it stands once
    place.write(OTHER, post("Before.\n\nStart.\n\nNow alone.\n", title="Other", summary="Short."))
    assert place.build().status == 0
    before = place.files()
    place.write(FIRST, post("Start.\n\nAnd now not.\n", title="First", summary="One."))
    assert not is_retouched(place)
    assert place.files() == before
    assert place.build().status == 0
    feed = place.page("feed.xml")
    assert (feed.count("Now alone."), feed.count("And now not.")) == (1, 1)
    place.assert_as_clean()
