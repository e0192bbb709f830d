"""A built site on disk: its files, what its pages say, and where its addresses lead."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from plugins.model.address import FEED, PAGEFIND, file_of
from plugins.model.problem import Problem
from plugins.model.settings import Settings
from plugins.output_check.page import PageFacts, read_page
from plugins.output_check.ways import Ways

# Files that hold text, by their endings: what must not be told can stand in any of them.
TEXT = frozenset(
    {
        *(".html", ".htm", ".xml", ".opml", ".json", ".css", ".txt", ".js", ".svg", ".vtt"),
        ".csv",
    }
)
FRAGMENT = ".pf_fragment"  # JSON with the text of one page, as the search index has it, packed
_FRAGMENT_BEGINS = b"pagefind_dcd"
_KEPT = frozenset({".css", ".json", ".xml", ".opml"})  # read on once all pages are known
# Says what is wrong with a file that holds text, given its name and its bytes.
Search = Callable[[str, bytes], Iterable[Problem]]


class Tree:
    """All files of a tree, by their paths seen from its folder; each that holds text is read once.

    files: all of them. ours: those that the build made, in order; the others are as editors gave
    them (`copied`), and it is theirs how they are written.
    old_feeds: copies of feeds, under names that may be those of pages, each with that of the feed;
    what holds for it holds for them.
    pages: what each page says, in order. ways: where addresses lead.
    kept: the bytes of style sheets, XML and JSON. found: by the search, in all that holds text.
    Raises OSError where a file cannot be read.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        copied: Collection[str],
        moved_feeds: Mapping[str, str],
        search: Search,
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.files = frozenset(_files(folder))
        aliases = dict.fromkeys(map(file_of, settings.feed_aliases), file_of(FEED))
        self.old_feeds = aliases | dict(moved_feeds)
        self.ours = sorted(self.files.difference(copied, self.old_feeds))
        self.pages: dict[str, PageFacts] = {}
        self.kept: dict[str, bytes] = {}
        self.found: list[Problem] = []
        for name in sorted(self.files.difference(self.old_feeds)):
            if ending(name) in TEXT:
                self._read(name, search)
            elif ending(name) == FRAGMENT and name.startswith(PAGEFIND.lstrip("/")):
                packed = (folder / name).read_bytes()
                data = gzip.decompress(packed).removeprefix(_FRAGMENT_BEGINS)
                self.found += search(name, data)
        places = {name: frozenset(page.ids) for name, page in self.pages.items()}
        self.ways = Ways(self.files, places, settings)

    def _read(self, name: str, search: Search) -> None:
        data = (self.folder / name).read_bytes()
        self.found += search(name, data)
        if name.endswith(".html"):
            self.pages[name] = read_page(data)
        elif ending(name) in _KEPT:
            self.kept[name] = data


def ending(name: str) -> str:
    """The ending of a file's name in small letters, with its dot."""
    return PurePosixPath(name).suffix.lower()


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield Path(place, name).relative_to(folder).as_posix()
