"""All content: read, related and checked before anything is made of it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from plugins.model.cache.entries import KeptEntries
from plugins.model.cache.packing import Damaged, pack
from plugins.model.cache.stamp import NO_STAMP, moment, settled, stamp_of
from plugins.model.checks.check import check
from plugins.model.comments.forgotten import FILE as FORGOTTEN
from plugins.model.comments.forgotten import read_forgotten
from plugins.model.comments.thread import Thread
from plugins.model.entry import Entry
from plugins.model.file_name import visible
from plugins.model.files import Files, list_files, wrong_file
from plugins.model.library import Library
from plugins.model.picture import Look, look_at_nothing, take_in
from plugins.model.problem import Problem, Severity, of_file
from plugins.model.published.ledger import FILE as LEDGER
from plugins.model.published.ledger import Ledger, read_ledger
from plugins.model.published.lost_line import check_holds_all_lines
from plugins.model.published.old_address import FILE as OLD_ADDRESSES
from plugins.model.published.old_address import read_old_addresses
from plugins.model.reading import Reading, digest_of, most_bytes, read_entry, unreadable
from plugins.model.relating import relate
from plugins.model.repository.history import (
    History,
    ignored_commits,
    pack_history,
    read_history,
    unpack_history,
)
from plugins.model.rubbish import all_is_kept
from plugins.model.same_slug import one_of_each_slug
from plugins.model.settings import Settings
from plugins.model.time_limit import LIMIT, TookTooLong, within
from plugins.model.workers import Note, no_note, shared_out


def load(content: Path, settings: Settings, snapshot: tuple[Thread, ...] = ()) -> Library:
    """Read, relate and check all of the content folder.

    snapshot: what was said at the comment service.
    Raises NotADirectoryError where there is no such folder.
    """
    return put_together(read_content(content, settings, snapshot=snapshot))


def read_content(
    content: Path,
    settings: Settings,
    history: History | None = None,
    kept: KeptEntries | None = None,
    stamps: Mapping[str, bytes] | None = None,
    note: Note = no_note,
    look: Look = look_at_nothing,
    snapshot: tuple[Thread, ...] = (),
) -> Reading:
    """Read every file of the content folder.

    history: what git knows of the files, where that is not to be asked for here.
    kept: what earlier builds have read with the same settings, the day apart; what is read now is
        added to it.
    stamps: those of all files, settled, and taken before this is called.
    note: is told how far the reading is. look: looks at pictures.
    snapshot: what was said at the comment service, which is no part of the content.
    Raises NotADirectoryError where there is no such folder.
    """
    if not content.is_dir():
        raise NotADirectoryError(f"There is no content folder {content}.")
    kept = kept or KeptEntries()
    stamps = stamps or {}
    as_before = {path for path, stamp in stamps.items() if kept.has(path, stamp)}
    files = list_files(content, as_before)
    looked = look(content, [asset.path for asset in files.assets], stamps)
    pictures = take_in(looked, files, content.name)
    entries, unread = _read_all(content, files, settings, kept, stamps, note)
    history, trouble = (history, []) if history else _history(content, settings, kept)
    ledger, wrong = _ledger(content)
    wrong = wrong or check_holds_all_lines(ledger, content)
    old, wrong_lines = read_old_addresses(
        _bytes_of(content, OLD_ADDRESSES), f"{content.name}/{OLD_ADDRESSES}"
    )
    forgotten, wrong_names = read_forgotten(
        _bytes_of(content, FORGOTTEN), f"{content.name}/{FORGOTTEN}", ZoneInfo(settings.timezone)
    )
    return Reading(
        content=content,
        settings=settings,
        files=files,
        entries=tuple(entries),
        unread=(*unread, *trouble, *wrong_lines, *wrong_names),
        history=history,
        ledger=ledger,
        old=old,
        ledger_problems=tuple(wrong),
        pictures=pictures,
        look=look,
        snapshot=snapshot,
        forgotten=forgotten,
    )


@all_is_kept()
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
    kept, dropped, clashes = one_of_each_slug(entries, root, published)
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
    dropped += [entry for entry in reading.entries if entry.path in left_out]
    library = relate(reading, files, kept, dropped, problems)
    return msgspec.structs.replace(library, problems=tuple(check(library, reading.content)))


def _ledger(content: Path) -> tuple[Ledger, list[Problem]]:
    """The ledger, which must be a file of its own: what else stands there hides what was known."""
    file, path = content / LEDGER, f"{content.name}/{LEDGER}"
    if not file.exists() and not file.is_symlink():
        return read_ledger(None, path)
    if file.is_symlink() or not file.is_file():
        message = "The ledger of what was published must be a file, and this is something else."
        remedy = f"Take that away, and bring the file back: git checkout -- {path}"
        return Ledger(), [of_file(path, message, remedy)]
    if wrong := wrong_file(file, content):
        return Ledger(), [of_file(path, *wrong)]
    return read_ledger(file.read_bytes(), path)


def _bytes_of(content: Path, name: str) -> bytes | None:
    """The bytes of a file at the root; None for what is not there, or told of as no file."""
    file = content / name
    return None if wrong_file(file, content) else file.read_bytes()


def _read_all(
    content: Path,
    files: Files,
    settings: Settings,
    kept: KeptEntries,
    stamps: Mapping[str, bytes],
    note: Note,
) -> tuple[list[Entry[Any]], list[Problem]]:
    """Read every text that nobody has read; this is where the time goes, and none needs another.

    Raises WorkerDied where they are shared out and a worker dies.
    """
    now = moment()
    stamps = {
        path: stamps[path] if path in stamps else settled(_stamp(f"{content}/{path}"), now)
        for path in files.texts
    }
    known = _all_known(kept, content, stamps)
    new = [path for path, entry in known.items() if entry is None]
    read = shared_out(partial(_read_packed, content, settings.of_the_year), new, note=note)
    for path, one in zip(new, read, strict=True):
        known[path] = one if isinstance(one, Problem) else kept.put(path, one, stamps[path])
    kept.keep_only(files.texts)
    unread = [one for one in known.values() if isinstance(one, Problem)]
    files.refused += [path for path, one in known.items() if isinstance(one, Problem)]
    return [one for one in known.values() if isinstance(one, Entry)], unread


def _stamp(file: str) -> bytes:
    try:
        return stamp_of(os.stat(file))  # noqa: PTH116 - a Path for each would take twice the time
    except OSError:
        return NO_STAMP


@all_is_kept()
def _all_known(
    kept: KeptEntries, content: Path, stamps: Mapping[str, bytes]
) -> dict[str, Entry[Any] | Problem | None]:
    return {path: _known(kept, content, path, stamp) for path, stamp in stamps.items()}


def _known(
    kept: KeptEntries, content: Path, path: str, stamp: bytes
) -> Entry[Any] | Problem | None:
    """What was read of a file before, if it still holds the same."""
    try:
        if not kept.has(path, stamp):
            if not kept.knows(path):
                return None
            if not kept.same(path, digest_of(path, (content / path).read_bytes())):
                return None
            kept.stamped(path, stamp)
        return kept.find(path)
    except (OSError, KeyError, Damaged):  # it is read again, and told of there
        return None


def _read_packed(content: Path, settings: Settings, path: str) -> bytes | Problem:
    """Read one text, as it will be kept: so it also comes quickest from one process to another."""
    one = _read_one(content, settings, path)
    return one if isinstance(one, Problem) else pack(one)


def _read_one(
    content: Path, settings: Settings, path: str, limit: float = LIMIT
) -> Entry[Any] | Problem:
    """Read one text, or say why it cannot be read.

    limit: how many seconds of the processor that may take.
    """
    try:
        with (content / path).open("rb") as file:
            data = file.read(most_bytes(path) + 1)  # which tells that it is too large
    except OSError as wrong:
        return unreadable(path, content.name, wrong.strerror or str(wrong))
    try:
        return within(limit, partial(read_entry, path, data, settings, content.name))
    except TookTooLong:
        return _endless(f"{content.name}/{path}", limit)


def _endless(path: str, limit: float) -> Problem:
    message = f"Reading this file took more than {limit:g} seconds of work, and was stopped."
    remedy = (
        "Look for something very long in it: a row of the same sign, a line without an end, lists"
        " or quotations many levels deep. Shorten that, or cut the text into two files."
    )
    return of_file(path, message, remedy)


def _history(content: Path, settings: Settings, kept: KeptEntries) -> tuple[History, list[Problem]]:
    """What git knows, where the settings ask for it; without a whole history, nothing."""
    if not settings.last_updated_from_git:
        return History(updated={}), []
    above = (content.absolute(), *content.absolute().parents)
    repository = next((folder for folder in above if (folder / ".git").exists()), content)
    before = unpack_history(kept.history)
    history = read_history(content, ignored=ignored_commits(repository), before=before)
    kept.history = pack_history(history)
    if not history.trouble:
        days = {path: day for path, day in history.updated.items() if day <= settings.today}
        return History(updated=days), []
    severity = Severity.ERROR if settings.publishing else Severity.WARNING
    return History(updated={}), [
        Problem(content.name, 0, "LAST_UPDATED_FROM_GIT", history.trouble, "", severity)
    ]
