"""The front page: one lead, the others by their kind, who wrote them."""

from __future__ import annotations

from pathlib import Path

from plugins.model.view.home import BRIEFS, NEWEST, VOICES, HomeView, home_view
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Card
from tests.loading import loaded, post

HOUSE = "---\nname: Lantern House\n---\n"


def shown(folder: Path, files: dict[str, str]) -> HomeView:
    return home_view(Maker(loaded(folder, files, unregistered_names="allow")))


def slugs(cards: tuple[Card, ...]) -> list[str]:
    return [card.href.strip("/").rpartition("/")[2] for card in cards]


def test_news_and_digests_stand_apart_from_the_other_posts(tmp_path: Path) -> None:
    kinds = ("blog", "news", "story", "news", "resource", "blog", "news", "news", "blog", "story")
    days = [(kind, f"2020-01-{20 - place:02}") for place, kind in enumerate(kinds)]
    files = {f"posts/p{day[-2:]}.md": post(kind=kind, date=day) for kind, day in days}
    view = shown(tmp_path, files)
    assert view.lead is not None
    assert slugs((view.lead,)) == ["p20"]
    assert slugs(view.newest) == ["p18", "p16", "p15", "p12"]
    assert slugs(view.briefs) == ["p19", "p17", "p14"]
    assert (len(view.newest), len(view.briefs)) == (NEWEST, BRIEFS)


def test_a_featured_post_leads_and_stands_nowhere_else(tmp_path: Path) -> None:
    files = {
        "posts/new.md": post(date="2020-02-02"),
        "posts/lead.md": post(date="2020-01-01", kind="news", featured="true"),
    }
    view = shown(tmp_path, files)
    assert view.lead is not None
    assert slugs((view.lead,)) == ["lead"]
    assert (slugs(view.newest), view.briefs) == (["new"], ())


def test_a_post_that_another_replaces_is_not_new(tmp_path: Path) -> None:
    files = {
        "posts/old.md": post(date="2020-02-02", superseded_by="today"),
        "posts/today.md": post(date="2020-01-01"),
        "posts/waits.md": post(date="2019-01-01", superseded_by="draft"),
        "posts/draft.md": post(date="2020-01-01", status="draft"),
    }
    view = shown(tmp_path, files)
    assert view.lead is not None
    assert slugs((view.lead, *view.newest)) == ["today", "waits"]


def test_who_wrote_lately_is_named_once_with_the_place_of_that_day(tmp_path: Path) -> None:
    bea = "---\nname: Bea Quill\naffiliations:\n  - organisation: Lantern House\n---\n"
    files = {
        "organisations/lantern-house.md": HOUSE,
        "people/bea-quill.md": bea,
        "posts/b.md": post(author="Bea Quill", date="2020-02-02"),
        "posts/a.md": post(author="Ann Example", date="2020-03-03"),
        "posts/c.md": post(author="Ann Example", date="2020-01-01"),
        "posts/d.md": post(author="unknown", date="2020-01-02"),
        "posts/e.md": post(author="", kind="news", organisation="Lantern House"),
    }
    view = shown(tmp_path, files)
    assert [(one.person.text, one.organisation, one.monogram) for one in view.voices] == [
        ("Ann Example", "", "AE"),
        ("Bea Quill", "Lantern House", "BQ"),
    ]


def test_no_more_are_named_than_a_glance_can_take(tmp_path: Path) -> None:
    days = range(1, VOICES + 3)
    files = {
        f"posts/p{day}.md": post(author=f"Person {day}", date=f"2020-01-{day:02}") for day in days
    }
    view = shown(tmp_path, files)
    assert [one.person.text for one in view.voices] == [
        f"Person {day}" for day in (8, 7, 6, 5, 4, 3)
    ]


def test_an_empty_publication_has_a_front_page(tmp_path: Path) -> None:
    view = shown(tmp_path, {})
    assert (view.lead, view.newest, view.briefs, view.voices) == (None, (), (), ())
