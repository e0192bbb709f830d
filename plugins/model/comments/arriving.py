"""A comment of another program as a comment of the archive, and what of it cannot be kept."""

from __future__ import annotations

from collections import Counter

import msgspec

from plugins.model.comments.archive import erased
from plugins.model.comments.archive_lines import one_line, shown_line
from plugins.model.comments.archive_text import MOST_LETTERS, archive_text
from plugins.model.comments.exchange import Comment, Removed, day_of
from plugins.model.comments.forgotten import ARCHIVE, Forgotten
from plugins.model.comments.spoken import key_of
from plugins.model.day import Day
from plugins.model.field import UNKNOWN
from plugins.model.schema.thread import CommentFields, RemovedFields
from plugins.model.settings import Settings
from plugins.model.text.comment_text import plain_name


class Arriving(msgspec.Struct):
    """Turns the comments for one post into fields of the archive; counts what is lost."""

    slug: str
    settings: Settings
    forgotten: Forgotten
    lost: Counter[str]

    def fields(self, service: str, comment: Comment) -> CommentFields | None:
        """The fields of a comment; None where nothing of it can be kept."""
        id_ = id_of(service, comment)
        date = self.day(comment.date)
        removed = self.removed(comment.removed) if comment.removed else None
        if not id_:
            self.lost["no id"] += 1
            return None
        known = CommentFields(id=id_, date=date)
        if day := erased(self.slug, known, self.forgotten, self.settings.timezone):
            self.lost["erased"] += 1
            removed = RemovedFields(date=Day(day))
        is_here = removed is None
        text = self.text(comment) if is_here else ""
        if text is None:
            return None
        self.lost["removed words"] += bool(comment.removed and comment.text)
        return CommentFields(
            id=id_,
            name=UNKNOWN if day else self.name(service, comment.name or ""),
            date=date or UNKNOWN,
            text=text,
            reply_to=one_line(_prefix(service) + comment.reply_to) if comment.reply_to else "",
            removed=removed,
        )

    def name(self, service: str, typed: str) -> str:
        """A name, or that it is not known; one from a service as a page shows it."""
        name = shown_line(typed if service == ARCHIVE else plain_name(typed))
        return UNKNOWN if name.lower() == UNKNOWN else name or UNKNOWN

    def day(self, typed: str | None) -> Day | None:
        """The day and clock of a date, where they can be."""
        if not typed:
            return None
        try:
            day = day_of(typed, self.settings.timezone)
        except ValueError:
            self.lost["no such date"] += 1
            return None
        if day.date > self.settings.today:
            self.lost["to come"] += 1
            return None
        return day

    def removed(self, removed: Removed) -> RemovedFields:
        """When and why a comment was taken out."""
        return RemovedFields(date=self.day(removed.date), reason=shown_line(removed.reason))

    def text(self, comment: Comment) -> str | None:
        """The words of a comment; None where it has none, or too many."""
        if len(comment.text) > MOST_LETTERS:
            self.lost["too long"] += 1
            return None
        text = archive_text(comment.text, comment.format)
        self.lost["no words"] += text is None
        return text


def id_of(service: str, comment: Comment) -> str:
    """The id of a comment in the archive; "" where it has none that could be shown."""
    return shown_line(_prefix(service) + comment.id)


def _prefix(service: str) -> str:
    return "" if service == ARCHIVE else key_of(service, "")


NOT_ADDED = ("no id", "too long", "no words", "id taken")
LOST = {  # in words, with a place for how many comments
    "no id": "Without an id, so not kept: {}.",
    "erased": "Erased before (forgotten-comments.txt says so), so only the gap is kept: {}.",
    "removed words": "Removed, so its words are not kept: {}.",
    "no such date": "With a date that cannot be, so that it is unknown: {}.",
    "to come": "Dated after the day of this import, so that the date is unknown: {}.",
    "too long": f"Of more than {MOST_LETTERS:,} letters, so not kept: {{}}.",
    "no words": "Without a word that could be shown, so not kept: {}.",
    "still there": (
        "Still at the comment service, so not brought here: {}. To leave that service, set"
        " COMMENTS_SERVICE to another one, then import again."
    ),
    "id taken": "With an id like that of another comment, so not kept: {}.",
    "answers": "In answer to what is not there, so that it stands alone: {}.",
}
