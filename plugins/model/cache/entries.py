"""The entries that earlier builds have read, given again while their files are as they were."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from plugins.model.cache.stamp import NO_STAMP
from plugins.model.cache.store import Row
from plugins.model.file_name import kind_of

if TYPE_CHECKING:  # what it takes to read or to know an entry, most builds need for few or none
    from plugins.model.entry import Entry

NOTHING: Mapping[str, Row] = MappingProxyType({})
Load = Callable[[], Mapping[str, bytes | memoryview]]


class KeptEntries:
    """Entries by the paths of their files, seen from the content folder.

    rows: what is known of each file. load: gives the entries of all of them, packed; called when
        the first is asked for.
    files, packed: what is new, to be kept. history: what git told of all files, packed.
    """

    def __init__(
        self, rows: Mapping[str, Row] = NOTHING, load: Load = dict, history: bytes = b""
    ) -> None:
        self.rows = dict(rows)
        self._load = load
        self._entries: dict[str, Entry[Any]] = {}
        self.files: dict[str, Row] = {}
        self.packed: dict[str, bytes] = {}
        self.history = history

    def knows(self, path: str) -> bool:
        """Whether a file of this path was read before."""
        return path in self.rows

    def has(self, path: str, stamp: bytes) -> bool:
        """Whether a file with this stamp was read before."""
        row = self.rows.get(path)
        return row is not None and row.stamp == stamp != NO_STAMP

    def same(self, path: str, digest: bytes) -> bool:
        """Whether a file of just these bytes was read before."""
        row = self.rows.get(path)
        return row is not None and row.digest == digest

    def find(self, path: str) -> Entry[Any]:
        """What was read of a file, whatever it holds now.

        Raises KeyError where there is nothing, Damaged where it was changed since.
        """
        from plugins.model.cache.packing import Damaged, unpack

        if path not in self._entries:
            entry = unpack(kind_of(path), self._old[path])
            if entry.digest != self.rows[path].digest:
                raise Damaged
            self._entries[path] = entry
        return self._entries[path]

    @cached_property
    def _old(self) -> Mapping[str, bytes | memoryview]:
        return self._load()

    def stamped(self, path: str, stamp: bytes) -> None:
        """Note the new stamp of a file that holds what it held."""
        self.rows[path] = self.files[path] = self.rows[path]._replace(stamp=stamp)

    def put(self, path: str, packed: bytes, stamp: bytes) -> Entry[Any]:
        """Keep what was read of a file, and give it."""
        from plugins.model.cache.packing import unpack

        entry = unpack(kind_of(path), packed)
        self._entries[path] = entry
        self.packed[path] = packed
        self.rows[path] = self.files[path] = Row(stamp, entry.digest, entry.face)
        return entry

    def keep_only(self, paths: Collection[str]) -> None:
        """Forget all other files."""
        for path in self.rows.keys() - paths:
            del self.rows[path]
            self._entries.pop(path, None)
