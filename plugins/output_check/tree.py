"""A built site on disk: its files, what its pages say, and where its addresses lead."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from plugins.model.settings import Settings
from plugins.output_check.page import read_page
from plugins.output_check.ways import Ways

# Files that hold text, by their endings: what must not be told can stand in any of them.
TEXT = frozenset({".html", ".htm", ".xml", ".json", ".css", ".txt", ".js", ".svg", ".vtt", ".csv"})


class Tree:
    """All files of a tree, by their paths seen from its folder.

    files: all of them. ours: those that the build made, in order; the others are as editors gave
    them (`copied`), and it is theirs how they are written.
    pages: what each page says, in order. ways: where addresses lead.
    """

    def __init__(self, folder: Path, settings: Settings, copied: Collection[str]) -> None:
        self.folder = folder
        self.settings = settings
        self.files = frozenset(_files(folder))
        self.ours = sorted(self.files.difference(copied))
        self.pages = {
            name: read_page(self.read(name)) for name in sorted(self.files) if name[-5:] == ".html"
        }
        places = {name: frozenset(page.ids) for name, page in self.pages.items()}
        self.ways = Ways(self.files, places, settings)

    def read(self, name: str) -> bytes:
        """The bytes of a file; raises OSError where it cannot be read."""
        return (self.folder / name).read_bytes()

    def texts(self) -> Iterator[str]:
        """The files that hold text, in order."""
        return (name for name in sorted(self.files) if ending(name) in TEXT)


def ending(name: str) -> str:
    """The ending of a file's name in small letters, with its dot."""
    return PurePosixPath(name).suffix.lower()


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield Path(place, name).relative_to(folder).as_posix()
