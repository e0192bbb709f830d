"""What is known of each fact: its value holds all that a view can see of it, and its digest tells.

Whoever adds a door to `facts` adds the value here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from plugins.model import address as at
from plugins.model.cache.output import KeptOutput
from plugins.model.collection import in_order_of_letters, place_on_list
from plugins.model.digest import digest
from plugins.model.entry import Entry
from plugins.model.library import Library
from plugins.model.page import Page
from plugins.model.picture import PictureFile
from plugins.model.post import Post
from plugins.model.registry import Named
from plugins.model.related import Relatives, related_posts, relatives
from plugins.model.schema import DiscussionFields
from plugins.model.view.fact import Fact
from plugins.model.wording.tables import wording


class PageOfList(msgspec.Struct, frozen=True):
    """The posts on one page of a list, and what is beside it.

    place: which page it is, from the oldest; last: the place of the newest.
    total: the posts on all pages.
    """

    posts: Sequence[Post]
    place: int
    last: int
    total: int


class FactValues:
    """The values of all facts of a library; looking at them notes nothing."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._standing: Mapping[Fact, bytes] = {}

    def digest(self, fact: Fact) -> bytes:
        """What is known of a fact today, in short; the same as long as that is the same.

        A value of bytes is short already.
        """
        name, argument = fact
        value = self._values[name](argument)
        return value if isinstance(value, bytes) else digest(value)

    @cached_property
    def _values(self) -> Mapping[str, Callable[[str], object]]:
        ties, lists = self._library.ties, self._library.lists
        return {
            "page": self._value_of_page,
            "post": self._value_of_post,
            "record": self._value_of_record,
            "related": lambda slug: "\n".join(self.related(slug)).encode(),
            "text": self._digests.get,
            "named": lambda argument: self.named(*argument.split("/", 1)),
            "members": lambda slug: [
                (who.slug, one) for who, one in self._library.ties.members.get(slug, [])
            ],
            "narrower": lambda slug: [
                one.slug for one in self._library.ties.narrower.get(slug, [])
            ],
            "kept": lambda slug: (
                [post.slug for post in lists.kept.get(slug, ())],
                [page.entry.path for page in self.kept_pages.get(slug, ())],
            ),
            "easy-reads": lambda _: bool(self._library.easy_reads),
            "size": self.size,
            "parts": lambda slug: [post.slug for post in ties.parts.get(slug, ())],
            "list": self._value_of_list,
            "lead": lambda target: (self._library.targets.lead(target) or "").encode(),
            "picture": self.picture,
            "rules": lambda _: self.rules,
            "erased": self.erased_unseen,
            "letters": lambda _: [*self.letters.items()],
            "letter": lambda letter: [post.slug for post in lists.letters.get(letter, ())],
            "kind": lambda kind: kind in self._library.lists.kinds,
            "past": lambda day: day < self._library.settings.today.isoformat(),
            "feed": self._library.feeds.holds,
            "archive": lambda number: self._library.feeds.archived(int(number)),
            "archives": lambda _: self._library.feeds.archives,
            "begun": lambda _: self._library.presence.ledger.begun,
            "feeds": lambda _: self._library.feed_names,
            "has_feed": lambda name: name in self.feed_names,
            "today": lambda _: self._library.settings.today,
        }

    @cached_property
    def feed_names(self) -> frozenset[str]:
        """The names of all feeds."""
        return frozenset(self._library.feed_names)

    @cached_property
    def _digests(self) -> dict[str, bytes]:
        return {entry.path: entry.digest for entry in self._library.entries}

    def _value_of_post(self, slug: str) -> object:
        post = self._library.by_slug.get(slug)
        if post is None:
            return None
        library, entry, ties = self._library, post.entry, self._library.ties
        place = ties.places.get(slug)
        easy = library.easy_read.get(entry.path)
        thread = library.archive.get(slug)
        other = ties.superseded_by.get(slug)
        return (
            entry.face,
            (post.state, post.added, post.last_updated, post.series, post.topics),
            (post.credits, post.organisations, post.page_author),
            self.titles.get(slug, ""),
            library.presence.feed_ids.get(entry.path, ""),
            library.thread_name(post) if entry.path in library.presence.feed_ids else "",
            (library.state_of_comments(post), library.is_paused(post)),
            None if place is None else _beside(ties.parts[post.series], place),
            [one.slug for one in ties.translations.get(slug, ())],
            other.slug if other and other.entry.path in library.by_path else None,
            easy.entry.face if easy else None,
            thread.digest if thread else None,
            library.said.get(slug, ()),
        )

    @cached_property
    def grounds(self) -> dict[str, bytes]:
        """The digest of all that facts of a kind hang on, where that is far quicker to tell.

        While it is the same, all facts of the kind are. Of who is related, the value is kept.
        """
        library, targets = self._library, self._library.targets
        of_pages = {*self._pages, *library.easy_read, *library.made_from}
        leads = [
            [(path, target.address, target.shown) for path, target in known.items()]
            for known in (targets.files, targets.addresses)
        ]
        return {
            "related": digest(self._relatives),
            "lead": digest([targets.base, *leads]),
            "page": digest([(path, self._value_of_page(path)) for path in sorted(of_pages)]),
        }

    def stand(self, before: KeptOutput) -> set[str]:
        """Take what was kept of facts whose grounds are the same; returns their kinds."""
        same = {kind for kind, _ in self.grounds.items() & before.grounds.items()}
        self._standing = {fact: kept for fact, kept in before.facts if fact[0] in same}
        return same

    def related(self, slug: str) -> Sequence[str]:
        """The slugs of the posts that one is most closely related to."""
        kept = self._standing.get(("related", slug))
        if kept is not None:
            return kept.decode().split("\n") if kept else ()
        return self._related.get(slug, ())

    @cached_property
    def _relatives(self) -> Relatives:
        return relatives(self._library.posts, self._library.ties)

    @cached_property
    def _related(self) -> dict[str, list[str]]:
        return related_posts(self._relatives)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles that posts share with others, made different, by slug."""
        posts = (*self._library.posts, *self._library.withdrawn)
        titles = Counter(post.title for post in posts)
        dated = {
            post.slug: f"{post.title} ({self._day_in_words(post)})"
            for post in posts
            if titles[post.title] > 1
        }
        times = Counter(dated.values())
        return {
            post.slug: title if times[title] == 1 else f"{post.title} ({post.slug})"
            for post in posts
            if (title := dated.get(post.slug))
        }

    def _day_in_words(self, post: Post) -> str:
        """The day a post was added, in the words of the language that it is in."""
        words = wording(post.fields.lang, self._library.settings.lang)
        return words.day(post.added.date) if post.added else words.unknown_day

    @cached_property
    def easy_read_paths(self) -> dict[str, str]:
        """The file of each Easy Read text, by its slug."""
        return {page.slug: page.entry.path for page in self._library.easy_reads}

    def _value_of_page(self, path: str) -> object:
        page = self._pages.get(path)
        easy = self._library.easy_read.get(path)
        of = self._library.made_from.get(path)
        statement = self._library.statement
        return (
            statement.digest if statement and page and page.slug == statement.slug else None,
            (page.entry.face, page.page_author) if page else None,
            easy.entry.face if easy else None,
            of.face if of else None,
            self._value_of_post(of.slug) if of and of.kind == "posts" else None,
        )

    @cached_property
    def _pages(self) -> dict[str, Page[Any]]:
        both: tuple[Page[Any], ...] = (*self._library.pages, *self._library.easy_reads)
        return {page.entry.path: page for page in both}

    @cached_property
    def kept_pages(self) -> dict[str, list[Page[Any]]]:
        """The pages and Easy Read texts that each person looks after, by title."""
        found: dict[str, list[Page[Any]]] = defaultdict(list)
        for page in sorted(self._pages.values(), key=lambda page: (page.title, page.entry.path)):
            found[page.page_author.slug].append(page)
        return found

    def size(self, target: str) -> int:
        """The bytes of a file that a post names; 0 where that is not known."""
        found = self._library.targets.find(target)
        return self._library.sizes.get(found.address, 0) if found else 0

    def record(self, kind: str, slug: str) -> Entry[Any] | None:
        """The record of a kind with this slug."""
        found: Entry[Any] | None = getattr(self._library.records, kind).entries.get(slug)
        return found

    def _value_of_record(self, argument: str) -> object:
        kind, slug = argument.split("/", 1)
        entry = self.record(kind, slug)
        return (entry.digest, entry.slug, "" if entry.path else entry.fields) if entry else None

    @cached_property
    def rules(self) -> tuple[DiscussionFields | None, Named | None]:
        """What is told wherever readers may comment, and the page of the house rules."""
        entry = self._library.rules
        page = entry and next(
            (one for one in self._library.pages if one.slug == entry.fields.house_rules), None
        )
        return entry.fields if entry else None, Named(page.title, page.slug) if page else None

    def erased_unseen(self, service: str) -> Sequence[str]:
        """The ids of erased comments at a service of which no page shows a gap."""
        return sorted(one for of, one in self._library.erased_unseen if of == service)

    @cached_property
    def letters(self) -> dict[str, int]:
        """How many posts there are under each letter, from A to Z."""
        found = self._library.lists.letters
        return {letter: len(found[letter]) for letter in in_order_of_letters(found)}

    def picture(self, target: str) -> PictureFile | None:
        """The picture that a reference of the content means."""
        found = self._library.targets.find(target)
        return self._library.pictures.get(found.address) if found and found.shown else None

    def named(self, kind: str, name: str) -> Named | None:
        """The name and slug of the record that goes by a name."""
        registry = getattr(self._library.records, kind)
        entry = registry.find(name)
        return registry.named(entry.slug) if entry else None

    def page_of_list(self, front: str, number: int | None) -> PageOfList:
        """One page of the list at an address; without a number, the front page."""
        posts = self._lists.get(front, ())
        here, last = place_on_list(len(posts), self._library.settings.list_length, number)
        return PageOfList(posts[here], number or last, last, len(posts))

    def _value_of_list(self, argument: str) -> object:
        front, _, number = argument.rpartition(" ")
        page = self.page_of_list(front, int(number) if number else None)
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
