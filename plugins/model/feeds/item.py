"""An entry of a feed, as far as it is the same in all formats and needs no words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

_SECOND = datetime.timedelta(seconds=1)


class Item(msgspec.Struct, frozen=True, array_like=True):
    """One entry: a post, or something that belongs to one.

    of: the slug of the post; of the Easy Read text, in the feed of these.
    id: for ever the same, and that of no other entry of any feed.
    published, updated: in UTC.
    part: the place of a change or comment among those of the post, from 0.
    at_service: whether that comment was made at the comment service, and not on an older site.
    """

    of: str
    id: str
    published: datetime.datetime
    updated: datetime.datetime
    part: int = 0
    at_service: bool = False


def id_of_part(id_: str, part: str) -> str:
    """The id of something that belongs to what has an id: as a fragment (RFC 4151, 2.1)."""
    return f"{id_}{'-' if '#' in id_ else '#'}{part}"


def newest_first(items: Iterable[Item]) -> tuple[Item, ...]:
    """In order of their moments; of two that bear the same one, the second bears the next second.

    Programs that read feeds take two entries of one moment for a mistake.
    """
    found: list[Item] = []
    for item in sorted(items, key=lambda one: (one.published, one.id)):
        if found and item.published <= found[-1].published:
            at = found[-1].published + _SECOND
            item = msgspec.structs.replace(item, published=at, updated=max(at, item.updated))
        found.append(item)
    return tuple(reversed(found))
