"""The publication: all of its content, read, related and checked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Set
from functools import cached_property
from typing import Any

import msgspec

from plugins.model.address import address, file_of
from plugins.model.collection import Collections
from plugins.model.comments.forgotten import Forgotten
from plugins.model.comments.identity import thread_of
from plugins.model.comments.posts_by_thread import PostsByThread
from plugins.model.comments.spoken import Spoken
from plugins.model.comments.state import state_of
from plugins.model.comments.thread import Thread
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
from plugins.model.schema import (
    AccessibilityFields,
    DiscussionFields,
    EasyReadFields,
    PageFields,
    ThreadFields,
)
from plugins.model.schema.discussion import PauseFields
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
    archive: comments kept from an older site, by the slug of their post.
    pictures: what is known of the pictures among the assets, by address.
    snapshot: all that is kept of what was said at comment services.
    said: what is shown of what was said at the comment service, by the slug of the post.
    rules: what is told wherever readers may comment. forgotten: the comments that were erased.
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
    archive: dict[str, Entry[ThreadFields]]
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
    snapshot: tuple[Thread, ...] = ()
    said: dict[str, tuple[Spoken, ...]] = {}
    rules: Entry[DiscussionFields] | None = None
    forgotten: Forgotten = {}

    @cached_property
    def feeds(self) -> Feeds:
        """What each feed tells its subscribers."""
        return Feeds(self)

    @cached_property
    def posts_by_thread(self) -> PostsByThread:
        """To which post a thread of comments belongs."""
        return PostsByThread(self)

    @property
    def pause(self) -> PauseFields | None:
        """The time in which nobody can comment anywhere."""
        return self.rules.fields.pause if self.rules else None

    def state_of_comments(self, post: Post) -> str:
        """Whether comments may be added today: "open", "closed" or "off"."""
        return state_of(post, self.settings, self.pause)

    def is_paused(self, post: Post) -> bool:
        """Whether comments may not be added for no other reason than the pause."""
        is_open = state_of(post, self.settings) == "open"
        return is_open and self.state_of_comments(post) == "closed"

    def number_of_comments(self, slug: str) -> int:
        """How many comments on a post can be read, those that were moved here among them."""
        thread, said = self.archive.get(slug), self.said.get(slug, ())
        moved = sum(not one.removed for one in thread.fields.comments) if thread else 0
        return moved + sum(not one.said.removed for one in said)

    @cached_property
    def erased_unseen(self) -> Set[tuple[str, str]]:
        """Service and id of the comments that were erased, and of which no page shows a gap.

        The snapshot does not have them, as they were still held, say, when it was taken.
        """
        seen = (one for comments in self.said.values() for one in comments)
        return self.forgotten.keys() - {(one.service, one.said.id) for one in seen}

    def feed_id(self, post: Post) -> str:
        """The id by which feeds and comment services know a post for ever."""
        return self.presence.feed_ids[post.entry.path]

    def thread_name(self, post: Post) -> str:
        """The name of a post's discussion at a comment service, for ever."""
        return thread_of(post, self.feed_id(post), self.presence.ledger, self.settings)


def due_for_review(library: Library) -> list[tuple[str, datetime.date]]:
    """What somebody should look at again: files whose `review_by` has passed, and that day."""
    today = library.settings.today
    return sorted(
        (entry.path, review_by.date)
        for entry in library.entries
        if (review_by := getattr(entry.fields, "review_by", None)) and review_by.date < today
    )


def files_promised(library: Library) -> Iterator[str]:
    """The files that must be there: one for each post, page and asset."""
    for post in (*library.posts, *library.withdrawn):
        yield file_of(address("posts", post.slug))
    for page in library.pages:
        yield file_of(address("pages", page.slug))
    for asset in library.assets:
        yield file_of(asset.address)
