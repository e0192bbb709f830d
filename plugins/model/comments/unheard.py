"""What was said at the comment service of today and stands in threads that no post has."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from plugins.model.comments.forgotten import erased_on
from plugins.model.comments.identity import path_in
from plugins.model.comments.spoken import days_that_count, has_words, key_beside
from plugins.model.comments.thread import Said, Thread
from plugins.model.library import Library
from plugins.model.problem import errors
from plugins.model.published.ledger import FILE as LEDGER
from plugins.model.schema.thread import CommentFields


class Unheard(NamedTuple):
    """A thread of no post. slug: the post to which its name leads, or "".

    comments: those that readers could read, and can read nowhere.
    """

    thread: Thread
    slug: str
    comments: tuple[Said, ...]


class Heard:
    """What the service of today has: threads of posts, and threads of none.

    of_posts: what the threads of posts hold, by the slug of the post, readers see it or not.
    """

    def __init__(self, library: Library) -> None:
        self.library, self.posts = library, library.posts_by_thread
        self.of_posts: dict[str, list[Said]] = {}
        self._others: list[Thread] = []
        for thread in library.snapshot:
            if thread.service != library.settings.comments_service:
                continue
            if slug := self.posts.owner(thread.thread):
                self.of_posts.setdefault(slug, []).extend(thread.comments)
            else:
                self._others.append(thread)

    def unheard(self, root: str) -> list[Unheard]:
        """The threads of no post that hold what readers could read.

        root: how problems name the content folder.
        """
        if not self._others or _knows_too_little(self.library, root):
            return []
        return list(self._unheard())

    def _unheard(self) -> Iterator[Unheard]:
        for thread in self._others:
            slug = self.posts.meant(thread.thread)
            if not self._is_meant(thread.thread, slug) and (comments := self._said(thread)):
                yield Unheard(thread, slug, comments)

    def _is_meant(self, thread: str, slug: str) -> bool:
        """Whether the post of a thread was taken from readers, or its address leads to no post."""
        if slug:
            return self.library.by_slug[slug].state == "withdrawn"
        presence, path = self.library.presence, path_in(thread)
        line = presence.ledger.last.get(path)
        leads_on = path in presence.settled.gone or path in presence.settled.redirects
        return leads_on or bool(line and line.withdrawn)

    def _said(self, thread: Thread) -> tuple[Said, ...]:
        """Those of its comments that a page would show, and none does."""
        library, zone = self.library, ZoneInfo(self.library.settings.timezone)
        counts = days_that_count(
            None, library.rules.fields if library.rules else None, library.settings
        )
        return tuple(
            one
            for one in thread.comments
            if not one.removed
            and has_words(one)
            and counts(one.at.astimezone(zone).date())
            and not erased_on(library.forgotten, thread.service, one.id, one.at)
            and (one.id, one.at) not in self._elsewhere
            and key_beside(self._archive, thread.service, one, zone)
        )

    @cached_property
    def _elsewhere(self) -> set[tuple[str, datetime.datetime]]:
        """What the threads of posts have that readers see."""
        by_slug = self.library.by_slug
        return {
            (one.id, one.at)
            for slug, comments in self.of_posts.items()
            for one in comments
            if by_slug[slug].state == "published"
        }

    @cached_property
    def _archive(self) -> dict[str, CommentFields]:
        """All comments that were moved here, by their ids."""
        of = self.library.archive.values()
        return {one.id: one for entry in of for one in entry.fields.comments}


def _knows_too_little(library: Library, root: str) -> bool:
    """Whether the ledger or a published post cannot be read: nobody knows all names then."""
    if any(problem.path == f"{root}/{LEDGER}" for problem in errors(library.problems)):
        return True
    read = {post.entry.path for post in library.by_slug.values()}
    return any(
        one.kind == "posts" and one.id and one.file not in read for one in library.presence.now
    )
