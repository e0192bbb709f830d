"""One page of a list of posts, and the way to the next."""

from __future__ import annotations

from plugins.model import address as at
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Link, Listing, Pagination


def listing(maker: Maker, front: str, number: int | None = None) -> Listing:
    """One page of the list at an address; without a number, the front page with the newest."""
    page, words = maker.facts.page_of_list(front, number), maker.words
    place, last = page.place, page.last
    older = _turn(maker, words.older_posts, front, place - 1, last) if place > 1 else None
    return Listing(
        cards=tuple(map(maker.card, page.posts)),
        pagination=Pagination(
            position=words.position.format(number=place) if number else "",
            newer=_turn(maker, words.newer, front, place + 1, last) if number else None,
            older=older,
        ),
        total=None if number else page.total,
        count="" if number else words.posts(page.total),
    )


def _turn(maker: Maker, text: str, front: str, number: int, last: int) -> Link:
    path = front if number >= last else at.page_of_list(front, number)
    return Link(text=text, href=maker.href(path))
