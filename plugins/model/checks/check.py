"""Everything that must hold before a page is made, once all content is known."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from plugins.model.checks.day_check import check_days_have_come, some_lie_ahead
from plugins.model.checks.known import LIST, forgive, set_aside_known
from plugins.model.checks.named_file import check_files_named, check_logo
from plugins.model.checks.quiet_check import check_feeds_stay_quiet
from plugins.model.checks.relation import (
    check_names_mean_one_record,
    check_series,
    check_texts_differ,
)
from plugins.model.checks.rules_check import check_rules
from plugins.model.checks.statement_check import check_statement
from plugins.model.checks.text_check import (
    check_easy_read,
    check_easy_reads_differ,
    check_no_circle,
    check_other_posts_named,
)
from plugins.model.checks.thread_check import check_thread
from plugins.model.checks.unheard_check import check_comments_are_shown
from plugins.model.checks.withdrawn_check import check_withdrawn_stays
from plugins.model.day import Day
from plugins.model.easy_read import check_has_rows
from plugins.model.entry import Entry
from plugins.model.files import wrong_file
from plugins.model.library import Library
from plugins.model.problem import Problem, as_warnings
from plugins.model.published.ledger_check import compare
from plugins.model.published.standing import Outlook, Standing
from plugins.model.reference import check_links_lead_somewhere
from plugins.model.spelling import did_you_mean, fold, near


def check(library: Library, content: Path) -> list[Problem]:
    """All problems of the library: those met while reading, and those between files."""
    posts = library.by_slug
    found = [
        *library.problems,
        *check_default_page_author(library),
        *check_logo(library.settings, library.targets),
        *check_names_mean_one_record(library.records.each(), content.name),
        *_of_kinds(library, content.name),
        *(
            wrong
            for post in posts.values()
            for wrong in check_other_posts_named(post, library.ties, library.texts)
        ),
        *check_no_circle(library.ties, posts),
        *check_texts_differ(posts.values()),
        *check_easy_reads_differ(library.entries, library.made_from),
        *_of_addresses(library, content.name),
        *check_withdrawn_stays(library),
        *check_feeds_stay_quiet(library, content.name),
        *check_comments_are_shown(library, content.name),
        *(problem for entry in library.entries for problem in _of_days(entry, library)),
        *(problem for entry in library.entries for problem in _of_links(entry, library)),
    ]
    moved = {post.entry.source.path for post in posts.values() if post.fields.moved}
    forgiven = [forgive(problem) if problem.path in moved else problem for problem in found]
    return sorted(set(set_aside_known(forgiven, moved, _listed(content), content.name)))


def _of_kinds(library: Library, root: str) -> Iterator[Problem]:
    """What must hold for the files of each kind beside the records."""
    posts, texts = library.by_slug, library.texts
    all_pages = [entry for entry in library.entries if entry.kind == "pages"]
    of_series: dict[str, set[str]] = defaultdict(set)
    for post in posts.values():
        of_series[post.series].add(post.slug)
    zone = library.settings.timezone
    checks: dict[str, Callable[[Entry[Any]], list[Problem]]] = {
        "series": lambda entry: check_series(entry, of_series[entry.slug]),
        "easy-read": lambda entry: [*check_easy_read(entry, texts), *check_has_rows(entry)],
        "comments": lambda entry: check_thread(entry, posts, texts, library.forgotten, zone),
        "discussion": lambda entry: check_rules(entry, all_pages, root),
        "accessibility": lambda entry: check_statement(entry, all_pages, root),
    }
    for entry in library.entries:
        if entry.kind in checks:
            yield from checks[entry.kind](entry)


def _of_addresses(library: Library, root: str) -> Iterator[Problem]:
    """Published addresses and ids that would be lost or doubled: today, or when a day has come."""
    presence, today = library.presence, library.settings.today
    hidden = {one.path for one in library.held_back}

    def compared(outlook: Outlook) -> list[Problem]:
        found = compare(outlook, today=today, held_back=hidden, root=root)
        return _placed(found, library.entries)

    def compared_with(more: Iterable[Standing], told: Iterable[Standing]) -> list[Problem]:
        """What is wrong with some files of those that come later."""
        files = {f"{root}/{one.file}" for one in told}
        now = (*presence.now, *more)
        outlook = Outlook(ledger=presence.ledger, now=now, old=presence.old)
        return [problem for problem in compared(outlook) if problem.path in files]

    later, drafts = presence.later, presence.drafts
    yield from compared(presence)
    if later:
        yield from compared_with(later, later)
    if drafts:
        yield from as_warnings(compared_with((*later, *drafts), drafts))


def _placed(problems: Iterable[Problem], entries: Iterable[Entry[Any]]) -> list[Problem]:
    """The same problems, with the lines of the keys that they are about."""
    found = list(problems)
    files = {problem.path for problem in found if problem.field}
    of = {entry.source.path: entry for entry in entries if entry.source.path in files}
    return [
        _on_its_line(problem, of[problem.path]) if problem.field and problem.path in of else problem
        for problem in found
    ]


def _on_its_line(problem: Problem, entry: Entry[Any]) -> Problem:
    spot = entry.spot(problem.field, [])
    if problem.field == "aliases":
        typed = [f'"{alias}"' in problem.message for alias in entry.fields.aliases]
        spot = spot.at(typed.index(True)) if any(typed) else spot
    return msgspec.structs.replace(problem, line=spot.line)


def _of_days(entry: Entry[Any], library: Library) -> list[Problem]:
    """Days that lie ahead; an Easy Read text may wait for its post."""
    today = library.settings.today
    if not some_lie_ahead(entry.fields, today):
        return []
    read = library.made_from.get(entry.path, entry)
    latest = today if read.status == "withdrawn" else _seen_from(read, today)
    found = check_days_have_come(entry, latest, today)
    return as_warnings(found) if read.status == "draft" else found


def _of_links(entry: Entry[Any], library: Library) -> list[Problem]:
    """Links and pictures that lead nowhere, in the text and above it."""
    seen_from = _seen_from(entry, library.settings.today)
    found = [
        *check_links_lead_somewhere(entry, seen_from, library.targets),
        *check_files_named(entry, seen_from, library.targets),
    ]
    return as_warnings(found) if found and entry.status != "published" else found


def _seen_from(entry: Entry[Any], today: datetime.date) -> datetime.date:
    """The first day on which readers see a file, or today where that has passed.

    A link to something that appears by then is no problem, now or ever.
    """
    added = getattr(entry.fields, "date", None)
    return max(today, added.date) if isinstance(added, Day) else today


def _listed(content: Path) -> bytes | None:
    """The bytes of the list of known problems; None where there is none that can be read."""
    file = content / LIST
    return None if wrong_file(file, content) else file.read_bytes()


def check_default_page_author(library: Library) -> list[Problem]:
    """Hold that who looks after what names nobody is a role, or on record."""
    settings, people = library.settings, library.records.people
    name = settings.default_page_author
    if not name or people.find(name) or fold(name) in map(fold, settings.page_author_roles):
        return []
    meant = did_you_mean(near(name, settings.page_author_roles) or people.near(name))
    return [
        Problem(
            settings.file,
            0,
            "DEFAULT_PAGE_AUTHOR",
            f'"{name}" is neither a person on record nor one of PAGE_AUTHOR_ROLES.',
            meant or "Add it to PAGE_AUTHOR_ROLES, or name a person.",
        )
    ]
