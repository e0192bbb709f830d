"""All content: read, related and checked before anything is made of it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec

from plugins.model.check import check
from plugins.model.collection import gather
from plugins.model.credit import Registries
from plugins.model.day import written
from plugins.model.entry import Entry
from plugins.model.files import Files, list_files
from plugins.model.history import History, ignored_commits, read_history
from plugins.model.library import HeldBack, Library
from plugins.model.post import Post, newest_first, relate_post
from plugins.model.problem import Problem, Severity
from plugins.model.reading import read_entry, unreadable
from plugins.model.reference import Target, Targets
from plugins.model.registry import Registry
from plugins.model.relation import check_names_on_record
from plugins.model.settings import Settings
from plugins.model.target import find_addresses, find_targets, made_by_the_site


def load(content: Path, settings: Settings) -> Library:
    """Read, relate and check all of the content folder.

    Raises NotADirectoryError where there is no such folder.
    """
    if not content.is_dir():
        raise NotADirectoryError(f"There is no content folder {content}.")
    files = list_files(content)
    entries, problems = _read_all(content, files, settings)
    problems += [problem for entry in entries for problem in entry.problems]
    kept, clashes = _one_of_each_slug(entries, content.name)
    library = _relate(content, settings, files, kept, [*files.problems, *problems, *clashes])
    return msgspec.structs.replace(library, problems=tuple(check(library, content)))


def _read_all(
    content: Path, files: Files, settings: Settings
) -> tuple[list[Entry[Any]], list[Problem]]:
    """Read every text; this is where the time goes, and no text needs another."""
    entries: list[Entry[Any]] = []
    unread: list[Problem] = []
    for path in files.texts:
        try:
            data = (content / path).read_bytes()
        except OSError as wrong:
            unread.append(unreadable(path, content.name, wrong.strerror or str(wrong)))
        else:
            entries.append(read_entry(path, data, settings, content.name))
    return entries, unread


def _one_of_each_slug(
    entries: list[Entry[Any]], root: str
) -> tuple[list[Entry[Any]], list[Problem]]:
    """The entries without those whose slug another of their kind has; drafts give way."""
    kept: dict[tuple[str, str], Entry[Any]] = {}
    clashes: list[Problem] = []
    for entry in sorted(entries, key=_is_draft):
        other = kept.setdefault((entry.kind, entry.slug), entry)
        if other is not entry:
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
    return sorted(kept.values(), key=lambda entry: entry.path), clashes


def _other_slug(entry: Entry[Any]) -> str:
    """What else helps where two files have one slug: records have no key for it."""
    return f", or add a line to one: slug: {entry.slug}-2" if hasattr(entry.fields, "slug") else "."


def _is_draft(entry: Entry[Any]) -> bool:
    return entry.status == "draft"


def _relate(
    content: Path, settings: Settings, files: Files, entries: list[Entry[Any]], known: list[Problem]
) -> Library:
    """Put together what the files say of each other."""
    of: dict[str, list[Entry[Any]]] = defaultdict(list)
    for entry in entries:
        of[entry.kind].append(entry)
    records, problems = _records(of, entries, settings)
    history, trouble = _history(content, settings)
    posts, wrong = _posts(of["posts"], records, history, settings)
    problems += [*trouble, *wrong]
    shown = tuple(post for post in posts if _is_shown(post, settings))
    withdrawn = tuple(post for post in posts if post.state == "withdrawn")
    lists = gather(shown)
    targets = find_targets(posts, [*of["pages"], *of["easy-read"]], records, files.assets, settings)
    pages = tuple(entry for entry in of["pages"] if targets[entry.path].shown)
    easy_reads = tuple(entry for entry in of["easy-read"] if targets[entry.path].shown)
    made = made_by_the_site(records, lists, shown, easy_reads, settings)
    addresses, clashes = find_addresses(targets, made, content.name)
    return Library(
        settings=settings,
        posts=shown,
        withdrawn=withdrawn,
        by_slug={post.slug: post for post in posts},
        by_path={post.entry.path: post for post in (*shown, *withdrawn)}
        | {page.path: page for page in pages},
        pages=pages,
        easy_reads=easy_reads,
        easy_read={entry.fields.of: entry for entry in easy_reads},
        threads={entry.slug: entry for entry in of["comments"]},
        records=records,
        lists=lists,
        assets=tuple(files.assets),
        targets=Targets(targets, addresses, settings.base),
        held_back=_held_back(posts, of, files, targets, settings),
        entries=tuple(entries),
        problems=(*known, *problems, *clashes),
    )


def _records(
    of: dict[str, list[Entry[Any]]], entries: list[Entry[Any]], settings: Settings
) -> tuple[Registries, list[Problem]]:
    """The records, and what is wrong with the names of them in all files but posts."""
    allow = settings.unregistered_names == "allow"
    records = Registries(
        *(Registry(kind, of[kind], allow=allow) for kind in Registries.__struct_fields__)
    )
    wrong = [check_names_on_record(entry, records, settings) for entry in entries]
    return records, [problem for found in wrong for problem in found]


def _posts(
    entries: list[Entry[Any]], records: Registries, history: History, settings: Settings
) -> tuple[list[Post], list[Problem]]:
    """The posts from the newest, and what is wrong with the names in them."""
    related = [
        relate_post(entry, records, settings, history.updated.get(entry.path)) for entry in entries
    ]
    wrong = [problem for _, problems in related for problem in problems]
    return newest_first([post for post, _ in related]), wrong


def _history(content: Path, settings: Settings) -> tuple[History, list[Problem]]:
    """What git knows, where the settings ask for it; without a whole history, nothing."""
    if not settings.last_updated_from_git:
        return History(updated={}), []
    above = (content.absolute(), *content.absolute().parents)
    repository = next((folder for folder in above if (folder / ".git").exists()), content)
    history = read_history(content, ignored=ignored_commits(repository))
    if not history.trouble:
        days = {path: day for path, day in history.updated.items() if day <= settings.today}
        return History(updated=days), []
    severity = Severity.ERROR if settings.publishing else Severity.WARNING
    return History(updated={}), [
        Problem(content.name, 0, "LAST_UPDATED_FROM_GIT", history.trouble, "", severity)
    ]


def _is_shown(post: Post, settings: Settings) -> bool:
    """Whether lists show a post."""
    return post.state == "published" or (settings.drafts and post.state != "withdrawn")


def _held_back(
    posts: list[Post],
    of: dict[str, list[Entry[Any]]],
    files: Files,
    targets: dict[str, Target],
    settings: Settings,
) -> tuple[HeldBack, ...]:
    """Every file that is not on the site though nothing is wrong with it."""
    held = [HeldBack(path, "not content") for path in files.left_by_machines]
    hidden = {post.slug: post for post in posts if not _is_shown(post, settings)}
    held += [HeldBack(post.entry.path, _why_hidden(post)) for post in hidden.values()]
    held += [
        HeldBack(entry.path, "a draft" if _is_draft(entry) else _GOES_WITH_ITS_POST)
        for entry in (*of["pages"], *of["easy-read"])
        if not targets[entry.path].shown
    ]
    held += [
        HeldBack(entry.path, _GOES_WITH_ITS_POST)
        for entry in of["comments"]
        if entry.slug in hidden
    ]
    return tuple(sorted(held))


_GOES_WITH_ITS_POST = "its post is not shown"


def _why_hidden(post: Post) -> str:
    if post.state == "withdrawn":
        return "withdrawn; its address says so"
    return "a draft" if post.state == "draft" else f"until {written(_day(post))}"


def _day(post: Post) -> datetime.date:
    return post.added.date if post.added else datetime.date.min
