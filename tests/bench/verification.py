"""Whether a built site holds every post: its page, the lists, the feed.

All tools write the same addresses, and the same marks around the titles of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.bench.corpus import Post

FEED_LENGTH = 20
_CARD = re.compile(r'<h\d class="post-card-title"><a href="([^"]+)">([^<]*)</a>')


def missing(site: Path, posts: Iterable[Post]) -> Iterator[str]:
    """What is missing, a line for each post and place; nothing for a whole site."""
    lists: dict[str, set[tuple[str, str]]] = {}
    for post in posts:
        address = f"/posts/{post.slug}/"
        page = site / "posts" / post.slug / "index.html"
        words = page.read_text(encoding="utf-8") if page.is_file() else ""
        if escape(post.title) not in words or escape(post.proof) not in words:
            yield f"{address} is not there, or does not say what it must."
        for place in _places(post):
            if place not in lists:
                lists[place] = _listed(site / place)
            if (address, post.title) not in lists[place]:
                yield f"{address} is not in the list {place}/ under its title."


def missing_from_feed(site: Path, posts: Sequence[Post]) -> Iterator[str]:
    """The posts that the feed lacks, a line for each.

    posts: all. Of those of one day any may come last in the feed, so such a day is left out.
    """
    newest = sorted(posts, key=lambda post: post.day, reverse=True)
    feed = site / "feed.xml"
    words = feed.read_text(encoding="utf-8") if feed.is_file() else ""
    after = newest[FEED_LENGTH].day if len(newest) > FEED_LENGTH else None
    for post in newest[:FEED_LENGTH]:
        is_certain = after is None or post.day > after
        if is_certain and not (f"/posts/{post.slug}/" in words and escape(post.title) in words):
            yield f"/posts/{post.slug}/ is not in the feed under its title."


def _places(post: Post) -> list[str]:
    authors = [f"people/{author}" for author in post.authors]
    return ["posts", *authors, *(f"topics/{topic}" for topic in post.topics)]


def _listed(front: Path) -> set[tuple[str, str]]:
    """The address and title of each post that the pages of one list show together."""
    pages = [front / "index.html", *front.glob("page/*/index.html")]
    found = (_CARD.findall(page.read_text(encoding="utf-8")) for page in pages if page.is_file())
    return {
        (unquote(urlsplit(href).path), unescape(title)) for cards in found for href, title in cards
    }
