"""What a feed says of itself, the same in all formats but for the addresses of these."""

from __future__ import annotations

import datetime

import msgspec

from plugins.feeds.post_entry import licence_of
from plugins.model import address as at
from plugins.model.comments.identity import feed_id_of
from plugins.model.feeds.content import fit
from plugins.model.feeds.names import ALL, LANGUAGES
from plugins.model.view.feed_link import feed_link, feed_subject
from plugins.model.view.maker import Maker


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """A feed without its entries, or a closed part of one (RFC 5005, 4).

    name: that it is known by. id: for ever the same, of all its parts too.
    site: what full addresses begin with. home: the page that it follows. style: its style sheet.
    author: the name of the site. licence: its name and address, or "".
    part: the number of a closed part, 0 for the feed itself.
    archives: how many closed parts there are, as far as this document leads to them.
    """

    name: str
    id: str
    site: str
    title: str
    about: str
    home: str
    style: str
    author: str
    lang: str
    updated: datetime.datetime
    licence: tuple[str, str]
    part: int
    archives: int

    def address(self, form: str) -> str:
        """Where this document stands in a format; a closed part is Atom alone."""
        path = at.archive(self.part) if self.part else at.feed(self.name, form)
        return self.site + at.encode(path)

    @property
    def current(self) -> str:
        """Where the feed itself stands that this is a closed part of."""
        return self.site + at.encode(at.feed(self.name, "atom"))

    @property
    def second(self) -> str:
        """The full address of the second closed part, which came with the first."""
        return self.site + at.archive(2)

    @property
    def older(self) -> str:
        """Where the closed part stands that comes before this document; "" for none."""
        part = self.part - 1 if self.part else self.archives
        return self.site + at.archive(part) if part else ""


def channel_of(
    maker: Maker, name: str, updated: datetime.datetime | None, part: int = 0
) -> Channel:
    """The head of a feed, or of a closed part of it.

    updated: when the last of its entries was changed; None where it holds nothing.
    """
    settings = maker.settings
    kind, _, slug = name.partition("/")
    site = fit(settings.name).strip() or settings.full_address
    title, about = site, settings.tagline
    if name != ALL:
        about = fit(feed_link(maker, name).text)
        title = f"{site}: {about}"
    return Channel(
        name=name,
        id=_id(maker, name),
        site=settings.full_address,
        title=title,
        about=fit(about).strip() or title,
        home=maker.full(feed_subject(maker, name).href or maker.href(at.HOME)),
        style=maker.href(at.FEED_STYLE),
        author=site,
        lang=slug if kind == LANGUAGES else settings.lang,
        updated=updated or _nothing_yet(maker),
        licence=licence_of(maker, ""),
        part=part,
        archives=maker.facts.archives() if name == ALL and not part else 0,
    )


def _id(maker: Maker, name: str) -> str:
    settings = maker.settings
    own = feed_id_of(f"feeds/{name}", at.feed(name, "atom"), settings)
    return own if settings.feed_id_authority or settings.url else settings.full_address + own


def _nothing_yet(maker: Maker) -> datetime.datetime:
    """When a feed that holds nothing was changed last: it came with the site."""
    day = maker.facts.begun() or maker.facts.today()
    return datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
