"""What was read of a file comes back from its bytes as it was; other bytes are told from it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.cache.packing import Damaged, pack, unpack
from plugins.model.entry import Entry
from plugins.model.loading import read_content
from plugins.model.reading import read_entry
from tests.loading import post, settings
from tests.running import INVALID, VALID

ENTRIES = [
    entry
    for site in (VALID, INVALID)
    for entry in read_content(site / "content", settings()).entries
]
ONE = pack(read_entry("posts/2014/a.md", post().encode(), settings(), "content"))


def comes_back(entry: Entry) -> bool:  # type: ignore[type-arg]  # of any kind
    again = unpack(entry.kind, pack(entry))
    return again == entry and all_of(again) == all_of(entry)


def all_of(entry: Entry) -> str:  # type: ignore[type-arg]  # of any kind
    """All that it holds, in words that tell a list from a tuple."""
    body, source = entry.body, entry.source
    texts = (body.html, body.text, body.headings, body.references, body.problems)
    return repr((entry.fields, texts, source.values, source.places, entry.problems))


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.path for entry in ENTRIES])
def test_every_kind_of_entry_comes_back(entry: Entry) -> None:  # type: ignore[type-arg]  # of whatever kind
    assert comes_back(entry)


def test_the_sites_have_every_kind() -> None:
    kinds = "posts pages people organisations series topics easy-read comments"
    kinds += " accessibility discussion"
    assert {entry.kind for entry in ENTRIES} == set(kinds.split())


@given(data=st.binary(), text=st.text())
def test_whatever_a_file_holds_comes_back(data: bytes, text: str) -> None:
    typed = f"---\ntitle: {text}\nsummary: '{text}'\nx: [{text}]\n---\n{text}".encode(
        errors="surrogatepass"
    )
    for one in (data, typed):
        for path in ("posts/2014/a.md", "comments/a.yml", "people/a.md"):
            assert comes_back(read_entry(path, one, settings(), "content"))


@given(st.data())
def test_damaged_bytes_are_told_or_are_an_entry_still(data: st.DataObject) -> None:
    """Whether they are the same bytes, the store knows; here nothing may end the process."""
    mangled = bytearray(ONE[: data.draw(st.integers(0, len(ONE)))])
    for _ in range(data.draw(st.integers(0, 3)) if mangled else 0):
        mangled[data.draw(st.integers(0, len(mangled) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Damaged):
        assert isinstance(unpack("posts", bytes(mangled)), Entry)


@pytest.mark.parametrize("kind", ["people", "drafts", ""])
def test_an_entry_of_another_kind_is_damaged(kind: str) -> None:
    with pytest.raises(Damaged):
        unpack(kind, b"" if kind == "people" else ONE)
