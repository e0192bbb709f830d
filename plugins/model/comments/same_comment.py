"""Whether a comment that arrives is one that the archive has, and the id of one that is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugins.model.comments.forgotten import ARCHIVE
from plugins.model.comments.identity import id_of_words
from plugins.model.comments.spoken import with_day
from plugins.model.day import Day
from plugins.model.schema.thread import CommentFields


def id_beside(known: Mapping[str, CommentFields], service: str, fields: CommentFields) -> str:
    """The id of a comment that arrives from a service: its own, where no other comment has that.

    known: the comments of the archive, by their ids. Two forums may both count from 1. The same
    comment has the same id every time, so that it is never brought twice.
    """
    ids = list(_ids(service, fields))
    for id_ in ids[1:]:
        if id_ in known and says_the_same(known[id_], fields):
            return id_
    for id_ in ids:
        if id_ not in known or not _is_another(known[id_], fields):
            return id_
    return fields.id


def _ids(service: str, fields: CommentFields) -> Iterator[str]:
    yield fields.id
    if service != ARCHIVE and isinstance(fields.date, Day):
        yield with_day(fields.id, fields.date.date)  # as one at the service is called beside it
    yield id_of_words([fields.name, str(fields.date), fields.text])


def _is_another(one: CommentFields, other: CommentFields) -> bool:
    """Whether nothing of two comments of one id is the same; of what was removed nobody knows."""
    if one.removed or other.removed:
        return False
    return one.name != other.name and one.text != other.text and not fit(one.date, other.date)


def says_the_same(one: CommentFields, other: CommentFields) -> bool:
    """Whether what the archive has is what arrives, or the gap that it left."""
    same = one.removed or (one.name, one.text) == (other.name, other.text)
    is_gap = bool(one.removed and other.removed)
    return is_gap or (bool(same) and fit(one.date, other.date))


def fit(one: Day | str | None, other: Day | str | None) -> bool:
    """Whether two dates can be of one comment; only one of them may have a clock."""
    if isinstance(one, Day) and isinstance(other, Day):
        return one.date == other.date and (one.time == other.time or not (one.time and other.time))
    return one == other
