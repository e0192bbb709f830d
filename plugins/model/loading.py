"""All content: read, related and checked before anything is made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec

from plugins.model.checks.check import check
from plugins.model.checks.relation import check_names_on_record
from plugins.model.collection import gather
from plugins.model.credit import Registries
from plugins.model.encoding import MOST_BYTES
from plugins.model.entry import Entry
from plugins.model.file_name import visible
from plugins.model.files import Files, list_files, wrong_file
from plugins.model.held_back import held_back
from plugins.model.library import Library
from plugins.model.page import F, Page, relate_page
from plugins.model.post import Post, newest_first, relate_post
from plugins.model.problem import Problem, Severity
from plugins.model.published.ledger import FILE as LEDGER
from plugins.model.published.ledger import Ledger, as_of, read_ledger
from plugins.model.published.old_address import FILE as OLD_ADDRESSES
from plugins.model.published.old_address import OldAddress, read_old_addresses
from plugins.model.published.presence import find_presence
from plugins.model.reach import files_unseen, forget_names_unseen
from plugins.model.reading import read_entry, unreadable
from plugins.model.reference import Target, Targets
from plugins.model.registry import Registry
from plugins.model.repository.history import History, ignored_commits, read_history
from plugins.model.settings import Settings
from plugins.model.target import find_addresses, find_targets, made_by_the_site, stand_ins
from plugins.model.texts import Texts
from plugins.model.ties import tie


class Reading(msgspec.Struct, frozen=True):
    """All files of a content folder, each read alone; what they say of each other is not known.

    unread: what is wrong with what is no text, and with files that could not be read at all.
    history: what git knows of their dates.
    ledger: what was published; ledger_problems: why nobody can say.
    old: what is said of old addresses.
    """

    content: Path
    settings: Settings
    files: Files
    entries: tuple[Entry[Any], ...]
    unread: tuple[Problem, ...]
    history: History
    ledger: Ledger
    old: dict[str, OldAddress]
    ledger_problems: tuple[Problem, ...]


def load(content: Path, settings: Settings) -> Library:
    """Read, relate and check all of the content folder.

    Raises NotADirectoryError where there is no such folder.
    """
    return put_together(read_content(content, settings))


def read_content(content: Path, settings: Settings, history: History | None = None) -> Reading:
    """Read every file of the content folder.

    history: what git knows of the files, where that is not to be asked for here.
    Raises NotADirectoryError where there is no such folder.
    """
    if not content.is_dir():
        raise NotADirectoryError(f"There is no content folder {content}.")
    files = list_files(content)
    entries, unread = _read_all(content, files, settings)
    history, trouble = (history, []) if history else _history(content, settings)
    ledger, wrong = read_ledger(_bytes_of(content, LEDGER), f"{content.name}/{LEDGER}")
    old, wrong_lines = read_old_addresses(
        _bytes_of(content, OLD_ADDRESSES), f"{content.name}/{OLD_ADDRESSES}"
    )
    return Reading(
        content=content,
        settings=settings,
        files=files,
        entries=tuple(entries),
        unread=(*unread, *trouble, *wrong_lines),
        history=history,
        ledger=ledger,
        old=old,
        ledger_problems=tuple(wrong),
    )


def put_together(reading: Reading, left_out: Collection[str] = ()) -> Library:
    """Relate and check what was read.

    left_out: files, seen from the content folder, to go on without; nothing is said of them, and
        links to them become plain text.
    """
    root = reading.content.name
    entries = [entry for entry in reading.entries if entry.path not in left_out]
    files = msgspec.structs.replace(
        reading.files, refused=sorted({*reading.files.refused, *left_out})
    )
    published = {line.file for line in reading.ledger.lines}
    kept, dropped, clashes = _one_of_each_slug(entries, root, published)
    outside = {f"{root}/{visible(path)}" for path in left_out}
    problems = [
        problem
        for problem in (
            *reading.unread,
            *reading.ledger_problems,
            *(problem for entry in entries for problem in entry.problems),
            *files.problems,
            *clashes,
        )
        if problem.path not in outside
    ]
    library = _relate(reading, files, kept, dropped, problems)
    return msgspec.structs.replace(library, problems=tuple(check(library, reading.content)))


def _bytes_of(content: Path, name: str) -> bytes | None:
    """The bytes of a file at the root; None for what is not there, or told of as no file."""
    file = content / name
    return None if wrong_file(file, content) else file.read_bytes()


def _read_all(
    content: Path, files: Files, settings: Settings
) -> tuple[list[Entry[Any]], list[Problem]]:
    """Read every text; this is where the time goes, and no text needs another."""
    entries: list[Entry[Any]] = []
    unread: list[Problem] = []
    for path in files.texts:
        try:
            with (content / path).open("rb") as file:
                data = file.read(MOST_BYTES + 1)  # which tells that it is too large
        except OSError as wrong:
            files.refused.append(path)
            unread.append(unreadable(path, content.name, wrong.strerror or str(wrong)))
        else:
            entries.append(read_entry(path, data, settings, content.name))
    return entries, unread


def _one_of_each_slug(
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


def _relate(
    reading: Reading,
    files: Files,
    entries: list[Entry[Any]],
    dropped: list[Entry[Any]],
    known: list[Problem],
) -> Library:
    """Put together what the files say of each other.

    dropped: files that gave way to another with their slug; links to them lead somewhere still.
    """
    content, settings = reading.content, reading.settings
    of: dict[str, list[Entry[Any]]] = defaultdict(list)
    for entry in entries:
        of[entry.kind].append(entry)
    records = _records(of, content.name, settings)
    # Where names without a record are allowed, the first that names one decides how it is spelt.
    all_easy_reads, problems = _pages(of["easy-read"], records, settings)
    all_pages, wrong = _pages(of["pages"], records, settings)
    problems += wrong
    problems += [wrong for entry in entries for wrong in check_names_on_record(entry, records)]
    posts, wrong = _posts(of["posts"], records, reading.history, settings)
    problems += wrong
    shown = tuple(post for post in posts if _is_shown(post, settings))
    shown_paths = {post.entry.path for post in shown}
    withdrawn = tuple(post for post in posts if post.state == "withdrawn")
    lists = gather(shown)
    texts = Texts([*of["posts"], *of["pages"]])
    made_from = _made_from(of["easy-read"], texts)
    targets = find_targets(
        posts, [*of["pages"], *of["easy-read"]], made_from, records, files.assets, settings
    )
    pages = tuple(page for page in all_pages if targets[page.entry.path].shown)
    easy_reads = tuple(page for page in all_easy_reads if targets[page.entry.path].shown)
    forget_names_unseen(records, lists, (*pages, *easy_reads))
    unseen = files_unseen(files.assets, [*entries, *dropped], shown_paths, targets)
    targets |= {path: msgspec.structs.replace(targets[path], shown=False) for path in unseen}
    made = [*made_by_the_site(records, lists, shown, easy_reads, settings)]
    addresses, clashes = find_addresses(targets, made, content.name)
    every_target = stand_ins(files.refused, dropped) | targets
    return Library(
        settings=settings,
        posts=shown,
        withdrawn=withdrawn,
        by_slug={post.slug: post for post in posts},
        by_path={post.entry.path: post for post in (*shown, *withdrawn)}
        | {page.entry.path: page for page in pages},
        pages=pages,
        easy_reads=easy_reads,
        texts=texts,
        made_from=made_from,
        easy_read={made_from[page.entry.path].path: page for page in easy_reads},
        threads={entry.slug: entry for entry in of["comments"]},
        records=records,
        lists=lists,
        ties=tie(posts, shown, lists.series, records, texts),
        assets=tuple(asset for asset in files.assets if asset.path not in unseen),
        targets=Targets(every_target, addresses, settings.base, content.name),
        presence=find_presence(
            [*of["posts"], *of["pages"], *of["easy-read"]],
            posts,
            {path: _where_it_stands(one, addresses) for path, one in every_target.items()},
            made,
            as_of(reading.ledger, settings.today),
            reading.old,
            settings,
        ),
        held_back=held_back(
            posts,
            (*of["pages"], *of["easy-read"], *of["comments"]),
            shown_paths,
            targets,
            unseen | dict.fromkeys(files.left_by_machines, "not content"),
        ),
        entries=tuple(entries),
        problems=(*known, *problems, *clashes),
    )


def _records(of: dict[str, list[Entry[Any]]], root: str, settings: Settings) -> Registries:
    allow = settings.unregistered_names == "allow"
    kinds = Registries.__struct_fields__
    return Registries(*(Registry(kind, of[kind], allow=allow, root=root) for kind in kinds))


def _pages(
    entries: list[Entry[F]], records: Registries, settings: Settings
) -> tuple[list[Page[F]], list[Problem]]:
    """Pages or Easy Read texts, and what is wrong with the names in them."""
    related = [relate_page(entry, records, settings) for entry in entries]
    wrong = [problem for _, problems in related for problem in problems]
    return [page for page, _ in related], wrong


def _made_from(easy_reads: list[Entry[Any]], texts: Texts) -> dict[str, Entry[Any]]:
    """The one post or page that each Easy Read text was made from, by the file of the latter."""
    meant = {entry.path: texts.meant(entry.fields.of, entry.folder) for entry in easy_reads}
    return {path: found[0] for path, found in meant.items() if len(found) == 1}


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


def _where_it_stands(target: Target, addresses: Mapping[str, Target]) -> Target:
    """A target; without its address where that is another's, or none: another problem tells."""
    is_owner = addresses.get(target.address) is target
    has_a_name = "//" not in target.address  # a file whose name has no letter has none
    return target if is_owner and has_a_name else msgspec.structs.replace(target, address="")


def _is_shown(post: Post, settings: Settings) -> bool:
    """Whether lists show a post."""
    return post.state == "published" or (settings.drafts and post.state != "withdrawn")
