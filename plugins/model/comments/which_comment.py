"""Which comment is meant by what stands in the address of one: "soup#comment.c17-4", "isso-12"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from plugins.model.address import address
from plugins.model.comments.identity import anchor_of_said
from plugins.model.comments.posts_by_thread import PostsByThread
from plugins.model.comments.spoken import Spoken, is_twin, key_beside, key_of
from plugins.model.comments.thread import Said, Thread
from plugins.model.library import Library
from plugins.model.place import quoted
from plugins.model.schema.thread import CommentFields
from plugins.model.spelling import join_words, slugify

ANCHOR = "comment."
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")  # those of SQLite's rows have 19 digits at most
_NOUGHTS = re.compile(r"(?<=^isso-)0+(?=[0-9])")


class NotFound(Exception):  # noqa: N818 - it says what is the matter
    """There is no such comment, or there are several; says what to write."""


class Meant(NamedTuple):
    """A comment, wherever it is kept.

    slug: that of its post, "" where nothing here knows it.
    kept: as the archive has it. said: as the snapshot has it, in `thread`.
    service, number: where it was said and its id there; "" for what was never at the service.
    """

    slug: str
    kept: CommentFields | None
    thread: Thread | None
    said: Said | None
    service: str
    number: str


def which_comment(typed: str, library: Library, snapshot: Sequence[Thread], service: str) -> Meant:
    """The one comment that is meant. Raises NotFound.

    typed: the id of its place on the page, after the post's slug or address and a # where more
        than one post has such a comment.
    service: the comment service of today, which may have comments that nothing here knows.
    """
    where, mark, name = typed.strip().rpartition("#")
    name = unquote(name).removeprefix(ANCHOR)
    posts = library.posts_by_thread
    slug = _slug(where, posts, library) if mark else ""
    if not slugify(name):
        raise NotFound("Say which comment, by the end of its address: COMMENT='soup#isso-12'")
    found = list(_found(name, slug, library, snapshot, posts))
    if not found:
        name = _NOUGHTS.sub("", name)
        found = list(_found(name, slug, library, snapshot, posts))
    if len(found) > 1:
        forms = join_words((f"'{one.slug}#{ANCHOR}{slugify(name)}'" for one in found), "or")
        raise NotFound(f"{quoted(name)} may be the comment of several posts: COMMENT={forms}.")
    if found:
        return found[0]
    if elsewhere := list(_found(name, "", library, snapshot, posts)):
        raise NotFound(_in_other_places(name, elsewhere))
    number = name.removeprefix(f"{service}-")
    if service and number != name and _NUMBER.fullmatch(number):
        return Meant(slug, None, None, None, service, number)
    raise NotFound(f"There is no comment {quoted(typed)} in the archive or in the snapshot.")


def _in_other_places(name: str, found: Sequence[Meant]) -> str:
    """Where a comment is that the post which was typed does not have."""
    threads = sorted({one.thread.thread for one in found if one.thread and not one.slug})
    posts = sorted({one.slug for one in found if one.slug})
    if posts:
        forms = join_words((f"'{slug}#{_shown(name)}'" for slug in posts), "or")
        return f"{quoted(name)} is of another post: COMMENT={forms}."
    named = join_words(map(quoted, threads), "and")
    return f"{quoted(name)} is in the thread {named}, which no post has: COMMENT='{name}'."


def _shown(name: str) -> str:
    """The id of a comment's place on the page, as it is typed."""
    return name if name.startswith("isso-") else f"{ANCHOR}{slugify(name)}"


def _slug(where: str, posts: PostsByThread, library: Library) -> str:
    plain = where.strip().strip("/")
    slug = plain if plain in library.by_slug else posts.find(where)
    slug = slug or posts.find(address("posts", plain))  # what a renamed post was called
    if not slug:
        raise NotFound(f"There is no post {quoted(where)}.")
    return slug


def _found(
    name: str, slug: str, library: Library, snapshot: Sequence[Thread], posts: PostsByThread
) -> Iterator[Meant]:
    """All comments of that name, those of the archive first; a twin is one with it."""
    zone, archive = ZoneInfo(library.settings.timezone), _archive(library)
    for post, kept_there in archive.items():
        for kept in kept_there if slug in {"", post} else ():
            if slugify(kept.id) == slugify(name):
                of_post = [one for one in snapshot if posts.find(one.thread) == post]
                thread, said = _twin(kept, of_post, zone)
                service, number = _at_service(kept, thread, said, of_post)
                yield Meant(post, kept, thread, said, service, number)
    for thread in snapshot:
        post = posts.find(thread.thread)
        moved = {one.id: one for one in archive.get(post, ())}
        for said in thread.comments if slug in {"", post} else ():
            key = key_beside(moved, thread.service, said, zone)
            if key and _is_called(Spoken(key, thread.service, said, said.at.date()), name):
                yield Meant(post, None, thread, said, thread.service, said.id)


def _is_called(one: Spoken, name: str) -> bool:
    """Whether a comment of the snapshot, or its place on the page, has that name."""
    return name in {one.key, anchor_of_said(one.key).removeprefix(ANCHOR)}


def _archive(library: Library) -> Mapping[str, tuple[CommentFields, ...]]:
    """The kept comments by the slug of the post, as the files have them, erased ones too."""
    return {one.slug: one.fields.comments for one in library.entries if one.kind == "comments"}


def _twin(
    kept: CommentFields, snapshot: Sequence[Thread], zone: ZoneInfo
) -> tuple[Thread | None, Said | None]:
    """The comment in a post's threads that an import has brought into the archive."""
    for thread in snapshot:
        for said in thread.comments:
            if is_twin(kept, thread.service, said, zone):
                return thread, said
    return None, None


def _at_service(
    kept: CommentFields, thread: Thread | None, said: Said | None, of_post: Sequence[Thread]
) -> tuple[str, str]:
    """Where a kept comment was said, which its id tells: that of one from Isso is isso-12.

    of_post: the threads of its post. Where another has the number by now, it is nowhere else.
    """
    if thread and said:
        return thread.service, said.id
    service, _, number = kept.id.partition("-")
    again = any(key_of(one.service, its.id) == kept.id for one in of_post for its in one.comments)
    is_there = service == "isso" and number.isdecimal() and not again
    return (service, number) if is_there else ("", "")
