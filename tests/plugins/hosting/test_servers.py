"""What nginx, Caddy and Apache answer with the documented configuration: one table for all."""

from __future__ import annotations

import gzip
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import brotli
import pytest

from plugins.hosting.headers import KEPT, PAGES, POLICY, search_policy, security_headers
from tests.plugins.hosting.servers import HOST, STRICT_TRANSPORT, Server
from tests.plugins.hosting.tree import BYTES, HOSTILE, SOURCES, TEXTS

pytestmark = pytest.mark.slow
Shown = tuple[Server, str]
ANY = "whatever the server says of a folder without its slash"
YEAR, DAY = KEPT["/theme/"], KEPT["/media/"]


class Row(NamedTuple):
    """What is asked for, and what must come.

    shows: the file whose bytes must come. to: where a redirect must lead, without base.
    """

    target: str
    status: int = 200
    shows: str = ""
    to: str = ""
    cache: str = PAGES
    kind: str = ""


HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"  # with which browsers show a feed by its stylesheet
TABLE = [
    Row("/", shows="index.html", kind=HTML),
    Row("/?utm=1", shows="index.html", kind=HTML),
    Row("/posts/new/", shows="posts/new/index.html", kind=HTML),
    Row("/posts/%C3%A9%20%26%20co/", shows="posts/é & co/index.html", kind=HTML),
    Row("/short/", shows="short/index.html", kind=HTML),
    Row("/search/?q=tea", shows="search/index.html", kind=HTML),
    Row("/search/names.json", shows="search/names.json", kind="json"),
    Row("/pagefind/pagefind.js", shows="pagefind/pagefind.js", kind="javascript"),
    Row("/feed.xml", shows="feed.xml", kind=XML),
    Row("/feeds/topics/tea.atom.xml", shows="feeds/topics/tea.atom.xml", kind=XML),
    Row(
        "/feeds/comments.json",
        shows="feeds/comments.json",
        kind="application/feed+json; charset",
    ),
    Row("/feeds/feeds.opml", shows="feeds/feeds.opml", kind="text/x-opml; charset=utf-8"),
    Row("/feeds/", shows="feeds/index.html", kind=HTML),
    Row("/feed/", shows="feed/index.html", kind=XML),
    Row("/feed/index.html", shows="feed/index.html", kind=XML),
    Row("/blog/rss", shows="blog/rss", kind=XML),
    Row("/index.rdf", shows="index.rdf", kind=XML),
    Row("/sitemap.xml", shows="sitemap.xml", kind="xml; charset=utf-8"),
    Row("/site.webmanifest", shows="site.webmanifest", kind="application/manifest+json"),
    Row("/media/film.vtt", shows="media/film.vtt", cache=DAY, kind="text/vtt; charset=utf-8"),
    Row("/media/drawing.svg", shows="media/drawing.svg", cache=DAY, kind="image/svg+xml"),
    Row("/media/photo.jpg", shows="media/photo.jpg", cache=DAY, kind="image/jpeg"),
    Row("/theme/site.0123abcd.css", shows="theme/site.0123abcd.css", cache=YEAR, kind="text/css"),
    Row("/theme/site.0123abcd.js", shows="theme/site.0123abcd.js", cache=YEAR, kind="javascript"),
    Row("/.well-known/security.txt", shows=".well-known/security.txt", kind="text/plain"),
    # folders without their slash
    Row("/posts/new", 301, to="/posts/new/", cache=ANY),
    Row("/about", 301, to="/about/", cache=ANY),
    # what is not there, or not for readers
    Row("/nothing/", 404, shows="404.html", kind=HTML),
    Row("/nothing.css", 404, shows="404.html", kind=HTML),
    Row("/theme/old.css", 404, shows="404.html", kind=HTML),
    Row("/nothing/feed.xml", 404, shows="404.html", kind=HTML),
    Row("/posts/", 404, shows="404.html", kind=HTML),  # a folder without a page
    Row("/media/", 404, shows="404.html", kind=HTML),
    Row("/.git/config", 404, shows="404.html", kind=HTML),
    Row("/.nojekyll", 404, shows="404.html", kind=HTML),
    Row("/.hosts/nginx-redirects.conf", 404, shows="404.html", kind=HTML),
    Row("/%2ehosts/nginx-redirects.conf", 404, shows="404.html", kind=HTML),
    Row("/media/.hidden", 404, shows="404.html", kind=HTML),
    Row("/_headers", 404, shows="404.html", kind=HTML),
    Row("/_redirects", 404, shows="404.html", kind=HTML),
    # old addresses
    Row("/old/", 301, to="/posts/new/"),
    Row("/old", 301, to="/posts/new/"),
    Row("/old/?utm=1", 301, to="/posts/new/"),
    Row("/%6fld/", 301, to="/posts/new/"),
    Row("/story.html", 301, to="/posts/new/"),
    Row("/About/", 301, to="/about/"),
    Row("/About", 301, to="/about/"),
    Row("/about/", shows="about/index.html"),
    Row("/caf%C3%A9/", 301, to="/posts/%C3%A9%20%26%20co/"),
    Row("/caf%c3%a9", 301, to="/posts/%C3%A9%20%26%20co/"),
    Row(quote(HOSTILE), 301, to="/posts/%C3%A9%20%26%20co/"),
    Row(quote(HOSTILE, safe="/'$;()*"), 301, to="/posts/%C3%A9%20%26%20co/"),
    Row("/node/1", 301, to="/short/"),
    Row("/node/1?page=2", 301, to="/about/"),
    Row("/node/1/?page=2", 301, to="/about/"),
    Row("/node/1/?page=3", 301, to="/short/"),
    Row("/?p=12", 301, to="/posts/new/"),
    Row("/?p=123", shows="index.html"),
    Row("/?xp=12", shows="index.html"),
    Row("/index.php?id=42", 301, to="/about/"),
    Row("/index.php?id=42&x=a+b", 301, to="/posts/new/"),
    Row("/index.php?x=a%20b&id=42", 301, to="/posts/new/"),
    Row("/index.php?id=42&x=2", 404, shows="404.html"),
    Row("/index.php", 404, shows="404.html"),
    Row("/find.php?q=%22$d%22%7be%7D", 301, to="/posts/new/"),
    Row("/find.php?q=%22%24d%22{e}", 301, to="/posts/new/"),
    # gone
    Row("/gone/", 410, shows="gone/index.html", kind=HTML),
    Row("/gone", 410, shows="gone/index.html", kind=HTML),
    Row("/media/form.pdf", 410, shows="404.html", kind=HTML),
    Row("/?p=13", 410, shows="404.html", kind=HTML),
]


