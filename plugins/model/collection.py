"""Posts gathered into the lists that readers find them by, in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from plugins.model.address import page_of_list
from plugins.model.post import Post
from plugins.model.spelling import fold

T = TypeVar("T")
Lists = dict[str, list[Post]]
UNDATED = "undated"  # stands for a year where the day is not known
NO_LETTER = "0-9"  # stands for a letter where a title begins with none
ON_ONE_PAGE = 200  # posts from A to Z; of more, each letter has a page of its own


class Collections(msgspec.Struct, frozen=True):
    """The lists of posts by what they share; each in the order of the posts given.

    kept: the posts that a person looks after, by the person's slug.
    letters: the posts under each letter, in no order.
    """

    years: Lists
    kinds: Lists
    people: Lists
    organisations: Lists
    series: Lists
    topics: Lists
    kept: Lists
    letters: Lists


def gather(posts: Sequence[Post]) -> Collections:
    """Put each post on the lists it belongs to; the time taken grows with their number alone."""
    empty: list[Lists] = [defaultdict(list) for _ in Collections.__struct_fields__]
    found = Collections(*empty)
    for post in posts:
        found.years[str(post.added.date.year) if post.added else UNDATED].append(post)
        found.kinds[post.fields.kind].append(post)
        for slug in {one.person.slug: None for one in post.credits}:
            if slug:
                found.people[slug].append(post)
        for slug in organisations_of(post):
            found.organisations[slug].append(post)
        if post.series:
            found.series[post.series].append(post)
        for slug in post.topics:
            found.topics[slug].append(post)
        if post.page_author.slug:
            found.kept[post.page_author.slug].append(post)
        found.letters[letter_of(post.title)].append(post)
    return found


def letter_of(title: str) -> str:
    """The letter under which a list from A to Z has a title; NO_LETTER where it begins with none.

    >>> letter_of("“Être” and other words")
    'E'
    """
    first = next((sign for sign in title if sign.isalnum()), "")
    letter = fold(first)[:1].upper()
    return letter if letter.isalpha() else NO_LETTER


def in_order_of_letters(letters: Iterable[str]) -> list[str]:
    """Letters from A to Z, then what begins with none."""
    return sorted(letters, key=lambda letter: (letter == NO_LETTER, letter))


def letters_apart(letters: Lists) -> list[str]:
    """The letters whose posts have a page of their own: all, or none where one page holds them."""
    total = sum(map(len, letters.values()))
    return [] if is_on_one_page(total) else in_order_of_letters(letters)


def is_on_one_page(total: int) -> bool:
    """Whether the list from A to Z shows so many posts on one page."""
    return total <= ON_ONE_PAGE


def organisations_of(post: Post) -> list[str]:
    """The slugs of the organisations behind a post, each once."""
    slugs = {one.slug: None for one in post.organisations}
    for who in post.credits:
        slugs |= {one.slug: None for one in who.organisations}
    return list(filter(None, slugs))


def in_order(posts: Sequence[Post], order: Sequence[str]) -> list[Post]:
    """The parts of a series from the first: those that `order` names, then the others by day."""
    places = {slug: place for place, slug in enumerate(order)}
    oldest_first = reversed(posts)
    return sorted(
        oldest_first, key=lambda post: (places.get(post.slug, len(places)), post.added is None)
    )


def pages_of_list(items: Sequence[T], length: int) -> list[Sequence[T]]:
    """Cut a list, newest first, into pages counted from the oldest; the newest page comes last.

    All but the newest hold `length` items and never change again; the newest holds up to
    twice as many less one, so that a new post changes at most the newest two pages.

    >>> pages_of_list("gfedcba", 3)
    ['cba', 'gfed']
    """
    total = len(items)
    _, last = place_on_list(total, length)
    return [items[place_on_list(total, length, place)[0]] for place in range(1, last + 1)]


def place_on_list(total: int, length: int, place: int | None = None) -> tuple[slice, int]:
    """Where in a list one of its pages lies, as `pages_of_list` cuts it, and the last page's place.

    total: how many items there are; place: counted from the oldest, from 1; None for the last.
    """
    last = max(total // length - 1, 0) + 1
    end = total - length * ((place or last) - 1)
    return slice(0 if place in {None, last} else max(end - length, 0), max(end, 0)), last


def addresses_of_list(front: str, total: int, length: int) -> list[str]:
    """The addresses of a list's pages: its front, then from the oldest those with a number.

    total: how many posts are on the list; length: as for `pages_of_list`.

    >>> addresses_of_list("/posts/", 7, 3)
    ['/posts/', '/posts/page/1/']
    """
    _, last = place_on_list(total, length)
    return [front, *(page_of_list(front, number) for number in range(1, last))]
