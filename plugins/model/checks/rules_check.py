"""What must hold of what readers are told wherever they may comment."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from plugins.model.entry import Entry
from plugins.model.problem import Problem
from plugins.model.schema import DiscussionFields
from plugins.model.spelling import did_you_mean, near


def check_rules(
    entry: Entry[DiscussionFields], pages: Collection[Entry[Any]], root: str
) -> list[Problem]:
    """Hold that the house rules are a page; root: how the content folder is named."""
    problems: list[Problem] = []
    name = entry.fields.house_rules
    slugs = {page.slug for page in pages}
    if name and name not in slugs:
        entry.spot("house_rules", problems).error(
            f'There is no page "{name}" with house rules.',
            did_you_mean(near(name, slugs))
            or f"Add {root}/pages/{name}.md, correct the name, or take this line out.",
        )
    return problems