def content_of(file: str) -> bytes:
    return BYTES[file] if file in BYTES else TEXTS[file].encode()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.target)
def test_every_server_answers_as_the_table_says(server: Shown, row: Row) -> None:
    shown, base = server
    answer = shown.ask(base + row.target)
    assert answer.status in ({301, 308} if row.cache == ANY else {row.status})
    if row.shows:
        assert answer.body == content_of(row.shows)
        assert "content-encoding" not in answer.headers
    if row.to:
        assert leads_to(answer.headers["location"], base + row.target) == base + row.to
    if row.cache != ANY:
        assert answer.headers["cache-control"] == row.cache
    assert row.kind in answer.headers.get("content-type", "")


def leads_to(location: str, asked: str) -> str:
    """The path that a redirect leads to; the host must stay the one that was asked."""
    found = urlsplit(urljoin(f"https://{HOST}{asked}", location))
    assert (found.scheme, found.hostname) == ("https", HOST)
    return found.path + (f"?{found.query}" if found.query else "")


@pytest.mark.parametrize("target", ["/", "/nothing/", "/old/", "/gone/", "/theme/site.0123abcd.js"])
def test_the_security_headers_stand_on_every_answer(server: Shown, target: str) -> None:
    shown, base = server
    headers = shown.ask(base + target).headers
    wanted = security_headers(SOURCES) | {"Strict-Transport-Security": STRICT_TRANSPORT}
    assert {name: headers.get(name.lower()) for name in wanted} == wanted


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
@pytest.mark.parametrize("target", ["/search/", "/search/?q=tea", "/search/index.html"])
def test_only_the_search_page_may_run_webassembly(
    server: Shown, target: str, accepted: str
) -> None:
    shown, base = server
    answer = shown.ask(base + target, Accept_Encoding=accepted)
    assert answer.headers[POLICY.lower()] == search_policy(SOURCES)


