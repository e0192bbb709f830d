"""The feed of all posts in parts: what a closed one holds, it holds for ever."""

from __future__ import annotations

import datetime
from pathlib import Path

from plugins.model.feeds.feeds import ARCHIVED
from tests.loading import post
from tests.model.feeds.small_library import day, library, published, slugs


def many(number: int) -> dict[str, str | bytes]:
    start = day("2024-01-01")
    return {
        f"posts/p{at:03}.md": post(title=f"p{at}", date=str(start + datetime.timedelta(at)))
        for at in range(number)
    }


def test_the_archive_holds_every_post_and_the_feed_all_that_it_does_not(tmp_path: Path) -> None:
    found = library(tmp_path, many(2 * ARCHIVED + 5), feed_length=3)
    assert found.feeds.archives == 2
    parts = [found.feeds.archived(number) for number in (1, 2)]
    assert [len(part) for part in parts] == [ARCHIVED, ARCHIVED]
    assert len(slugs(found)) == 5
    everything = {item.of for item in (*parts[0], *parts[1], *found.feeds.holds("all"))}
    assert len(everything) == 2 * ARCHIVED + 5


def test_nothing_added_or_withdrawn_later_changes_which_posts_a_closed_part_holds(
    tmp_path: Path,
) -> None:
    files = many(2 * ARCHIVED)
    ledger = published(tmp_path / "1", files)
    before = library(tmp_path / "2", files, ledger).feeds
    gone = post(
        title="p5",
        date="2024-01-06",
        extra="status:\n  status: withdrawn\n  on: 2026-02-01\n  reason: Asked for.\n",
    )
    more = {"posts/p005.md": gone, "posts/old.md": post(title="Old", date="2001-01-01")}
    after = library(tmp_path / "3", files | more, ledger).feeds
    assert after.archives == before.archives == 2
    assert after.archived(2) == before.archived(2)
    assert after.archived(1) == tuple(one for one in before.archived(1) if one.of != "p005")


def test_a_part_of_which_everything_was_withdrawn_still_stands(tmp_path: Path) -> None:
    ledger = published(tmp_path / "1", many(2 * ARCHIVED))
    gone = "status:\n  status: withdrawn\n  on: 2026-02-01\n  reason: Asked for.\n"
    files = {
        name: bytes(text, "utf-8").replace(b"\n---\n", f"\n{gone}---\n".encode(), 1)
        for name, text in [*many(2 * ARCHIVED).items()][:ARCHIVED]
        if isinstance(text, str)
    }
    found = library(tmp_path / "2", many(2 * ARCHIVED) | files, ledger)
    assert found.feeds.archives == 2
    assert found.feeds.archived(1) == ()
    assert len(found.feeds.archived(2)) == ARCHIVED


def test_the_first_part_is_closed_with_the_second_to_which_it_leads(tmp_path: Path) -> None:
    almost = library(tmp_path / "1", many(2 * ARCHIVED - 1), feed_length=3)
    assert almost.feeds.archives == 0
    assert len(slugs(almost)) == 2 * ARCHIVED - 1
    assert library(tmp_path / "2", many(2 * ARCHIVED), feed_length=3).feeds.archives == 2
