"""The foot of a page: when it last changed, who looks after it, how to suggest a change."""

from __future__ import annotations

import datetime
from typing import Any

from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.registry import Named
from plugins.model.repository.forge import edit_address, in_repository
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Link, Upkeep
from plugins.model.wording.table import Wording


def upkeep(
    maker: Maker,
    entry: Entry[Any],
    last: datetime.date | None,
    page_author: Named,
    review_by: Day | None = None,
) -> Upkeep:
    """The foot of a page, and what its top says once its review day has passed."""
    overdue = review_by if review_by and maker.facts.is_past(review_by.date) else None
    return Upkeep(
        last_updated=maker.day(last),
        page_author=maker.named("people", page_author),
        overdue=_overdue(maker.words, last, overdue.date) if overdue else "",
        suggest=suggest(maker, entry),
    )


def suggest(maker: Maker, entry: Entry[Any]) -> Link | None:
    """The way to change the file of a page on the forge; None without a forge or a file."""
    path = in_repository(maker.settings, entry.path)
    href = edit_address(maker.settings, path) if entry.path else ""
    return Link(text=maker.words.suggest, href=href) if href else None


def _overdue(words: Wording, last: datetime.date | None, due: datetime.date) -> str:
    """What a page says at its top once it should have been checked again."""
    if last is None:
        return words.overdue.format(due=words.day(due))
    return words.overdue_checked.format(checked=words.day(last), due=words.day(due))
