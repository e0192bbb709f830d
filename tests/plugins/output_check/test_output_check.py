"""Nothing is wrong with the built site; whatever is broken in it is told, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from plugins.model.settings import Settings
from plugins.output_check import check_output
from tests.loading import settings

SITE = settings(url="https://valid.example/sub", list_length=3)
GATE = "posts/the-gate/index.html"
URL = "https://valid.example/sub"
PRIVATE = {
    "content/posts/2020/a-draft.md": ["A draft", "/posts/a-draft/", "Nobody knows of this yet."]
}


def told(
    folder: Path, copied: Sequence[str] = (), site: Settings = SITE, **private: list[str]
) -> list[str]:
    found = check_output(folder, settings=site, private=private or PRIVATE, copied=copied)
    return [str(problem) for problem in found]


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(built, tmp_path / "tree"))


def change(folder: Path, name: str, before: str, after: str) -> None:
    """Put one text in the place of another that stands in a file."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert before in text, text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_nothing_is_wrong_with_the_built_site(built: Path, copied: list[str]) -> None:
    assert told(built, copied) == []


# The file, what stands there, what is put in its place, what is told.
BROKEN = {
    "cut off": (GATE, "</main>\n", "\0", "This page is not sound HTML: "),
    "a tag closed twice": (
        GATE,
        "</main>",
        "</main></main>",
        "This page is not sound HTML: </main> closes nothing.",
    ),
    "a tag left open": (GATE, "<main ", "<div><main ", "This page is not sound HTML: </"),
    "a letter not escaped": (
        GATE,
        "<h1>The gate",
        "<h1>1 < 2, the gate",
        'This page is not sound HTML: a "<" begins no tag.',
    ),
    "no language": (GATE, '<html lang="en">', "<html>", "This page does not say its language."),
    "an empty language": (
        GATE,
        '<html lang="en">',
        '<html lang=" ">',
        "This page does not say its language.",
    ),
    "no title": (
        GATE,
        "<title>The gate - Lantern Row &amp; Friends</title>",
        "<title> </title>",
        "This page has no title.",
    ),
    "an id twice": (
        GATE,
        "<h1>",
        '<h1 id="main">',
        'The id "main" stands 2 times on this page.',
    ),
    "a picture without words": (
        GATE,
        ' alt="A wooden gate, half open"',
        "",
        'The picture "/sub/media/gate.svg" has no text alternative.',
    ),
    "a link to nothing": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="/sub/kinds/blogs/">',
        'The address "/sub/kinds/blogs/" in <a> leads nowhere: the site has no such file.',
    ),
    "a link to a folder": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="/sub/kinds/blog">',
        'The address "/sub/kinds/blog" in <a> leads nowhere',
    ),
    "a full link to nothing": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        f'<a href="{URL}/gone/">',
        f'The address "{URL}/gone/" in <a> leads nowhere',
    ),
    "a relative link to nothing": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="../gone/?a=b#c">',
        'The address "../gone/?a=b#c" in <a> leads nowhere',
    ),
    "a relative link out of the site": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="../../../">',
        'The address "../../../" in <a> leads out of the site.',
    ),
    "a link beside the sub-path": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="/kinds/blog/">',
        'The address "/kinds/blog/" in <a> leads out of the site, which begins at /sub/.',
    ),
    "an empty link": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="">',
        'The address "" in <a> is empty.',
    ),
    "a place that is not on the page": (
        GATE,
        '<a href="#comments">',
        '<a href="#comment">',
        'The address "#comment" in <a> leads to a page that has no such place.',
    ),
    "a place that is not on another page": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="/sub/kinds/blog/#x">',
        'The address "/sub/kinds/blog/#x" in <a> leads to a page that has no such place.',
    ),
    "a picture that is not there": (
        GATE,
        'src="/sub/media/gate.svg"',
        'src="/sub/media/gates.svg"',
        'The address "/sub/media/gates.svg" in <img> leads nowhere',
    ),
    "one of several pictures": (
        GATE,
        'src="/sub/media/gate.svg"',
        'src="/sub/media/gate.svg" srcset="/sub/media/gate.svg 1x, /sub/media/big.svg 2x"',
        'The address "/sub/media/big.svg" in <img> leads nowhere',
    ),
    "a poster that is not there": (
        GATE,
        "<h1>",
        '<video poster="/sub/a.svg"></video><h1>',
        'The address "/sub/a.svg" in <video> leads nowhere',
    ),
    "a form that leads nowhere": (
        GATE,
        "<h1>",
        '<form action="/sub/search"></form><h1>',
        'The address "/sub/search" in <form> leads nowhere',
    ),
    "a redirect to nothing": (
        "rules.html",
        "0; url=/sub/rules/",
        "0; url=/sub/rule/",
        'The address "/sub/rule/" in <meta> leads nowhere',
    ),
    "a picture elsewhere": (
        GATE,
        'src="/sub/media/gate.svg"',
        'src="https://cdn.example/gate.svg"',
        '<img> loads "https://cdn.example/gate.svg" from cdn.example, which would see every',
    ),
    "a script elsewhere": (
        GATE,
        "</head>",
        '<script src="//cdn.example/a.js">if (1 < 2) { "</p>" }</script></head>',
        '<script> loads "//cdn.example/a.js" from cdn.example',
    ),
    "a style elsewhere": (
        GATE,
        "</head>",
        '<link rel="preload stylesheet" href="https://cdn.example/a.css"></head>',
        '<link> loads "https://cdn.example/a.css" from cdn.example',
    ),
    "a frame elsewhere": (
        GATE,
        "<h1>",
        '<iframe src="https://films.example/1"></iframe><h1>',
        '<iframe> loads "https://films.example/1" from films.example',
    ),
    "a link that runs": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href=" JavaScript:alert(1)">',
        'The address "JavaScript:alert(1)" in <a> would run a program.',
    ),
    "a link that holds a page": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="data:text/html,x">',
        'The address "data:text/html,x" in <a> would run a program.',
    ),
    "a feed cut off": ("feed.xml", "</channel>", "", "This is not well-formed XML: "),
    "a feed of another kind": (
        "feed.xml",
        'version="2.0"',
        'version="0.91"',
        "This feed is not RSS 2.0 with one channel.",
    ),
    "a feed without a title": (
        "feed.xml",
        "<title>Lantern Row &amp; Friends</title>",
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
        "<pubDate>Thu, 24 Dec 2020 12:00:00 +0000",
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
    "the title of a draft": (
        GATE,
        "<h1>The gate</h1>",
        "<h1>The gate, a <em>Draft</em></h1>",
        'This tells "A draft" of content/posts/2020/a-draft.md, which is held back.',
    ),
    "a text of a draft in an attribute": (
        GATE,
        'alt="A wooden gate, half open"',
        'alt="Nobody knows of&nbsp;this yet"',
        'This tells "Nobody knows of this yet." of content/posts/2020/a-draft.md',
    ),
    "a text of a draft in the feed": (
        "feed.xml",
        "&lt;p&gt;We open",
        "&lt;p&gt;Nobody &lt;b&gt;knows&lt;/b&gt; of this yet. We open",
        'This tells "Nobody knows of this yet." of content/posts/2020/a-draft.md',
    ),
    "the machine in a page": (
        GATE,
        "<h1>",
        f"<!-- {Path.cwd()}/theme --><h1>",
        f"This names a folder of the computer that built the site: {Path.cwd()}.",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_and_nothing_else(name: str, site: Path, copied: list[str]) -> None:
    file, before, after, words = BROKEN[name]
    change(site, file, before, after)
    (problem,) = told(site, copied)
    assert problem.startswith(f"{file}: {words}")


# A file, what is written to it, what is told.
ADDED = {
    "empty": ("posts/a.json", b"", "This file is empty."),
    "a program": ("a/run.PHP", b"x", "A web server could run this file as a program."),
    "half a file": ("feed.xml.tmp", b"x", "This was left by a write that did not end."),
    "an editor's copy": ("posts/index.html~", b"x", "This was left by a write that did not end."),
    "a style that lacks a picture": (
        "theme/a.css",
        b"/* url(x) */ a { background: url('../media/gone.svg') }",
        'The address "../media/gone.svg" in this style sheet leads nowhere',
    ),
    "a style that lacks a style": (
        "theme/a.css",
        b'@import "b.css";',
        'The address "b.css" in this style sheet leads nowhere',
    ),
    "a letter from elsewhere": (
        "theme/a.css",
        b"@font-face { src: url(https://fonts.example/a.woff2) }",
        'This style sheet loads "https://fonts.example/a.woff2" from fonts.example',
    ),
    "a draft in JSON": (
        "feed.json",
        b'{"items": [{"title": "\\u0041 dr\\u0061ft"}]}',
        'This tells "A draft" of content/posts/2020/a-draft.md, which is held back.',
    ),
    "a draft in a text": (
        "list.txt",
        b"https://valid.example/sub/posts/a-draft/\n",
        'This tells "/posts/a-draft/" of content/posts/2020/a-draft.md, which is held back.',
    ),
    "other bytes than UTF-8": (
        "old/index.html",
        b'<!doctype html><html lang="en"><title>\xe9</title></html>',
        "This page is not sound HTML: it is not written in UTF-8.",
    ),
}


@pytest.mark.parametrize("name", ADDED)
def test_what_is_added_is_told_and_nothing_else(name: str, site: Path, copied: list[str]) -> None:
    file, data, words = ADDED[name]
    (site / file).parent.mkdir(parents=True, exist_ok=True)
    (site / file).write_bytes(data)
    (problem,) = told(site, copied)
    assert problem.startswith(f"{file}: {words}")


def test_a_link_in_the_tree_is_told(site: Path, copied: list[str]) -> None:
    (site / "posts/link.txt").symlink_to(site / "feed.xml")
    (problem,) = told(site, copied)
    assert problem.startswith("posts/link.txt: This is a link to another place, not a file.")


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


def test_what_is_on_every_page_is_told_once(site: Path, copied: list[str]) -> None:
    shutil.rmtree(site / "about")
    on_pages, in_sitemap = sorted(told(site, copied))
    pages = len(list(site.rglob("*.html")))
    assert on_pages.startswith('404.html: The address "/sub/about/" in <a> leads nowhere')
    assert f"So it is in {pages - 1} other files." in on_pages
    assert in_sitemap.startswith(f'sitemap.xml: The sitemap names "{URL}/about/"')


def test_a_frame_may_come_from_a_host_of_the_settings(site: Path, copied: list[str]) -> None:
    change(site, GATE, "<h1>", '<iframe src="https://films.example/1"></iframe><h1>')
    allowed = msgspec.structs.replace(SITE, iframe_hosts=frozenset({"films.example"}))
    assert told(site, copied, allowed) == []


def test_files_of_editors_are_only_searched_for_what_is_held_back(
    site: Path, copied: list[str]
) -> None:
    (site / "old.html").write_text("<p>Old words <b> & a draft <a href=gone>", encoding="utf-8")
    (site / "CNAME.txt").write_bytes(b"")
    (problem,) = told(site, [*copied, "old.html", "CNAME.txt"])
    assert problem.startswith('old.html: This tells "A draft" of content/posts/2020/a-draft.md')


@pytest.mark.parametrize(
    "link",
    [
        "#top",
        "#",
        "#:~:text=gate",
        "?page=2",
        "./",
        "../",
        "../the-gate/#main",
        "../../media/gate.svg#view",
        "index.html",
        "/sub/posts/the%2Dgate/?a=/x#m%61in",
        "/sub/",
        URL,
        f"{URL}/posts/the-gate/#comments",
        "https://valid.example/another-site/",
        "https://other.example/gone#x",
        "mailto:a@b.example",
        "tel:+44",
    ],
)
def test_links_that_lead_somewhere(link: str, site: Path, copied: list[str]) -> None:
    change(site, GATE, '<a href="/sub/kinds/blog/">', f'<a href="{link}">')
    assert told(site, copied) == []


def test_a_preview_needs_no_sitemap(site: Path, copied: list[str]) -> None:
    """Without an address nothing is indexable; the addresses of the tree are those of the root."""
    (site / "sitemap.xml").unlink()
    (site / "feed.xml").unlink()
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8").replace(f'"{URL}', '"https://x.example')
        text = text.replace('"/sub/', '"/').replace("url=/sub/", "url=/")
        text = text.replace('href="/feed.xml"', 'href="/"')
        page.write_text(text, encoding="utf-8")
    found = told(site, copied, settings(url=""))
    assert found == []
