"""A shell on the server, or here, that is told step by step what to do."""

from __future__ import annotations

import secrets
import subprocess
import tempfile
from contextlib import suppress
from shlex import quote
from typing import IO, Self, cast

from plugins.releases import ReleaseProblem
from plugins.releases.destination import Destination
from plugins.releases.failure import failure

# Whatever the server's own settings say: English messages, files that the web server may read.
_BEGIN = "LC_ALL=C; export LC_ALL; unset CDPATH; umask 022"  # root: the destination's folder


class Shell:
    """One connection, for the length of a `with` block; POSIX sh, whatever shell the user has.

    When the block or this process ends, or the connection is lost, the shell there reads the end
    of its input and ends too: with it go the locks that it holds.
    """

    def __init__(self, destination: Destination) -> None:
        self.destination = destination

    def run(self, script: str) -> list[str]:
        """Run lines of a script, and return the lines that it says.

        Raises ReleaseProblem if its last command fails, or if the connection does.
        """
        end = secrets.token_hex(16)  # nothing that is said can be taken for it
        self._write(f"{{ {script}\n}} 2>&1 </dev/null\nprintf '\\n%s %s\\n' {end} $?\n")
        said: list[str] = []
        for line in self._output:
            if line.startswith(end):
                if line.split()[1] != "0":
                    raise failure(self.destination, "\n".join(said))
                return said[:-1] if said[-1] == "" else said
            said.append(line.rstrip("\n"))
        self._process.wait()
        self._errors.seek(0)
        raise failure(self.destination, "\n".join([*said, self._errors.read()]))

    def _write(self, text: str) -> None:
        with suppress(BrokenPipeError):  # why it has ended is read from what it said
            self._input.write(text)
            self._input.flush()

    def __enter__(self) -> Self:
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")
        try:
            self._process = self._started()
        except OSError as error:
            self._errors.close()
            raise ReleaseProblem(
                f"{self.destination.shell[0]} cannot be run ({error.strerror}). Install it first."
            ) from None
        self._input = cast(IO[str], self._process.stdin)
        self._output = cast(IO[str], self._process.stdout)
        try:
            self.run(
                f"{_BEGIN}; root={quote(self.destination.path)}"
            )  # what it says in greeting goes
        except BaseException:
            self.__exit__()
            raise
        return self

    def _started(self) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - a command without a shell around it
            self.destination.shell,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="utf-8",
            errors="surrogateescape",
        )

    def __exit__(self, *_: object) -> None:
        with suppress(BrokenPipeError):
            self._input.close()
        self._process.wait()
        self._output.close()
        self._errors.close()
