"""What must hold of the accessibility statement: that there is a page to show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.model.entry import Entry
from plugins.model.field import Spot
from plugins.model.problem import Problem
from plugins.model.schema import AccessibilityFields


def check_statement(
    entry: Entry[AccessibilityFields], pages: Iterable[Entry[Any]], root: str
) -> list[Problem]:
    """Hold that there is a page by the statement's name; root: how the content folder is named."""
    problems: list[Problem] = []
    if all(page.slug != entry.slug for page in pages):
        Spot(entry.source, problems).error(
            f'No page shows what stands here: there is no page "{entry.slug}".',
            f"Add {root}/pages/{entry.slug}.md with a title, and the words that should come first;"
            " or delete this file, and the site has no statement.",
        )
    return problems
