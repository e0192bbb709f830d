"""What feeds tell of but posts: comments of an older site, and Easy Read texts."""

from __future__ import annotations

from pathlib import Path

from tests.loading import loaded, post
from tests.model.feeds.small_library import LATER, day, library, posts, published, told

THREAD = """\
origin: {site: The old site}
comments:
  - {id: "7", name: unknown, date: 2014-02-11, text: First.}
  - {id: "8", name: Bo, date: unknown, text: Undated.}
  - {id: "9", name: Cy, date: 2014-02-11, text: Third.}
  - {id: "10", name: Di, date: 2014-02-12, removed: {date: 2014-03-01, reason: Asked for.}}
"""


def test_comments_are_told_of_where_their_day_is_known(tmp_path: Path) -> None:
    found = library(tmp_path, posts("a", "b") | {"comments/a.yml": THREAD})
    assert "comments/a" in found.feed_names
    assert "comments/b" not in found.feed_names
    for name in ("comments", "comments/a"):
        items = found.feeds.holds(name)
        assert [item.part for item in items] == [2, 0]
        assert len({item.updated for item in items}) == 2
        assert items[1].id == f"{found.feed_id(found.by_slug['a'])}#comment-7"
    assert found.feeds.holds("comments/b") == ()


EASY = "---\ntitle: {}\nof: {}\nlast_updated: 2026-01-20\nchecked_by: [A group]\n---\n\nWords.\n"


def test_a_comment_keeps_its_moment_when_another_is_taken_out(tmp_path: Path) -> None:
    (before, _) = library(tmp_path, posts("a") | {"comments/a.yml": THREAD}).feeds.holds("comments")
    removed = THREAD.replace("text: First.", "removed: {date: 2014-03-01, reason: Asked for.}")
    (after,) = library(tmp_path, posts("a") | {"comments/a.yml": removed}).feeds.holds("comments")
    assert after == before


def test_easy_read_texts_are_told_of_on_the_day_that_they_came(tmp_path: Path) -> None:
    files = posts("a") | {"easy-read/a.md": EASY.format("A easy", "a")}
    ledger = published(tmp_path / "1", files)
    at_first = library(tmp_path / "2", files, ledger)
    assert told(at_first, "easy-read") == [("a", "2026-01-01")]
    late = published(tmp_path / "3", posts("a"))
    came = library(tmp_path / "4", files, late)
    assert told(came, "easy-read") == [("a", str(LATER))]
    assert came.feeds.holds("easy-read")[0].id == f"{came.feed_id(came.by_slug['a'])}#easy-read"


def test_an_easy_read_page_has_an_id_of_its_own(tmp_path: Path) -> None:
    files = {
        "pages/help.md": "---\ntitle: Help\n---\n\nWords.\n",
        "easy-read/help-easy.md": EASY.format("Help easy", "help"),
    }
    (item,) = library(tmp_path, files).feeds.holds("easy-read")
    assert item.id == "tag:example.org,2026:easy-read/help-easy"
    assert item.published.date() == day("2026-01-20")


def test_an_easy_read_text_of_a_hidden_post_is_not_told_of(tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(title="a", extra="status: draft\n"),
        "easy-read/a.md": EASY.format("A easy", "a"),
    }
    found = loaded(tmp_path, files, drafts=True, today=LATER)
    assert found.feeds.holds("easy-read") == ()
