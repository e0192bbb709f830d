"""The drawings, downloads and other files of the content that are copied as they are.

What is made of pixels, `pictures` publishes.

Settings: PATH; STATIC_PATHS, by which Pelican copies them itself; MAKER, which `publication` sets.
"""

from __future__ import annotations

from collections.abc import Iterable
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
        content, assets = Path(self.settings["PATH"]), self.settings["MAKER"].facts.behind.assets
        writer.copy(
            (content / asset.path, file_of(asset.address))
            for asset in assets
            if not is_raster(asset.path)
        )


class _CopyingWriter(Protocol):
    """What this generator needs of a writer."""

    def copy(self, files: Iterable[tuple[Path, str]]) -> None:
        """Copy files into the output, each to a name."""


def get_generators(_pelican: object) -> type[AssetsGenerator]:
    """The generator that Pelican should run."""
    return AssetsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
