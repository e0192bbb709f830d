"""All that was said on the site, from the archive and the snapshot, for another program."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from plugins.model.comments.exchange import Comment, Origin, Removed, Talk, date_of
from plugins.model.comments.forgotten import ARCHIVE, Forgotten, erased_on
from plugins.model.comments.spoken import key_beside
from plugins.model.comments.thread import Said, Thread
from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.field import UNKNOWN
from plugins.model.library import Library
from plugins.model.schema import ThreadFields
from plugins.model.schema.thread import CommentFields, OriginFields, RemovedFields


def talks_of(library: Library, snapshot: Iterable[Thread]) -> Iterator[Talk]:
    """The comments of each post: those that were moved, then those of the comment service.

    What was moved here from the service, and is in the snapshot too, is told once. Of an erased
    comment nothing is told but that there was one. Threads of no post come last.
    """
    names, forgotten = library.posts_by_thread.names, library.forgotten
    of_name: defaultdict[str, list[Thread]] = defaultdict(list)
    for one in snapshot:
        of_name[one.thread].append(one)
    for slug, name in sorted(names.items()):
        title = library.by_slug[slug].title
        kept = library.archive.get(slug)
        if kept:
            yield _moved(kept, name, title)
        moved = {one.id: one for one in kept.fields.comments} if kept else {}
        zone = ZoneInfo(library.settings.timezone)
        for thread in of_name.pop(name, []):
            apart = tuple(
                one for one in thread.comments if key_beside(moved, thread.service, one, zone)
            )
            yield _said(replace(thread, comments=apart), slug, title, forgotten)
    for _, threads in sorted(of_name.items()):
        for thread in threads:
            yield _said(thread, "", "", forgotten)


def _moved(entry: Entry[ThreadFields], thread: str, title: str) -> Talk:
    return Talk(
        post=entry.slug,
        thread=thread,
        title=title,
        service=ARCHIVE,
        origin=_origin(entry.fields.origin) if entry.fields.origin else None,
        comments=tuple(map(_kept, entry.fields.comments)),
    )


def _origin(fields: OriginFields) -> Origin:
    moved = date_of(fields.moved) if fields.moved else None
    return Origin(site=fields.site, moved=moved, note=fields.note)


def _kept(fields: CommentFields) -> Comment:
    """A comment of the archive; the library holds nothing of an erased one but that it was."""
    return Comment(
        id=fields.id,
        name=None if fields.name.lower() == UNKNOWN else fields.name,
        date=date_of(fields.date) if isinstance(fields.date, Day) else None,
        text="" if fields.removed else fields.text,
        reply_to=fields.reply_to,
        removed=_removed(fields.removed) if fields.removed else None,
    )


def _removed(fields: RemovedFields) -> Removed:
    return Removed(date=date_of(fields.date) if fields.date else None, reason=fields.reason)


def _said(thread: Thread, slug: str, title: str, forgotten: Forgotten) -> Talk:
    comments = tuple(_of_service(one, thread.service, forgotten) for one in thread.comments)
    return Talk(
        post=slug, thread=thread.thread, title=title, service=thread.service, comments=comments
    )


def _of_service(said: Said, service: str, forgotten: Forgotten) -> Comment:
    out = said.removed
    removed = Removed(date=str(out.date) if out.date else None, reason=out.reason) if out else None
    comment = Comment(
        id=said.id,
        name=said.name or None,
        date=f"{said.at:%Y-%m-%dT%H:%M:%SZ}",
        text="" if removed else said.text,
        format="html",
        reply_to=said.reply_to,
        removed=removed,
    )
    if day := erased_on(forgotten, service, said.id, said.at):
        return _erased(comment, day)
    return comment


def _erased(comment: Comment, day: datetime.date) -> Comment:
    return Comment(
        id=comment.id,
        name=None,
        date=comment.date,
        reply_to=comment.reply_to,
        removed=comment.removed or Removed(date=str(day)),
    )