@pytest.mark.parametrize(
    "target", ["/", "/search", "/about/", "/pagefind/pagefind.js", "/x/search/", "/theme/search/"]
)
def test_no_other_page_may(server: Shown, target: str) -> None:
    shown, base = server
    assert "wasm" not in shown.ask(base + target).headers[POLICY.lower()]


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("identity", ""),
    ],
)
@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("/", "index.html"),
        ("/posts/%C3%A9%20%26%20co/", "posts/é & co/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/feed/", "feed/index.html"),
        ("/feeds/comments.json", "feeds/comments.json"),
        ("/feeds/feeds.opml", "feeds/feeds.opml"),
        ("/theme/site.0123abcd.css", "theme/site.0123abcd.css"),
        ("/media/drawing.svg", "media/drawing.svg"),
        ("/media/film.vtt", "media/film.vtt"),
        ("/site.webmanifest", "site.webmanifest"),
        ("/.well-known/security.txt", ".well-known/security.txt"),
    ],
)
def test_packed_files_are_handed_out(
    server: Shown, target: str, file: str, accepted: str, encoding: str
) -> None:
    shown, base = server
    plain, packed = shown.ask(base + target), shown.ask(base + target, Accept_Encoding=accepted)
    is_packed = encoding and not file.startswith(".")
    assert packed.headers.get("content-encoding", "") == (encoding if is_packed else "")
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(encoding, bytes)
    assert (unpack(packed.body) if is_packed else packed.body) == content_of(file)
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert packed.headers["cache-control"] == plain.headers["cache-control"]
    for answer in (plain, packed) if not file.startswith(".") else ():
        assert answer.headers["vary"].lower() == "accept-encoding"


def test_what_is_packed_already_stays_as_it_is(server: Shown) -> None:
    shown, base = server
    answer = shown.ask(f"{base}/media/photo.jpg", Accept_Encoding="br, gzip")
    assert answer.body == BYTES["media/photo.jpg"]
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
@pytest.mark.parametrize("target", ["/", "/feed.xml", "/feed/", "/theme/site.0123abcd.css"])
@pytest.mark.parametrize(
    ("asked", "told"), [("If_None_Match", "etag"), ("If_Modified_Since", "last-modified")]
)
def test_what_is_unchanged_is_not_sent_again(
    server: Shown, target: str, accepted: str, asked: str, told: str
) -> None:
    shown, base = server
    first = shown.ask(base + target, Accept_Encoding=accepted)
    again = shown.ask(base + target, Accept_Encoding=accepted, **{asked: first.headers[told]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["cache-control"] == first.headers["cache-control"]


@pytest.mark.parametrize(
    "target",
    [
        "/../../../../../../etc/passwd",
        "/media/../../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "/media/..%5c..%5cetc/passwd",
        "/../current/.git/config",
    ],
)
def test_nothing_outside_is_shown(server: Shown, target: str) -> None:
    shown, base = server
    answer = shown.ask(base + target)
    assert answer.status in {400, 404}
    assert b"root:" not in answer.body
    assert b"secret" not in answer.body


def test_head_sends_the_headers_alone(server: Shown) -> None:
    shown, base = server
    answer = shown.ask(f"{base}/posts/new/", "HEAD")
    assert (answer.status, answer.body) == (200, b"")


def test_nginx_sends_plain_requests_to_https(server: Shown) -> None:
    shown, base = server
    if shown.plain:  # Caddy does so of itself, and the example for Apache leaves it out
        answer = shown.ask_plainly(f"{base}/posts/new/?a=1")
        assert answer.status == 301
        assert answer.headers["location"] == f"https://{HOST}{base}/posts/new/?a=1"
