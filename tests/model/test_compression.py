"""What is kept in less room comes back as it was, or is known to be damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.compression import NotCompressed, compress, decompress


@given(st.lists(st.binary(max_size=3000), min_size=1, max_size=5))
def test_whatever_was_compressed_comes_back(texts: list[bytes]) -> None:
    """Also after others, by the same compressor: nothing of one gets into the next."""
    packed = [compress(text) for text in texts]
    assert [decompress(one) for one in packed] == texts
    assert [compress(text) for text in texts] == packed


@given(st.binary(min_size=1, max_size=300), st.data())
def test_a_part_is_known_for_one(text: bytes, data: st.DataObject) -> None:
    packed = compress(text)
    cut = data.draw(st.integers(0, len(packed) - 1))
    with pytest.raises(NotCompressed):
        decompress(packed[:cut])


@given(st.binary(min_size=1, max_size=300))
def test_more_than_was_compressed_is_damaged(more: bytes) -> None:
    with pytest.raises(NotCompressed):
        decompress(compress(b"a text") + more)
