"""The feeds: what is new, in full, for those who follow by a feed reader.

Settings: MAKER, which `publication` sets. `model/feeds` knows which feeds there are and what each
holds; here is what they say of it, in the three formats.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from pelican import signals
from pelican.generators import Generator

from plugins.feeds.files import feed_files
from plugins.model.view.sheets import Together


class FeedsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes all feeds."""

    def generate_output(self, writer: _MadeWriter) -> None:
        """Make them from the library."""
        writer.write_together(feed_files(self.settings["MAKER"]))


class _MadeWriter(Protocol):
    """What this generator needs of a writer."""

    def write_together(self, groups: Iterable[Together]) -> None:
        """Write files that are made of what the library says."""


def get_generators(_pelican: object) -> type[FeedsGenerator]:
    """The generator that Pelican should run."""
    return FeedsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
