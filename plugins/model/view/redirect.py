"""What the page at an old address shows: where its text has gone, or that it is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from html import escape

from plugins.model import address as at
from plugins.model.published.old_address import OldAddress
from plugins.model.target import folders_of, place_of
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Day, Head, Html, Link, Site, View


class RedirectView(View, frozen=True, kw_only=True):
    """The page at an old address; a browser goes on by itself, and a reader by the link."""

    site: Site
    head: Head
    title: Html
    target: Link


class GoneView(View, frozen=True, kw_only=True):
    """The page at an address whose text was taken away (RFC 9110, 15.5.11)."""

    site: Site
    head: Head
    title: Html
    gone: Day | None
    reason: str


def pages_at(old: Iterable[str], taken: Collection[str]) -> Iterator[str]:
    """The old addresses at which a page can stand, beside the addresses that are taken.

    A host of files tells no queries apart, shows only HTML as a page, and has no file in a file.
    """
    places = {place_of(one) for one in taken}
    files = {place_of(one) for one in taken if not one.endswith("/")}
    for address in sorted(filter(at.page_for, old)):
        place = place_of(address)
        if place not in places and files.isdisjoint(folders_of(place)):
            places.add(place)
            yield address


def redirect_view(maker: Maker, old: str, new: str, title: str) -> RedirectView:
    """The page at one old address; search engines are told the new one."""
    words = maker.words
    about = words.moved_about.format(old=old, new=new)
    return RedirectView(
        site=maker.site(),
        head=maker.head(words.moved_title.format(old=old), new, about),
        title=Html(escape(words.moved)),
        target=Link(text=title, href=maker.href(new)),
    )


def gone_view(maker: Maker, old: str, said: OldAddress) -> GoneView:
    """The page at one address that is gone."""
    title = maker.words.gone
    return GoneView(
        site=maker.site(),
        head=maker.head(title, old, noindex=True),
        title=Html(escape(title)),
        gone=maker.day(said.day) if said.day else None,
        reason=said.reason,
    )
