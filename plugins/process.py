"""How a command runs and ends: what it may show, and the exit status that tells of it."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from collections.abc import Callable
from typing import NoReturn

CANNOT_RUN = 2
INTERRUPTED = 130  # as shells count Ctrl-C


def run(
    main: Callable[[], int | None], *told: type[Exception], has_peers: bool = False
) -> NoReturn:
    """Run a command, and end the process with the status that it returns (0 for None).

    told: exceptions whose text says what went wrong; they end it with status 2.
    has_peers: whether it also writes to other programs, any of which may end before it does.
    Ctrl-C ends it with status 130 and without a word: what is made is switched in at the end, so
    that all is as it was, or done.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal may lack a letter that is shown
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace", line_buffering=True)
    if not has_peers:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `make check | head` is nothing to tell of
    try:
        status = main()
    except told as wrong:
        print(wrong, file=sys.stderr)
        raise SystemExit(CANNOT_RUN) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:  # of one who has peers: nobody listens any more
        os._exit(CANNOT_RUN)
    gc.freeze()  # what is left is given back as a whole: to look through it would take long
    raise SystemExit(status)
