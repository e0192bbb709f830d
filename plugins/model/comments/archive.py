"""The comments that were moved here from an older site, or from a comment service."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import msgspec

from plugins.model.comments.forgotten import ARCHIVE, Forgotten, archive_id, erased_on
from plugins.model.day import Day
from plugins.model.digest import digest
from plugins.model.entry import Entry
from plugins.model.field import UNKNOWN
from plugins.model.schema import ThreadFields
from plugins.model.schema.thread import CommentFields, RemovedFields


def without_forgotten(
    entry: Entry[ThreadFields], forgotten: Forgotten, zone: str
) -> Entry[ThreadFields]:
    """The kept comments of a post, with nothing left of those that were erased but that they were.

    A comment may have been erased where it was made, before or after it was moved here.
    zone: in which the archive tells times.
    """
    if not forgotten:
        return entry
    days = [erased(entry.slug, one, forgotten, zone) for one in entry.fields.comments]
    if not any(days):
        return entry
    comments = tuple(
        _gap(one, day) if day else one for one, day in zip(entry.fields.comments, days, strict=True)
    )
    fields = msgspec.structs.replace(entry.fields, comments=comments)
    return msgspec.structs.replace(entry, fields=fields, digest=digest([entry.digest, days]))


def erased(
    slug: str, comment: CommentFields, forgotten: Forgotten, zone: str
) -> datetime.date | None:
    """The day on which a comment of a post was erased; None if it was not."""
    service, _, id_ = comment.id.partition("-")
    said = said_at(comment, zone)
    return erased_on(forgotten, ARCHIVE, archive_id(slug, comment.id), said) or erased_on(
        forgotten, service, id_, said
    )


def said_at(comment: CommentFields, zone: str) -> datetime.date | None:
    """When a kept comment was made: a moment where its time is known, else the day, or None.

    Of the two moments that a clock shows when it is put back, the first.
    """
    if not isinstance(comment.date, Day):
        return None
    if not comment.date.time:
        return comment.date.date
    time = datetime.time.fromisoformat(comment.date.time)
    return datetime.datetime.combine(comment.date.date, time, ZoneInfo(zone))


def _gap(comment: CommentFields, day: datetime.date) -> CommentFields:
    removed = RemovedFields(date=Day(day))
    return msgspec.structs.replace(comment, name=UNKNOWN, text="", removed=removed)
