"""The file in which a build keeps things for the next one.

It is disposable: where it cannot be read, or other code made it, it counts as empty and is made
anew. What is written to it is there as a whole or not at all, also when the process is killed
(SQLite's journal); a power cut may damage it, which its checks find out.
"""

from __future__ import annotations

import secrets
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

DAMAGED = "what the last build kept is damaged"
_MADE_BY = "made_by"  # the name under which the version of the code is kept
_SAVED = "saved"  # and a word for the last time that anything was
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_WAIT = 1.0  # seconds for another process to finish writing
_CHECKSUM = 4  # bytes before all data: SQLite has no checks of its own for what a disk mangled
_TABLES = ("kept", "entries", "views")  # of data by name; "files" has a column for each of a Row
_FILES = """create table files (
    name text primary key, stamp blob not null, digest blob not null, face blob not null
)"""


class Row(NamedTuple):
    """What is kept of one file of the content: its stamp; the digest and face of its entry."""

    stamp: bytes
    digest: bytes
    face: bytes


class News(NamedTuple):
    """What is to be kept beside what is kept already.

    gone: the paths of files, and the names of views, to be forgotten.
    """

    files: Mapping[str, Row]
    entries: Mapping[str, bytes]
    views: Mapping[str, bytes]
    gone: Collection[str]
    values: Mapping[str, bytes]


class Store:
    """What was kept in a file, by code of the same version.

    files: those of the content, by path. values: what is neither of a file nor of a page, by name.
    lost: why there is nothing, where there was something; "" otherwise.
    """

    def __init__(self, file: Path, version: bytes) -> None:
        self.file = file
        self._version = version
        self._saved = b""
        self.files: dict[str, Row] = {}
        self.values: dict[str, bytes] = {}
        self.lost = ""
        if file.exists():
            self.lost = self._read()

    def entries(self) -> dict[str, memoryview]:
        """What was read of each file, by path; nothing where it cannot be had any more."""
        return self._all("select name, data from entries")

    def entry(self, path: str) -> memoryview | None:
        """What was read of one file."""
        return self._all("select name, data from entries where name = ?", path).get(path)

    def view(self, name: str) -> bytes | None:
        """What was kept of one view."""
        found = self._all("select name, data from views where name = ?", name)
        return bytes(found[name]) if name in found else None

    def save(self, news: News) -> None:
        """Keep more, and forget what is gone; where another build has kept things meanwhile, all.

        Raises OSError where it cannot be written; what was kept before is then kept still.
        """
        if self.lost or not self.file.exists():
            self._make_anew()
        own = {_MADE_BY: self._version, _SAVED: secrets.token_bytes(8)}
        try:
            with _opened(self.file) as base:
                base.execute("begin immediate")
                if self._is_of_another(base):
                    self.files, self.values = {}, {}
                    base.execute("delete from files")
                    for table in _TABLES:
                        base.execute(f"delete from {table}")  # noqa: S608 - the names of tables are ours
                _write(base, news, own)
        except sqlite3.Error as wrong:
            if getattr(wrong, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
                self.lost = DAMAGED  # so that it is made anew
                self.file.unlink(missing_ok=True)
            raise OSError(f"{self.file} cannot be written: {wrong}") from wrong
        for path in news.gone:
            self.files.pop(path, None)
        self.files |= news.files
        self.values |= news.values
        self._saved = own[_SAVED]

    def _read(self) -> str:
        """Read all; returns why nothing can be had of it, or ""."""
        try:
            with _opened(self.file) as base:
                self.values = _values(base.execute("select name, data from kept"))
                self._saved = self.values.pop(_SAVED, b"")
                if self.values.pop(_MADE_BY, b"") != self._version:
                    self.values = {}
                    return "Practice Press, or what it needs, has changed since the last build"
                rows = base.execute("select name, stamp, digest, face from files")
                self.files = {path: Row(*row) for path, *row in rows}
        except (sqlite3.Error, ValueError, TypeError) as wrong:
            self.values = {}
            busy = getattr(wrong, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY
            return (
                "another build was keeping something"
                if busy
                else "what the last build kept is damaged"
            )
        return ""

    def _all(self, question: str, *of: str) -> dict[str, memoryview]:
        if self.lost or not self.file.exists():
            return {}
        try:
            with _opened(self.file) as base:
                return _intact(base.execute(question, of))
        except (sqlite3.Error, ValueError):
            return {}

    def _is_of_another(self, base: sqlite3.Connection) -> bool:
        """Whether another process has saved anything since this one read it."""
        known = base.execute("select name, data from kept where name in (?, ?)", (_MADE_BY, _SAVED))
        values = _values(known)
        return (values.get(_MADE_BY), values.get(_SAVED)) != (self._version, self._saved)

    def _make_anew(self) -> None:
        for name in (self.file.name, f"{self.file.name}-journal"):
            self.file.with_name(name).unlink(missing_ok=True)
        with suppress(sqlite3.Error), _opened(self.file) as base:  # told of by whoever saves
            base.execute(_FILES)
            for table in _TABLES:
                base.execute(f"create table {table} (name text primary key, data blob not null)")
        self.lost = ""


def _write(base: sqlite3.Connection, news: News, own: Mapping[str, bytes]) -> None:
    """Write what is new, with values of the store's own."""
    gone = [(name,) for name in news.gone]
    for table in ("files", "entries", "views"):
        base.executemany(f"delete from {table} where name = ?", gone)  # noqa: S608 - the names of tables are ours
    rows = [(path, *row) for path, row in news.files.items()]
    base.executemany("insert or replace into files values (?, ?, ?, ?)", rows)
    for table, found in zip(
        _TABLES, ({**news.values, **own}, news.entries, news.views), strict=True
    ):
        pairs = ((name, _sealed(name, data)) for name, data in found.items())
        base.executemany(f"insert or replace into {table} values (?, ?)", pairs)  # noqa: S608 - the names of tables are ours


def _sealed(name: str, data: bytes) -> bytes:
    return _seal(name, data) + data


def _seal(name: str, data: bytes | memoryview) -> bytes:
    return zlib.crc32(data, zlib.crc32(name.encode())).to_bytes(_CHECKSUM, "big")


def _values(rows: Iterable[tuple[str, object]]) -> dict[str, bytes]:
    return {name: bytes(data) for name, data in _intact(rows).items()}


def _intact(rows: Iterable[tuple[str, object]]) -> dict[str, memoryview]:
    """The data that is as it was sealed, by its name; what was mangled since is left out."""
    return {
        name: data
        for name, sealed in rows
        if isinstance(sealed, bytes)
        and sealed[:_CHECKSUM] == _seal(name, data := memoryview(sealed)[_CHECKSUM:])
    }


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, open; what is done in the block is kept if it ends well."""
    with closing(sqlite3.connect(file, timeout=_WAIT)) as base:
        base.execute("pragma synchronous = off")  # a power cut may cost what is kept, and no more
        with base:
            yield base
