"""Noting what a view was made of, so that it is known on what a page depends.

What was noted while a view was made are its page's facts; while the digest of each is the same, the
view would be the same too, and need not be made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from plugins.model.cache.output import KeptOutput
from plugins.model.library import Library
from plugins.model.view.fact import ANYTHING, Fact
from plugins.model.view.fact_values import FactValues


class Noting:
    """A library of which is noted what was asked; the doors to ask by are those of `Facts`.

    noted: all that was asked since it was last emptied.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._values = FactValues(library)
        self.noted: set[Fact] = set()

    @property
    def library(self) -> Library:
        """All there is: who asks for this depends on anything."""
        self.noted.add(ANYTHING)
        return self._library

    @property
    def behind(self) -> Library:
        """The same, for what is on every page: it is compared as a whole, and so not noted."""
        return self._library

    @contextmanager
    def noting(self) -> Iterator[set[Fact]]:
        """Note apart what is asked within the block; it counts for what is around the block too."""
        around, self.noted = self.noted, set()
        try:
            yield self.noted
        finally:
            around |= self.noted
            self.noted = around

    def digest(self, fact: Fact) -> bytes:
        """What is known of a fact today, in short; the same as long as that is the same."""
        return self._values.digest(fact)

    @property
    def grounds(self) -> Mapping[str, bytes]:
        """The digest of all that facts of a kind hang on, where that is far quicker to tell."""
        return self._values.grounds

    def stand(self, before: KeptOutput) -> set[str]:
        """Take what was kept of facts whose grounds are the same; returns their kinds."""
        return self._values.stand(before)
