"""By which names feeds, comment services and links know a post and its comments for ever."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from plugins.model.address import address, index
from plugins.model.digest import digest
from plugins.model.post import Post
from plugins.model.published.ledger import Ledger
from plugins.model.settings import Settings
from plugins.model.spelling import slugify

_POSTS = index("posts")
_AT_ISSO = re.compile(r"isso-[0-9]+")
_PLAIN_KEY = re.compile(r"[a-z0-9]+-[A-Za-z0-9_-]+")
_PLAIN_THREAD = re.compile(r"/posts/([a-z0-9][a-z0-9-]{0,120})/")


def own_feed_id(post: Post, settings: Settings) -> str:
    """The id by which feeds and comment services know a new post for ever (a tag URI, RFC 4151).

    One that was published under another id keeps that: see `Library.feed_id`.
    """
    return post.fields.id or feed_id_of(post.slug, address("posts", post.slug), settings)


def feed_id_of(name: str, path: str, settings: Settings) -> str:
    """The id of what has none yet, of its name; without an authority it is its full address."""
    authority = settings.feed_id_authority
    return f"tag:{authority}:{name}" if authority else settings.url + path


def thread_of(post: Post, feed_id: str, ledger: Ledger, settings: Settings) -> str:
    """The name of a post's thread at a service that goes by paths: what it was first published as.

    feed_id: the post's. It always leads to the post, as an address that was published stands, or
    leads on. A post may name another (`comments.id`).
    """
    wish = post.fields.comments
    if wish and wish.id:
        return wish.id
    first = ledger.first_addresses.get(feed_id) or address("posts", post.slug)
    return settings.threads_under + first


def path_in(thread: str) -> str:
    """The address of a post in the name of a thread, without what it stands under.

    >>> path_in("/blog/posts/soup/"), path_in("node/17")
    ('/posts/soup/', 'node/17')
    """
    return thread[max(thread.find(_POSTS), 0) :]


def wishes_of(posts: Iterable[Post]) -> frozenset[str]:
    """The names of threads that posts were given by hand (`comments.id`)."""
    wishes = (post.fields.comments for post in posts)
    return frozenset(wish.id for wish in wishes if wish and wish.id)


def name_here(thread: str, wishes: Collection[str], settings: Settings) -> str:
    """The name of a thread as this build knows it: a preview does not know the site's path.

    wishes: the names that were given by hand, which are whole wherever the site stands.
    """
    if settings.url or settings.comments_path is not None or thread in wishes:
        return thread
    path = path_in(thread)
    return thread if path in wishes else path


def file_of_thread(thread: str, service: str) -> str:
    """The name of the file in which what a service holds of a thread is kept.

    What was said at an earlier service stays beside it.

    >>> file_of_thread("/posts/soup/", "isso")
    'soup.isso.json'
    """
    plain = _PLAIN_THREAD.fullmatch(thread)
    return f"{plain[1] if plain else digest(thread).hex()}.{service}.json"


def id_of_words(words: Sequence[str]) -> str:
    """The id of a comment that has none of its own, by what it says: the same every time."""
    return f"row-{digest(words).hex()[:12]}"


def anchor_of_kept(comment: str) -> str:
    """The id on its page of a comment that was moved here; the dot keeps it from being a heading's.

    One that was moved here from Isso keeps the id to which Isso's mails lead.

    >>> anchor_of_kept("C17/4"), anchor_of_kept("isso-12")
    ('comment.c17-4', 'isso-12')
    """
    return comment if _AT_ISSO.fullmatch(comment) else f"comment.{slugify(comment)}"


def anchor_of_said(key: str) -> str:
    """The id on its page of a comment made at the service, of its key among all comments.

    Isso's own mails lead to what Isso calls it.
    """
    if _AT_ISSO.fullmatch(key):
        return key
    return f"comment.{key if _PLAIN_KEY.fullmatch(key) else digest(key).hex()}"
