"""How a comment is shown: one moved from an earlier site, or one made at the comment service."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from plugins.model.comments.identity import anchor_of_kept, anchor_of_said
from plugins.model.comments.spoken import Spoken, key_of
from plugins.model.field import UNKNOWN
from plugins.model.schema.thread import CommentFields
from plugins.model.text.comment_text import clean_comment, clean_said, plain_name
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Day, Html, Link, View
from plugins.model.wording.table import Wording

DEEPEST = 4  # lists within lists; what answers the innermost stands beside it, and says so


class Comment(View, frozen=True, kw_only=True):
    """One comment, moved from an earlier site or made at the comment service."""

    anchor: str
    name: str  # "Name not kept" words where none is known
    known: bool
    day: Day  # of a comment at the service, `iso` is its moment in UTC
    text: Html  # "" where it was removed
    reply_to: Link | None  # without `href` where what it answers is not here
    removed: str  # when and why it was removed, or ""
    replies: tuple[Comment, ...] = ()  # none of a moved one: these stand in their old order


# Moved from an earlier site ----------------------------------------------------------------------


def moved(maker: Maker, comments: Iterable[CommentFields]) -> tuple[Comment, ...]:
    """The kept comments in their old order, each with the one that it answers."""
    by_id = {comment.id: comment for comment in comments}
    return tuple(_moved(maker, comment, by_id) for comment in comments)


def _moved(maker: Maker, fields: CommentFields, by_id: Mapping[str, CommentFields]) -> Comment:
    words = maker.words
    answered = by_id.get(fields.reply_to)
    known = fields.name.lower() != UNKNOWN
    return Comment(
        anchor=anchor_of_kept(fields.id),
        name=fields.name if known else words.no_name,
        known=known,
        day=_day_moved(maker, fields),
        text=Html("" if fields.removed else clean_comment(fields.text)),
        reply_to=_to_moved(words, answered) if answered else None,
        removed=_removed(words, fields),
    )


def _to_moved(words: Wording, answered: CommentFields) -> Link:
    return Link(text=_name_of(words, answered), href=f"#{anchor_of_kept(answered.id)}")


def _day_moved(maker: Maker, fields: CommentFields) -> Day:
    known = maker.day_typed(fields.date)
    return known if known and known.iso else Day(text=maker.words.no_day)


def _name_of(words: Wording, fields: CommentFields) -> str:
    if fields.removed:
        return words.reply_to_removed
    return fields.name if fields.name.lower() != UNKNOWN else words.reply_to_no_name


def _removed(words: Wording, fields: CommentFields) -> str:
    if not fields.removed:
        return ""
    on = fields.removed.date
    return removal(words, on.date if on else None, fields.removed.reason)


def removal(words: Wording, on: datetime.date | None, reason: str) -> str:
    """What stands where a comment was removed."""
    said = words.removed_on.format(day=words.day(on)) if on else words.removed
    return f"{said} {reason}".strip()


# Made at the comment service ---------------------------------------------------------------------


class _Thread:
    """The comments on a post, each with what answers it.

    under: what stands in the list below a comment, by its key; below none ("") are the first.
    """

    def __init__(
        self, maker: Maker, comments: Sequence[Spoken], archive: Iterable[CommentFields]
    ) -> None:
        self._maker = maker
        self._by_key = {one.key: one for one in comments}
        self._moved = {one.id: one for one in archive}
        self._keys = {(one.service, one.said.id): one.key for one in comments}
        self._under: dict[str, list[Spoken]] = {"": []}
        lists = {"": ("", 0)}  # of what has come so far: below what its answers stand, how deep
        for one in comments:
            answered = self._answered(one)
            # What is said to answer a later comment, or itself, stands at the top: no circle ends.
            place, depth = lists.get(answered, lists[""])
            self._under[place].append(one)
            lists[one.key] = (one.key, depth + 1) if depth + 1 < DEEPEST else (place, depth)
            self._under.setdefault(lists[one.key][0], [])

    def tree(self, place: str = "") -> tuple[Comment, ...]:
        """The comments in the list below one, in the order in which they were made."""
        return tuple(self._comment(one) for one in self._under[place])

    def _comment(self, one: Spoken) -> Comment:
        words, name = self._maker.words, plain_name(one.said.name)
        gap = one.said.removed
        return Comment(
            anchor=anchor_of_said(one.key),
            name=name or words.comment.no_name,
            known=bool(name),
            day=Day(text=words.day(one.day), iso=f"{one.said.at:%Y-%m-%dT%H:%M:%SZ}"),
            text=Html("" if gap else clean_said(one.said.text)),
            reply_to=self._reply_to(one) if one.said.reply_to else None,
            removed=removal(words, gap.date, gap.reason) if gap else "",
            replies=self.tree(one.key) if one.key in self._under else (),
        )

    def _reply_to(self, one: Spoken) -> Link:
        """The comment that one answers, wherever it stands."""
        words, key = self._maker.words, self._answered(one)
        if key in self._moved:
            return _to_moved(words, self._moved[key])
        answered = self._by_key.get(key)
        if answered is None:
            return Link(text=words.reply_to_missing)
        name = plain_name(answered.said.name) or words.reply_to_nameless
        text = words.reply_to_removed if answered.said.removed else name
        return Link(text=text, href=f"#{anchor_of_said(answered.key)}")

    def _answered(self, one: Spoken) -> str:
        """The key of what a comment answers, which may have been moved here; "" for none."""
        service, id_ = one.service, one.said.reply_to
        return self._keys.get((service, id_), key_of(service, id_)) if id_ else ""


def said_there(
    maker: Maker, comments: Sequence[Spoken], archive: Iterable[CommentFields]
) -> tuple[Comment, ...]:
    """The comments made at the service, with their replies.

    archive: those that were moved here, which some of them may answer.
    """
    return _Thread(maker, comments, archive).tree()
