"""What is broken in the feed or the sitemap is told, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loading import settings
from tests.plugins.output_check.breaking import SITE, URL, change, told

pytestmark = pytest.mark.slow

# The file, what stands there, what is put in its place, what is told.
BROKEN = {
    "a feed cut off": ("feed.xml", "</channel>", "", "This is not well-formed XML: "),
    "a feed of another kind": (
        "feed.xml",
        'version="2.0"',
        'version="0.91"',
        "This feed is not RSS 2.0 with one channel.",
    ),
    "a feed without a title": (
        "feed.xml",
        "<title>Lantern Row &#x26; Friends</title>",
        "",
        "The feed has no <title>.",
    ),
    "an entry without an id": (
        "feed.xml",
        '<guid isPermaLink="false">tag:valid.example,2012:hostile</guid>',
        "",
        "There is 1 entry of the feed without a <guid>.",
    ),
    "two entries with one id": (
        "feed.xml",
        "tag:valid.example,2012:hostile",
        "tag:valid.example,2012:opening-hours",
        '2 entries of the feed have the <guid> "tag:valid.example,2012:opening-hours".',
    ),
    "an id that is said to be an address": (
        "feed.xml",
        '<guid isPermaLink="false">tag:valid.example,2012:hostile',
        "<guid>tag:valid.example,2012:hostile",
        'The address "tag:valid.example,2012:hostile" is not a full one',
    ),
    "a day in other words": (
        "feed.xml",
        "<pubDate>Thu, 24 Dec 2020 00:00:11 +0000",
        "<pubDate>2020-12-24",
        'The <pubDate> "2020-12-24" of "Why <b>bold</b>',
    ),
    "a link of the feed without its site": (
        "feed.xml",
        f"<link>{URL}/posts/hostile/",
        "<link>/sub/posts/hostile/",
        'The address "/sub/posts/hostile/" is not a full one, and a feed is read elsewhere.',
    ),
    "a link of the feed to nothing": (
        "feed.xml",
        f"<link>{URL}/posts/hostile/",
        f"<link>{URL}/posts/hostiles/",
        f'The address "{URL}/posts/hostiles/" in the feed leads nowhere',
    ),
    "a link in a text of the feed": (
        "feed.xml",
        f'&lt;a href="{URL}/posts/hostile/"',
        '&lt;a href="#x"',
        'The address "#x" is not a full one, and a feed is read elsewhere.',
    ),
    "a feed that names another address": (
        "feed.xml",
        f'<atom:link href="{URL}/feed.xml"',
        f'<atom:link href="{URL}/"',
        f'The feed says that it stands at "{URL}/", and it stands at {URL}/feed.xml.',
    ),
    "an Atom feed without an id": (
        "feeds/all.atom.xml",
        "<id>tag:valid.example,2012:feeds/all</id>",
        "",
        "The feed has no <id>.",
    ),
    "two entries of Atom with one id": (
        "feeds/all.atom.xml",
        "<id>tag:valid.example,2012:hostile</id>",
        "<id>tag:valid.example,2012:opening-hours</id>",
        '2 entries of the feed have the <id> "tag:valid.example,2012:opening-hours".',
    ),
    "a moment without a zone": (
        "feeds/all.atom.xml",
        "<published>2020-12-24T00:00:11+00:00",
        "<published>2020-12-24T00:00:11",
        'The moment "2020-12-24T00:00:11" (published) is none of RFC 3339.',
    ),
    "a link of Atom to nothing": (
        "feeds/all.atom.xml",
        f'<link href="{URL}/posts/hostile/"',
        f'<link href="{URL}/posts/hostiles/"',
        f'The address "{URL}/posts/hostiles/" in the feed leads nowhere',
    ),
    "a feed of JSON cut off": (
        "feeds/all.json",
        '{"version"',
        '"version"',
        "This feed is not JSON Feed 1.1.",
    ),
    "a link of JSON without its site": (
        "feeds/all.json",
        f'"url":"{URL}/posts/hostile/"',
        '"url":"/sub/posts/hostile/"',
        'The address "/sub/posts/hostile/" is not a full one, and a feed is read elsewhere.',
    ),
    "an entry without a day": (
        "feed.xml",
        "<pubDate>Thu, 24 Dec 2020 00:00:11 +0000</pubDate>",
        "",
        'The entry "tag:valid.example,2012:hostile" has no <pubDate>.',
    ),
    "an entry without a title": (
        "feed.xml",
        "<title>Why ",
        "<title/><title>Why ",
        'The entry "tag:valid.example,2012:hostile" has no title.',
    ),
    "an Atom feed without a moment": (
        "feeds/all.atom.xml",
        "<updated>2020-12-24T00:00:11+00:00</updated>",
        "",
        "The feed has no moment (updated).",
    ),
    "an entry of Atom without a moment": (
        "feeds/all.atom.xml",
        "</title>\n    <updated>2020-12-24T00:00:11+00:00</updated>",
        "</title>",
        'The entry "tag:valid.example,2012:hostile" has no moment (updated).',
    ),
    "an entry of Atom without a title": (
        "feeds/all.atom.xml",
        "<title>Why ",
        "<title/><title>Why ",
        'The entry "tag:valid.example,2012:hostile" has no title.',
    ),
    "a moment of ISO 8601 alone": (
        "feeds/all.atom.xml",
        "<published>2020-12-24T00:00:11+00:00",
        "<published>2014-W01-1T00+00:00",
        'The moment "2014-W01-1T00+00:00" (published) is none of RFC 3339.',
    ),
    "a moment on no day": (
        "feeds/all.atom.xml",
        "<published>2020-12-24T00:00:11+00:00",
        "<published>2020-02-30T00:00:11+00:00",
        'The moment "2020-02-30T00:00:11+00:00" (published) is none of RFC 3339.',
    ),
    "an entry of JSON without a moment": (
        "feeds/all.json",
        '"date_modified":"2020-12-24T00:00:11+00:00",',
        "",
        'The entry "tag:valid.example,2012:hostile" has no moment (date_modified).',
    ),
    "an entry of JSON without a title": (
        "feeds/all.json",
        '"title":"Why ',
        '"titled":"Why ',
        'The entry "tag:valid.example,2012:hostile" has no title.',
    ),
    "a page missing in the sitemap": (
        "sitemap.xml",
        f"<url><loc>{URL}/about/</loc><lastmod>2020-02-02</lastmod></url>",
        "",
        f"The sitemap does not name {URL}/about/.",
    ),
    "a page twice in the sitemap": (
        "sitemap.xml",
        f"<url><loc>{URL}/about/",
        f"<url><loc>{URL}/about/</loc></url><url><loc>{URL}/about/",
        f"The sitemap names {URL}/about/ 2 times.",
    ),
    "a page that belongs elsewhere in the sitemap": (
        "sitemap.xml",
        "</urlset>",
        f"<url><loc>{URL}/posts/from-elsewhere/</loc></url></urlset>",
        f'The sitemap names "{URL}/posts/from-elsewhere/", where there is no page to be found.',
    ),
    "another site in the sitemap": (
        "sitemap.xml",
        "</urlset>",
        "<url><loc>https://other.example/</loc></url></urlset>",
        'The sitemap names "https://other.example/", where there is no page to be found.',
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_and_nothing_else(name: str, site: Path, copied: list[str]) -> None:
    file, before, after, words = BROKEN[name]
    change(site, file, before, after)
    (problem,) = told(site, copied)
    assert problem.startswith(f"{file}: {words}")


def test_an_entry_of_json_may_be_plain_text(site: Path, copied: list[str]) -> None:
    change(site, "feeds/all.json", '"content_html":', '"content_text":')
    assert told(site, copied) == []


def test_a_site_without_a_sitemap_is_told(site: Path, copied: list[str]) -> None:
    (site / "sitemap.xml").unlink()
    (problem,) = told(site, copied)
    assert problem.startswith("sitemap.xml: The site has no sitemap.")


@pytest.mark.parametrize(
    "said",
    [
        '<meta name="robots" content="noindex">',
        '<meta http-equiv="refresh" content="0; url=/sub/rules/">',
    ],
)
def test_the_sitemap_names_no_page_that_is_not_to_be_found(
    said: str, site: Path, copied: list[str]
) -> None:
    change(site, "about/index.html", "</head>", f"{said}</head>")
    (problem,) = told(site, copied)
    assert problem.startswith(f'sitemap.xml: The sitemap names "{URL}/about/", where there is no')


def test_several_sitemaps_are_read_through_their_index(site: Path, copied: list[str]) -> None:
    one = (site / "sitemap.xml").read_text(encoding="utf-8")
    (site / "sitemap-1.xml").write_text(one, encoding="utf-8")
    index = one[: one.index("<url>")].replace("urlset", "sitemapindex")
    index += f"<sitemap><loc>{URL}/sitemap-1.xml</loc></sitemap></sitemapindex>"
    (site / "sitemap.xml").write_text(index, encoding="utf-8")
    assert told(site, copied) == []


def test_a_preview_needs_no_sitemap(site: Path, copied: list[str]) -> None:
    """Without an address nothing is indexable; the addresses of the tree are those of the root."""
    (site / "sitemap.xml").unlink()
    (site / "feed.xml").unlink()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8").replace(f'"{URL}', '"https://x.example')
        text = text.replace('"/sub/', '"/').replace("url=/sub/", "url=/").replace(", /sub/", ", /")
        text = text.replace('href="/feed.xml"', 'href="/"')
        page.write_text(text, encoding="utf-8")
    found = told(site, copied, settings(url=""))
    assert found == []


OLD = settings(url=SITE.url, list_length=3, feed_aliases=("/feed/", "/old/rss.xml"))


def test_the_feed_at_its_old_addresses_is_no_page(site: Path, copied: list[str]) -> None:
    assert told(site, copied, OLD) == []


@pytest.mark.parametrize("name", ["feed/index.html", "old/rss.xml"])
def test_another_text_at_an_old_address_of_the_feed_is_told(
    name: str, site: Path, copied: list[str]
) -> None:
    change(site, name, "<channel>", "<channel> ")
    assert told(site, copied, OLD) == [
        f"{name}: This is no copy of feed.xml. Mend plugins/old_feeds.py."
    ]
    (site / name).unlink()
    (problem,) = told(site, copied, OLD)
    assert problem.startswith(f"{name}: This is no copy of feed.xml.")


# What stands in the list of all feeds, what is put in its place, what is told.
BROKEN_LIST = {
    "cut off": ("</opml>", "", "This is not well-formed XML: "),
    "another version": ('version="2.0"', 'version="1.0"', "This list of feeds is not OPML 2.0"),
    "no title": ("<title>", "<title/><other>", "This is not well-formed XML: "),
    "a feed without a title": (' title="New posts"', "", f"The feed {URL}/feed.xml has no"),
    "a feed that is not there": (
        f'xmlUrl="{URL}/feed.xml"',
        f'xmlUrl="{URL}/feeds.xml"',
        f'The address "{URL}/feeds.xml" in the feed leads nowhere',
    ),
    "a relative address": (
        f'htmlUrl="{URL}/"',
        'htmlUrl="/sub/"',
        'The address "/sub/" is not a full one',
    ),
}


@pytest.mark.parametrize("name", BROKEN_LIST)
def test_what_is_broken_in_the_list_of_all_feeds_is_told(
    name: str, site: Path, copied: list[str]
) -> None:
    before, after, words = BROKEN_LIST[name]
    change(site, "feeds/feeds.opml", before, after)
    (problem,) = told(site, copied)
    assert problem.startswith(f"feeds/feeds.opml: {words}")


def test_a_list_of_no_feeds_is_told(site: Path, copied: list[str]) -> None:
    empty = '<opml version="2.0"><head><title>T</title></head><body/></opml>'
    (site / "feeds/feeds.opml").write_text(empty, encoding="utf-8")
    (problem,) = told(site, copied)
    assert problem.startswith("feeds/feeds.opml: This list of feeds has no feed in a group.")
