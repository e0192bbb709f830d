"""What views are made of, asked for by name: a door for each thing that a view may ask.

Every door notes what it was asked for, as `noting` tells.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from plugins.model.comments.spoken import Spoken
from plugins.model.entry import Entry
from plugins.model.feeds.item import Item
from plugins.model.feeds.names import ALL, EASY_READ
from plugins.model.page import Page
from plugins.model.picture import PictureFile
from plugins.model.post import Post
from plugins.model.registry import Named
from plugins.model.schema import (
    AccessibilityFields,
    DiscussionFields,
    EasyReadFields,
    PageFields,
    ThreadFields,
    TopicFields,
)
from plugins.model.ties import Member, PlaceInSeries, place_in_series
from plugins.model.view.fact_values import PageOfList
from plugins.model.view.noting import Noting


class Facts(Noting):
    """The library as views ask it."""

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

    # What belongs to a post ---------------------------------------------------------------------

    def about(self, post: Post) -> None:
        """Note that something is said of a post."""
        self.noted.add(("post", post.slug))

    def title(self, post: Post) -> str:
        """The title as plain text, with its day, or else its slug, where other posts share it."""
        self.about(post)
        return self._values.titles.get(post.slug, post.title)

    def thread(self, post: Post) -> Entry[ThreadFields] | None:
        """The comments kept from an older site."""
        self.about(post)
        return self._library.archive.get(post.slug)

    def place_in_series(self, post: Post) -> PlaceInSeries | None:
        """Where a post stands in its series; None outside of any."""
        self.about(post)
        return place_in_series(post, self._library.ties)

    def related(self, post: Post) -> Sequence[Post]:
        """What to read next: the posts that this one is most closely related to."""
        self.noted.add(("related", post.slug))
        found = [self._library.by_slug[slug] for slug in self._values.related(post.slug)]
        for other in found:
            self.about(other)
        return found

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
        return self._library.state_of_comments(post)

    def is_paused(self, post: Post) -> bool:
        """Whether comments may not be added for no other reason than the pause."""
        self.about(post)
        return self._library.is_paused(post)

    def said(self, post: Post) -> Sequence[Spoken]:
        """What is shown of what was said at the comment service."""
        self.about(post)
        return self._library.said.get(post.slug, ())

    def number_of_comments(self, post: Post) -> int:
        """How many comments on a post can be read, those that were moved here among them."""
        self.about(post)
        return self._library.number_of_comments(post.slug)

    def rules(self) -> tuple[DiscussionFields | None, Named | None]:
        """What is told wherever readers may comment, and the page of the house rules."""
        self.noted.add(("rules", ""))
        return self._values.rules

    def erased_unseen(self, service: str) -> Sequence[str]:
        """The ids of comments at a service that were erased, and of which no page shows a gap."""
        self.noted.add(("erased", service))
        return self._values.erased_unseen(service)

    def feed_id(self, post: Post) -> str:
        """The id by which feeds and comment services know a post."""
        self.about(post)
        return self._library.feed_id(post)

    def thread_name(self, post: Post) -> str:
        """By which name a comment service knows the discussion of a post."""
        self.about(post)
        return self._library.thread_name(post)

    # Pages and Easy Read texts ------------------------------------------------------------------

    def easy_read(self, path: str) -> Page[EasyReadFields] | None:
        """The Easy Read text of a post or page, by the file of that."""
        self.noted.add(("page", path))
        return self._library.easy_read.get(path)

    def made_from(self, path: str) -> Any:
        """The post or page that an Easy Read text was made from, by the file of the latter."""
        self.noted.add(("page", path))
        return self._library.by_path[self._library.made_from[path].path]

    def statement(self, page: Page[PageFields]) -> Entry[AccessibilityFields]:
        """What the page by its name says of the site; only where there is such a statement."""
        self.noted.add(("page", page.entry.path))
        found = self._library.statement
        assert found is not None  # noqa: S101 - or the page would have another template
        return found

    # Records ------------------------------------------------------------------------------------

    def record(self, kind: str, slug: str) -> Entry[Any] | None:
        """The record of a kind with this slug."""
        self.noted.add(("record", f"{kind}/{slug}"))
        return self._values.record(kind, slug)

    def named(self, kind: str, name: str) -> Named | None:
        """The name and slug of the record that goes by a name; None where none does."""
        self.noted.add(("named", f"{kind}/{name}"))
        return self._values.named(kind, name)

    def members(self, slug: str) -> Sequence[Member]:
        """Who works or worked at an organisation."""
        self.noted.add(("members", slug))
        found = self._library.ties.members.get(slug, [])
        self.noted.update(("record", f"people/{who.slug}") for who, _ in found)
        return found

    def narrower(self, slug: str) -> Sequence[Entry[TopicFields]]:
        """The topics directly under a topic."""
        self.noted.add(("narrower", slug))
        found = self._library.ties.narrower.get(slug, [])
        self.noted.update(("record", f"topics/{one.slug}") for one in found)
        return found

    def kept(self, slug: str) -> Sequence[Post]:
        """The posts that a person looks after."""
        self.noted.add(("kept", slug))
        found = self._library.lists.kept.get(slug, [])
        for post in found:
            self.about(post)
        return found

    def kept_pages(self, slug: str) -> Sequence[Page[Any]]:
        """The pages and Easy Read texts that a person looks after."""
        self.noted.add(("kept", slug))
        found = self._values.kept_pages.get(slug, [])
        self.noted.update(("page", page.entry.path) for page in found)
        return found

    def size(self, target: str) -> int:
        """The bytes of a file that a post names; 0 where that is not known."""
        self.noted.add(("size", target))
        return self._values.size(target)

    def parts(self, slug: str) -> Sequence[Post]:
        """The parts of a series, from the first."""
        self.noted.add(("parts", slug))
        return self._library.ties.parts.get(slug, [])

    # Lists, links, days -------------------------------------------------------------------------

    def page_of_list(self, front: str, number: int | None) -> PageOfList:
        """One page of the list at an address; without a number, the front page with the newest."""
        self.noted.add(("list", f"{front} {number or ''}"))
        return self._values.page_of_list(front, number)

    def feed(self, name: str) -> Sequence[Item]:
        """What a feed holds, from the newest."""
        self.noted.add(("feed", name))
        return self._told(name, self._library.feeds.holds(name))

    def archive(self, number: int) -> Sequence[Item]:
        """What a closed part of the feed of all posts holds, from the newest."""
        self.noted.add(("archive", str(number)))
        return self._told(ALL, self._library.feeds.archived(number))

    def _told(self, name: str, items: Sequence[Item]) -> Sequence[Item]:
        kind = "page" if name == EASY_READ else "post"
        paths = self._values.easy_read_paths if name == EASY_READ else {}
        self.noted.update((kind, paths.get(item.of, item.of)) for item in items)
        return items

    def archives(self) -> int:
        """How many closed parts the feed of all posts has."""
        self.noted.add(("archives", ""))
        return self._library.feeds.archives

    def begun(self) -> datetime.date | None:
        """The day of the very first publication; None before it."""
        self.noted.add(("begun", ""))
        return self._library.presence.ledger.begun

    def feed_names(self) -> Sequence[str]:
        """The names of all feeds."""
        self.noted.add(("feeds", ""))
        return self._library.feed_names

    def has_feed(self, name: str) -> bool:
        """Whether there is a feed of this name."""
        self.noted.add(("has_feed", name))
        return name in self._values.feed_names

    def lead(self, target: str) -> str | None:
        """The address to which a reference of the content leads; None for none."""
        self.noted.add(("lead", target))
        return self._library.targets.lead(target)

    def picture(self, target: str) -> PictureFile | None:
        """The picture that a reference of the content means; None where nothing is known of it."""
        self.noted.add(("picture", target))
        return self._values.picture(target)

    def letters(self) -> Mapping[str, int]:
        """How many posts there are under each letter, from A to Z."""
        self.noted.add(("letters", ""))
        return self._values.letters

    def under_letter(self, letter: str) -> Sequence[Post]:
        """The posts under a letter, in no order."""
        self.noted.add(("letter", letter))
        found = self._library.lists.letters.get(letter, [])
        for post in found:
            self.about(post)
        return found

    def has_kind(self, kind: str) -> bool:
        """Whether there is a post of a kind, so a list of them."""
        self.noted.add(("kind", kind))
        return kind in self._library.lists.kinds

    def has_easy_reads(self) -> bool:
        """Whether there is an Easy Read text, so a list of them."""
        self.noted.add(("easy-reads", ""))
        return bool(self._library.easy_reads)

    def is_past(self, day: datetime.date) -> bool:
        """Whether a day lies before that of the build."""
        self.noted.add(("past", day.isoformat()))
        return day < self._library.settings.today

    def today(self) -> datetime.date:
        """The day of the build."""
        self.noted.add(("today", ""))
        return self._library.settings.today
