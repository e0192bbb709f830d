"""Bring comments of other programs into the archive, content/comments/<slug>.yml."""

from __future__ import annotations

import errno
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from plugins.model.comments.archive_file import Archive, with_comments
from plugins.model.comments.arriving import LOST, NOT_ADDED, Arriving, id_of
from plugins.model.comments.came_from import origin_of, talks_with, unwritten
from plugins.model.comments.exchange import Comment, Talk
from plugins.model.comments.lost import told
from plugins.model.comments.posts_by_thread import PostsByThread
from plugins.model.comments.same_comment import fit, id_beside, says_the_same
from plugins.model.day import Day
from plugins.model.library import Library
from plugins.model.place import quoted
from plugins.model.problem import Problem
from plugins.model.schema import ThreadFields
from plugins.model.schema.thread import CommentFields
from plugins.model.spelling import counted, slugify


class Imported(msgspec.Struct, kw_only=True):
    """What an import makes of the archive.

    files: the new bytes of each file, seen from the content folder.
    added: how many comments are new in it.
    told: what is not kept. problems: the files that nothing could be added to.
    left_out: how many comments could not be added.
    """

    files: dict[str, bytes] = {}
    added: dict[str, int] = {}
    told: list[str] = []
    problems: list[Problem] = []
    left_out: int = 0


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What an import needs to know.

    post: the slug of the post of comments that name none, or "".
    site: where they came from, in words, for files that are yet to be made.
    still_there: by their names among all, when those were made that posts have at the comment
        service of today; Isso gives a number again.
    """

    library: Library
    content: Path
    post: str = ""
    site: str = ""
    still_there: Mapping[str, Collection[Day]] = {}

    def is_still_there(self, one: CommentFields) -> bool:
        """Whether a comment is one that the service has itself; so is one whose day is unknown."""
        days = self.still_there.get(one.id, ())
        return any(not isinstance(one.date, Day) or fit(one.date, day) for day in days)


def import_talks(talks: Sequence[Talk], given: Given) -> Imported:
    """The archive with the comments of these threads; what it has already stays as it is."""
    done = Imported()
    lost: Counter[str] = Counter()
    differing: list[str] = []
    for slug, of_post in _by_post(talks, given, done).items():
        archive = archive_of(slug, given.library, given.content)
        before = archive.read(archive.data)[0] if archive.data is not None else ThreadFields()
        new = _new_comments(slug, of_post, before.comments, given, lost)
        differing += [f"{slug}#{id_}" for id_ in new.differing]
        if not new.comments:
            continue
        origin = origin_of(talks_with(of_post, new.called), given.site, given.library.settings)
        made = with_comments(archive, origin, new.comments)
        if isinstance(made, Problem):
            done.problems.append(made)
            continue
        done.files[archive.path] = made
        done.added[archive.path] = len(new.comments)
        if archive.data is not None and (said := unwritten(archive, before, origin, given.site)):
            done.told.append(said)
    done.told += [*told(lost, LOST), *_which_stay(differing)]
    done.left_out += sum(lost[what] for what in NOT_ADDED) + len(differing)
    return done


def _which_stay(differing: Sequence[str]) -> list[str]:
    if not differing:
        return []
    what = "In the archive with another name, date or text, which stay"
    return [f"{what}: {counted(len(differing), 'comment')}.", *(f"  {one}" for one in differing)]


def _by_post(talks: Iterable[Talk], given: Given, done: Imported) -> Mapping[str, Sequence[Talk]]:
    """The threads of each post, by its slug; those of none are told of."""
    posts = given.library.posts_by_thread
    found: dict[str, list[Talk]] = {}
    lost: list[Talk] = []
    for talk in talks:
        slug = _slug(talk, posts, given)
        (found.setdefault(slug, []) if slug else lost).append(talk)
    lost = [talk for talk in lost if talk.comments]
    names = {talk.post or talk.thread for talk in lost}
    if given.post and len(names) == 1:
        found.setdefault(given.post, []).extend(lost)
    else:
        done.told += [_of_no_post(talk) for talk in lost]
        done.left_out += sum(len(talk.comments) for talk in lost)
    return found


def _slug(talk: Talk, posts: PostsByThread, given: Given) -> str:
    if "?" in talk.post and (slug := posts.find(talk.post)):
        return slug
    path = re.split("[?#]", talk.post)[0]  # a spreadsheet may have kept where a reader came from
    typed = slugify(path.strip("/").rpartition("/")[2])
    if typed in given.library.by_slug:
        return typed
    return posts.meant(talk.thread or talk.post) if talk.thread or talk.post else ""


def _of_no_post(talk: Talk) -> str:
    name = talk.thread or talk.post
    whose = f"{quoted(name)} is the thread of no post" if name else "No post is named"
    return (
        f"{whose}, so this was not kept: {counted(len(talk.comments), 'comment')}."
        " Give the post that address as an alias, or import that thread alone with POST=slug."
    )


def archive_of(slug: str, library: Library, content: Path) -> Archive:
    """The file of the comments of a post, which may be yet to be made. Raises OSError."""
    files = [
        entry.path for entry in library.entries if entry.kind == "comments" and entry.slug == slug
    ]
    path = min(files, default=f"comments/{slug}.yml")
    file = content / path
    if not file.resolve().is_relative_to(content.resolve()):
        raise OSError(errno.EPERM, "it is a link that leads out of the content", str(file))
    data = file.read_bytes() if file.exists() else None
    return Archive(path, slug, data, library.settings, content.name)


class _New(msgspec.Struct):
    """What a post's archive does not have yet, each below what it answers.

    ids: of those comments of a file that are in the archive now, by what the file calls them.
    differing: the ids of those that the archive has in other words.
    """

    comments: list[CommentFields] = []
    ids: dict[str, str] = {}
    differing: list[str] = []

    @property
    def called(self) -> set[str]:
        """What the file calls those that are new."""
        new = {one.id for one in self.comments}
        return {name for name, id_ in self.ids.items() if id_ in new}

    def answered(self, reply_to: str, in_file: Collection[str]) -> str:
        """The id here of what is answered in a file; "" where that is of the file, and not here."""
        return self.ids.get(reply_to, "" if reply_to in in_file else reply_to)


def _new_comments(
    slug: str,
    talks: Sequence[Talk],
    known: Sequence[CommentFields],
    given: Given,
    lost: Counter[str],
) -> _New:
    by_id = {one.id: one for one in known}
    taken = {slugify(one.id) for one in known}
    arriving = Arriving(slug, given.library.settings, given.library.forgotten, lost)
    in_file = {id_of(talk.service, one) for talk in talks for one in talk.comments}
    new = _New()
    for service, fields in _all_fields(talks, arriving):
        id_ = id_beside(by_id, service, fields)
        is_same = id_ in by_id and says_the_same(by_id[id_], fields)
        if not is_same and given.is_still_there(fields):
            lost["still there"] += 1
            continue
        if id_ in by_id:
            new.differing += [] if is_same else [id_]
        elif slugify(id_) in taken:
            lost["id taken"] += 1
            continue
        else:
            answered = new.answered(fields.reply_to, in_file)
            if answered not in by_id:
                lost["answers"] += bool(fields.reply_to)
                answered = ""
            by_id[id_] = msgspec.structs.replace(fields, id=id_, reply_to=answered)
            taken.add(slugify(id_))
            new.comments.append(by_id[id_])
        new.ids[fields.id] = id_
    return new


def _all_fields(talks: Sequence[Talk], arriving: Arriving) -> Iterator[tuple[str, CommentFields]]:
    """The comments of all threads of a post, as the archive has them, each after its service."""
    for service in dict.fromkeys(talk.service for talk in talks):
        of_one = [one for talk in talks if talk.service == service for one in talk.comments]
        for comment in _answered_first(of_one):
            if fields := arriving.fields(service, comment):
                yield service, fields


def _answered_first(comments: Sequence[Comment]) -> Iterator[Comment]:
    """The comments in their order, an answer that stands above what it answers moved below it."""
    ids = {one.id for one in comments}
    waiting: dict[str, list[Comment]] = {}
    seen: set[str] = set()
    for comment in comments:
        answered = comment.reply_to
        if answered in ids and answered not in seen and answered != comment.id:
            waiting.setdefault(answered, []).append(comment)
            continue
        ready = [comment]
        while ready:
            one = ready.pop(0)
            yield one
            seen.add(one.id)
            ready += waiting.pop(one.id, [])
    yield from (one for several in waiting.values() for one in several)  # in a circle
