"""What browsers are shown at this moment, and how they hear that it is something else."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.serving.outcome import Outcome, Pages

THEME = "theme"  # until a build has told of another


class Live:
    """The site on disk, what goes before it, and what came of the last build.

    output: the site; a link, followed anew each time, so that a switch shows at once.
    overlay: bytes for an address, "/posts/soup/", that are newer than the site.
    outcome: of the last build; None before the first has ended.
    beside: the folders that it hung on beside the content, as they were last told.
    number: of the last change, counted from 0.
    One thread changes it, and many look.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.overlay: Mapping[str, bytes] = {}
        self.outcome: Outcome | None = None
        self.beside: Sequence[str] = (THEME,)
        self.number = 0
        self._news = threading.Condition()

    def show_pages(self, early: Pages) -> None:
        """Show pages that are ready before the site is."""
        self.overlay = {**self.overlay, **early.pages}
        self._tell()

    def show_outcome(self, outcome: Outcome) -> None:
        """Show the site on disk, new or as it was, and what a build said."""
        self.overlay = {}
        self.outcome = outcome
        self.beside = outcome.beside or self.beside
        self._tell()

    def wait(self, seen: int, seconds: float) -> int:
        """The number of the last change, as soon as it is another than was seen, or time is up."""
        with self._news:
            self._news.wait_for(lambda: self.number != seen, seconds)
            return self.number

    def _tell(self) -> None:
        with self._news:
            self.number += 1
            self._news.notify_all()
