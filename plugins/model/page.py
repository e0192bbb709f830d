"""A page or an Easy Read text, related to who looks after it."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from plugins.model.credit import Registries, keeper
from plugins.model.entry import Entry, graded, title_in_words
from plugins.model.problem import Problem
from plugins.model.registry import Named
from plugins.model.schema import EasyReadFields, PageFields
from plugins.model.settings import Settings

F = TypeVar("F", PageFields, EasyReadFields)


class Page(msgspec.Struct, Generic[F], frozen=True, kw_only=True):
    """What one page is, once all is known."""

    entry: Entry[F]
    title: str
    page_author: Named

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.entry.slug

    @property
    def fields(self) -> F:
        """What the editor wrote."""
        return self.entry.fields


def relate_page(
    entry: Entry[F], records: Registries, settings: Settings
) -> tuple[Page[F], list[Problem]]:
    """A page and the problems that show only beside the records.

    Where names without a record are allowed, this makes a record of its author.
    """
    problems: list[Problem] = []
    fields = entry.fields
    page = Page(
        entry=entry,
        title=title_in_words(fields.title),
        page_author=keeper(
            fields.page_author, records, settings, lambda: entry.spot("page_author", problems)
        ),
    )
    return page, graded(fields, problems)
