"""What the page at an old address shows: where its text has gone."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model import address as at
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Head, Html, Link, Site, View


class RedirectView(View, frozen=True, kw_only=True):
    """The page at an old address; a browser goes on by itself, and a reader by the link."""

    site: Site
    head: Head
    title: Html
    target: Link


def old_addresses(maker: Maker) -> Iterator[tuple[str, str, Link]]:
    """Each old address at which a page can stand, the path it leads to, and that in words."""
    library = maker.library
    for post in (*library.posts, *library.withdrawn):
        for old in post.fields.aliases:
            yield at.page_for(old), at.address("posts", post.slug), maker.post_link(post)
    for page in library.pages:
        link = Link(text=page.title, href=maker.to("pages", page.slug))
        for old in page.fields.aliases:
            yield at.page_for(old), at.address("pages", page.slug), link


def redirect_view(maker: Maker, old: str, new: str, target: Link) -> RedirectView:
    """The page at one old address; search engines are told the new one."""
    return RedirectView(
        site=maker.site(),
        head=maker.head(f"Moved from {old}", new),
        title=Html("This page has moved"),
        target=target,
    )
