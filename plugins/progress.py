"""How far long work is: a bar on a terminal, nothing where nobody watches or where it is short.

The bar is drawn anew once a second, between two results of the work, and by no thread of its own,
as workers are forked by processes with one thread alone. A screen reader may read out each change:
where the terminal says that it can only print (TERM=dumb), one line in words stands for the bar.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from plugins.model.workers import Note, no_note

if TYPE_CHECKING:  # it is loaded for long work alone
    from rich.progress import Progress

LONG = 0.5  # seconds that work has taken, and will still take, before anything is shown
EVERY = 1.0  # seconds from one drawing to the next
PRINTS_ONLY = {"dumb", "unknown"}


@contextmanager
def progress(what: str) -> Iterator[Note]:
    """Show how far the work in the block is, as it tells; nothing is left on the screen after it.

    what: is being done, for people: "Making pages".
    """
    if not _is_watched():
        yield no_note
    elif os.environ.get("TERM", "").lower() in PRINTS_ONLY:
        yield _Sight(what).in_words
    else:
        sight = _Sight(what)
        try:
            yield sight.as_bar
        finally:
            sight.end()


def _is_watched() -> bool:
    """Whether all that is said goes to a terminal; what is piped on should stand alone there."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr))


class _Sight:
    """What people see of some work."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._started = self._shown = time.monotonic()
        self._done = 0
        self._said = False
        self._bar: Progress | None = None

    def in_words(self, more: int, of: int) -> None:
        """Say once that it is long."""
        self._done += more
        if not self._said and self._is_long(of):
            self._said = True
            print(f"{self._what}: {self._done:,} of {of:,} so far ...", file=sys.stderr, flush=True)

    def as_bar(self, more: int, of: int) -> None:
        """Draw the bar, if it is long."""
        self._done += more
        if self._bar is None:
            if self._is_long(of):
                self._begin(of)
        elif time.monotonic() - self._shown > EVERY:
            self._shown = time.monotonic()
            self._bar.update(self._bar.task_ids[0], completed=self._done, total=of, refresh=True)

    def _begin(self, of: int) -> None:
        self._shown = time.monotonic()
        self._bar = _bar()
        self._bar.add_task(self._what, completed=self._done, total=of)
        self._bar.start()
        self._bar.console.show_cursor()  # so that, killed, it leaves no terminal without its cursor

    def end(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def _is_long(self, of: int) -> bool:
        taken = time.monotonic() - self._started
        return taken > LONG and taken * (of - self._done) > LONG * self._done


def _bar() -> Progress:
    """A bar in one line on the terminal, which `stop` takes away."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),  # so that a line has room for the ^C of a terminal
        TextColumn("{task.completed:,} of {task.total:,}"),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    )
