"""What is shown of a post's discussion: the way to add a comment, and what was said before."""

from __future__ import annotations

from plugins.model.day import written
from plugins.model.entry import Entry
from plugins.model.field import UNKNOWN
from plugins.model.post import Post
from plugins.model.schema import ThreadFields
from plugins.model.schema.nested import CommentFields, OriginFields
from plugins.model.spelling import counted, slugify
from plugins.model.text.comment_text import clean_comment
from plugins.model.view.maker import Maker, day_typed
from plugins.model.view.parts import Day, Html, Link, View


class Comment(View, frozen=True, kw_only=True):
    """One comment moved from an earlier site."""

    anchor: str
    name: str  # "Name not kept" words where the old site kept none
    known: bool
    day: Day
    text: Html  # "" where it was removed
    reply_to: Link | None
    removed: str  # when and why it was removed, or ""


class Discussion(View, frozen=True, kw_only=True):
    """The comments under a post and the way to add one."""

    state: str  # "open", "closed" or "off"
    link: Link | None  # "Add your comment"
    notice: str  # "Comments are closed.", or ""
    origin: str  # where the comments came from, or ""
    comments: tuple[Comment, ...]
    count: str  # "3 comments", "" for none


def discussion_of(maker: Maker, post: Post) -> Discussion:
    """The discussion of a post: whether it is open, and what was said on an older site."""
    state = maker.facts.comments_state(post)
    thread = maker.facts.thread(post)
    comments = _comments(thread) if thread else ()
    said = sum(not comment.removed for comment in comments)
    return Discussion(
        state=state,
        link=maker.given.comment_link(maker, post) if state == "open" else None,
        notice=_notice(state, post),
        origin=_origin(thread.fields.origin) if thread and thread.fields.origin else "",
        comments=comments,
        count=counted(said, "comment") if said else "",
    )


def _notice(state: str, post: Post) -> str:
    wish = post.fields.comments
    if state == "closed":
        return "Comments are closed."
    if state == "open" and wish and wish.until:
        return f"Comments are open until {written(wish.until.date)}."
    return ""


def _origin(fields: OriginFields) -> str:
    moved = f", and were moved here on {written(fields.moved.date)}" if fields.moved else ""
    return f"These comments were made on {fields.site}{moved}. {fields.note}".strip()


def _comments(thread: Entry[ThreadFields]) -> tuple[Comment, ...]:
    """The kept comments in their old order, each with the one that it answers."""
    by_id = {comment.id: comment for comment in thread.fields.comments}
    return tuple(_comment(comment, by_id) for comment in thread.fields.comments)


def _comment(fields: CommentFields, by_id: dict[str, CommentFields]) -> Comment:
    answered = by_id.get(fields.reply_to)
    known = fields.name.lower() != UNKNOWN
    return Comment(
        anchor=_anchor(fields),
        name=fields.name if known else "Name not kept by the old site",
        known=known,
        day=_comment_day(fields),
        text=Html("" if fields.removed else clean_comment(fields.text)),
        reply_to=(
            Link(text=_name_of(answered), href=f"#{_anchor(answered)}") if answered else None
        ),
        removed=_removed(fields),
    )


def _comment_day(fields: CommentFields) -> Day:
    known = day_typed(fields.date)
    return known if known and known.iso else Day(text="Date not kept by the old site")


def _name_of(fields: CommentFields) -> str:
    if fields.removed:
        return "a comment that was removed"
    return fields.name if fields.name.lower() != UNKNOWN else "somebody whose name was not kept"


def _anchor(fields: CommentFields) -> str:
    """The id of a comment on its page; the dot keeps it from being that of a heading."""
    return f"comment.{slugify(fields.id)}"


def _removed(fields: CommentFields) -> str:
    if not fields.removed:
        return ""
    when = f" on {written(fields.removed.date.date)}" if fields.removed.date else ""
    reason = f" {fields.removed.reason}" if fields.removed.reason else ""
    return f"This comment was removed{when}.{reason}"
