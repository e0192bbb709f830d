"""What feeds tell of comments that were made at the comment service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from plugins.comments import give_comments
from plugins.feeds.files import feed_files
from plugins.model.comments.thread import Gap, Thread
from plugins.model.view.maker import Maker
from tests.loading import loaded, post
from tests.plugins.feeds.checking import check_all, texts
from tests.talking import said, thread

URL = "https://wayside.example"
FILES = {"posts/soup.md": post(title="Soup"), "posts/bread.md": post(title="Bread")}
ARCHIVE = """\
origin: {site: Old}
comments:
  - {id: 1, name: Jo, date: 2014-05-06, text: Old.}
"""
TALK = thread(
    said("1", "2026-05-01T12:00:00Z", name="<b>Ann</b>", text="<p>One <script>x</script></p>"),
    said("2", "2026-05-01T12:00:00Z", name="", text="<p>Two, <a href='javascript:x'>see</a></p>"),
    said("3", "2026-05-01T12:00:00Z", removed=Gap(reason="It was rude.")),
)


def feeds(folder: Path, *threads: Thread, **files: str) -> dict[str, bytes]:
    content = FILES | {f"{name}.yml": text for name, text in files.items()}
    maker = Maker(loaded(folder, content, *threads, url=URL))
    give_comments(maker.given)
    return {
        name: data
        for group in feed_files(maker)
        for name, data in zip(group.names, group.make(), strict=True)
    }


def items(made: dict[str, bytes], name: str = "feeds/comments/soup.json") -> list[Any]:
    return json.loads(made[name])["items"]  # type: ignore[no-any-return]


def test_each_comment_has_an_entry_after_those_that_were_moved(tmp_path: Path) -> None:
    made = feeds(tmp_path, TALK, **{"comments/soup": ARCHIVE})
    two, one, moved = items(made)
    assert (one["title"], one["authors"]) == (
        "Comment on “Soup”: <b>Ann</b>",
        [{"name": "<b>Ann</b>"}],
    )
    assert one["url"] == f"{URL}/posts/soup/#isso-1"
    assert one["id"] == "tag:example.org,2026:soup#comment-isso-1"
    assert one["content_html"] == "<p>One </p>"
    assert two["title"] == "Comment on “Soup”: No name given"
    assert two["content_html"] == "<p>Two, see</p>"
    assert moved["id"] == "tag:example.org,2026:soup#comment-1"
    check_all(made, URL)


def test_two_comments_of_one_second_bear_different_ones(tmp_path: Path) -> None:
    made = feeds(tmp_path, TALK, thread(said("7", "2026-05-01T12:00:00Z"), of="/posts/bread/"))
    moments = [one["date_published"] for one in items(made, "feeds/comments.json")]
    assert len(moments) == 3
    assert len({*moments}) == 3
    assert moments == sorted(moments, reverse=True)


def test_a_comment_that_was_moved_here_keeps_its_id(tmp_path: Path) -> None:
    archive = ARCHIVE.replace("id: 1", "id: isso-1").replace("2014-05-06", "2026-05-01T12:00:00")
    before, after = feeds(tmp_path, TALK), feeds(tmp_path, TALK, **{"comments/soup": archive})
    ids = [one["id"] for one in items(before)]
    assert [one["id"] for one in items(after)] == ids
    assert [one["url"] for one in items(after)] == [one["url"] for one in items(before)]


def test_the_post_says_how_many_there_are_and_where_they_are_told(tmp_path: Path) -> None:
    made = feeds(tmp_path, TALK, **{"comments/soup": ARCHIVE})
    root = etree.fromstring(made["feed.xml"])
    (item,) = (one for one in root.iter("item") if one.findtext("title") == "Soup")
    assert texts(item, "slash:comments") == ["3"]
    assert texts(item, "wfw:commentRss") == [f"{URL}/feeds/comments/soup.xml"]


@pytest.mark.parametrize(
    "archive", ["", ARCHIVE.replace("id: 1", "id: isso-1").replace("2014-05-06", "2026-05-01")]
)
def test_what_was_erased_is_told_so_that_readers_lose_their_copies(
    archive: str, tmp_path: Path
) -> None:
    files = {"comments/soup": archive} if archive else {}
    before = feeds(tmp_path, TALK, **files)
    (tmp_path / "content/forgotten-comments.txt").write_text("isso 1 2026-06-01\n", "utf-8")
    after = feeds(tmp_path, TALK, **files)
    (was,) = (one for one in items(before) if one["id"].endswith("#comment-isso-1"))
    (now,) = (one for one in items(after) if one["id"] == was["id"])
    assert now["content_html"] == "<p>This comment was removed.</p>"
    assert "authors" in was
    assert "authors" not in now
    assert was["content_html"] not in after["feeds/comments/soup.json"].decode()
    assert (now["date_published"], now["date_modified"][:10]) == (
        was["date_published"],
        "2026-06-01",
    )
    check_all(after, URL)


def test_without_a_comment_there_is_no_feed_of_them(tmp_path: Path) -> None:
    gap = said("1", removed=Gap(reason="It was rude."))
    assert not [name for name in feeds(tmp_path, thread(gap)) if "comments" in name]


@pytest.mark.parametrize("name", ["feeds/comments.xml", "feeds/comments/soup.atom.xml"])
def test_what_runs_is_in_no_format(name: str, tmp_path: Path) -> None:
    for one in feedparser.parse(feeds(tmp_path, TALK)[name]).entries:
        assert "script" not in str(one)
