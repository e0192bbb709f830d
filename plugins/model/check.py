"""Everything that must hold before a page is made, once all content is known."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from plugins.model.entry import Entry
from plugins.model.known import LIST, forgive, set_aside_known
from plugins.model.library import Library
from plugins.model.problem import Problem, as_warnings
from plugins.model.reference import check_links_lead_somewhere
from plugins.model.relation import (
    check_aliases_differ,
    check_easy_read,
    check_easy_reads_differ,
    check_feed_ids_differ,
    check_files_named,
    check_names_mean_one_record,
    check_other_posts_named,
    check_page,
    check_series,
    check_thread,
)
from plugins.model.schema import PostFields


def check(library: Library, content: Path) -> list[Problem]:
    """All problems of the library: those met while reading, and those between files."""
    posts = library.by_slug
    found = [
        *library.problems,
        *check_names_mean_one_record(library.records.each(), content.name),
        *_of_kinds(library),
        *(wrong for post in posts.values() for wrong in check_other_posts_named(post, posts)),
        *check_feed_ids_differ(posts.values()),
        *check_easy_reads_differ(library.entries),
        *check_aliases_differ(
            [entry for entry in library.entries if entry.kind in {"posts", "pages"}],
            library.targets.addresses,
        ),
        *(problem for entry in library.entries for problem in _of_links(entry, library)),
    ]
    moved = {entry.source.path for entry in library.entries if _is_moved(entry)}
    forgiven = [forgive(problem) if problem.path in moved else problem for problem in found]
    return sorted(set(set_aside_known(forgiven, moved, _listed(content), content.name)))


def _of_kinds(library: Library) -> Iterator[Problem]:
    """What must hold for the files of each kind beside the records."""
    settings, posts = library.settings, library.by_slug
    slugs = dict.fromkeys((*posts, *(one.slug for one in library.entries if one.kind == "pages")))
    checks: dict[str, Callable[[Entry[Any]], list[Problem]]] = {
        "series": lambda entry: check_series(entry, posts),
        "pages": lambda entry: check_page(entry, settings),
        "easy-read": lambda entry: check_easy_read(entry, slugs, settings),
        "comments": lambda entry: check_thread(entry, posts),
    }
    for entry in library.entries:
        if entry.kind in checks:
            yield from checks[entry.kind](entry)


def _of_links(entry: Entry[Any], library: Library) -> list[Problem]:
    """Links and pictures that lead nowhere, in the text and above it."""
    seen_from = _seen_from(entry, library.settings.today)
    found = [
        *check_links_lead_somewhere(entry, seen_from, library.targets),
        *check_files_named(entry, seen_from, library.targets),
    ]
    return found if entry.status == "published" else as_warnings(found)


def _seen_from(entry: Entry[Any], today: datetime.date) -> datetime.date:
    """The first day on which readers see a file, or today where that has passed.

    A link to something that appears by then is no problem, now or ever.
    """
    added = getattr(entry.fields, "date", None)
    return max(today, getattr(added, "date", today))


def _is_moved(entry: Entry[Any]) -> bool:
    return isinstance(entry.fields, PostFields) and entry.fields.moved


def _listed(content: Path) -> bytes | None:
    try:
        return (content / LIST).read_bytes()
    except OSError:
        return None
