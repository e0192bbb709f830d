"""The addresses of the site: for ever the same for the same kind and slug."""

from __future__ import annotations

import re
from urllib.parse import quote

from plugins.model.spelling import slugify

PATTERNS = {
    "posts": "/posts/{}/",
    "pages": "/{}/",
    "people": "/people/{}/",
    "organisations": "/organisations/{}/",
    "series": "/series/{}/",
    "topics": "/topics/{}/",
    "kinds": "/kinds/{}/",
    "years": "/years/{}/",
    "easy-read": "/easy-read/{}/",
}
HOME = "/"
FEED = "/feed.xml"  # the one with all new posts, for ever
FEEDS = "/feeds/"  # the page that lists all feeds
FEEDS_IN_ONE = "/feeds/feeds.opml"
FEED_STYLE = "/feeds/feed.css"
PREVIEW = "http://localhost:8000"  # where a site without an address is seen by `make serve`
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
MISSING = "/404.html"
PICTURES = "/pictures/"  # the smaller sizes of pictures, under names made of their bytes
CARDS = "/cards/"  # what other sites show of a page
SITE_CARD = "/cards/site.png"
SEARCH = "/search/"
NAMES = "/search/names.json"  # for "Did you mean ...?"
PAGEFIND = "/pagefind/"  # the folder of the search index
A_Z = "/a-z/"
# What stands at these addresses is made by the site itself.
RESERVED = frozenset(
    {*PATTERNS, "theme", "media", "feeds", "comments", "search", "pagefind", "a-z"}
) - {"pages"}

_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*")  # what needs no encoding


def address(kind: str, slug: str) -> str:
    """Where something of a kind stands, as a path from the site's root, not percent-encoded."""
    return PATTERNS[kind].format(slug)


def feed(name: str, form: str = "rss") -> str:
    """Where a feed stands.

    name: "all", "kinds/news", "topics/care" and so on, as `model.feed` gives them.
    form: "rss", "atom" or "json".

    >>> feed("topics/care", "atom")
    '/feeds/topics/care.atom.xml'
    """
    if (name, form) == ("all", "rss"):
        return FEED
    return f"{FEEDS}{name}{FEED_ENDS[form]}"


# What each format is (www.iana.org/assignments/media-types; www.jsonfeed.org).
FEED_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
# A program that opens a feed in a browser shows its style sheet only with ".xml" (application/xml).
FEED_ENDS = {"rss": ".xml", "atom": ".atom.xml", "json": ".json"}


def archive(number: int) -> str:
    """Where a closed part of the feed of all posts stands (RFC 5005), counted from the oldest."""
    return feed(f"all/{number}", "atom")


def index(kind: str) -> str:
    """Where the list of all of a kind stands."""
    return f"/{kind}/"


def letter_page(letter: str) -> str:
    """Where the posts under one letter stand, on a site with too many for one page."""
    return f"{A_Z}{slugify(letter)}/"


def page_of_list(front: str, number: int) -> str:
    """Where a numbered page of a list stands; pages are numbered from the oldest."""
    return f"{front}page/{number}/"


def file_of(path: str) -> str:
    """The file of the output that is served at an address.

    >>> file_of("/posts/a/")
    'posts/a/index.html'
    """
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")


def card(slug: str) -> str:
    """Where the picture stands that other sites show of a post."""
    return f"{CARDS}posts/{slug}.png"


def encode(path: str) -> str:
    """A path as it stands in a link (RFC 3986): other letters percent-encoded, "#..." kept."""
    if _PLAIN.fullmatch(path):  # nearly all, and a hundred thousand of them
        return path
    path, mark, fragment = path.partition("#")
    return quote(path, safe="/:@!$&'()*+,;=-._~") + (
        mark + quote(fragment, safe="!$&'()*+,;=:@/?-._~")
    )


def page_for(old: str) -> str:
    """The address at which a page can stand that leads on from an old one; "" where none can.

    A host of files tells no queries apart, and shows only HTML as a page.

    >>> page_for("/node/17/")
    '/node/17/'
    >>> page_for("/index.php?id=42")
    ''
    """
    can_hold_a_page = "?" not in old and old.endswith(("/", ".html", ".htm"))
    return old if can_hold_a_page else ""
