"""One page alone can stand at an address: which of two files with one slug gives way."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from plugins.model.entry import Entry
from plugins.model.problem import Problem, Severity


def one_of_each_slug(
    entries: list[Entry[Any]], root: str, published: Collection[str]
) -> tuple[list[Entry[Any]], list[Entry[Any]], list[Problem]]:
    """The entries to keep, and those whose slug another of their kind has.

    Drafts give way, and what is new to what was published.
    """
    kept: dict[tuple[str, str], Entry[Any]] = {}
    dropped: list[Entry[Any]] = []
    clashes: list[Problem] = []
    for entry in sorted(entries, key=lambda one: (_is_draft(one), one.path not in published)):
        other = kept.setdefault((entry.kind, entry.slug), entry)
        if other is not entry:
            dropped.append(entry)
            clashes.append(
                Problem(
                    f"{root}/{entry.path}",
                    entry.source.line_of(("slug",)),
                    "slug",
                    f'The slug "{entry.slug}" is also that of {root}/{other.path},'
                    " and only one page can stand at an address.",
                    f"Rename one of the two files{_other_slug(entry)}",
                    Severity.WARNING if _is_draft(entry) else Severity.ERROR,
                )
            )
    return sorted(kept.values(), key=lambda entry: entry.path), dropped, clashes


def _other_slug(entry: Entry[Any]) -> str:
    """What else helps where two files have one slug: records have no key for it."""
    return f", or add a line to one: slug: {entry.slug}-2" if hasattr(entry.fields, "slug") else "."


def _is_draft(entry: Entry[Any]) -> bool:
    return entry.status == "draft"
