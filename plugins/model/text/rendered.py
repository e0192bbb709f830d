"""A rendered text, as it is kept: its two long parts packed until somebody asks for them."""

from __future__ import annotations

from typing import Any

import msgspec

from plugins.model.compression import compress, decompress
from plugins.model.digest import digest_of_bytes
from plugins.model.problem import Problem
from plugins.model.text.link_target import Reference
from plugins.model.text.outline import Heading

LONGEST_NOTICE = 100  # letters


class Body(msgspec.Struct, frozen=True, array_like=True):
    """A rendered text.

    html: clean; internal links stand as `source:posts/2014/x.md#place` or `site:/posts/x/#place`.
    references: every internal link and picture, with its line in the file.
    first_paragraph, text: plain text, without tags or entities.
    minutes: how long the text takes to read, rounded up.
    packed: html and text, compressed; few builds look at those of many files. A view of the bytes
        of the entry that it came in, of which there are so many that none is copied.
    copied: the digest of the text, by which copies are known; b"" for no more than a notice.
    """

    packed: memoryview
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    first_paragraph: str = ""
    problems: tuple[Problem, ...] = ()
    minutes: int = 0
    copied: bytes = b""

    @property
    def html(self) -> str:
        """The text as HTML."""
        return _unpack(decompress(self.packed))[0]

    @property
    def text(self) -> str:
        """The text in plain words."""
        return _unpack(decompress(self.packed))[1]


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[str, str]).decode


def body_of(html: str, text: str = "", **more: Any) -> Body:
    """A body of texts that are not packed yet; more: its other fields."""
    copied = digest_of_bytes(text.encode()) if len(text) > LONGEST_NOTICE else b""
    return Body(memoryview(compress(_pack((html, text)))), copied=copied, **more)
