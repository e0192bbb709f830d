"""What becomes of a thread in the snapshot when its service has been asked again."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from msgspec.structs import replace

from plugins.model.comments.forgotten import Forgotten, erased_on
from plugins.model.comments.thread import Gap, Said, Thread, in_order


class Loss(NamedTuple):
    """What becomes of the comments of a thread that were readable: left, or gone."""

    left: tuple[Said, ...]
    gone: tuple[Said, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether so much is gone that the service may have lost its store."""
        return len(self.gone) > len(self.left)

    @property
    def words(self) -> str:
        """What is said where the thread is kept as it was for this."""
        return (
            f"Of the {len(self.left) + len(self.gone)} comments that were readable,"
            f" {len(self.gone)} are gone at the service. If that is right:"
            " make snapshot-comments ACCEPT=1"
        )


def loss_of(old: Thread | None, new: Thread, forgotten: Forgotten) -> Loss:
    """What a thread would lose of what was readable, if its new state took its place.

    A comment is the same by its id and its moment: a new store gives the old ids again.
    """
    before = [
        one
        for one in (old.comments if old else ())
        if not one.removed and not _erased(one, new.service, forgotten)
    ]
    there = {(one.id, one.at) for one in new.comments if not one.removed}
    left = tuple(one for one in before if (one.id, one.at) in there)
    return Loss(left, tuple(one for one in before if (one.id, one.at) not in there))


def renewed(old: Thread | None, new: Thread, forgotten: Forgotten) -> Thread:
    """The thread as its file should hold it.

    Nothing that a person said stays of an erased comment, but that there was one; what is known of
    a removal, such as its reason, stays.
    """
    before = {one.id: one for one in old.comments} if old else {}
    service = new.service
    comments = [
        replace(one, removed=was.removed)
        if one.removed and (was := before.get(one.id)) and was.removed
        else one
        for one in new.comments
    ]
    known = {one.id for one in comments}
    comments += [
        one for id_, one in before.items() if id_ not in known and _erased(one, service, forgotten)
    ]
    kept = [_without_words(one, service, forgotten) for one in comments]
    return in_order(replace(new, comments=tuple(kept)))


def _erased(one: Said, service: str, forgotten: Forgotten) -> datetime.date | None:
    return erased_on(forgotten, service, one.id, one.at)


def _without_words(one: Said, service: str, forgotten: Forgotten) -> Said:
    """A comment as it is, or what is left of it where it was removed or erased."""
    removed = one.removed
    if day := _erased(one, service, forgotten):
        removed = removed if removed and removed.date else Gap(date=day)
    elif not removed:
        return one
    return Said(id=one.id, at=one.at, reply_to=one.reply_to, removed=removed)
