"""The fields of a page and of an Easy Read text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from plugins.model.day import Day
from plugins.model.field import Fields, Key, Spot
from plugins.model.schema import other_systems
from plugins.model.schema.names import (
    A_KEEPER,
    A_POST_OR_PAGE,
)
from plugins.model.schema.nested import (
    STATUS_OF_PAGE,
    StatusFields,
    WordFields,
    block_of,
)
from plugins.model.schema.shared import OLD_ADDRESSES, OTHER_LANGUAGE, REVIEW_DAY
from plugins.model.values import (
    DAY_SO_FAR,
    LANGUAGE,
    NUMBER,
    SLUG,
    TEXT,
    list_of,
    record,
    text_of,
)


class PageFields(Fields, frozen=True, kw_only=True):
    """A page such as "About us": pages/*.md."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_PAGES

    title: Annotated[
        str,
        Key("What it is called.", TEXT, "The title of the page", required=True, placeholder=True),
    ] = ""
    last_updated: Annotated[
        Day | None,
        Key(
            "The day its meaning last changed.",
            DAY_SO_FAR,
            "2026-11-21",
            synonyms=("updated", "modified"),
        ),
    ] = None
    page_author: Annotated[str, Key("Who looks after it.", A_KEEPER, "Web team")] = ""
    summary: Annotated[
        str,
        Key("A sentence for search engines.", TEXT, synonyms=("excerpt", "description")),
    ] = ""
    menu: Annotated[int | None, Key("Its place in the navigation: 1 is first.", NUMBER)] = None
    review_by: Annotated[Day | None, REVIEW_DAY] = None
    aliases: Annotated[tuple[str, ...], OLD_ADDRESSES] = ()
    status: Annotated[StatusFields, Key("Whether readers see it.", STATUS_OF_PAGE)] = StatusFields()
    slug: Annotated[str, Key("Its address. Left out: the file's name.", SLUG)] = ""
    lang: Annotated[str, OTHER_LANGUAGE] = ""

    def check(self, spot: Spot) -> None:
        """Hold the rules between the fields of a page."""
        _check_not_withdrawn(self.status, spot)


def _check_not_withdrawn(status: StatusFields, spot: Spot) -> None:
    """Hold that only posts are withdrawn."""
    if status.status == "withdrawn":
        spot.at("status").error(
            "Only posts can be withdrawn, and this is no post.",
            "Say in its text what is no longer so, or write: status: draft",
        )


class EasyReadFields(Fields, frozen=True, kw_only=True):
    """An Easy Read text: easy-read/*.md."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_PAGES

    title: Annotated[
        str,
        Key("What it is called.", TEXT, "The title in easy words", required=True, placeholder=True),
    ] = ""
    of: Annotated[
        str,
        Key(
            "The post or page it was made from.",
            A_POST_OR_PAGE,
            "slug-of-the-post",
            required=True,
            placeholder=True,
        ),
    ] = ""
    last_updated: Annotated[
        Day | None,
        Key("The day it last changed.", DAY_SO_FAR, "2026-11-21", synonyms=("updated", "modified")),
    ] = None
    page_author: Annotated[str, Key("Who looks after it.", A_KEEPER, "Web team")] = ""
    made_from: Annotated[
        Day | None, Key("The date of the text it was made from.", DAY_SO_FAR, "2026-11-21")
    ] = None
    checked_by: Annotated[
        tuple[str, ...],
        Key(
            "Who read it and agreed to be named.",
            list_of(text_of("a name")),
            "\n  - Name of a checker",
            placeholder=True,
        ),
    ] = ()
    words: Annotated[
        tuple[WordFields, ...],
        Key(
            "Hard words and what they mean.",
            list_of(record(WordFields)),
            block_of(WordFields, in_list=True),
        ),
    ] = ()
    status: Annotated[StatusFields, Key("Whether readers see it.", STATUS_OF_PAGE)] = StatusFields()
    slug: Annotated[str, Key("Its address. Left out: the file's name.", SLUG)] = ""
    lang: Annotated[str, Key("Its language.", LANGUAGE)] = ""

    def check(self, spot: Spot) -> None:
        """Hold the rules between the fields of an Easy Read text."""
        _check_not_withdrawn(self.status, spot)
