"""What each feed holds, in the order of first publication, whatever is published and edited."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.address import feed
from plugins.model.published.first_published import FirstPublished
from plugins.model.published.ledger import Ledger
from tests.loading import loaded, post
from tests.model.feeds.small_library import (
    FIRST_DAY,
    LATER,
    day,
    library,
    posts,
    published,
    slugs,
    told,
)


def test_the_first_publication_is_told_by_the_days_of_its_posts(tmp_path: Path) -> None:
    found = library(tmp_path, posts("a", "b"))
    assert told(found) == [("b", "2026-01-02"), ("a", "2026-01-01")]
    again = library(tmp_path, posts("a", "b"), published(tmp_path, posts("a", "b")))
    assert again.feeds.holds("all") == found.feeds.holds("all")


def test_a_post_that_comes_late_is_told_last_and_of_the_day_it_came(tmp_path: Path) -> None:
    ledger = published(tmp_path / "1", posts("a", "b"))
    late = {"posts/late.md": post(title="Late", date="2025-12-01")}
    found = library(tmp_path / "2", posts("a", "b") | late, ledger)
    assert told(found)[0] == ("late", str(LATER))
    ledger = published(tmp_path / "3", posts("a", "b") | late, ledger, today=LATER)
    later = library(tmp_path / "4", posts("a", "b") | late, ledger, today=day("2026-05-01"))
    assert later.feeds.holds("all") == found.feeds.holds("all")


def test_a_post_moved_from_an_older_site_keeps_its_day_and_its_place_in_time(
    tmp_path: Path,
) -> None:
    ledger = published(tmp_path / "1", posts("a", "b"))
    moved = {"posts/old.md": post(title="Old", date="2014-02-10", extra="moved: yes\n")}
    found = library(tmp_path / "2", posts("a", "b") | moved, ledger)
    assert told(found)[-1] == ("old", "2014-02-10")
    assert found.feeds.first["old"].rank == 3
    assert found.feeds.new() == ["old"]


def test_entries_of_one_day_keep_their_order_and_differ_in_their_time(tmp_path: Path) -> None:
    same = {f"posts/{slug}.md": post(title=slug, date="2026-01-05") for slug in "bca"}
    items = library(tmp_path / "1", same).feeds.holds("all")
    assert [item.of for item in items] == ["c", "b", "a"]
    assert len({item.published for item in items}) == len({item.updated for item in items}) == 3
    ledger = published(tmp_path / "2", same)
    more = {"posts/aa.md": post(title="aa", date="2026-01-05")}
    now = library(tmp_path / "3", same | more, ledger).feeds.holds("all")
    assert now[1:] == items


def test_two_branches_that_gave_one_rank_bear_different_moments(tmp_path: Path) -> None:
    ledger = published(tmp_path / "0", posts("a"))
    left = published(tmp_path / "1", posts("a") | {"posts/l.md": post(title="L")}, ledger)
    right = published(tmp_path / "2", posts("a") | {"posts/r.md": post(title="R")}, ledger)
    both = b"\n".join([*left.split(b"\n")[:-2], *right.split(b"\n")[1:]])
    found = library(
        tmp_path / "3",
        posts("a") | {"posts/l.md": post(title="L"), "posts/r.md": post(title="R")},
        both,
    )
    first = found.feeds.first
    assert first["l"].rank == first["r"].rank
    assert first["l"].at != first["r"].at


def test_what_readers_do_not_see_is_in_no_feed(tmp_path: Path) -> None:
    hidden = {
        "posts/draft.md": post(title="Draft", extra="status: draft\n"),
        "posts/future.md": post(title="Future", date="2027-01-01"),
        "posts/undated.md": post(title="Undated", date="unknown", extra="moved: yes\n"),
        "posts/gone.md": post(
            title="Gone",
            extra="status:\n  status: withdrawn\n  on: 2026-02-01\n  reason: Asked for.\n",
        ),
    }
    found = loaded(tmp_path, posts("a") | hidden, today=LATER, drafts=True)
    for name in found.feed_names:
        assert set(slugs(found, name)) <= {"a"}
    assert slugs(found) == ["a"]


MAJOR = "changes:\n  - date: {}\n    note: The law changed.\n    kind: {}\n"


def test_a_major_change_moves_one_day_alone_and_is_told_of_apart(tmp_path: Path) -> None:
    changed = {
        "posts/a.md": post(title="a", date="2026-01-01", extra=MAJOR.format("2026-02-05", "major"))
    }
    before, after = library(tmp_path, posts("a", "b")), library(tmp_path, posts("a", "b") | changed)
    assert slugs(after) == slugs(before) == ["b", "a"]
    was, now = before.feeds.holds("all")[1], after.feeds.holds("all")[1]
    assert (now.id, now.published) == (was.id, was.published)
    assert now.updated.date() == day("2026-02-05")
    (told_of,) = after.feeds.holds("changes")
    assert (told_of.of, told_of.part, told_of.updated) == ("a", 0, now.updated)
    assert told_of.id == f"{now.id}#change-2026-02-05"
    assert before.feeds.holds("changes") == ()


def test_a_small_change_moves_nothing(tmp_path: Path) -> None:
    for kind in ("minor", "correction"):
        small = post(title="a", date="2026-01-01", extra=MAJOR.format("2026-02-05", kind))
        found = library(tmp_path, {"posts/a.md": small})
        assert found.feeds.holds("all") == library(tmp_path, posts("a")).feeds.holds("all")
        assert found.feeds.holds("changes") == ()


def test_two_major_changes_of_one_day_are_two_entries(tmp_path: Path) -> None:
    two = (
        MAJOR.format("2026-02-05", "major") + MAJOR.format("2026-02-05", "major").partition("\n")[2]
    )
    found = loaded(tmp_path, {"posts/a.md": post(title="a", date="2026-01-01", extra=two)})
    (problem,) = found.problems
    assert "two major changes of one day (2026-02-05)" in problem.message
    items = found.feeds.holds("changes")
    assert [item.part for item in items] == [1, 0]
    assert len({item.id for item in items}) == len({item.updated for item in items}) == 2
    (entry,) = found.feeds.holds("all")
    assert entry.updated == items[0].updated


def test_a_major_change_of_the_day_of_publication_comes_after_it(tmp_path: Path) -> None:
    same = MAJOR.format("2026-01-01", "major")
    found = library(tmp_path, {"posts/a.md": post(title="a", date="2026-01-01", extra=same)})
    (item,) = found.feeds.holds("all")
    assert item.updated > item.published
    assert item.updated.date() == item.published.date()


def test_an_id_and_a_place_survive_a_new_name_title_and_address(tmp_path: Path) -> None:
    ledger = published(tmp_path / "1", posts("a", "b"))
    renamed = {
        "posts/b.md": posts("a", "b")["posts/b.md"],
        "posts/new-name.md": post(
            title="Another title", date="2026-01-01", extra="aliases: [/posts/a/]\n"
        ),
    }
    before = library(tmp_path / "2", posts("a", "b"), ledger).feeds.holds("all")
    after = library(tmp_path / "3", renamed, ledger, url="https://else.example").feeds.holds("all")
    assert [(one.id, one.published) for one in after] == [(one.id, one.published) for one in before]


RECORDS = {
    "topics/care.md": "---\ntitle: Care\n---\n",
    "series/talk.md": "---\ntitle: Talk\n---\n",
    "organisations/hub.md": "---\ntitle: Hub\n---\n",
}


def test_there_is_a_feed_of_each_thing_that_has_posts(tmp_path: Path) -> None:
    full = post(
        title="a",
        extra="topics: [Care]\nseries: Talk\norganisation: Hub\nkind: news\nlang: cy\n",
    )
    found = library(tmp_path, RECORDS | {"posts/a.md": full} | posts("b"))
    assert found.feed_names == (
        "all",
        "changes",
        "kinds/blog",
        "kinds/news",
        "languages/cy",
        "languages/en",
        "organisations/hub",
        "people/ann-example",
        "series/talk",
        "topics/care",
    )
    assert slugs(found, "topics/care") == slugs(found, "languages/cy") == ["a"]
    assert slugs(found, "people/ann-example") == ["b", "a"]


def test_a_feed_that_was_published_stands_though_it_is_empty(tmp_path: Path) -> None:
    care = {"posts/a.md": post(title="a", extra="topics: [Care]\n")}
    ledger = published(tmp_path / "1", RECORDS | care)
    found = library(tmp_path / "2", RECORDS | posts("a"), ledger)
    assert "topics/care" in found.feed_names
    assert slugs(found, "topics/care") == []
    without = {name: text for name, text in RECORDS.items() if "care" not in name}
    gone = loaded(tmp_path / "2", without | posts("a") | {"published.json": ledger}, today=LATER)
    (tmp_path / "2/content/topics/care.md").unlink()
    gone = loaded(tmp_path / "2", without | posts("a") | {"published.json": ledger}, today=LATER)
    assert "topics/care" not in gone.feed_names
    assert gone.presence.settled.redirects[feed("topics/care")] == "/feeds/"


def test_a_feed_whose_topic_has_another_slug_now_stands_at_its_old_address_too(
    tmp_path: Path,
) -> None:
    care = {"posts/a.md": post(title="a", extra="topics: [Care]\n")}
    ledger = published(tmp_path / "1", RECORDS | care)
    renamed = {
        name.replace("topics/care", "topics/support"): text for name, text in RECORDS.items()
    }
    led = {
        "old-addresses.txt": "/topics/care/ -> /topics/help/\n/topics/help/ -> /topics/support/\n"
    }
    found = library(tmp_path / "2", renamed | care | led, ledger)
    assert found.moved_feeds == {
        "/feeds/topics/care.xml": ("topics/support", "rss"),
        "/feeds/topics/care.atom.xml": ("topics/support", "atom"),
    }
    assert not [one for one in found.problems if "feeds" in one.message]
    again = published(tmp_path / "2", renamed | care | led, ledger, today=LATER)
    assert library(tmp_path / "2", renamed | care | led, again).moved_feeds == found.moved_feeds
    circle = {
        "old-addresses.txt": "/topics/care/ -> /topics/help/\n/topics/help/ -> /topics/care/\n"
    }
    assert library(tmp_path / "3", renamed | care | circle, ledger).moved_feeds == {}


@pytest.mark.slow
@given(st.lists(st.sampled_from(["add", "late", "publish"]), max_size=12))
def test_no_publication_moves_what_was_told_before(tmp_path_factory: Any, steps: list[str]) -> None:
    folder = tmp_path_factory.mktemp("steps")
    files: dict[str, str | bytes] = {}
    ledger, today = b"", FIRST_DAY
    seen: dict[str, FirstPublished] = {}
    for number, step in enumerate(steps):
        today += datetime.timedelta(1)
        if step == "publish":
            ledger = published(folder, files, ledger, today=today)
            for slug, one in library(folder, files, ledger, today=today).feeds.first.items():
                assert seen.setdefault(slug, one) == one
        else:
            date = "2020-01-01" if step == "late" else str(today)
            files[f"posts/p{number}.md"] = post(title=f"p{number}", date=date)


def test_the_ledger_alone_says_what_was_told(tmp_path: Path) -> None:
    found = library(tmp_path, posts("a"))
    assert found.presence.ledger == Ledger()
    assert found.feeds.new() == []
    ledger = published(tmp_path / "1", posts("a"))
    changed = {
        "posts/a.md": post(title="a", date="2026-01-01", extra=MAJOR.format("2026-03-05", "major"))
    }
    assert library(tmp_path / "2", posts("a", "b"), ledger).feeds.new() == ["b"]
    now = library(tmp_path / "3", changed, ledger)
    assert now.feeds.new() == ["a"]
    again = published(tmp_path / "4", changed, ledger, today=LATER)
    assert library(tmp_path / "5", changed, again).feeds.new() == []
    assert library(tmp_path / "6", posts("a"), again).feeds.new() == []
