"""The name of a thread, which follows neither title nor address."""

from __future__ import annotations

import datetime
from pathlib import Path

from plugins.model.comments.identity import file_of_thread, thread_of
from plugins.model.published.ledger import Ledger, Published, with_lines
from tests.loading import loaded, post, settings

ID = "tag:example.org,2026:soup"
FIRST = Published(
    address="/posts/soup/", n=1, day=datetime.date(2026, 1, 1), kind="posts", id=ID, file="a.md"
)
MOVED = Published(address="/posts/soup/", n=2, day=datetime.date(2026, 2, 1), to="/posts/stew/")
NOW = Published(
    address="/posts/stew/", n=1, day=datetime.date(2026, 2, 1), kind="posts", id=ID, file="b.md"
)


def test_a_thread_has_the_first_published_path_for_ever(tmp_path: Path) -> None:
    one = loaded(tmp_path, {"posts/stew.md": post()}).by_slug["stew"]
    at_root, ledger = settings(url=""), with_lines(Ledger(), [NOW, MOVED, FIRST])
    assert thread_of(one, ID, Ledger(), at_root) == "/posts/stew/"
    assert thread_of(one, ID, ledger, at_root) == "/posts/soup/"
    under_a_path = settings(url="https://example.org/sub")
    assert thread_of(one, ID, ledger, under_a_path) == "/sub/posts/soup/"
    moved = settings(comments_path="/blog")
    assert thread_of(one, ID, ledger, moved) == "/blog/posts/soup/"


def test_a_post_may_name_its_thread(tmp_path: Path) -> None:
    one = loaded(tmp_path, {"posts/stew.md": post(comments="{id: /node/17}")}).by_slug["stew"]
    assert thread_of(one, ID, Ledger(), settings()) == "/node/17"


def test_files_of_threads_are_named_for_people_where_that_is_safe() -> None:
    assert file_of_thread("/posts/soup/", "isso") == "soup.isso.json"
    assert file_of_thread("/posts/soup/", "giscus") == "soup.giscus.json"
    others = ["/sub/posts/soup/", "/posts/../soup/", "/posts/søup/", "/posts/SOUP/", "x" * 5000]
    names = [file_of_thread(one, "isso") for one in others]
    assert len(set(names)) == len(names)
    assert all(len(name) == len("0" * 32 + ".isso.json") for name in names)
