"""Every page of the site: where it stands, its template, and how its view is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

import msgspec

from plugins.model import address as at
from plugins.model.collection import addresses_of_list, letters_apart
from plugins.model.page import Page
from plugins.model.post import Post
from plugins.model.schema import PageFields
from plugins.model.target import INDEXES
from plugins.model.view.a_z import a_to_z_view
from plugins.model.view.easy_reads import easy_reads_view
from plugins.model.view.feeds_page import feeds_view
from plugins.model.view.home import home_view
from plugins.model.view.lists import index_view, kind_view, posts_view, year_view
from plugins.model.view.maker import Maker
from plugins.model.view.page import easy_read_view, missing_view, page_view
from plugins.model.view.parts import View
from plugins.model.view.post import post_view, withdrawn_view
from plugins.model.view.records import organisation_view, person_view, series_view, topic_view
from plugins.model.view.redirect import gone_view, pages_at, redirect_view
from plugins.model.view.search import search_view
from plugins.model.view.statement import accessibility_view

_RECORDS: dict[str, tuple[str, Callable[..., View]]] = {
    "people": ("person", person_view),
    "organisations": ("organisation", organisation_view),
    "topics": ("topic", topic_view),
}


class Sheet(msgspec.Struct, frozen=True):
    """A page still to be made.

    path: its address, from the site's root.
    template: its name in the theme, without ".html".
    make: gives its view.
    """

    path: str
    template: str
    make: Callable[[], View]


class Together(msgspec.Struct, frozen=True):
    """Files still to be made that have no template, and are made of the same, such as a feed's.

    names: in the output. make: gives the bytes of each.
    """

    names: tuple[str, ...]
    make: Callable[[], Sequence[bytes]]


def post_sheet(maker: Maker, post: Post) -> Sheet:
    """The page of a post, or what stays of a withdrawn one."""
    withdrawn = post.state == "withdrawn"
    return Sheet(
        at.address("posts", post.slug),
        "withdrawn" if withdrawn else "post",
        partial(withdrawn_view if withdrawn else post_view, maker, post),
    )


def page_sheet(maker: Maker, page: Page[PageFields]) -> Sheet:
    """A page such as "About us"."""
    statement = maker.facts.behind.statement
    is_statement = statement is not None and statement.slug == page.slug
    template, view = ("accessibility", accessibility_view) if is_statement else ("page", page_view)
    return Sheet(at.address("pages", page.slug), template, partial(view, maker, page))


def own_sheets(maker: Maker) -> Iterator[Sheet]:
    """The pages of posts and of pages: for each of them a file of the content stands."""
    library = maker.facts.behind
    for post in (*library.posts, *library.withdrawn):
        yield post_sheet(maker, post)
    for page in library.pages:
        yield page_sheet(maker, page)


def all_sheets(maker: Maker) -> Iterator[Sheet]:
    """Every page of the site."""
    return chain(own_sheets(maker), network_sheets(maker), redirect_sheets(maker))


def network_sheets(maker: Maker) -> Iterator[Sheet]:
    """All pages but those of posts and of pages, for which files of the content stand."""
    library = maker.facts.behind
    yield Sheet(at.HOME, "home", partial(home_view, maker))
    yield Sheet(at.MISSING, "missing", partial(missing_view, maker))
    yield from _listed(maker, at.index("posts"), "list", posts_view, len(library.posts))
    yield Sheet(at.SEARCH, "search", partial(search_view, maker))
    yield Sheet(at.FEEDS, "feeds", partial(feeds_view, maker))
    yield Sheet(at.A_Z, "a_z", partial(a_to_z_view, maker))
    for letter in letters_apart(library.lists.letters):
        yield Sheet(at.letter_page(letter), "a_z", partial(a_to_z_view, maker, letter))
    for kind in INDEXES:
        yield Sheet(at.index(kind), "index", partial(index_view, maker, kind))
    for year, posts in library.lists.years.items():
        view = partial(year_view, year=year)
        yield from _listed(maker, at.address("years", year), "list", view, len(posts))
    for kind, posts in library.lists.kinds.items():
        view = partial(kind_view, kind=kind)
        yield from _listed(maker, at.address("kinds", kind), "list", view, len(posts))
    yield from _records(maker)
    yield from _easy_reads(maker)


def redirect_sheets(maker: Maker) -> Iterator[Sheet]:
    """A page at each old address where one can stand: it leads on, or says what is gone."""
    library = maker.facts.behind
    settled = library.presence.settled
    titles = {
        one.address: library.by_path[one.file].title
        for one in library.presence.now
        if one.file in library.by_path
    }
    taken = [path for path, target in library.targets.addresses.items() if target.shown]
    for old in pages_at([*settled.redirects, *settled.gone], taken):
        if new := settled.redirects.get(old):
            view = partial(redirect_view, new=new, title=titles.get(new, new))
            yield Sheet(old, "redirect", partial(view, maker, old))
        else:
            yield Sheet(old, "gone", partial(gone_view, maker, old, settled.gone[old]))


def _records(maker: Maker) -> Iterator[Sheet]:
    lists = maker.facts.behind.lists
    for entry in maker.facts.behind.records.all():
        front = at.address(entry.kind, entry.slug)
        if entry.kind == "series":
            yield Sheet(front, "series", partial(series_view, maker, entry))
            continue
        template, make = _RECORDS[entry.kind]
        total = len(getattr(lists, entry.kind).get(entry.slug, []))
        yield from _listed(maker, front, template, partial(make, entry=entry), total)


def _easy_reads(maker: Maker) -> Iterator[Sheet]:
    if maker.facts.behind.easy_reads:
        yield Sheet(at.index("easy-read"), "easy_reads", partial(easy_reads_view, maker))
    for page in maker.facts.behind.easy_reads:
        path = at.address("easy-read", page.slug)
        yield Sheet(path, "easy_read", partial(easy_read_view, maker, page))


def _listed(
    maker: Maker, front: str, template: str, view: Callable[..., View], total: int
) -> Iterator[Sheet]:
    """The pages of one list: the front without a number, the others numbered from the oldest."""
    first, *numbered = addresses_of_list(front, total, maker.settings.list_length)
    yield Sheet(first, template, partial(view, maker))
    for number, path in enumerate(numbered, 1):
        yield Sheet(path, template, partial(view, maker, number=number))
