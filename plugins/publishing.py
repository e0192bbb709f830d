"""`make publish`: the site for readers, checked whole, and the ledger of what was published.

Settings: all of the publication. Reads and sets: nothing more of Pelican's.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.hosting import precompress, write_host_files
from plugins.model.address import file_of
from plugins.model.library import Library
from plugins.model.loading import Reading
from plugins.model.problem import Problem, count, errors, report
from plugins.model.published import ledger as ledgers
from plugins.model.published.last_good import LastGood, find_last_good
from plugins.model.published.ledger import Ledger, write_ledger
from plugins.model.published.private import private_words
from plugins.model.published.publishable import Publishable, find_publishable, newly_withdrawn
from plugins.model.published.standing import updated
from plugins.model.repository.git import GitFailed
from plugins.model.spelling import counted
from plugins.output_check import check_output
from plugins.publication import Publication, give_up, held_back_lines, made, say

PUBLISHED, STOPPED, INCOMPLETE = 0, 1, 3


def publish(publication: Publication) -> int:
    """Publish what can be published; returns the exit status.

    0: all of it. 1: nothing, because something is wrong in what was published before. 3: some files
    wait until they are mended; the rest is published. Ends the process with status 2 where it
    cannot run.
    """
    started = time.monotonic()
    reading, warnings = publication.read()
    _check_day(reading)
    found = find_publishable(reading)
    problems = [*warnings, *found.problems]
    if found.stopping:
        return _publish_withdrawals(publication, reading, found, started)
    waiting = _waiting_lines(reading, found)
    say(waiting)
    say(report(problems), to=sys.stderr)
    _make(publication, found.library, reading)
    say(held_back_lines(found.library))
    say(f"{made(found.library, publication.site, started)}; {count(problems)}.")
    say(waiting)
    return INCOMPLETE if waiting else PUBLISHED


def _check_day(reading: Reading) -> None:
    """Hold that nothing was published later than today: lists and feeds would go back in time."""
    today, last = (
        reading.settings.today,
        max((one.day for one in reading.ledger.lines), default=None),
    )
    if last and last > today:
        give_up(
            f"Today is {today}, and the ledger tells of a publication on {last}."
            " Set the clock right, or leave TODAY out."
        )


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
    say(report(found.problems), to=sys.stderr)
    withdrawn = newly_withdrawn(reading, found.library)
    if not withdrawn:
        say("Nothing was published; the site is as it was.", to=sys.stderr)
        return STOPPED
    names = ", ".join(f"{reading.content.name}/{path}" for path in withdrawn)
    with tempfile.TemporaryDirectory(prefix="publishing-") as folder:
        good = _find_last_good(reading, withdrawn, Path(folder))
        if good is None:
            say(
                f"{names} was withdrawn and could NOT be taken out: no earlier state of the content"
                " can be published. Mend the errors above, then publish again.",
                to=sys.stderr,
            )
            return STOPPED
        head = (
            f"Taken out, as withdrawn: {names}\n"
            f"All else is published as of the commit {good.commit[:10]}: what changed since waits"
            f" until {counted(len(found.stopping), 'error')} in published files is mended."
        )
        say(head)
        publication.read_from(good.content)
        _make(publication, good.publishable.library, reading)
        library = good.publishable.library
        say(f"{made(library, publication.site, started)}; {count(found.problems)}.")
        say(head)
    return INCOMPLETE


def _find_last_good(reading: Reading, withdrawn: list[str], folder: Path) -> LastGood | None:
    try:
        return find_last_good(reading, withdrawn, folder)
    except GitFailed as wrong:
        say(str(wrong), to=sys.stderr)
        return None
    except OSError as wrong:
        give_up(f"An earlier state of the content cannot be written: {wrong.strerror}.")


def _make(publication: Publication, library: Library, reading: Reading) -> None:
    """Build, check and show the site, and write down what is published now."""
    presence, settings = library.presence, library.settings

    def finish(folder: Path) -> list[Problem]:
        private = private_words(library, reading.entries)
        copied = [file_of(asset.address) for asset in library.assets]
        problems = check_output(folder, settings=settings, private=private, copied=copied)
        if not errors(problems):
            settled = presence.settled
            gone = {address: said.reason for address, said in settled.gone.items()}
            write_host_files(
                folder,
                base=settings.base,
                redirects=settled.redirects,
                gone=gone,
                frame_hosts=settings.iframe_hosts,
            )
            precompress(folder)
        return problems

    if errors(reading.ledger_problems):  # it is not ours to replace a file that holds a fault
        publication.make(library, finish)
        return
    ledger = updated(reading.ledger, presence.now, presence.old, settings.today)
    with _ledger_beside(reading, ledger):
        publication.make(library, finish)


@contextmanager
def _ledger_beside(reading: Reading, ledger: Ledger) -> Iterator[None]:
    """Write the ledger first, so that there is room for it, and put it in place at the end."""
    file = reading.content / ledgers.FILE
    data = write_ledger(ledger)
    if file.is_file() and file.read_bytes() == data:
        yield
        return
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        try:
            new.write_bytes(data)
        except OSError as wrong:
            give_up(f"{file} cannot be written: {wrong.strerror}. Nothing was published.")
        yield
        new.replace(file.resolve())
    finally:
        new.unlink(missing_ok=True)
