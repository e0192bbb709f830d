"""The fields of the comments that are kept with the content: of an older site, or from letters."""

from __future__ import annotations

from typing import Annotated

from plugins.model.day import Day
from plugins.model.field import UNKNOWN, Fields, Key, Spot, is_absent
from plugins.model.schema.nested import block_of
from plugins.model.values import (
    DAY_SO_FAR,
    DAY_SO_FAR_OR_UNKNOWN,
    LONG_TEXT,
    TEXT,
    list_of,
    record,
)


class OriginFields(Fields, frozen=True, kw_only=True):
    """The older site that comments came from."""

    site: Annotated[
        str, Key("The old site.", TEXT, "The name of the old site", required=True, placeholder=True)
    ] = ""
    moved: Annotated[Day | None, Key("The day they were moved.", DAY_SO_FAR, "2026-11-21")] = None
    note: Annotated[str, Key("What should be known of it.", TEXT)] = ""


class RemovedFields(Fields, frozen=True, kw_only=True):
    """When and why a comment was taken out."""

    date: Annotated[Day | None, Key("The day.", DAY_SO_FAR)] = None
    reason: Annotated[str, Key("Why.", TEXT)] = ""


class CommentFields(Fields, frozen=True, kw_only=True):
    """One comment, of an older site or from a letter."""

    id: Annotated[
        str,
        Key(
            "Its number on the old page. Of a letter, any word or number; each comment here has its"
            " own, and links lead to it.",
            TEXT,
            "1",
            required=True,
        ),
    ] = ""
    name: Annotated[
        str, Key("Who wrote it; `unknown` where nobody knows.", TEXT, UNKNOWN, required=True)
    ] = UNKNOWN
    date: Annotated[
        Day | str | None,
        Key(
            "When; `unknown` where nobody knows.",
            DAY_SO_FAR_OR_UNKNOWN,
            "2014-03-01",
            required=True,
        ),
    ] = None
    text: Annotated[str, Key("What was said.", LONG_TEXT, "What was said.", placeholder=True)] = ""
    reply_to: Annotated[str, Key("The id of the comment it answers.", TEXT)] = ""
    removed: Annotated[
        RemovedFields | None, Key("When and why it was taken out.", record(RemovedFields))
    ] = None

    def check(self, spot: Spot) -> None:
        """A comment has its text, or says why it has none."""
        removed = spot.at("removed").typed
        if not self.removed and removed is not None and is_absent(removed):
            spot.at("removed").error(
                'The key "removed" is empty, and so it takes nothing out.',
                "Write:\nremoved:\n  date: 2026-11-21\n  reason: ...\nOr take the line out.",
            )
        elif not self.removed and is_absent(spot.at("text").typed or ""):
            spot.at("text").error(
                "This comment has no text.",
                'Add its "text", or "removed" with a "date" and a "reason".',
            )


class ThreadFields(Fields, frozen=True, kw_only=True):
    """The comments kept for one post: comments/<post-slug>.yml."""

    origin: Annotated[
        OriginFields | None,
        Key(
            "Where they came from. Left out: nothing is said of that.",
            record(OriginFields),
            block_of(OriginFields),
        ),
    ] = None
    comments: Annotated[
        tuple[CommentFields, ...],
        Key(
            "In the order in which they were made.",
            list_of(record(CommentFields)),
            block_of(CommentFields, in_list=True),
            required=True,
        ),
    ] = ()
