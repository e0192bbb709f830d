"""What views are made of, asked for by name, so that it is known on what a page depends.

Every door notes what it was asked for. What was noted while a view was made are its page's facts;
while the digest of each is the same, the view would be the same too, and need not be made.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import msgspec

from plugins.model import address as at
from plugins.model.collection import place_on_list
from plugins.model.comment import state_of
from plugins.model.day import written
from plugins.model.digest import digest
from plugins.model.entry import Entry
from plugins.model.library import Library
from plugins.model.page import Page
from plugins.model.post import Post
from plugins.model.registry import Named
from plugins.model.schema import EasyReadFields, PersonFields, ThreadFields, TopicFields
from plugins.model.ties import Member
from plugins.model.view.fact import ANYTHING, Fact

UNKNOWN_DAY = "Date not known"


class PlaceInSeries(msgspec.Struct, frozen=True):
    """Where a post stands among the parts of its series, counted from 1."""

    number: int
    total: int
    previous: Post | None
    following: Post | None


class PageOfList(msgspec.Struct, frozen=True):
    """The posts on one page of a list, and what is beside it.

    place: which page it is, from the oldest; last: the place of the newest.
    total: the posts on all pages.
    """

    posts: Sequence[Post]
    place: int
    last: int
    total: int


class Facts:
    """The library as views ask it.

    noted: all that was asked since it was last emptied.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self.noted: set[Fact] = set()

    @property
    def library(self) -> Library:
        """All there is: who asks for this depends on anything."""
        self.noted.add(ANYTHING)
        return self._library

    @property
    def behind(self) -> Library:
        """The same, for what is on every page: it is compared as a whole, and so not noted."""
        return self._library

    @contextmanager
    def noting(self) -> Iterator[set[Fact]]:
        """Note apart what is asked within the block; it counts for what is around the block too."""
        around, self.noted = self.noted, set()
        try:
            yield self.noted
        finally:
            around |= self.noted
            self.noted = around

    def digest(self, fact: Fact) -> bytes:
        """What is known of a fact today, in short; the same as long as that is the same."""
        name, argument = fact
        value = self._values[name](argument)
        return digest(value)

    @cached_property
    def _values(self) -> Mapping[str, Callable[[str], object]]:
        return {
            "page": self._value_of_page,
            "post": self._value_of_post,
            "record": self._value_of_record,
            "text": self._digests.get,
            "named": lambda argument: self._named(*argument.split("/", 1)),
            "members": lambda slug: [(who.slug, one) for who, one in self._members(slug)],
            "narrower": lambda slug: [one.slug for one in self._narrower(slug)],
            "kept": lambda slug: [post.slug for post in self._kept(slug)],
            "parts": lambda slug: [post.slug for post in self._parts(slug)],
            "list": self._value_of_list,
            "lead": lambda target: self._library.targets.lead(target),
            "kind": lambda kind: kind in self._library.lists.kinds,
            "past": lambda day: day < self._library.settings.today.isoformat(),
            "feed": lambda _: [post.slug for post in self._library.new_posts],
            "today": lambda _: self._library.settings.today,
        }

    def html(self, entry: Entry[Any]) -> str:
        """The text of a file, its links not led yet."""
        self.noted.add(("text", entry.path))
        if entry.kind == "posts":
            self.noted.add(("post", entry.slug))
        elif entry.kind in {"pages", "easy-read"}:
            self.noted.add(("page", entry.path))
        else:
            self.noted.add(("record", f"{entry.kind}/{entry.slug}"))
        return entry.body.html

    @cached_property
    def _digests(self) -> dict[str, bytes]:
        return {entry.path: entry.digest for entry in self._library.entries}

    # What belongs to a post ---------------------------------------------------------------------

    def about(self, post: Post) -> None:
        """Note that something is said of a post."""
        self.noted.add(("post", post.slug))

    def title(self, post: Post) -> str:
        """The title as plain text, with its day, or else its slug, where other posts share it."""
        self.about(post)
        return self._titles.get(post.slug, post.title)

    def thread(self, post: Post) -> Entry[ThreadFields] | None:
        """The comments kept from an older site."""
        self.about(post)
        return self._library.threads.get(post.slug)

    def place_in_series(self, post: Post) -> PlaceInSeries | None:
        """Where a post stands in its series; None outside of any."""
        self.about(post)
        place = self._library.ties.places.get(post.slug)
        if place is None:
            return None
        parts = self._library.ties.parts[post.series]
        return PlaceInSeries(
            number=place + 1,
            total=len(parts),
            previous=parts[place - 1] if place else None,
            following=parts[place + 1] if place + 1 < len(parts) else None,
        )

    def translations(self, post: Post) -> Sequence[Post]:
        """The other languages of a post."""
        self.about(post)
        return self._library.ties.translations.get(post.slug, [])

    def superseding(self, post: Post) -> Post | None:
        """The post that replaces this one, once readers see that."""
        self.about(post)
        other = self._library.ties.superseded_by.get(post.slug)
        return other if other and other.entry.path in self._library.by_path else None

    def comments_state(self, post: Post) -> str:
        """Whether comments may be added today: "open", "closed" or "off"."""
        self.about(post)
        return state_of(post, self._library.settings)

    def feed_id(self, post: Post) -> str:
        """The id by which feeds and comment services know a post."""
        self.about(post)
        return self._library.feed_id(post)

    def _value_of_post(self, slug: str) -> object:
        post = self._library.by_slug.get(slug)
        if post is None:
            return None
        library, entry, ties = self._library, post.entry, self._library.ties
        place = ties.places.get(slug)
        easy = library.easy_read.get(entry.path)
        thread = library.threads.get(slug)
        other = ties.superseded_by.get(slug)
        return (
            entry.face,
            (post.state, post.added, post.last_updated, post.series, post.topics),
            (post.credits, post.organisations, post.page_author),
            self._titles.get(slug, ""),
            library.presence.feed_ids.get(entry.path, ""),
            state_of(post, library.settings),
            None if place is None else _beside(ties.parts[post.series], place),
            [one.slug for one in ties.translations.get(slug, ())],
            other.slug if other and other.entry.path in library.by_path else None,
            easy.entry.face if easy else None,
            thread.digest if thread else None,
        )

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The titles that posts share with others, made different, by slug."""
        posts = (*self._library.posts, *self._library.withdrawn)
        titles = Counter(post.title for post in posts)
        dated = {
            post.slug: f"{post.title} ({written(post.added.date) if post.added else UNKNOWN_DAY})"
            for post in posts
            if titles[post.title] > 1
        }
        times = Counter(dated.values())
        return {
            post.slug: title if times[title] == 1 else f"{post.title} ({post.slug})"
            for post in posts
            if (title := dated.get(post.slug))
        }

    # Pages and Easy Read texts ------------------------------------------------------------------

    def easy_read(self, path: str) -> Page[EasyReadFields] | None:
        """The Easy Read text of a post or page, by the file of that."""
        self.noted.add(("page", path))
        return self._easy_reads.get(path)

    def made_from(self, path: str) -> Any:
        """The post or page that an Easy Read text was made from, by the file of the latter."""
        self.noted.add(("page", path))
        return self._library.by_path[self._library.made_from[path].path]

    @property
    def _easy_reads(self) -> Mapping[str, Page[EasyReadFields]]:
        return self._library.easy_read

    def _value_of_page(self, path: str) -> object:
        page = self._pages.get(path)
        easy = self._easy_reads.get(path)
        of = self._library.made_from.get(path)
        return (
            (page.entry.face, page.page_author) if page else None,
            easy.entry.face if easy else None,
            of.face if of else None,
            self._value_of_post(of.slug) if of and of.kind == "posts" else None,
        )

    @cached_property
    def _pages(self) -> dict[str, Page[Any]]:
        both: tuple[Page[Any], ...] = (*self._library.pages, *self._library.easy_reads)
        return {page.entry.path: page for page in both}

    # Records ------------------------------------------------------------------------------------

    def record(self, kind: str, slug: str) -> Entry[Any] | None:
        """The record of a kind with this slug."""
        self.noted.add(("record", f"{kind}/{slug}"))
        return self._record(kind, slug)

    def named(self, kind: str, name: str) -> Named | None:
        """The name and slug of the record that goes by a name; None where none does."""
        self.noted.add(("named", f"{kind}/{name}"))
        return self._named(kind, name)

    def members(self, slug: str) -> Sequence[Member]:
        """Who works or worked at an organisation."""
        self.noted.add(("members", slug))
        found = self._members(slug)
        self.noted.update(("record", f"people/{who.slug}") for who, _ in found)
        return found

    def narrower(self, slug: str) -> Sequence[Entry[TopicFields]]:
        """The topics directly under a topic."""
        self.noted.add(("narrower", slug))
        found = self._narrower(slug)
        self.noted.update(("record", f"topics/{one.slug}") for one in found)
        return found

    def kept(self, slug: str) -> Sequence[Post]:
        """The posts that a person looks after."""
        self.noted.add(("kept", slug))
        found = self._kept(slug)
        for post in found:
            self.about(post)
        return found

    def parts(self, slug: str) -> Sequence[Post]:
        """The parts of a series, from the first."""
        self.noted.add(("parts", slug))
        return self._parts(slug)

    def _record(self, kind: str, slug: str) -> Entry[Any] | None:
        found: Entry[Any] | None = getattr(self._library.records, kind).entries.get(slug)
        return found

    def _value_of_record(self, argument: str) -> object:
        kind, slug = argument.split("/", 1)
        entry = self._record(kind, slug)
        return (entry.digest, entry.slug, "" if entry.path else entry.fields) if entry else None

    def _named(self, kind: str, name: str) -> Named | None:
        registry = getattr(self._library.records, kind)
        entry = registry.find(name)
        return registry.named(entry.slug) if entry else None

    def _members(self, slug: str) -> Sequence[tuple[Entry[PersonFields], Any]]:
        return self._library.ties.members.get(slug, [])

    def _narrower(self, slug: str) -> Sequence[Entry[TopicFields]]:
        return self._library.ties.narrower.get(slug, [])

    def _kept(self, slug: str) -> Sequence[Post]:
        return self._library.lists.kept.get(slug, [])

    def _parts(self, slug: str) -> Sequence[Post]:
        return self._library.ties.parts.get(slug, [])

    # Lists, links, days -------------------------------------------------------------------------

    def page_of_list(self, front: str, number: int | None) -> PageOfList:
        """One page of the list at an address; without a number, the front page with the newest."""
        self.noted.add(("list", f"{front} {number or ''}"))
        return self._page_of_list(front, number)

    def new_posts(self) -> Sequence[Post]:
        """What the feed holds, from the newest."""
        self.noted.add(("feed", ""))
        return self._library.new_posts

    def lead(self, target: str) -> str | None:
        """The address to which a reference of the content leads; None for none."""
        self.noted.add(("lead", target))
        return self._library.targets.lead(target)

    def has_kind(self, kind: str) -> bool:
        """Whether there is a post of a kind, so a list of them."""
        self.noted.add(("kind", kind))
        return kind in self._library.lists.kinds

    def is_past(self, day: datetime.date) -> bool:
        """Whether a day lies before that of the build."""
        self.noted.add(("past", day.isoformat()))
        return day < self._library.settings.today

    def today(self) -> datetime.date:
        """The day of the build."""
        self.noted.add(("today", ""))
        return self._library.settings.today

    def _page_of_list(self, front: str, number: int | None) -> PageOfList:
        posts = self._lists.get(front, ())
        here, last = place_on_list(len(posts), self._library.settings.list_length, number)
        return PageOfList(posts[here], number or last, last, len(posts))

    def _value_of_list(self, argument: str) -> object:
        front, _, number = argument.rpartition(" ")
        page = self._page_of_list(front, int(number) if number else None)
        ends = page.total if not number else None, page.place == 1, page.last - page.place < 2
        return [post.slug for post in page.posts], page.place, ends

    @cached_property
    def _lists(self) -> dict[str, Sequence[Post]]:
        """Every list of posts by the address of its front page."""
        lists = self._library.lists
        kinds = ("years", "kinds", "people", "organisations", "topics")
        found: dict[str, Sequence[Post]] = {at.index("posts"): self._library.posts}
        for kind in kinds:
            for slug, posts in getattr(lists, kind).items():
                found[at.address(kind, slug)] = posts
        return found


def _beside(parts: Sequence[Post], place: int) -> tuple[int, int, list[str]]:
    """A place among the parts of a series, and the slugs of those beside it."""
    return place, len(parts), [post.slug for post in parts[max(place - 1, 0) : place + 2]]
