"""A small site for servers to show, with old addresses of every kind."""

from __future__ import annotations

import os
from pathlib import Path

from plugins.hosting import precompress, write_host_files

WORDS = "Six people sat round the table and wrote down what each had agreed. "
PAGE = f"<!doctype html><title>{{}}</title><p>{WORDS * 30}"
HOSTILE = "/a \"b\" 'c' $d ${e} {f} {$HOME} {env.HOME} %{g} ;h #i <j> [k] (l)|m* ^n$ 50%25/"
BYTES = {
    "media/photo.jpg": bytes(range(256)) * 8,
    ".git/config": b"secret",
    "media/.hidden": b"secret",
    ".well-known/security.txt": b"Contact: mailto:web@example.org\n" * 20,
}
TEXTS = {
    "index.html": PAGE.format("Home"),
    "404.html": PAGE.format("There is no page here"),
    "posts/new/index.html": PAGE.format("New"),
    "posts/é & co/index.html": PAGE.format("Encoded"),
    "about/index.html": PAGE.format("About"),
    "short/index.html": "<p>Short.",
    "search/index.html": PAGE.format("Search"),
    "search/names.json": '["Six", "people"]',
    "pagefind/pagefind.js": "void 0;\n" * 100,
    "old/index.html": PAGE.format("Moved"),
    "gone/index.html": PAGE.format("Why it is gone"),
    "feed.xml": f"<rss>{WORDS * 30}</rss>",
    "feeds/topics/tea.atom.xml": f"<feed>{WORDS * 30}</feed>",
    "feeds/comments.json": f'["{WORDS * 30}"]',
    "feeds/feeds.opml": f"<opml>{WORDS * 30}</opml>",
    "feeds/index.html": PAGE.format("Feeds"),
    "feed/index.html": f"<rss>{WORDS * 30}</rss>",
    "blog/rss": f"<rss>{WORDS * 30}</rss>",
    "index.rdf": f"<rss>{WORDS * 30}</rss>",
    "sitemap.xml": f"<urlset>{WORDS * 30}</urlset>",
    "site.webmanifest": '{"name": "Site"}' + " " * 1000,
    "media/drawing.svg": f"<svg>{WORDS * 30}</svg>",
    "media/film.vtt": f"WEBVTT\n\n{WORDS * 30}",
    "theme/site.0123abcd.css": "p { margin: 0 }\n" * 100,
    "theme/site.0123abcd.js": "void 0;\n" * 100,
}
SOURCES = {"frame-src": ["https://films.example"], "connect-src": ["https://talk.example:8443"]}
FEED_ALIASES = ("/feed/", "/blog/rss", "/index.rdf")
REDIRECTS = {
    "/old/": "/posts/new/",
    "/story.html": "/posts/new/",
    "/About/": "/about/",  # differs in its case alone
    "/café/": "/posts/é & co/",
    HOSTILE: "/posts/é & co/",
    "/node/1/": "/short/",
    "/node/1/?page=2": "/about/",
    "/?p=12": "/posts/new/",
    "/index.php?id=42&x=a b": "/posts/new/",
    "/index.php?id=42": "/about/",
    '/find.php?q="$d"{e}': "/posts/new/",
}
GONE = {
    "/gone/": "It was wrong.\nRedirect / /elsewhere/ \\",
    "/media/form.pdf": "The fund {closed} in $2016; see `here` \\",
    "/?p=13": "Nobody knows.",
}


def write_tree(folder: Path, base: str = "") -> None:
    """Write the site with all that hosts need into a folder."""
    for name, data in {**{name: text.encode() for name, text in TEXTS.items()}, **BYTES}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (1_700_000_000, 1_700_000_000))
    write_host_files(
        folder,
        base=base,
        redirects=REDIRECTS,
        gone=GONE,
        sources=SOURCES,
        feed_aliases=FEED_ALIASES,
    )
    precompress(folder)
