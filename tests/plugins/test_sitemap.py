"""The sitemap: every page that search engines should find, once; and robots.txt."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.model.library import Library
from plugins.model.view.maker import Maker
from plugins.sitemap import Listed, SitemapGenerator, listed, robots, sitemaps
from tests.loading import loaded, post, said, settings

URL = "https://example.org"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
ELSEWHERE = """\
original:
  title: T
  publisher: P
  url: {}
  relation: {}
"""
FILES = {
    "posts/added.md": post(),
    "posts/changed.md": post(last_updated="2015-03-01"),
    "posts/undated.md": post(date="unknown", extra="moved: yes\n"),
    "posts/gone.md": post(extra="status: {status: withdrawn, on: 2015-01-01, reason: R.}\n"),
    "posts/draft.md": post(status="draft"),
    "posts/future.md": post(date="2099-01-01"),
    "posts/digest.md": post(kind="digest", extra=ELSEWHERE.format("https://a.example/", "digest")),
    "posts/republished.md": post(extra=ELSEWHERE.format("https://a.example/", "republished")),
    "posts/lost.md": post(extra="moved: yes\n" + ELSEWHERE.format("unknown", "republished")),
    "posts/moved.md": post(extra="aliases: [/old/]\n"),
    "pages/about.md": "---\ntitle: About\nlast_updated: 2016-01-01\n---\nText.\n",
    "pages/plain.md": "---\ntitle: Plain\n---\nText.\n",
    "easy-read/added.md": "---\ntitle: E\nof: added\nlast_updated: 2017-01-01\n---\nText.\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return loaded(tmp_path, FILES, list_length=2)


def written(library: Library) -> dict[str, bytes]:
    """The files that the generator makes."""
    files: dict[str, bytes] = {}

    class Writer:
        def write_bytes(self, name: str, data: bytes) -> None:
            assert name not in files
            files[name] = data

    generator = SitemapGenerator.__new__(SitemapGenerator)  # without Pelican around it
    generator.settings = {"MAKER": Maker(library)}
    generator.generate_output(Writer())
    return files


def named(data: str | bytes, part: str = "url") -> list[str]:
    root = etree.fromstring(data.encode() if isinstance(data, str) else data)
    return [str(one.text) for one in root.iterfind(f"s:{part}/s:loc", NAMES)]


def test_it_names_each_page_that_is_to_be_found_once_and_in_order(library: Library) -> None:
    paths = [one.path for one in listed(Maker(library))]
    assert paths == sorted(set(paths))
    assert {"/", "/posts/", "/posts/page/1/", "/about/", "/easy-read/", "/easy-read/added/"} < set(
        paths
    )
    assert {"/people/", "/people/ann-example/", "/kinds/blog/", "/years/2014/"} < set(paths)
    posts = [path for path in paths if path.startswith("/posts/") and "/page/" not in path]
    slugs = ["added", "changed", "digest", "lost", "moved", "undated"]
    assert posts == ["/posts/", *(f"/posts/{slug}/" for slug in slugs)]
    assert not {"/404.html", "/old/", "/feed.xml"} & set(paths)


def test_it_says_when_a_text_last_changed_and_never_when_it_was_built(library: Library) -> None:
    days = {one.path: one.last_updated for one in listed(Maker(library)) if one.last_updated}
    assert {path: str(day) for path, day in days.items()} == {
        "/about/": "2016-01-01",
        "/easy-read/added/": "2017-01-01",
        "/posts/added/": "2014-02-10",
        "/posts/changed/": "2015-03-01",
        "/posts/digest/": "2014-02-10",
        "/posts/lost/": "2014-02-10",
        "/posts/moved/": "2014-02-10",
    }


def test_the_file_is_what_the_protocol_says() -> None:
    pages = [Listed("/"), Listed("/posts/à & b/", datetime.date(2014, 2, 10))]
    assert list(sitemaps(pages, URL)) == [
        (
            "/sitemap.xml",
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            "<url><loc>https://example.org/</loc></url>\n"
            "<url><loc>https://example.org/posts/%C3%A0%20&amp;%20b/</loc>"
            "<lastmod>2014-02-10</lastmod></url>\n"
            "</urlset>\n",
        )
    ]


def test_more_than_one_file_holds_are_several_and_an_index() -> None:
    files = dict(sitemaps([Listed(f"/{n}/") for n in range(5)], URL, most=2))
    assert list(files) == [
        "/sitemap.xml",
        "/sitemap-1.xml",
        "/sitemap-2.xml",
        "/sitemap-3.xml",
    ]
    index = files.pop("/sitemap.xml")
    assert named(index, "sitemap") == [URL + path for path in files]
    two = len(files["/sitemap-1.xml"])  # its bytes
    by_size = dict(sitemaps([Listed(f"/{n}/") for n in range(5)], URL, most_bytes=two))
    assert by_size == files | {"/sitemap.xml": index}
    assert [named(text) for text in files.values()] == [
        [f"{URL}/0/", f"{URL}/1/"],
        [f"{URL}/2/", f"{URL}/3/"],
        [f"{URL}/4/"],
    ]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1),
    st.integers(1, 4),
    st.integers(400, 1000),
)
def test_no_file_holds_too_much_and_no_page_is_lost(
    slugs: list[str], most: int, most_bytes: int
) -> None:
    files = dict(sitemaps([Listed(f"/{one}/") for one in slugs], URL, most, most_bytes))
    parts = {path: named(text) for path, text in files.items() if "<urlset" in text}
    assert sum(len(found) for found in parts.values()) == len(slugs)
    for path, found in parts.items():
        assert len(found) <= most
        assert len(files[path].encode()) <= most_bytes or len(found) == 1


def test_robots_are_led_to_it(library: Library) -> None:
    files = written(library)
    assert list(files) == ["sitemap.xml", "robots.txt"]
    assert files["robots.txt"].decode() == (
        "User-agent: *\nAllow: /\nSitemap: https://example.org/sitemap.xml\n"
    )


def test_an_editors_own_robots_goes_before_ours(tmp_path: Path) -> None:
    own = loaded(tmp_path, {"extra/robots.txt": "User-agent: *\n", "posts/a.md": post()})
    assert said(own) == []
    assert list(written(own)) == ["sitemap.xml"]


@pytest.mark.parametrize("over", [{"url": ""}, {"drafts": True}])
def test_a_preview_is_not_to_be_found(over: dict[str, object], tmp_path: Path) -> None:
    files = written(loaded(tmp_path, FILES, **over))
    assert files == {"robots.txt": b"User-agent: *\nDisallow: /\n"}


def test_robots_read_nothing_below_the_root(tmp_path: Path) -> None:
    url = f"{URL}/sub"
    files = written(loaded(tmp_path, FILES, url=url))
    assert list(files) == ["sitemap.xml"]
    assert all(one.startswith(f"{url}/") for one in named(files["sitemap.xml"]))


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    later = datetime.date(2027, 1, 1)
    first = written(loaded(tmp_path / "a", FILES))
    assert written(loaded(tmp_path / "b", dict(reversed(FILES.items())), today=later)) == first


def test_its_address_is_taken(tmp_path: Path) -> None:
    (words,) = said(loaded(tmp_path, {"extra/sitemap.xml": "<x/>"}))
    assert "The address /sitemap.xml belongs to the site itself already." in words


def test_robots_name_the_full_address() -> None:
    assert "Sitemap: https://example.org/sitemap.xml\n" in robots(settings())
