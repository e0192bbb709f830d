"""The publication: all of its content, read, related and checked."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Any

import msgspec

from plugins.model.collection import Collections
from plugins.model.credit import Registries
from plugins.model.entry import Entry
from plugins.model.feeds.feeds import Feeds
from plugins.model.files import Asset
from plugins.model.page import Page
from plugins.model.picture import PictureFile
from plugins.model.post import Post
from plugins.model.problem import Problem
from plugins.model.published.presence import Presence
from plugins.model.reference import Targets
from plugins.model.schema import AccessibilityFields, EasyReadFields, PageFields, ThreadFields
from plugins.model.settings import Settings
from plugins.model.texts import Texts
from plugins.model.ties import Ties


class HeldBack(msgspec.Struct, frozen=True, order=True):
    """A file that is not on the site, and why."""

    path: str
    reason: str


class Library(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The publication.

    posts: those that lists show, newest first (drafts and future ones too in a preview).
    withdrawn: posts of which only the address is left.
    by_slug: every post, shown or not.
    by_path: every post and page that has a page on the site, by its file.
    lists: the posts of `posts` by year, kind, person and so on.
    feed_names: of all feeds, in order; feeds: what they hold.
    moved_feeds: old addresses of feeds, with the name and form of the feed that stands there.
    ties: what posts and records are to each other.
    texts: every post and page, to be found as editors name them.
    made_from: the post or page that an Easy Read text was made from, by the file of the latter.
    easy_read: the Easy Read text of a post or page, by the file of that.
    threads: comments kept from an older site, by the slug of their post.
    pictures: what is known of the pictures among the assets, by address.
    statement: what the page "accessibility" says of the site, from a file of its own.
    sizes: the bytes of the versions and drawings that posts name, by address.
    presence: all addresses, of today and of old, and the ids in the feeds.
    held_back: what the site leaves out, with the reason.
    entries: all that was read.
    problems: all of them, errors and warnings.
    """

    settings: Settings
    posts: tuple[Post, ...]
    withdrawn: tuple[Post, ...]
    by_slug: dict[str, Post]
    by_path: dict[str, Post | Page[PageFields]]
    pages: tuple[Page[PageFields], ...]
    easy_reads: tuple[Page[EasyReadFields], ...]
    texts: Texts
    made_from: dict[str, Entry[Any]]
    easy_read: dict[str, Page[EasyReadFields]]
    threads: dict[str, Entry[ThreadFields]]
    records: Registries
    lists: Collections
    feed_names: tuple[str, ...]
    moved_feeds: dict[str, tuple[str, str]]
    ties: Ties
    assets: tuple[Asset, ...]
    targets: Targets
    presence: Presence
    entries: tuple[Entry[Any], ...]
    held_back: tuple[HeldBack, ...]
    problems: tuple[Problem, ...]
    pictures: dict[str, PictureFile] = {}
    sizes: dict[str, int] = {}
    statement: Entry[AccessibilityFields] | None = None

    @cached_property
    def feeds(self) -> Feeds:
        """What each feed tells its subscribers."""
        return Feeds(self)

    def feed_id(self, post: Post) -> str:
        """The id by which feeds and comment services know a post for ever."""
        return self.presence.feed_ids[post.entry.path]


def due_for_review(library: Library) -> list[tuple[str, datetime.date]]:
    """What somebody should look at again: files whose `review_by` has passed, and that day."""
    today = library.settings.today
    return sorted(
        (entry.path, review_by.date)
        for entry in library.entries
        if (review_by := getattr(entry.fields, "review_by", None)) and review_by.date < today
    )
