"""Entries as bytes and back again: what was read of a file, to be kept."""

from __future__ import annotations

from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from plugins.model.entry import Entry
from plugins.model.field import Fields
from plugins.model.place import Keys, Place
from plugins.model.problem import Problem
from plugins.model.schema import FOLDERS
from plugins.model.source import Source
from plugins.model.text.body import Body

F = TypeVar("F", bound=Fields)


class Damaged(Exception):  # noqa: N818 - it is named for what it finds
    """These bytes are no entry."""


class _Packed(msgspec.Struct, Generic[F], array_like=True):
    """An entry in the order in which it is packed.

    values: of its source, as typed; they nest without end, which no declaration can say here.
    """

    path: str
    kind: str
    slug: str
    fields: F
    body: Body
    source_path: str
    values: Any
    places: dict[Keys, Place]
    body_line: int
    problems: tuple[Problem, ...]
    digest: bytes
    face: bytes


_encode = msgspec.msgpack.Encoder().encode


@cache
def _decoder(kind: str) -> msgspec.msgpack.Decoder[_Packed[Any]]:
    packed: Any = _Packed  # of which mypy cannot know a kind that is chosen only now
    return msgspec.msgpack.Decoder(packed[FOLDERS[kind]])


def pack(entry: Entry[Any]) -> bytes:
    """An entry as bytes."""
    source = entry.source
    return _encode(
        _Packed(
            entry.path,
            entry.kind,
            entry.slug,
            entry.fields,
            entry.body,
            source.path,
            source.values,
            source.places,
            source.body_line,
            entry.problems,
            entry.digest,
            entry.face,
        )
    )


def unpack(kind: str, packed: bytes) -> Entry[Any]:
    """The entry of a kind that was packed; raises Damaged where the bytes hold no such entry."""
    if kind not in FOLDERS:
        raise Damaged
    try:
        found = _decoder(kind).decode(packed)
    except (msgspec.MsgspecError, ValueError):  # the latter of text that is none
        raise Damaged from None
    source = Source(
        path=found.source_path,
        values=found.values,
        places=found.places,
        body="",
        body_line=found.body_line,
        problems=(),
    )
    return Entry(
        path=found.path,
        kind=found.kind,
        slug=found.slug,
        fields=found.fields,
        body=found.body,
        source=source,
        problems=found.problems,
        digest=found.digest,
        face=found.face,
    )
