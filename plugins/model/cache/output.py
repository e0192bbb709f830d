"""What an output tree holds and what each of its files was made of, kept for the next build."""

from __future__ import annotations

import msgspec

from plugins.model.cache.stamp import Trace
from plugins.model.view.fact import Fact


class KeptPage(msgspec.Struct, frozen=True, array_like=True):
    """A file that was made of what the library says.

    look: the digest of all templates that it was rendered with; b"" for what has none.
    shown: the digest of its view, or of its bytes where it has none.
    facts: what it was made of, as places in KeptOutput.facts; () for what depends on anything.
    """

    look: bytes
    shown: bytes
    facts: tuple[int, ...]

    def showing(self, shown: bytes) -> KeptPage:
        """The same page with another text."""
        return KeptPage(self.look, shown, self.facts)


class KeptFile(msgspec.Struct, frozen=True, array_like=True):
    """A file that is not a page: the stamp of what it was copied from, the digest of its bytes."""

    stamp: bytes
    digest: bytes


class KeptOutput(msgspec.Struct, frozen=True, kw_only=True):
    """What the site held after a build.

    state: names it. before, written, removed: what the build changed, of which state; `before` is
        "" where all of it was made.
    around: the digest of what every page shows, and of all settings.
    facts: what pages were made of, each with its digest; and some that no page is made of now.
    grounds: what all facts of a kind hang on, where that is quicker to tell; the digest of it.
    pages, files: by their names in the output. traces: of all of these, as they were written.
    """

    state: str
    before: str
    written: list[str]
    removed: list[str]
    around: bytes
    facts: list[tuple[Fact, bytes]]
    grounds: dict[str, bytes]
    pages: dict[str, KeptPage]
    files: dict[str, KeptFile]
    traces: dict[str, Trace]

    def made_of(self, fact: Fact) -> list[str]:
        """The pages that were made of a fact, but for those that depend on anything."""
        place = next((at for at, (one, _) in enumerate(self.facts) if one == fact), None)
        return [name for name, page in self.pages.items() if place in page.facts]


NAME = "output"
_decoder = msgspec.msgpack.Decoder(KeptOutput)


class _State(msgspec.Struct):
    state: str


_state_decoder = msgspec.msgpack.Decoder(_State)


def state_of_output(data: bytes) -> str:
    """The state alone of what was packed, which is quick; "" where the bytes say nothing."""
    try:
        return _state_decoder.decode(data).state
    except (msgspec.MsgspecError, ValueError):
        return ""


def pack_output(output: KeptOutput) -> bytes:
    """It, as bytes."""
    return msgspec.msgpack.encode(output)


def unpack_output(data: bytes) -> KeptOutput | None:
    """What was packed; None where the bytes say nothing."""
    try:
        return _decoder.decode(data)
    except (msgspec.MsgspecError, ValueError):  # the latter of text that is none
        return None
