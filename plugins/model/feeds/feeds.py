"""What each feed holds, from the newest.

Posts are told in the order of their first publication, whatever day their pages bear: so one that
came late is seen, and no edit moves another.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from plugins.model.address import address
from plugins.model.comments.archive import erased
from plugins.model.comments.identity import feed_id_of
from plugins.model.comments.spoken import gone_on
from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.feeds.item import Item, id_of_part, newest_first
from plugins.model.feeds.names import (
    ALL,
    CHANGES,
    COMMENTS,
    EASY_READ,
    LANGUAGES,
    is_told,
    lang_of,
)
from plugins.model.post import Post
from plugins.model.published.first_published import (
    FirstPublished,
    at_rank,
    first_published,
    highest_rank,
)
from plugins.model.published.ledger import NO_DAY, Ledger, Told

if TYPE_CHECKING:
    from plugins.model.library import Library
    from plugins.model.page import Page
    from plugins.model.schema import EasyReadFields

ARCHIVED = 20  # posts in a closed part of the feed of all; with another number, all would change


_NOON = datetime.time(12)  # for a comment without a time


class Feeds:
    """The feeds of a library; each is worked out when it is asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._ids = library.presence.feed_ids
        self._ledger = library.presence.ledger

    @cached_property
    def first(self) -> Mapping[str, FirstPublished]:
        """When subscribers were first told of each post, by slug, from the first."""
        return first_published(self._posts, self._ids, self._ledger, self._library.settings.today)

    @cached_property
    def _posts(self) -> list[Post]:
        return [post for post in self._library.posts if is_told(post)]

    @cached_property
    def order(self) -> dict[str, Told]:
        """What subscribers are told of each id, as the ledger keeps it."""
        return {
            self._id(slug): Told(one.rank, one.at.date(), self._changed(slug))
            for slug, one in self.first.items()
        }

    def _changed(self, slug: str) -> datetime.date:
        """The day of a post's last major change that subscribers are or were told of."""
        before = self._ledger.order.get(self._id(slug))
        days = (at.date() for *_, at in self._majors(self._library.by_slug[slug]))
        return max(before.changed if before else NO_DAY, *days, NO_DAY)

    def _id(self, slug: str) -> str:
        return self._ids[self._library.by_slug[slug].entry.path]

    def new(self) -> list[str]:
        """The posts that subscribers were not told of, or not of a major change, by slug.

        None before the first publication, of which nobody is told.
        """
        ledger = self._ledger
        return sorted(
            post.slug
            for post in self._posts
            if ledger.told_ids and _is_news(post, self._id(post.slug), ledger)
        )

    def holds(self, name: str) -> tuple[Item, ...]:
        """The entries of a feed."""
        kind, _, slug = name.partition("/")
        length = self._library.settings.feed_length
        if kind == ALL:
            newest = nlargest(length, self.first, key=self._at)
            return self._items({*newest, *self._not_archived})
        if kind == COMMENTS:
            return tuple(one for one in self._comments if one.of == slug or not slug)[:length]
        if kind == CHANGES:
            return self._changes[:length]
        if kind == EASY_READ:
            return self._easy_reads[:length]
        listed = [post.slug for post in self._listed(kind, slug) if post.slug in self.first]
        return self._items(nlargest(length, listed, key=self._at))

    def _listed(self, kind: str, slug: str) -> Sequence[Post]:
        library = self._library
        if kind == LANGUAGES:
            return [post for post in library.posts if lang_of(post, library.settings) == slug]
        found: Mapping[str, Sequence[Post]] = getattr(library.lists, kind)
        return found.get(slug, ())

    # The feed of all posts, and its archive -----------------------------------------------------

    @cached_property
    def archives(self) -> int:
        """How many closed parts the feed of all posts has (RFC 5005, 4); none changes its posts.

        The first is closed together with the second, to which it leads: it leads to none before it.
        """
        ranks = (one.rank for one in self.first.values())
        full = max(highest_rank(self._ledger), *ranks, 0) // ARCHIVED
        return full if full > 1 else 0

    def archived(self, number: int) -> tuple[Item, ...]:
        """The entries of a closed part; the parts are counted from the oldest, which is 1.

        A post that was withdrawn leaves a gap there, so that no other moves to another part.
        """
        return self._items(self._parts[number])

    @cached_property
    def _parts(self) -> Mapping[int, list[str]]:
        parts: defaultdict[int, list[str]] = defaultdict(list)
        for slug, one in self.first.items():
            parts[(one.rank - 1) // ARCHIVED + 1].append(slug)
        return parts

    @property
    def _not_archived(self) -> list[str]:
        return [slug for slug, one in self.first.items() if one.rank > self.archives * ARCHIVED]

    @cached_property
    def _at(self) -> Callable[[str], datetime.datetime]:
        """The moment at which a post stands in feeds; asked for a hundred thousand times."""
        return {slug: one.at for slug, one in self.first.items()}.__getitem__

    def _items(self, slugs: Iterable[str]) -> tuple[Item, ...]:
        return tuple(map(self._item, sorted(slugs, key=self._at, reverse=True)))

    def _item(self, slug: str) -> Item:
        """The entry of a post: a major change moves its second day alone."""
        post, at = self._library.by_slug[slug], self.first[slug].at
        updated = max((moment for *_, moment in self._majors(post)), default=at)
        return Item(slug, self._id(slug), at, updated)

    # Changes, comments, Easy Read ---------------------------------------------------------------

    def _majors(self, post: Post) -> Iterator[tuple[int, int, datetime.datetime]]:
        """The major changes of a post since it was first published.

        Of each its place, how many of its day came before it, and its moment, which is later than
        theirs and than that of the post.
        """
        if not post.fields.changes:
            return
        first = self.first[post.slug]
        times: Counter[datetime.date] = Counter()
        for place, change in enumerate(post.fields.changes):
            if change.kind == "major" and change.date and change.date.date >= first.at.date():
                day = change.date.date
                again = times[day] + (day == first.at.date())
                yield place, times[day], at_rank(day, first.rank, again=again)
                times[day] += 1

    @cached_property
    def _changes(self) -> tuple[Item, ...]:
        return newest_first(
            item for slug in self.first for item in self._changes_of(self._library.by_slug[slug])
        )

    def _changes_of(self, post: Post) -> Iterator[Item]:
        """The major changes of a post; the second of a day is told apart by its number."""
        for place, before, at in self._majors(post):
            part = f"change-{at.date()}-{before + 1}" if before else f"change-{at.date()}"
            yield Item(post.slug, id_of_part(self._id(post.slug), part), at, at, place)

    @cached_property
    def _comments(self) -> tuple[Item, ...]:
        return newest_first(item for slug in self.first for item in self._comments_of(slug))

    def _comments_of(self, slug: str) -> Iterator[Item]:
        """The comments on a post: those moved here, then those made at the comment service."""
        yield from self._moved_to(slug)
        forgotten = self._library.forgotten
        for place, one in enumerate(self._library.said.get(slug, ())):
            gone = gone_on(one, forgotten)
            if gone or not one.said.removed:
                id_, at = id_of_part(self._id(slug), _part_of(one.key)), one.said.at
                yield Item(slug, id_, at, self._told_again(at, gone), place, at_service=True)

    def _moved_to(self, slug: str) -> Iterator[Item]:
        """The comments kept from an older site, where the day of each is known."""
        thread = self._library.archive.get(slug)
        id_, zone = self._id(slug), self._library.settings.timezone
        for place, comment in enumerate(thread.fields.comments if thread else ()):
            day, gone = comment.date, erased(slug, comment, self._library.forgotten, zone)
            if not isinstance(day, Day) or (comment.removed and not gone):
                continue
            time = datetime.time.fromisoformat(day.time) if day.time else _NOON
            at = datetime.datetime.combine(day.date, time, tzinfo=datetime.UTC)
            if not day.time:  # in their order, and none moves when another is taken out
                at += datetime.timedelta(seconds=place)
            updated = self._told_again(at, gone)
            yield Item(slug, id_of_part(id_, _part_of(comment.id)), at, updated, place)

    def _told_again(self, at: datetime.datetime, gone: datetime.date | None) -> datetime.datetime:
        """When subscribers were last told of a comment: that it was erased, so their copies go."""
        if gone is None:
            return at
        day = min(gone, self._library.settings.today)
        return max(at, datetime.datetime.combine(day, at.time(), tzinfo=datetime.UTC))

    @cached_property
    def _easy_reads(self) -> tuple[Item, ...]:
        items = map(self._easy_read, self._library.easy_reads)
        return newest_first(filter(None, items))

    def _easy_read(self, text: Page[EasyReadFields]) -> Item | None:
        """The entry of an Easy Read text; None where its post, or its day, is not told of."""
        of = self._library.made_from[text.entry.path]
        first = self.first.get(of.slug) if of.kind == "posts" else None
        if of.kind == "posts" and first is None:
            return None
        day = self._day_of_easy_read(text, first)
        if day is None:
            return None
        at = at_rank(day, first.rank if first else 0)
        return Item(text.slug, self._id_of_easy_read(text, of), at, at)

    def _id_of_easy_read(self, text: Page[EasyReadFields], of: Entry[Any]) -> str:
        """Of its post, which keeps its own for ever; else of what it is called itself."""
        if of.kind == "posts":
            return id_of_part(self._ids[of.path], EASY_READ)
        path = address("easy-read", text.slug)
        return feed_id_of(path.strip("/"), path, self._library.settings)

    def _day_of_easy_read(
        self, text: Page[EasyReadFields], first: FirstPublished | None
    ) -> datetime.date | None:
        """The day that it was first published; of the very first publication, that of its post."""
        day = self._first_days.get(address("easy-read", text.slug))
        if day is None and self._ledger.begun:
            return self._library.settings.today
        if day != self._ledger.begun:
            return day
        if first:
            return first.at.date()
        updated = text.fields.last_updated
        return updated.date if updated else None

    @cached_property
    def _first_days(self) -> dict[str, datetime.date]:
        return {line.address: line.day for line in reversed(self._ledger.lines)}


def _part_of(comment: str) -> str:
    """What the id of a comment ends in; it is kept when the comment is moved into the archive."""
    return f"comment-{quote(comment, safe='')}"


def _is_news(post: Post, id_: str, ledger: Ledger) -> bool:
    """Whether a post, or a major change of it, is more than subscribers were told before."""
    told = ledger.order.get(id_)
    if told is None:
        return id_ not in ledger.told_ids
    return any(
        change.kind == "major" and change.date and change.date.date > max(told.changed, told.day)
        for change in post.fields.changes
    )
