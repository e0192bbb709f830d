"""The feed of all posts at its old addresses: feed readers follow no page that leads on.

Settings: MAKER, which `publication` sets; OUTPUT_PATH, in which the feed stands by now.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from pelican import signals
from pelican.generators import Generator

from plugins.model.address import FEED, file_of


class OldFeedsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes a copy of the feed at each of its old addresses."""

    def generate_output(self, writer: _BytesWriter) -> None:
        """Write what the feed holds, which an earlier plugin made or let stand."""
        aliases = self.settings["MAKER"].settings.feed_aliases
        data = (Path(self.output_path) / file_of(FEED)).read_bytes() if aliases else b""
        for alias in aliases:
            writer.write_bytes(file_of(alias), data)


class _BytesWriter(Protocol):
    """What this generator needs of a writer."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write one file of the output."""


def get_generators(_pelican: object) -> type[OldFeedsGenerator]:
    """The generator that Pelican should run."""
    return OldFeedsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
