"""`make publish`: the site for readers, checked whole, and the ledger of what was published.

Settings: all of the publication. Reads and sets: nothing more of Pelican's.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from plugins.ending import give_up
from plugins.hosting import precompress, write_host_files
from plugins.model.address import feed, file_of
from plugins.model.checks.unheard_check import COMMENTS_ARE_SHOWN
from plugins.model.day import written
from plugins.model.entry import Entry
from plugins.model.library import Library
from plugins.model.problem import Problem, count, errors, of_file, report
from plugins.model.published.ledger import FILE, read_ledger, with_lines, write_ledger
from plugins.model.published.standing import updated
from plugins.model.publishing.last_good import LastGood, last_good
from plugins.model.publishing.private import private_words
from plugins.model.publishing.publishable import (
    Publishable,
    find_publishable,
    find_withdrawn,
)
from plugins.model.reading import Reading
from plugins.model.replacement import replace_file
from plugins.model.repository.git import GitFailed
from plugins.model.settings import Settings
from plugins.model.spelling import counted
from plugins.model.workers import WorkerDied
from plugins.output_check import check_output
from plugins.publication import Publication
from plugins.services import service_of
from plugins.snapshot.before_publishing import fetch_comments
from plugins.words import built, held_back_lines, made, say

PUBLISHED, STOPPED, INCOMPLETE = 0, 1, 3
_WITHOUT = "To go on without these comments: make publish COMMENTS=without"
_NOTHING = "Nothing was published; the site is as it was."
_ALL_THE_SAME = (
    "All the same the site is published now, as something was withdrawn, which no reader should"
    " find any longer. These comments are on it again once that is put right."
)
COMMIT_IT = f"{FILE} has new lines, of what was published: commit it."


def publish(publication: Publication, *, without_comments: bool = False) -> int:
    """Publish what can be published; returns the exit status.

    Comments are fetched first, where their service can be asked for them.

    without_comments: go on though comments that were published cannot be had, or would be on no
        page.

    0: all of it. 1: nothing, because something is wrong in what was published before. 3: some files
    wait until they are mended, or some comments until they can be had; the rest is published. Ends
    the process with status 2 where it cannot run.
    """
    started = time.monotonic()
    reading, found, warnings, lost = _read(publication, without_comments=without_comments)
    problems = [*warnings, *found.problems]
    waiting = _waiting_lines(reading, found)
    say("" if found.stopping else waiting)
    say(report(problems), to=sys.stderr)
    if found.stopping:
        return _publish_withdrawals(publication, reading, found, started)
    unheard = any(one.rule == COMMENTS_ARE_SHOWN for one in problems)
    is_missing_some = not without_comments and (bool(lost) or unheard)
    if is_missing_some:
        withdraws = any(post.is_new for post in find_withdrawn(reading, found.library))
        say(lost, to=sys.stderr)
        say(_ALL_THE_SAME if withdraws else f"{_NOTHING} {_WITHOUT}", to=sys.stderr)
        if not withdraws:
            return STOPPED
    before = _bytes(reading.content / FILE)
    _make(publication, found.library, reading, reading.entries)
    say(held_back_lines(found.library))
    say(COMMIT_IT if _bytes(reading.content / FILE) != before else "")
    say(f"{_built(found.library, publication, started)}; {count(problems)}.")
    say(waiting)
    return INCOMPLETE if waiting or is_missing_some else PUBLISHED


class _Read(NamedTuple):
    """What is to be published. lost: what comments cannot be had, "" for none."""

    reading: Reading
    found: Publishable
    warnings: list[Problem]
    lost: str = ""


def _read(publication: Publication, *, without_comments: bool) -> _Read:
    """Read the content, with the comments that can be fetched for it."""
    reading, warnings = publication.read(without_comments=without_comments)
    found = find_publishable(reading)
    if found.stopping:
        return _Read(reading, found, warnings)
    fetched = fetch_comments(found.library, reading.content)
    say(fetched.words, to=sys.stderr)
    if fetched.is_new:
        reading, warnings = publication.read(without_comments=without_comments)
        found = find_publishable(reading)
    return _Read(reading, found, warnings, fetched.lost)


def _waiting_lines(reading: Reading, found: Publishable) -> str:
    """What is not published because something is wrong in it; "" for nothing."""
    if not found.waiting:
        return ""
    paths = [f"  {reading.content.name}/{path}" for path in found.waiting]
    head = f"Not published until mended ({len(paths)}), while everything else is:"
    return "\n".join([head, *paths])


def _publish_withdrawals(
    publication: Publication, reading: Reading, found: Publishable, started: float
) -> int:
    """Take out what was withdrawn since, though nothing else can be published."""
    withdrawn = find_withdrawn(reading, found.library)
    new = [post.file for post in withdrawn if post.is_new]
    if meant := {one.path for one in found.stopping if one.field.partition(".")[0] == "status"}:
        say(f"Its text is NOT taken out until its status can be read: {', '.join(sorted(meant))}")
    if not new:
        say(_NOTHING, to=sys.stderr)
        return STOPPED
    names = ", ".join(f"{reading.content.name}/{file}" for file in sorted(new))
    try:
        with last_good(reading, withdrawn) as good:
            if good:
                words = _taken_out(names, found, good)
                say(words)
                _take_out(publication, reading, good)
                say(f"{_built(good.publishable.library, publication, started)}.\n{words}")
                return INCOMPLETE
    except GitFailed as wrong:
        say(str(wrong), to=sys.stderr)
    except WorkerDied as died:
        give_up(str(died))
    except OSError as wrong:
        give_up(f"An earlier state of the content cannot be written: {wrong.strerror}.")
    say(
        f"{names}: withdrawn, and could NOT be taken out: no earlier state of the content can be"
        " published. Mend the errors above, then publish again.",
        to=sys.stderr,
    )
    return STOPPED


def _built(library: Library, publication: Publication, started: float) -> str:
    return built(made(library), publication.site, time.monotonic() - started)


def _taken_out(names: str, found: Publishable, good: LastGood) -> str:
    """What is published, and what is not, when only withdrawals go out."""
    wrong = counted(len(found.stopping), "error")
    return (
        f"Taken out, as withdrawn: {names}\n"
        f"All else is published as it was on {written(good.day)} (commit {good.commit[:10]}): what"
        f" changed since waits for {wrong} in published files to be mended."
    )


def _take_out(publication: Publication, reading: Reading, good: LastGood) -> None:
    """Publish an earlier state, and be sure that the words of what was withdrawn are in no page."""
    publication.read_from(good.content)
    library = good.publishable.library
    gone = [entry for entry in library.entries if entry.status == "withdrawn"]
    _make(publication, library, reading, gone)


def _make(
    publication: Publication, library: Library, reading: Reading, held_back: Iterable[Entry[Any]]
) -> None:
    """Build, check and show the site, and write down what is published.

    held_back: texts that may be held back, to be sure that none of them leaks.
    Ends the process with status 1 where something is wrong with it, 2 where it cannot be written.
    """

    def finish(folder: Path) -> list[Problem]:
        private = private_words(library, held_back)
        copied = [file_of(asset.address) for asset in library.assets]
        moved = {file_of(old): file_of(feed(*now)) for old, now in library.moved_feeds.items()}
        problems = check_output(
            folder, settings=library.settings, private=private, copied=copied, moved_feeds=moved
        )
        if not errors(problems):
            _add_for_hosts(folder, library)
            problems += _write_down(library, reading)
        return problems

    publication.make(library, finish)


def _add_for_hosts(folder: Path, library: Library) -> None:
    settled = library.presence.settled
    write_host_files(
        folder,
        base=library.settings.base,
        redirects=settled.redirects,
        gone={address: said.reason for address, said in settled.gone.items()},
        sources=_sources(library.settings),
        feed_aliases=library.settings.feed_aliases,
    )
    precompress(folder)


def _sources(settings: Settings) -> dict[str, set[str]]:
    """What pages may hold or ask of other sites, by the directive of their policy."""
    sources = {"frame-src": {f"https://{host}" for host in settings.iframe_hosts}}
    for directive, wanted in service_of(settings).policy(settings).items():
        sources[directive] = sources.get(directive, set()) | {*wanted}
    return sources


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _write_down(library: Library, reading: Reading) -> list[Problem]:
    """Add to the ledger what this site publishes; before it is shown, or an address could be lost.

    What somebody added to the file meanwhile stays. A file that holds a fault is not replaced.
    """
    file = reading.content / FILE
    path = f"{reading.content.name}/{FILE}"
    if errors(reading.ledger_problems):
        return []
    presence = library.presence
    ledger = updated(
        reading.ledger,
        presence.now,
        presence.old,
        library.settings.today,
        library.feeds.order,
    )
    try:
        data = _bytes(file)
        meanwhile, wrong = read_ledger(data or None, path)
        new = write_ledger(with_lines(meanwhile, ledger.lines))
        if not wrong and new != data:
            replace_file(file.resolve(), new)
    except OSError as error:
        cure = "Let this account write in that folder, or make room, and publish again."
        return [of_file(path, f"The ledger cannot be written: {error.strerror}.", cure)]
    return wrong
