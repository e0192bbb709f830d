"""What the views of all kinds of page are made with: addresses, furniture, cards, pictures."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from plugins.model import address as at
from plugins.model.credit import Credit
from plugins.model.day import Day as WrittenDay
from plugins.model.entry import Entry
from plugins.model.field import UNKNOWN
from plugins.model.library import Library
from plugins.model.post import Post
from plugins.model.reference import beside
from plugins.model.registry import Named, title_of
from plugins.model.schema.nested import ImageFields
from plugins.model.text.body import inline, resolve
from plugins.model.text.shown import IN_A_ROW, IN_TEXT, Shown, shown
from plugins.model.view.fact import Fact
from plugins.model.view.facts import Facts
from plugins.model.view.feed_link import feed_link, feeds_named
from plugins.model.view.furniture import site_of
from plugins.model.view.given import Given
from plugins.model.view.langs import named_among, spoken
from plugins.model.view.parts import (
    Author,
    Card,
    Day,
    Extra,
    Head,
    Html,
    Link,
    Picture,
    Site,
    SocialImage,
)
from plugins.model.view.social_image import image_of_site
from plugins.model.wording.tables import wording


class Maker:
    """Makes the parts of views from the library, each post's card once.

    facts: the library as views should ask it.
    given: what our plugins have given to the views.
    extras: what plugins of others set on posts and pages, by their files; the writer sets it.
    lang, words: the language of what it makes: that in which the site speaks or, of a maker that
        `speaking` gave, another; and what it says in that.
    """

    def __init__(self, library: Library, given: Given | None = None) -> None:
        self.facts = Facts(library)
        self.settings = library.settings
        self.given = given or Given()
        self.lang = spoken(library.settings)
        self.words = wording(self.lang)
        self.extras: dict[str, Mapping[str, Extra]] = {}
        self._base = library.settings.base
        self._cards: dict[str, tuple[Card, set[Fact]]] = {}
        self._sites: dict[str, Site] = {}
        self._trails: dict[str, tuple[Link, ...]] = {}
        self._speaking = {self.words.lang: self}

    def speaking(self, lang: str) -> Maker:
        """The same maker with the words of another language, for what belongs to a text in that.

        Itself for "", and for a language that has no table. The furniture stays as it is.
        """
        words = wording(lang, self.settings.lang)
        if words.lang not in self._speaking:
            other = copy.copy(self)
            other.lang, other.words, other._cards = words.lang, words, {}
            self._speaking[words.lang] = other
        return self._speaking[words.lang]

    @property
    def library(self) -> Library:
        """All there is: a view that asks for this is made anew at every build."""
        return self.facts.library

    def href(self, path: str) -> str:
        """A link to an address of the site, under its base and percent-encoded."""
        return self._base + at.encode(path)

    def full(self, href: str) -> str:
        """A link to an address of the site as it stands where it is followed from elsewhere."""
        return self.settings.full_address.removesuffix(self._base) + href

    def to(self, kind: str, slug: str) -> str:
        """A link to something of a kind; "" where there is no slug, so no page."""
        return self.href(at.address(kind, slug)) if slug else ""

    def named(self, kind: str, named: Named) -> Link:
        """A name with the way to its page, where it has one."""
        return Link(text=named.name, href=self.to(kind, named.slug))

    def record(self, kind: str, slug: str) -> Link:
        """The name of a record with the way to its page."""
        entry = self.facts.record(kind, slug)
        text = title_of(entry.fields) if entry else slug
        return Link(text=text, href=self.to(kind, slug), lang=self.lang_of(""))

    def by_name(self, kind: str, name: str) -> Link | None:
        """The record that goes by a name, with the way to its page; None where none does."""
        found = self.facts.named(kind, name)
        return self.named(kind, found) if found else None

    def post_link(self, post: Post) -> Link:
        """The title of a post with the way to it."""
        self.facts.about(post)
        lang = self.lang_of(post.fields.lang)
        return Link(text=post.title, href=self.to("posts", post.slug), lang=lang)

    def lang_of(self, lang: str) -> str:
        """The language of a text that is named among these words; "" where it is theirs."""
        return named_among(self.lang, lang or self.settings.lang)

    def kind(self, kind: str) -> Link:
        """The name of one kind of post with the way to their list."""
        shown = kind if self.facts.has_kind(kind) else ""
        return Link(text=self.words.kinds[kind].name, href=self.to("kinds", shown))

    def site(self, section: str = "") -> Site:
        """The furniture of a page; `section` is the address in the menu that it belongs to."""
        if section not in self._sites:
            self._sites[section] = site_of(self, section)
        return self._sites[section]

    def licence(self, own: str) -> Link | None:
        """The licence of a post, or else of the site."""
        name, url = self.settings.licence
        if own and own != name:
            return Link(text=own)
        return Link(text=name, href=url) if name else None

    def head(
        self,
        title: str,
        path: str,
        description: str = "",
        *,
        noindex: bool = False,
        first_published_at: str = "",
        social_image: SocialImage | None = None,
        index: str = "",
        feeds: Sequence[str] = (),
    ) -> Head:
        """What the head of the page at a path says.

        first_published_at: the address elsewhere that search engines should rather show.
        social_image: that of the page, where it is not the one of all pages.
        index: the kind whose index leads to it.
        feeds: the names of its own, if there are such; that of all posts follows in any case.
        """
        address = f"{self.settings.url}{at.encode(path)}" if self.settings.url else ""
        return Head(
            title=title,
            description=description,
            address=address,
            canonical=first_published_at or address,
            noindex=noindex or self.settings.drafts or not self.settings.url,
            social_image=social_image or image_of_site(self.settings),
            feeds=tuple(feed_link(self, name) for name in feeds_named(self.facts, feeds)),
            trail=self._trail(index) if index else (),
        )

    def _trail(self, index: str) -> tuple[Link, ...]:
        """The way from the front page to an index; the same things for all pages under it."""
        if index not in self._trails:
            title = wording(self.settings.lang).titles[index]
            self._trails[index] = (
                Link(text=self.settings.name, href=self.href(at.HOME)),
                Link(text=title, href=self.href(at.index(index))),
            )
        return self._trails[index]

    def body(self, entry: Entry[Any]) -> Html:
        """The text of a file with its links leading where they should."""
        sizes = IN_A_ROW if entry.kind == "easy-read" else IN_TEXT
        return Html(resolve(self.facts.html(entry), self.facts.lead, self.shown, sizes))

    def shown(self, target: str) -> Shown | None:
        """How a page shows the picture that a reference means; None where nothing is known."""
        file = self.facts.picture(target)
        return shown(file, self.given.pictures.get(file.digest), self.href) if file else None

    def extras_of(self, entry: Entry[Any]) -> dict[str, Extra]:
        """What VIEW_EXTRAS names of a post or page, None where it is not set.

        With our plugins alone nothing sets any, and it is empty.
        """
        found = self.extras.get(entry.path)
        if found is None:
            return {}
        return {name: found.get(name) for name in self.settings.view_extras}

    def picture(self, fields: ImageFields | None, entry: Entry[Any]) -> Picture | None:
        """A picture named in a file's front matter."""
        if fields is None or not fields.src:
            return None
        target = beside(entry.folder, fields.src)
        src = self.facts.lead(target)
        if src is None:
            return None
        found = self.shown(target) or Shown(src, 0, 0)
        return Picture(
            src=found.src or src,
            alt=fields.alt,
            credit=fields.credit,
            caption=fields.caption,
            width=found.width,
            height=found.height,
            sources=found.sources,
            lang=self.lang_of(getattr(entry.fields, "lang", "")),
        )

    def authors(self, post: Post) -> tuple[Author, ...]:
        """The byline: who wrote it, or the organisation behind a post without an author."""
        if post.credits or not post.organisations:
            return tuple(self._author(one) for one in post.credits)
        return tuple(
            Author(name=one.name, href=self.to("organisations", one.slug), is_organisation=True)
            for one in post.organisations
        )

    def _author(self, one: Credit) -> Author:
        if not one.known:
            return Author(name=self.words.unknown_author, known=False)
        entry = self.facts.record("people", one.person.slug)
        return Author(
            name=one.person.name,
            href=self.to("people", one.person.slug),
            role=one.role,
            organisations=tuple(self.named("organisations", place) for place in one.organisations),
            portrait=self.picture(entry.fields.image, entry) if entry else None,
        )

    def card(self, post: Post) -> Card:
        """A post as lists show it."""
        slug = post.slug
        if slug not in self._cards:
            with self.facts.noting() as noted:
                self._cards[slug] = self._make_card(post), noted
        card, of = self._cards[slug]
        self.facts.noted |= of
        return card

    def _make_card(self, post: Post) -> Card:
        comments = self.facts.number_of_comments(post)
        return Card(
            title=Html(inline(post.fields.title)),
            href=self.to("posts", post.slug),
            kind=self.kind(post.fields.kind),
            authors=self.authors(post),
            added=self.added(post),
            summary=post.summary,
            image=self.picture(post.fields.image, post.entry),
            original_publisher=post.fields.original.publisher if post.fields.original else "",
            comments=self.words.comments(comments) if comments else "",
            mark=self.mark(post),
            lang=self.lang_of(post.fields.lang),
        )

    def mark(self, post: Post) -> str:
        """What a preview says of a post that readers do not see yet."""
        return {"draft": self.words.draft, "future": self.words.future}.get(post.state, "")

    def added(self, post: Post) -> Day:
        """The day a post was added."""
        return self.day(post.added.date if post.added else None)

    def day(self, date: datetime.date | None) -> Day:
        """A day in words; a lost one is said to be lost."""
        if date is None:
            return Day(text=self.words.unknown_day)
        return Day(text=self.words.day(date), iso=date.isoformat())

    def day_typed(self, value: WrittenDay | str | None) -> Day | None:
        """A day as a field holds it: written, `unknown`, or absent."""
        if value == UNKNOWN:
            return self.day(None)
        return self.day(value.date) if isinstance(value, WrittenDay) else None
