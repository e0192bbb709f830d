"""The pictures made of pixels: in several sizes, upright, in true colours, and telling no secrets.

Where and with what a photograph was taken (Exif, XMP, IPTC) is in none of what is published. What
is made of a picture is kept beside the output by its bytes, so that it is made once.

Settings: MAKER, and PICTURES with what was made, which `publication` sets. Sets `pictures` of the
maker of views.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from pelican import signals
from pelican.generators import Generator

from plugins.model.address import PICTURES, file_of
from plugins.model.picture import is_raster
from plugins.pictures.store import PictureStore


class PicturesGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Lets the views know the sizes of all pictures, and asks the writer to copy them."""

    def generate_context(self) -> None:
        """Tell of them before any page is written, so before any view is made."""
        self.settings["MAKER"].given.pictures = self.settings["PICTURES"].sizes()

    def generate_output(self, writer: _CopyingWriter) -> None:
        """Copy them, each once: two files may hold the same picture."""
        store: PictureStore = self.settings["PICTURES"]
        files: list[tuple[Path, str]] = []
        small: set[str] = set()
        for asset in self.settings["MAKER"].facts.behind.assets:
            if is_raster(asset.path):
                made = store.made[asset.path]
                files.append((store.file(made.own), file_of(asset.address)))
                small |= {*made.files} - {made.own}
        files += [(store.file(name), file_of(f"{PICTURES}{name}")) for name in sorted(small)]
        writer.copy(files)


class _CopyingWriter(Protocol):
    """What this generator needs of a writer."""

    def copy(self, files: Iterable[tuple[Path, str]]) -> None:
        """Copy files into the output, each to a name."""


def get_generators(_pelican: object) -> type[PicturesGenerator]:
    """The generator that Pelican should run."""
    return PicturesGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
