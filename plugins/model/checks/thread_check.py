"""What must hold of comments kept with the content: a post, ids, words, and answers in order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from plugins.model.comments.archive import erased
from plugins.model.comments.forgotten import Forgotten
from plugins.model.entry import Entry
from plugins.model.field import UNKNOWN, Spot
from plugins.model.post import Post
from plugins.model.problem import Problem, Severity
from plugins.model.schema import ThreadFields
from plugins.model.schema.thread import CommentFields
from plugins.model.spelling import did_you_mean, slugify
from plugins.model.text.comment_text import lost_from
from plugins.model.texts import Texts


def check_thread(
    entry: Entry[ThreadFields],
    posts: Mapping[str, Post],
    texts: Texts,
    forgotten: Forgotten,
    zone: str,
) -> list[Problem]:
    """Hold that kept comments belong to a post, have ids and words, and answer each other.

    zone: in which they tell times.
    """
    problems: list[Problem] = []
    if entry.slug not in posts:
        stem = PurePosixPath(entry.path).stem
        Spot(entry.source, problems).error(
            f'These comments belong to no post: there is no post "{stem}".',
            did_you_mean(texts.posts_like(stem)) or "Rename the file to the slug of its post.",
        )
    spot = entry.spot("comments", problems)
    ids = {comment.id for comment in entry.fields.comments}
    above: dict[str, str] = {}
    for place, comment in enumerate(entry.fields.comments):
        here = spot.at(place)
        if slugify(comment.id) in above:
            here.at("id").error(
                f'A comment above this one has the id "{comment.id}" too.',
                "Give each comment a number or word of its own.",
            )
        elif comment.reply_to and comment.reply_to not in above.values():
            _tell_no_answer(comment, ids, here.at("reply_to"))
        above.setdefault(slugify(comment.id), comment.id)
        if not comment.removed:
            _tell_lost(comment.text, here.at("text"))
        if erased(entry.slug, comment, forgotten, zone) and not _says_nothing(comment):
            here.warn(
                "This comment was erased and is not shown, yet the file still holds what was said.",
                f"Run: make forget COMMENT='{entry.slug}#{comment.id}'",
            )
    return problems


def _says_nothing(comment: CommentFields) -> bool:
    return bool(comment.removed) and not comment.text and comment.name.lower() == UNKNOWN


def _tell_no_answer(comment: CommentFields, ids: set[str], spot: Spot) -> None:
    """Tell that what a comment answers does not stand above it."""
    if comment.reply_to not in ids:
        spot.error(f'There is no comment "{comment.reply_to}" to answer.', "Correct the id.")
    elif comment.reply_to == comment.id:
        spot.error("This comment answers itself.", "Correct the id, or take the line out.")
    else:
        spot.error(
            f'This answers the comment "{comment.reply_to}", which stands below it.',
            "Correct the id, or put the comment that it answers above it.",
        )


def _tell_lost(text: str, spot: Spot) -> None:
    """Tell what of a comment cannot be shown as it was written."""
    for found in lost_from(text) if text else ():
        tell = spot.error if found.severity is Severity.ERROR else spot.warn
        tell(found.message, found.remedy)
