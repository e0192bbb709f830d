"""What is shown of a post's discussion: the way to add a comment, and what was said before."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.model.entry import Entry
from plugins.model.field import UNKNOWN
from plugins.model.post import Post
from plugins.model.schema import ThreadFields
from plugins.model.schema.nested import CommentFields, OriginFields
from plugins.model.spelling import slugify
from plugins.model.text.comment_text import clean_comment
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Day, Html, Link, View
from plugins.model.wording.table import Wording


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
    comments = _comments(maker, thread) if thread else ()
    said = sum(not comment.removed for comment in comments)
    return Discussion(
        state=state,
        link=maker.given.comment_link(maker, post) if state == "open" else None,
        notice=notice_of(maker.words, state, post),
        origin=_origin(maker.words, thread.fields.origin)
        if thread and thread.fields.origin
        else "",
        comments=comments,
        count=maker.words.comments(said) if said else "",
    )


def notice_of(words: Wording, state: str, post: Post) -> str:
    """What is said of how long comments may be added, or ""."""
    wish = post.fields.comments
    if state == "closed":
        return words.closed
    if state == "open" and wish and wish.until:
        return words.open_until.format(day=words.day(wish.until.date))
    return ""


def _origin(words: Wording, fields: OriginFields) -> str:
    said = words.made_on.format(site=fields.site)
    if fields.moved:
        said = words.moved_on.format(site=fields.site, day=words.day(fields.moved.date))
    return f"{said} {fields.note}".strip()


def _comments(maker: Maker, thread: Entry[ThreadFields]) -> tuple[Comment, ...]:
    """The kept comments in their old order, each with the one that it answers."""
    by_id = {comment.id: comment for comment in thread.fields.comments}
    return tuple(_comment(maker, comment, by_id) for comment in thread.fields.comments)


def _comment(maker: Maker, fields: CommentFields, by_id: Mapping[str, CommentFields]) -> Comment:
    words = maker.words
    answered = by_id.get(fields.reply_to)
    known = fields.name.lower() != UNKNOWN
    return Comment(
        anchor=anchor_of(fields),
        name=fields.name if known else words.no_name,
        known=known,
        day=_comment_day(maker, fields),
        text=Html("" if fields.removed else clean_comment(fields.text)),
        reply_to=(
            Link(text=_name_of(words, answered), href=f"#{anchor_of(answered)}")
            if answered
            else None
        ),
        removed=_removed(words, fields),
    )


def _comment_day(maker: Maker, fields: CommentFields) -> Day:
    known = maker.day_typed(fields.date)
    return known if known and known.iso else Day(text=maker.words.no_day)


def _name_of(words: Wording, fields: CommentFields) -> str:
    if fields.removed:
        return words.reply_to_removed
    return fields.name if fields.name.lower() != UNKNOWN else words.reply_to_no_name


def anchor_of(fields: CommentFields) -> str:
    """The id of a comment on its page; the dot keeps it from being that of a heading."""
    return f"comment.{slugify(fields.id)}"


def _removed(words: Wording, fields: CommentFields) -> str:
    if not fields.removed:
        return ""
    on, reason = fields.removed.date, fields.removed.reason
    said = words.removed_on.format(day=words.day(on.date)) if on else words.removed
    return f"{said} {reason}".strip()
