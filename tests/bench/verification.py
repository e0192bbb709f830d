"""Whether a built site holds every post: its page, the lists, its authors' pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.bench.corpus import MadePost

_CARD = re.compile(r'<h\d class="post-card-title"><a href="([^"]+)"')


def missing(site: Path, posts: Iterable[MadePost]) -> Iterator[str]:
    """What is missing, a line for each post and place; nothing for a whole site."""
    listed = _listed(site / "posts")
    by_author: dict[str, set[str]] = {}
    for post in posts:
        address = f"/posts/{post.slug}/"
        page = site / "posts" / post.slug / "index.html"
        if not page.is_file() or escape(post.title) not in page.read_text(encoding="utf-8"):
            yield f"{address} is not there, or is another post's page."
        if address not in listed:
            yield f"{address} is in no list of all posts."
        for author in post.authors:
            if author not in by_author:
                by_author[author] = _listed(site / "people" / author)
            if address not in by_author[author]:
                yield f"{address} is not on the pages of {author}."


def _listed(front: Path) -> set[str]:
    """The addresses of the posts that all pages of one list show together."""
    pages = [front / "index.html", *front.glob("page/*/index.html")]
    found = (_CARD.findall(page.read_text(encoding="utf-8")) for page in pages if page.is_file())
    return {unquote(urlsplit(href).path) for hrefs in found for href in hrefs}
