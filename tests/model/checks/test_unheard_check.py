"""What was said at the service of today and no page shows is told, and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from plugins.model.comments.identity import file_of_thread
from plugins.model.comments.thread import Gap, Thread
from plugins.model.loading import read_content
from plugins.model.publishing.publishable import find_publishable
from plugins.model.reading import Reading
from tests.loading import ANN, WITHDRAWN, loaded, post, settings, write
from tests.talking import said, thread

SOUP = {"posts/soup.md": post(title="Soup")}
LINE = '{"address": "/posts/broth/", "n": 1, "day": "2020-01-01", "kind": "posts", "id": "x"'
LEDGER = (
    f'{{"version": 1, "note": "", "published": [\n{LINE}, "file": "posts/broth.md"%s}},\nnull]}}\n'
)


def told(folder: Path, files: Mapping[str, str], *threads: Thread, **more: Any) -> list[str]:
    """The warnings of the threads that no post has."""
    library = loaded(folder, files, *threads, **{"comments_service": "isso", **more})
    return [str(one) for one in library.problems if one.rule == "comments-are-shown"]


def lost(of: str, **more: Any) -> Thread:
    return thread(said("7"), said("8", removed=Gap()), of=of, **more)


def test_what_every_post_has_is_not_told(tmp_path: Path) -> None:
    files = SOUP | {
        "posts/draft.md": post(title="Draft", extra="status: draft\n"),
        "posts/later.md": post(title="Later", date="2027-01-01"),
        "posts/gone.md": post(title="Gone", extra=WITHDRAWN),
        "posts/own.md": post(title="Own", comments="{id: node/17}"),
        "posts/off.md": post(title="Off", comments="off"),
    }
    names = [*(f"/posts/{name}/" for name in ("soup", "draft", "later", "gone", "off")), "node/17"]
    assert told(tmp_path, files, *(lost(name) for name in names)) == []


def test_a_site_at_another_path_is_told_of_the_old_one(tmp_path: Path) -> None:
    found = told(tmp_path, SOUP, lost("/blog/posts/soup/"), file="publishconf.py")
    assert found == [
        f".comments/{file_of_thread('/blog/posts/soup/', 'isso')}: warning: No page shows 1 comment"
        ' made in the thread "/blog/posts/soup/", as no post has a thread of that name. That of'
        ' content/posts/soup.md is "/posts/soup/" now: the path of the site, or COMMENTS_PATH,'
        " was another. Write in publishconf.py:\n"
        'COMMENTS_PATH = "/blog"'
    ]
    moved = {"url": "https://example.org/blog"}
    assert told(tmp_path, SOUP, lost("/posts/soup/"), **moved)[0].endswith('\nCOMMENTS_PATH = ""')
    assert told(tmp_path, SOUP, lost("/posts/soup/"), **moved, comments_path="") == []
    # A preview does not know where the site will stand.
    assert told(tmp_path, SOUP, lost("/blog/posts/soup/"), url="") == []


def test_a_name_that_was_given_by_hand_is_whole_in_a_preview_too(tmp_path: Path) -> None:
    files = {"posts/soup.md": post(title="Soup", comments="{id: /blog/posts/soup/}")}
    threads = [lost("/blog/posts/soup/"), thread(said("9"), of="/posts/soup/")]
    library = loaded(tmp_path, files, *threads, comments_service="isso", url="")
    assert [one.said.id for one in library.said["soup"]] == ["7"]
    (words,) = told(tmp_path, files, *threads, url="")
    assert '"/posts/soup/"' in words
    at_root = {"posts/soup.md": post(title="Soup", comments="{id: /posts/soup/}")}
    assert len(told(tmp_path, at_root, lost("/blog/posts/soup/"), url="")) == 1


@pytest.mark.parametrize(
    ("broth", "remedy"),
    [
        (
            post(title="Broth", aliases="[/posts/soup/]"),
            'Write at the top of content/posts/broth.md:\ncomments:\n  id: "/posts/soup/"',
        ),
        (
            post(title="Broth", slug="soup", comments="{state: closed, id: other}"),
            "Write under comments at the top of content/posts/broth.md, in place of the one that is"
            ' there:\n  id: "/posts/soup/"',
        ),
    ],
)
def test_a_post_that_lost_its_thread_is_told_its_name(
    broth: str, remedy: str, tmp_path: Path
) -> None:
    (words,) = told(tmp_path, {"posts/broth.md": broth}, lost("/posts/soup/"))
    assert words.endswith(f"as no post has a thread of that name. {remedy}")


def test_one_with_comments_in_two_threads_takes_them_into_the_archive(tmp_path: Path) -> None:
    files = {"posts/broth.md": post(title="Broth", aliases="[/posts/soup/]")}
    threads = [lost("/posts/soup/"), thread(said("9"), of="/posts/broth/")]
    (words,) = told(tmp_path, files, *threads)
    assert "make import-comments FILE=comments-export/comments.json" in words
    kept = "comments:\n  - {id: isso-7, name: Joan, date: 2026-05-01, text: Yes.}\n"
    assert told(tmp_path, {**files, "comments/broth.yml": kept}, *threads) == []


@pytest.mark.parametrize(
    ("of", "remedy"),
    [
        (
            "/posts/pie/",
            "If its post is gone for good, add to content/old-addresses.txt this line, and why at"
            " its end:\n/posts/pie/ gone 2026-11-21 ...",
        ),
        ("node/17", "If its post is gone for good, delete this file."),
    ],
)
def test_a_thread_of_nothing_that_is_known_is_told(of: str, remedy: str, tmp_path: Path) -> None:
    (words,) = told(tmp_path, SOUP, lost(of))
    cure = "If a post has another name now, write under comments at its top"
    assert words.endswith(f'{cure}: id: "{of}". {remedy}')


@pytest.mark.parametrize(
    "files",
    [
        {"old-addresses.txt": "/posts/broth/ gone 2026-01-01 It was a test.\n"},
        {
            "old-addresses.txt": "/posts/broth/ -> /a/\n",
            "pages/a.md": "---\ntitle: A\n---\nA.\n",
        },
        {"published.json": LEDGER % ', "withdrawn": true'},
        {"posts/x.md": post(title="X", aliases="[/posts/broth/]", extra=WITHDRAWN)},
        {"posts/x.md": post(title="X", aliases="[/posts/broth/]"), "published.json": "{"},
        {"forgotten-comments.txt": "isso 7 2026-11-20\n"},
    ],
)
def test_what_was_meant_is_not_told(files: dict[str, Any], tmp_path: Path) -> None:
    assert told(tmp_path, SOUP | files, lost("/posts/broth/")) == []


def test_while_a_published_post_cannot_be_read_nobody_knows(tmp_path: Path) -> None:
    content = write(tmp_path, {"published.json": LEDGER % "", "posts/a.md": post(title="A")})
    (content / "posts/broth.md").symlink_to("nothing")
    assert told(tmp_path, SOUP, lost("/posts/other/")) == []
    (content / "posts/broth.md").unlink()
    assert len(told(tmp_path, SOUP, lost("/posts/other/"))) == 1


def test_nor_what_is_of_another_service_is_removed_or_shown_elsewhere(tmp_path: Path) -> None:
    assert told(tmp_path, SOUP, lost("/posts/pie/", service="giscus")) == []
    assert told(tmp_path, SOUP, lost("/posts/pie/"), comments_service="mail") == []
    assert told(tmp_path, SOUP, thread(said("8", removed=Gap()), of="/posts/pie/")) == []
    moved_at_isso = thread(said("7"), of="/posts/soup/")
    assert told(tmp_path, SOUP, lost("/blog/posts/soup/"), moved_at_isso) == []
    newer = thread(said("7", "2026-06-01T12:00:00Z"), of="/posts/soup/")
    assert len(told(tmp_path, SOUP, lost("/blog/posts/soup/"), newer)) == 1


def test_the_path_is_no_cure_where_it_would_lose_other_threads(tmp_path: Path) -> None:
    files = SOUP | {"posts/pie.md": post(title="Pie")}
    pie = thread(said("9"), of="/posts/pie/")
    (words,) = told(tmp_path, files, lost("/old/posts/soup/"), pie)
    assert words.endswith('top of content/posts/soup.md:\ncomments:\n  id: "/old/posts/soup/"')
    assert "COMMENTS_PATH" not in words


@pytest.mark.parametrize("base", ["https://old.example", "/a b", "/old/"])
def test_nor_where_the_setting_would_not_take_it(base: str, tmp_path: Path) -> None:
    (words,) = told(tmp_path, SOUP, lost(f"{base}/posts/soup/"))
    assert "COMMENTS_PATH" not in words
    name = f'"{base}/posts/soup/"'
    cured = {"posts/soup.md": post(title="Soup", comments=f"{{id: {name}}}")}
    assert words.endswith(f"id: {name}")
    assert told(tmp_path, cured, lost(f"{base}/posts/soup/")) == []


def test_what_no_page_would_show_is_not_told(tmp_path: Path) -> None:
    empty = thread(said("7", text="<p>\u200b</p>"), of="/posts/pie/")
    assert told(tmp_path, SOUP, empty) == []
    files = SOUP | {"discussion.yml": "pause: {from: 2026-04-01, until: 2026-06-01}\n"}
    assert told(tmp_path, files, lost("/posts/pie/")) == []
    after = thread(said("7", "2026-06-02T12:00:00Z"), of="/posts/pie/")
    assert len(told(tmp_path, files, after)) == 1


@pytest.mark.parametrize("keys", [{"extra": "status: draft\n"}, {"date": "2027-01-01"}])
def test_what_only_a_post_has_that_nobody_sees_is_shown_nowhere(
    keys: dict[str, str], tmp_path: Path
) -> None:
    files = {"posts/new.md": post(title="New", aliases="[/posts/old/]", **keys)}
    (words,) = told(tmp_path, files, lost("/posts/old/"), thread(said("7"), of="/posts/new/"))
    assert "The thread of content/posts/new.md has the same" in words


def test_pages_show_what_was_said_though_comments_are_off(tmp_path: Path) -> None:
    off = {"comments_service": "isso", "comments_state": "off"}
    library = loaded(tmp_path, SOUP, thread(said("7"), of="/posts/soup/"), **off)
    assert len(library.said["soup"]) == 1
    assert len(told(tmp_path, SOUP, lost("/posts/pie/"), **off)) == 1


def test_the_file_is_named_as_it_is_found(tmp_path: Path) -> None:
    (words,) = told(tmp_path, SOUP, lost("/posts/pie/"), comments_snapshot="data/comments")
    assert words.startswith("data/comments/pie.isso.json: ")


def test_of_many_a_few_are_named(tmp_path: Path) -> None:
    found = told(tmp_path, SOUP, *(lost(f"/posts/pie-{number}/") for number in range(7)))
    assert len(found) == 4
    assert any("No page shows 4 comments more, in 4 threads of no post." in one for one in found)


def test_a_post_that_waits_has_its_thread(tmp_path: Path) -> None:
    files = {"people/ann-example.md": ANN, "posts/new.md": post(date="?")}
    reading: Reading = read_content(
        write(tmp_path, files),
        settings(comments_service="isso"),
        snapshot=(lost("/posts/new/"),),
    )
    found = find_publishable(reading)
    assert found.waiting == ("posts/new.md",)
    assert [one for one in found.problems if one.rule == "comments-are-shown"] == []
