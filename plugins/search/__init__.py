"""The search: Pagefind's index of the built pages, and the words that "Did you mean ...?" suggests.

The site for readers always has the index, any other where the setting says so. It is made once all
pages are there, and kept beside the output until a word of it changes.

Settings: MAKER, INCREMENT, OUTPUT_PATH and SEARCH_KEPT, the folder to keep the index in, which
`publication` sets. Sets `has_index` of what is given to views.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, Protocol

from pelican import signals
from pelican.generators import Generator

from plugins.model.address import NAMES, PAGEFIND, file_of
from plugins.model.view.maker import Maker
from plugins.model.view.search import is_to_be_searched, names_file
from plugins.model.wording.tables import primary
from plugins.search.index import NotIndexed, find_program, kept_index
from plugins.words import say

_WITHOUT = "warning: The site has no search: {}"


class SearchGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Says whether the site has an index, and writes the words to suggest."""

    def generate_context(self) -> None:
        """Look for Pagefind before any page is written, as the search page tells of it."""
        maker: Maker = self.settings["MAKER"]
        if not is_to_be_searched(maker.facts.behind):
            return
        try:
            find_program()
            maker.given.has_index = True
        except NotIndexed as why:
            say(_WITHOUT.format(why), to=sys.stderr)

    def generate_output(self, writer: _BytesWriter) -> None:
        """Write the words."""
        library = self.settings["MAKER"].facts.behind
        writer.write_bytes(file_of(NAMES), names_file(library))


class _BytesWriter(Protocol):
    """What this generator needs of a writer."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write one file of the output."""


class _Output(Protocol):
    """What the index needs of the output that is made."""

    names: Collection[str]

    def copy(self, files: Iterable[tuple[Path, str]]) -> None:
        """Copy files into the output, each to a name."""


def add_index(pelican: Any) -> None:
    """Copy the index into the output, in which all pages are by now."""
    settings = pelican.settings
    maker: Maker = settings["MAKER"]
    if not maker.given.has_index:
        return
    output: _Output = settings["INCREMENT"]
    pages = sorted(name for name in output.names if name.endswith(".html"))
    try:
        lang = primary(maker.site().texts)
        index = kept_index(Path(settings["OUTPUT_PATH"]), pages, settings["SEARCH_KEPT"], lang)
    except NotIndexed as why:
        say(_WITHOUT.format(why), to=sys.stderr)
        return
    files = sorted(file for file in index.rglob("*") if file.is_file())
    output.copy(
        (file, file_of(f"{PAGEFIND}{file.relative_to(index).as_posix()}")) for file in files
    )


def get_generators(_pelican: object) -> type[SearchGenerator]:
    """The generator that Pelican should run."""
    return SearchGenerator


def register() -> None:
    """Connect to Pelican, which tells of the end of its run when all pages are there."""
    signals.get_generators.connect(get_generators)
    signals.finalized.connect(add_index)
