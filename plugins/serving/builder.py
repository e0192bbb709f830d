"""The process that builds, seen from the one that serves: whatever becomes of it is an outcome."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from multiprocessing import Pipe
from types import TracebackType
from typing import Self

from plugins.serving.outcome import CRASHED, Outcome, Pages

CHANGED = "The code of Practice Press has changed: end make serve by Ctrl-C, and start it again."


class Builder:
    """A process that builds when it is asked to; it ends with the `with` block.

    command: starts one (`resident`), which finds a socket at its standard input.
    It is started at once, and anew for a build after it has ended in whatever way. It has a session
    of its own: Ctrl-C in a terminal is for the process that serves, which then ends this one. That
    may be in the middle of a build, as what is built is switched in at the end.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._start()

    def build(self, early: Callable[[Pages], None], saved: Sequence[str] = ()) -> Outcome:
        """Build once.

        early: is given the pages that are ready before the site is.
        saved: the files that were saved since the build before, by their full paths.
        """
        if self._process.poll() is not None:
            self.replace()
        try:
            self._door.send(saved)
            while isinstance(said := self._door.recv(), Pages):
                early(said)
        except (EOFError, OSError):
            return _told(_end_of(self._process.wait()))
        except Exception:  # noqa: BLE001 - it speaks as newer code than ours does
            self.replace()
            return _told(CHANGED)
        if said.status == CRASHED:  # nobody knows what it has in its memory
            self.replace()
        outcome: Outcome = said
        return outcome

    def replace(self) -> None:
        """Let another process build from now on, with the code as it is now."""
        self._end()
        self._start()

    def _start(self) -> None:
        self._door, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                self._command, stdin=theirs.fileno(), start_new_session=True
            )

    def _end(self) -> None:
        self._door.close()
        self._process.terminate()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        self._end()


def _end_of(exit_code: int) -> str:
    if exit_code < 0:
        return (
            f"The process that builds the site was killed (signal {-exit_code}). Perhaps there was"
            " not enough memory: close other programs, then save any file to build again."
        )
    return (
        f"The process that builds the site ended too early (status {exit_code}). The window where"
        " make serve was started says why. When that is put right, save any file to build again."
    )


def _told(words: str) -> Outcome:
    """The outcome that there is when nobody else is left to say the words."""
    print(words, file=sys.stderr, flush=True)
    return Outcome(CRASHED, said=words)
