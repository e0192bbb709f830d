"""Entries as bytes and back again: what was read of a file, to be kept."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from plugins.model.entry import Entry
from plugins.model.schema import FIELDS_OF


class Damaged(Exception):  # noqa: N818 - it is named for what it finds
    """These bytes are no entry."""


_encode = msgspec.msgpack.Encoder().encode


@cache
def _decoder(kind: str) -> msgspec.msgpack.Decoder[Entry[Any]]:
    entry: Any = Entry  # of which mypy cannot know a kind that is chosen only now
    return msgspec.msgpack.Decoder(entry[FIELDS_OF[kind]])


def pack(entry: Entry[Any]) -> bytes:
    """An entry as bytes."""
    return _encode(entry)


def unpack(kind: str, packed: bytes | memoryview) -> Entry[Any]:
    """The entry of a kind that was packed; raises Damaged where the bytes hold no such entry.

    Its long texts are only looked at when they are asked for: that the bytes are as they were
    packed, whoever keeps them must see to.
    """
    if kind not in FIELDS_OF:
        raise Damaged
    try:
        return _decoder(kind).decode(packed)
    except (msgspec.MsgspecError, ValueError):  # the latter of text that is none
        raise Damaged from None
