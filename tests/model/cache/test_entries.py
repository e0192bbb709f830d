"""Entries that were read before are given again only for the very same files."""

from __future__ import annotations

import pytest

from plugins.model.cache.entries import KeptEntries
from plugins.model.cache.packing import Damaged, pack
from plugins.model.cache.stamp import NO_STAMP
from plugins.model.cache.store import Row
from plugins.model.reading import read_entry
from tests.loading import post, settings

PATH = "posts/2014/a.md"
ENTRY = read_entry(PATH, post().encode(), settings(), "content")
OTHER = read_entry(PATH, post("Other words.").encode(), settings(), "content")
ROW = Row(b"stamp", ENTRY.digest, ENTRY.face)


def kept(row: Row = ROW, data: bytes | None = None) -> KeptEntries:
    return KeptEntries({PATH: row}, lambda: {PATH: data or pack(ENTRY)})


def test_a_file_is_known_by_its_stamp_or_its_bytes() -> None:
    found = kept()
    assert found.knows(PATH)
    assert found.has(PATH, b"stamp")
    assert not found.has(PATH, b"other")
    assert found.same(PATH, ENTRY.digest)
    assert not found.same(PATH, OTHER.digest)
    assert found.find(PATH) == ENTRY
    assert (found.files, found.packed) == ({}, {})


def test_a_file_without_a_stamp_is_never_as_it_was() -> None:
    assert not kept(ROW._replace(stamp=NO_STAMP)).has(PATH, NO_STAMP)


def test_nothing_is_known_of_other_files() -> None:
    found = kept()
    assert not found.knows("posts/2014/b.md")
    assert not found.has("posts/2014/b.md", b"stamp")
    assert not found.same("posts/2014/b.md", ENTRY.digest)
    with pytest.raises(KeyError):
        found.find("posts/2014/b.md")


def test_the_entries_are_loaded_when_the_first_is_asked_for() -> None:
    asked: list[int] = []

    def load() -> dict[str, bytes]:
        asked.append(1)
        return {PATH: pack(ENTRY)}

    found = KeptEntries({PATH: ROW}, load)
    assert found.has(PATH, b"stamp")
    assert asked == []
    assert found.find(PATH) is found.find(PATH)
    assert asked == [1]


@pytest.mark.parametrize("data", [pack(OTHER), b"nonsense"])
def test_an_entry_that_is_not_of_these_bytes_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        kept(data=data).find(PATH)


def test_an_entry_that_was_lost_is_not_found() -> None:
    with pytest.raises(KeyError):
        KeptEntries({PATH: ROW}).find(PATH)


def test_what_is_read_anew_is_to_be_kept() -> None:
    found = kept()
    assert found.put(PATH, pack(OTHER), b"new") == OTHER
    assert found.find(PATH) == OTHER
    assert found.files == {PATH: Row(b"new", OTHER.digest, OTHER.face)}
    assert found.packed == {PATH: pack(OTHER)}


def test_a_new_stamp_is_to_be_kept_without_the_entry() -> None:
    found = kept()
    found.stamped(PATH, b"new")
    assert found.has(PATH, b"new")
    assert (found.files, found.packed) == ({PATH: ROW._replace(stamp=b"new")}, {})


def test_files_that_are_gone_are_forgotten() -> None:
    found = kept()
    found.find(PATH)
    found.keep_only(["posts/2014/b.md"])
    assert not found.knows(PATH)
    with pytest.raises(KeyError):
        found.rows[PATH]
