"""The list of all posts from A to Z: under their letters, on one page or on many."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model import collection
from plugins.model.collection import letter_of
from plugins.model.view.a_z import AToZView, a_to_z_view
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import network_sheets
from tests.loading import loaded, post

TITLES = {
    "a": "The gate",
    "b": "“Être” and other words",
    "c": "the bus",
    "d": "12 chairs",
    "e": "山",
}


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(
        loaded(
            tmp_path,
            {f"posts/{slug}.md": post(title=f'"{title}"') for slug, title in TITLES.items()},
        )
    )


def entries(view: AToZView) -> dict[str, list[str]]:
    return {group.label: [one.text for one in group.entries] for group in view.groups}


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Tea", "T"),
        ("éclair", "E"),
        ("ßa", "S"),
        ("“Quoted”", "Q"),
        ("3 teas", "0-9"),
        ("…", "0-9"),
        ("Øre", "Ø"),
        ("شاي", "ش"),
    ],
)
def test_a_title_stands_under_its_first_letter(title: str, letter: str) -> None:
    assert letter_of(title) == letter


def test_few_posts_stand_on_one_page(maker: Maker) -> None:
    view = a_to_z_view(maker)
    assert entries(view) == {
        "E": ["“Être” and other words"],
        "T": ["the bus", "The gate"],
        "山": ["山"],
        "0-9": ["12 chairs"],
    }
    assert [(one.text, one.href, one.count) for one in view.letters] == [
        ("E", "#letter-e", "1 post"),
        ("T", "#letter-t", "2 posts"),
        ("山", "#letter-山", "1 post"),
        ("0-9", "#letter-0-9", "1 post"),
    ]
    assert view.count == "5 posts"


def test_of_many_posts_each_letter_has_a_page(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collection, "ON_ONE_PAGE", 4)
    front = a_to_z_view(maker)
    assert (front.groups, front.head.trail) == ((), ())
    pages = {one.path: one for one in network_sheets(maker) if one.template == "a_z"}
    assert [*pages] == ["/a-z/", "/a-z/e/", "/a-z/t/", "/a-z/山/", "/a-z/0-9/"]
    assert [one.href for one in front.letters][2] == "/a-z/%E5%B1%B1/"
    under_t = pages["/a-z/t/"].make()
    assert isinstance(under_t, AToZView)
    assert entries(under_t) == {"T": ["the bus", "The gate"]}
    assert [one.text for one in under_t.letters if one.current] == ["T"]
    assert [one.href for one in under_t.head.trail] == ["/", "/a-z/"]
    assert under_t.head.title == "Posts from A to Z: T"
    assert under_t.count == "2 posts"


def test_posts_of_one_title_are_told_apart_by_their_days(tmp_path: Path) -> None:
    days = {"a": "2014-02-10", "b": "2015-03-11", "c": "unknown"}
    files = {f"posts/{slug}.md": post(title="Tea", date=day) for slug, day in days.items()}
    (group,) = a_to_z_view(Maker(loaded(tmp_path, files))).groups
    details = [one.details for one in group.entries]
    assert details == ["10 February 2014", "11 March 2015", "Date not known"]


def test_a_site_without_posts_has_an_empty_list(tmp_path: Path) -> None:
    view = a_to_z_view(Maker(loaded(tmp_path, {})))
    assert (view.letters, view.groups, view.count) == ((), (), "0 posts")
