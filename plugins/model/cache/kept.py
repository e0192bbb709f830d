"""All that earlier builds of one output have kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from plugins.model.cache.entries import NOTHING, KeptEntries
from plugins.model.cache.output import NAME as OUTPUT
from plugins.model.cache.output import KeptOutput, pack_output, state_of_output, unpack_output
from plugins.model.cache.store import News, Row, Store
from plugins.model.cache.version import CODE_VERSION
from plugins.model.digest import digest
from plugins.model.file_name import kind_of

if TYPE_CHECKING:  # what it takes to know an entry, most builds need for none
    from plugins.model.entry import Entry
    from plugins.model.settings import Settings

FILE = "kept.db"
NO_VIEWS: Mapping[str, bytes] = MappingProxyType({})
_HISTORY = "history"
_READ_WITH = "read_with"  # the name under which the settings of the entries are kept


class Kept:
    """What was kept in a folder; where that is nothing, all is empty.

    folder: need not be there; nothing is kept until it is.
    lost: why nothing is kept although something was, for a line to the user; else "".
    is_behind: whether the last build could not be kept, so that what is kept is of one before.
    """

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder / FILE, CODE_VERSION)
        self.lost = self._store.lost
        self.is_behind = False
        self._entries = KeptEntries()
        self._read_with = b""

    def entries(self, settings: Settings, root: str) -> KeptEntries:
        """What was read of the content with the same settings in the same year.

        root: the name of the content folder, by which problems name it.
        """
        read_with = digest([settings.of_the_year, root])
        if read_with != self._read_with:
            same = self._store.values.get(_READ_WITH) == read_with
            store = self._store
            history = self.value(_HISTORY)
            self._entries = (
                KeptEntries(store.files, store.entries, history) if same else KeptEntries()
            )
            self._read_with = read_with
        return self._entries

    def output(self, state: str) -> KeptOutput | None:
        """What is known of an output in this state; None for nothing, or of another."""
        data = self._store.values.get(OUTPUT)
        output = unpack_output(data) if data and state else None
        return output if output and output.state == state else None

    def is_of(self, state: str) -> bool:
        """Whether an output in this state is what is known of."""
        return bool(state) and state_of_output(self.value(OUTPUT)) == state

    @property
    def files(self) -> Mapping[str, Row]:
        """The texts of the content, by path, as they were read last."""
        return self._store.files

    def entry(self, path: str) -> Entry[Any] | None:
        """What was read of one file; None where that cannot be had."""
        from plugins.model.cache.packing import Damaged, unpack

        packed = self._store.entry(path)
        try:
            entry = unpack(kind_of(path), packed) if packed else None
        except Damaged:
            return None
        return entry if entry and entry.digest == self.files[path].digest else None

    def value(self, name: str) -> bytes:
        """What was kept under a name; b"" for nothing."""
        return self._store.values.get(name, b"")

    def view(self, name: str) -> bytes:
        """What was kept of the view of a page; b"" for nothing."""
        return self._store.view(name) or b""

    def keep(
        self,
        values: Mapping[str, bytes],
        files: Mapping[str, Row] = NOTHING,
        packed: Mapping[str, bytes] = NO_VIEWS,
    ) -> None:
        """Keep more: values by name, rows and packed entries by path.

        Raises OSError where that cannot be written.
        """
        self._store.save(News(files=files, entries=packed, views={}, gone=(), values=values))

    def save(self, output: KeptOutput | None, views: Mapping[str, bytes] = NO_VIEWS) -> None:
        """Keep what was read, and what is known of the output (None for nothing).

        What `keep` was given is forgotten: it was of the build before.
        views: what to keep of the views of pages that were made, by the names of these.
        Raises OSError where that cannot be written.
        """
        read, store = self._entries, self._store
        if not store.file.parent.is_dir():
            return
        gone = store.files.keys() - read.rows.keys()
        values = dict.fromkeys(store.values, b"") | {
            OUTPUT: pack_output(output) if output else b"",
            _READ_WITH: self._read_with,
            _HISTORY: read.history,
        }
        store.save(
            News(
                files=read.files,
                entries=read.packed,
                views=views,
                gone=[*gone, *(output.removed if output else ())],
                values=values,
            )
        )
        read.files, read.packed = {}, {}
