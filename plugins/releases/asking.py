"""How these commands talk: a question before anything changes, one line for what went wrong."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from plugins.releases import ReleaseProblem

CANNOT_RUN = 2
INTERRUPTED = 130


def agreed(question: str, *, yes: bool) -> bool:
    """Whether a person wants it; yes: they have said so before.

    Raises ReleaseProblem where nobody can be asked.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise ReleaseProblem(
            "Nothing was changed, as nobody can be asked here. To go on without: YES=1 (or --yes)"
        )
    try:
        answer = input(f"{question} [y/N] ")
    except EOFError:
        answer = ""
    return answer.strip().casefold() in {"y", "yes"}


def run(main: Callable[[], None]) -> NoReturn:
    """Run a command: ends with status 0, with 2 and a line on what went wrong, 130 for Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):  # a terminal may lack a letter that a name has
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace", line_buffering=True)
    try:
        main()
    except ReleaseProblem as wrong:
        print(wrong, file=sys.stderr)
        raise SystemExit(CANNOT_RUN) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:  # `make rollback | head`: nobody listens any more
        os._exit(CANNOT_RUN)
    raise SystemExit(0)
