"""`_redirects` and `_headers` as Netlify and Cloudflare Pages read them."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.hosting import write_host_files
from plugins.hosting.headers import POLICY, search_policy
from plugins.hosting.platforms import MOST_LINES, headers_file, redirects_file
from plugins.hosting.rules import read_rules
from plugins.model.extra_file import wrong_at_the_root
from tests.plugins.hosting.test_hostile import OLD
from tests.plugins.hosting.tree import SOURCES

NOWHERE = Path("/nonexistent")


def written(redirects: dict[str, str], base: str = "", folder: Path = NOWHERE) -> str:
    return redirects_file(base, read_rules(folder, base, redirects, {}))


def as_netlify(text: str) -> dict[str, list[str]]:
    """Path and query -> target and status; a word that begins with # begins a comment."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        words = re.split(r"\s+", re.sub(r"(^|\s)#.*", "", line))
        if words == [""]:
            continue
        to = next(place for place, word in enumerate(words) if place and word.startswith("/"))
        found.setdefault(" ".join(words[:to]), words[to : to + 2])
    return found


def as_cloudflare(text: str) -> dict[str, list[str]]:
    """Path -> target and status; a line of more than three words is left out."""
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {words[0]: words[1:] for words in lines if len(words) in {2, 3}}


def test_both_read_the_address_of_a_file() -> None:
    text = written({"/media/old form.pdf": "/media/form.pdf"}, "/blog")
    line = {"/blog/media/old%20form.pdf": ["/blog/media/form.pdf", "301"]}
    assert as_netlify(text) == as_cloudflare(text) == line


def test_netlify_leads_on_although_a_page_stands_there(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/index.html").touch()
    text = written({"/old/": "/new/"}, folder=tmp_path)
    assert as_netlify(text) == {"/old/": ["/new/", "301!"]}
    assert as_cloudflare(text) == {"/old/": ["/new/", "301"]}


def test_only_netlify_is_told_of_queries() -> None:
    text = written({"/?p=12": "/new/", "/index.php?id=4&x=1": "/new/", "/index.php": "/about/"})
    assert as_netlify(text) == {
        "/ p=12": ["/new/", "301!"],
        "/index.php id=4 x=1": ["/new/", "301!"],
        "/index.php": ["/about/", "301"],
    }
    assert as_cloudflare(text) == {"/index.php": ["/about/", "301"]}


@pytest.mark.parametrize("old", ["/a:b/", "/a*/", "/?a", "/?a=", "/?a=1&a=2", "/?a=b=c", "/?a=:b"])
def test_what_would_match_something_else_is_left_out_and_named(old: str) -> None:
    text = written({old: "/new/"})
    assert as_netlify(text) == as_cloudflare(text) == {}
    assert "# No line can match /" in text


def test_cloudflare_is_told_of_no_more_than_it_takes() -> None:
    text = written({f"/{number}.pdf": "/new/" for number in range(MOST_LINES + 5)})
    assert len(as_cloudflare(text)) == MOST_LINES
    assert len(as_netlify(text)) == MOST_LINES + 5


@pytest.mark.slow
@given(st.lists(OLD, max_size=20), st.sampled_from(["", "/blog"]))
def test_no_address_breaks_out_of_its_line(olds: list[str], base: str) -> None:
    text = written(dict.fromkeys(olds, "/new/"), base)
    assert text.isascii()
    for line in text.splitlines():
        assert line.startswith(("#", f"{base}/"))
    for found in (as_netlify(text), as_cloudflare(text)):
        assert all(words == [f"{base}/new/", words[1]] for words in found.values())
        assert {words[1] for words in found.values()} <= {"301", "301!"}


def test_no_header_is_sent_twice() -> None:
    """Cloudflare joins the values of all blocks that match an address."""
    blocks = blocks_of(headers_file("/blog", {}, ["/feed/", "/rss"]))
    assert set(blocks) == {
        *("/blog/*", "/blog/theme/*", "/blog/media/*"),
        *("/blog/feed/", "/blog/rss", "/blog/feeds/feeds.opml"),
        *("/blog/pictures/*", "/blog/search/*"),
    }
    names = {path: re.findall(r"^  ([\w-]+):", text, re.MULTILINE) for path, text in blocks.items()}
    for path in set(blocks) - {"/blog/*", "/blog/search/*"}:
        assert not set(names[path]) & set(names["/blog/*"])


def test_what_does_not_tell_by_its_name_that_it_is_a_feed_has_its_type() -> None:
    blocks = blocks_of(headers_file("/blog", {}, ["/feed/", "/rss"]))
    for path in ("/blog/feed/", "/blog/rss"):
        assert blocks[path] == "  Content-Type: application/xml; charset=utf-8\n"
    assert blocks["/blog/feeds/feeds.opml"] == "  Content-Type: text/x-opml; charset=utf-8\n"


def test_the_search_page_has_its_own_policy_alone() -> None:
    """To Cloudflare, a name after ! takes away what came before; to Netlify, the last one holds."""
    blocks = blocks_of(headers_file("/blog", SOURCES, []))
    first, *_, last = blocks
    assert (first, last) == ("/blog/*", "/blog/search/*")
    assert blocks["/blog/search/*"].splitlines() == [
        f"  ! {POLICY}",
        f"  {POLICY}: {search_policy(SOURCES)}",
    ]
    others = "".join(text for path, text in blocks.items() if path != "/blog/search/*")
    assert "wasm" not in others


def blocks_of(text: str) -> dict[str, str]:
    return dict(re.findall(r"^(/\S*)\n((?:  .+\n)+)", text, re.MULTILINE))


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    def files(redirects: dict[str, str], hosts: list[str]) -> dict[str, bytes]:
        folder = tmp_path / hosts[0]
        folder.mkdir()
        write_host_files(
            folder, base="", redirects=redirects, gone={}, sources={"frame-src": hosts}
        )
        found = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    one = files({"/a/": "/new/", "/b/": "/new/"}, ["x.example", "y.example"])
    assert one == files({"/b/": "/new/", "/a/": "/new/"}, ["y.example", "x.example"])
    assert one[".nojekyll"] == b""


def test_no_file_of_an_editor_is_overwritten(tmp_path: Path) -> None:
    write_host_files(tmp_path, base="", redirects={}, gone={})
    names = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")]
    written = [name for name in names if (tmp_path / name).is_file()]
    assert len(written) == 8
    for name in written:
        assert wrong_at_the_root(PurePosixPath(f"extra/{name}"), "content", ()), name
