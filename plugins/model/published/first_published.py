"""When subscribers were first told of each post: its rank in that order, and the moment it bears.

The ledger keeps both, so that no edit of a post moves an entry of a feed, and a post that came late
is still seen. What the ledger does not know yet is told last, as `make publish` will write it down.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import msgspec

from plugins.model.post import Post
from plugins.model.published.ledger import Ledger

_SPREAD = 10 * 60  # seconds after midnight; what is so little ahead is implausible to nobody
_SECOND = datetime.timedelta(seconds=1)


class FirstPublished(msgspec.Struct, frozen=True, order=True, array_like=True):
    """How feeds place a post.

    rank: from 1, in the order in which subscribers were told.
    at: in UTC; no two posts bear the same moment.
    """

    rank: int
    at: datetime.datetime


def first_published(
    posts: Iterable[Post], ids: Mapping[str, str], ledger: Ledger, today: datetime.date
) -> dict[str, FirstPublished]:
    """The rank and moment of each post, by slug, from the first.

    posts: those that subscribers may be told of; each has a day.
    ids: the feed id of each, by file. ledger: what was published. today: the day of the build.
    """
    by_id = {ids[post.entry.path]: post for post in posts}
    order = {id_: (told.rank, told.day) for id_, told in ledger.order.items()}
    new = sorted(by_id.keys() - order.keys(), key=lambda id_: (by_id[id_].added, by_id[id_].slug))
    for rank, id_ in enumerate(new, highest_rank(ledger) + 1):
        is_known = not ledger.told_ids or id_ in ledger.told_ids
        order[id_] = rank, _day_of_new(by_id[id_], today, is_known=is_known)
    last: dict[datetime.date, datetime.datetime] = {}
    found: dict[str, FirstPublished] = {}
    for id_, (rank, day) in sorted(order.items(), key=lambda item: (item[1][0], item[0])):
        at = at_rank(day, rank)
        last[day] = max(at, last[day] + _SECOND) if day in last else at
        if id_ in by_id:
            found[by_id[id_].slug] = FirstPublished(rank, last[day])
    return found


def at_rank(day: datetime.date, rank: int, *, again: int = 0) -> datetime.datetime:
    """A moment of a day, soon after its midnight in UTC, that is hardly that of another rank.

    again: how many moments of that day the post has borne before; this one is later than these.
    Only posts 600 ranks apart could meet, where both belong to one day.
    """
    midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
    return midnight + (rank % _SPREAD + again * _SPREAD) * _SECOND


def highest_rank(ledger: Ledger) -> int:
    """The rank of whatever subscribers were told of last, though it may be gone; 0 for nothing."""
    return max((told.rank for told in ledger.order.values()), default=0)


def _day_of_new(post: Post, today: datetime.date, *, is_known: bool) -> datetime.date:
    """The day that a new entry bears: today, but for what was published before, here or elsewhere.

    is_known: whether the ledger knows it, though not its day in feeds; or nothing at all.
    """
    was_published = is_known or post.fields.moved
    return post.added.date if was_published and post.added else today
