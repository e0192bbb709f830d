"""The fields of a post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from plugins.model.day import Day
from plugins.model.field import UNKNOWN, Fields, Key, Spot, is_absent, spellings_of
from plugins.model.schema import other_systems
from plugins.model.schema.names import (
    A_KEEPER,
    A_POST,
    A_SERIES,
    A_TOPIC,
    AN_ORGANISATION,
)
from plugins.model.schema.nested import (
    GUEST,
    IMAGE,
    STATUS,
    AlsoAtFields,
    AuthorFields,
    ChangeFields,
    CommentsFields,
    ImageFields,
    OriginalFields,
    StatusFields,
    VersionFields,
    block_of,
)
from plugins.model.schema.shared import OLD_ADDRESSES, OTHER_LANGUAGE, REVIEW_DAY
from plugins.model.values import (
    DAY_OR_UNKNOWN,
    DAY_SO_FAR,
    FEED_ID,
    SLUG,
    TEXT,
    YES_NO,
    choice,
    list_of,
    record,
)

KINDS = ("blog", "news", "digest", "story", "resource")
NEEDS_AUTHOR = frozenset({"blog", "story"})


def _called(kind: str) -> str:
    return "blog post" if kind == "blog" else kind


class PostFields(Fields, frozen=True, kw_only=True):
    """A post: posts/**/*.md."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_POSTS

    title: Annotated[
        str,
        Key(
            "What the post is called. Emphasis and code may be marked as in Markdown.",
            TEXT,
            "The title of the post",
            required=True,
            placeholder=True,
        ),
    ] = ""
    date: Annotated[
        Day | str | None,
        Key(
            "The day it was added. `unknown` only for a post from an older site that lost it.",
            DAY_OR_UNKNOWN,
            "2026-11-21",
            required=True,
        ),
    ] = None
    last_updated: Annotated[
        Day | None,
        Key(
            "The day its meaning last changed; not for spelling."
            " Left out: the newest major change or correction, else the date.",
            DAY_SO_FAR,
            "2026-11-21",
            synonyms=("updated", "modified"),
        ),
    ] = None
    author: Annotated[
        tuple[AuthorFields, ...],
        Key(
            "Who wrote it: somebody with a record, or `Name, Organisation` for a guest;"
            " `unknown` where an older site lost it. Blog posts and stories need one.",
            list_of(record(AuthorFields, "name", "a name")),
            GUEST,
            synonyms=("authors", "byline"),
        ),
    ] = ()
    page_author: Annotated[
        str,
        Key(
            "Who looks after the page: somebody with a record, or a role such as Web team.",
            A_KEEPER,
            "Web team",
        ),
    ] = ""
    organisation: Annotated[
        tuple[str, ...],
        Key(
            "The organisation behind the post. Left out: where each author worked on the day.",
            list_of(AN_ORGANISATION),
            synonyms=("organisations",),
        ),
    ] = ()
    kind: Annotated[str, Key("What kind of post it is.", choice(*KINDS), "blog")] = "blog"
    series: Annotated[str, Key("The series it is part of.", A_SERIES)] = ""
    topics: Annotated[
        tuple[str, ...],
        Key(
            "What it is about: a list of topics that have a record.",
            list_of(A_TOPIC),
            "\n  - Name of a topic",
            synonyms=("tags", "categories"),
            placeholder=True,
        ),
    ] = ()
    summary: Annotated[
        str,
        Key(
            "One or two sentences for lists and feeds. Left out: the first paragraph.",
            TEXT,
            "One or two sentences that say what a reader will find.",
            synonyms=("excerpt", "description"),
            placeholder=True,
        ),
    ] = ""
    image: Annotated[ImageFields | None, Key("A picture for the top and for lists.", IMAGE)] = None
    original: Annotated[
        OriginalFields | None,
        Key(
            "Where the text comes from: a digest must have it.",
            record(OriginalFields),
            block_of(OriginalFields),
        ),
    ] = None
    also_at: Annotated[
        tuple[AlsoAtFields, ...],
        Key("Other websites that carry it.", list_of(record(AlsoAtFields, "url"))),
    ] = ()
    versions: Annotated[
        tuple[VersionFields, ...],
        Key("The same in other forms: audio, BSL, large print.", list_of(record(VersionFields))),
    ] = ()
    comments: Annotated[
        CommentsFields | None,
        Key(
            "Whether comments may be added: `open`, `closed` (keeps what was said) or `off`.",
            record(CommentsFields, "state"),
        ),
    ] = None
    changes: Annotated[
        tuple[ChangeFields, ...],
        Key(
            "What changed since. Readers see major changes and corrections.",
            list_of(record(ChangeFields)),
        ),
    ] = ()
    status: Annotated[
        StatusFields,
        Key(
            "`published`, `draft` or `withdrawn`; with a day (`on`) and a `reason` for the last.",
            STATUS,
        ),
    ] = StatusFields()
    review_by: Annotated[Day | None, REVIEW_DAY] = None
    superseded_by: Annotated[str, Key("The post that replaces this one.", A_POST)] = ""
    aliases: Annotated[tuple[str, ...], OLD_ADDRESSES] = ()
    slug: Annotated[str, Key("The last part of its address. Left out: the file's name.", SLUG)] = ""
    id: Annotated[str, Key("The id it has in feeds, if moved from another site.", FEED_ID)] = ""
    lang: Annotated[str, OTHER_LANGUAGE] = ""
    translation_of: Annotated[str, Key("The post that this one translates.", A_POST)] = ""
    licence: Annotated[str, Key("Its licence, where it is not the site's.", TEXT)] = ""
    featured: Annotated[bool, Key("`yes` puts it first on the home page.", YES_NO)] = False
    moved: Annotated[
        bool, Key("`yes` for a post moved from an older site: old faults only warn.", YES_NO)
    ] = False

    def check(self, spot: Spot) -> None:
        """Hold the rules between the fields of a post."""
        if self.kind == "digest" and not self.original:
            spot.at("kind").error(
                'A digest must say what it is a digest of, and the key "original" is missing.',
                "Add these lines:\noriginal:\n  title: ...\n  url: https://...\n  publisher: ...",
            )
        values = spot.source.values
        spellings = spellings_of(PostFields, "author")
        silent = all(is_absent(values.get(key, "")) for key in spellings)
        if self.kind in NEEDS_AUTHOR and silent:
            spot.at("author").error(
                f'The key "author" is missing; a {_called(self.kind)} must say who wrote it.',
                "Add a line at the top of the file, such as: author: Name, Organisation",
            )
        if not self.moved:
            self._check_nothing_is_lost(spot)
        self._check_days(spot)

    def _check_nothing_is_lost(self, spot: Spot) -> None:
        """Only an older site can have lost a day or an address."""
        lost = [spot.at("date")] if self.date == UNKNOWN else []
        if self.original and self.original.url == UNKNOWN:
            lost.append(spot.at("original").at("url"))
        for place in lost:
            place.error(
                "Only a post from an older site may have lost this, and this is not marked as one.",
                "Write what it is, or, if the post was moved here, add a line: moved: yes",
            )

    def _check_days(self, spot: Spot) -> None:
        added = self.date if isinstance(self.date, Day) else None
        if added and self.last_updated and self.last_updated.date < added.date:
            spot.at("last_updated").error(
                f"Last updated ({self.last_updated.date}) is before the day"
                f" it was added ({added.date}).",
                "Correct one of the two, or leave last_updated out.",
            )
        gone = self.status.on
        if added and gone and gone.date < added.date:
            spot.at("status").at("on").error(
                f"Withdrawn ({gone.date}) is before the day it was added ({added.date}).",
                "Correct one of the two.",
            )
        majors: set[Day | None] = set()
        for place, change in enumerate(self.changes):
            if change.kind == "major" and change.date and change.date in majors:
                spot.at("changes").at(place).error(
                    f"This post has two major changes of one day ({change.date.date}), which"
                    " subscribers could not tell apart.",
                    "Make one of the two, with both in its note.",
                )
            majors |= {change.date} if change.kind == "major" else set()
            if added and change.date and change.date.date < added.date:
                spot.at("changes").at(place).at("date").error(
                    f"This change ({change.date.date}) is before the day the post"
                    f" was added ({added.date}).",
                    "Correct the day.",
                )
