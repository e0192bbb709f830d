"""What the search page says.

A comment gives the English, as in `table`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class ChoiceWords(msgspec.Struct, frozen=True):
    """What a choice that narrows a search is called, and to choose none."""

    label: str
    every: str


class SearchWords(msgspec.Struct, frozen=True, kw_only=True):
    """The search page; "query" and "count" are filled in by the page's own script."""

    about: str  # "Search {site}, or look from A to Z."
    choices: Mapping[str, ChoiceWords]  # by the name of the filter
    searching: str  # "Searching …"
    one: str  # "1 result for “{query}”"
    many: str  # "{count} results for “{query}”"
    one_of_all: str  # "1 page"
    many_of_all: str  # "{count} pages"
    none: str  # "Nothing was found for “{query}”."
    none_chosen: str  # "Nothing was found for “{query}” with these choices. Without them: {count}."
    none_of_all: str  # "There is nothing with these choices."
    meant: str  # "Did you mean" ...
    more: str  # "Show {count} more"
    failed: str  # "The search could not be loaded. …"
    question: str  # "What are you looking for?"
    go: str  # "Search"
    only: str  # "Show only"
    clear: str  # "Show all again"
    needs_script: str  # "Searching needs JavaScript, …"
    results: str  # "Results"
    other_ways: str  # "Other ways to find something"
    by_year: str  # "By year"
    by_topic: str  # "By topic"
    broken: str  # "The search does not work at the moment."
    not_in_preview: str  # "This preview has no search. …"
