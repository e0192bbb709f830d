"""A post's discussion: whether it is open, its id at a service, and what was said before."""

from __future__ import annotations

import re
from urllib.parse import quote

from plugins.model.address import address
from plugins.model.post import Post
from plugins.model.settings import Settings

_PLACE = re.compile(r"\{(\w+)\}")


def own_feed_id(post: Post, settings: Settings) -> str:
    """The id by which feeds and comment services know a new post for ever (a tag URI, RFC 4151).

    One that was published under another id keeps that: see `Library.feed_id`.
    """
    return post.fields.id or feed_id_of(post.slug, address("posts", post.slug), settings)


def feed_id_of(name: str, path: str, settings: Settings) -> str:
    """The id of what has none yet, of its name; without an authority it is its full address."""
    authority = settings.feed_id_authority
    return f"tag:{authority}:{name}" if authority else settings.url + path


def state_of(post: Post, settings: Settings) -> str:
    """Whether comments may be added today: "open", "closed" or "off"."""
    wish = post.fields.comments
    state = (wish.state if wish else "") or settings.comments_state
    if state == "open" and wish and wish.until and settings.today > wish.until.date:
        return "closed"
    return state


def has_comment_address(post: Post, settings: Settings) -> bool:
    """Whether there is somewhere to comment on a post: its own thread, or a service for all."""
    wish = post.fields.comments
    return bool((wish and wish.url) or settings.comments_url)


def comment_address(template: str, post: Post, feed_id: str, settings: Settings) -> str:
    """The address where a comment is added, each place of the template filled in and encoded.

    feed_id: the post's, which stands for the thread where the post names none.
    What stands in a query is encoded whole (RFC 3986, 3.4); in a path, slashes stay.
    Blanks become %20, as mailto addresses need (RFC 6068, 2).
    """
    path = settings.base + address("posts", post.slug)
    wish = post.fields.comments
    values = {
        "id": (wish.id if wish else "") or feed_id,
        "url": settings.url + address("posts", post.slug) if settings.url else path,
        "path": path,
        "slug": post.slug,
        "title": post.title,
    }
    head = re.match(r"[^?#]*", template)
    query_begins = head.end() if head else 0

    def fill(match: re.Match[str]) -> str:
        safe = "/" if match.start() < query_begins and match.group(1) == "path" else ""
        return quote(values[match.group(1)], safe=safe)

    return _PLACE.sub(fill, template)
