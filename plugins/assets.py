"""The drawings, downloads and other files of the content that are copied as they are.

What is made of pixels, `pictures` publishes.

Settings: PATH; STATIC_PATHS, by which Pelican copies them itself; MAKER, which `publication` sets.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from pelican import signals
from pelican.generators import Generator

from plugins.model.address import file_of
from plugins.model.picture import is_raster


class AssetsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Asks the writer for every file that Pelican does not copy."""

    def generate_output(self, writer: _CopyingWriter) -> None:
        """Copy them."""
        if self.settings["STATIC_PATHS"]:
            return
        for asset in self.settings["MAKER"].facts.behind.assets:
            if is_raster(asset.path):
                continue
            writer.copy(Path(self.settings["PATH"]) / asset.path, file_of(asset.address))


class _CopyingWriter(Protocol):
    """What this generator needs of a writer."""

    def copy(self, file: Path, name: str) -> None:
        """Copy a file into the output."""


def get_generators(_pelican: object) -> type[AssetsGenerator]:
    """The generator that Pelican should run."""
    return AssetsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
