"""What a comment service must be able to say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from plugins.model.comments.thread import Thread


class Service(Protocol):
    """A comment service that can be asked.

    name: by which the snapshot tells it from others.
    """

    name: str

    def spoken_in(self, threads: Sequence[str]) -> Collection[str]:
        """Those of the threads in which something is said. Raises NoAnswer, WrongAnswer."""

    def thread(self, thread: str) -> Thread:
        """All that is said in one, if anything. Raises these too, and BadThread."""
