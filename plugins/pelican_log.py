"""What Pelican says during its run: errors, which it would go on after, and a last line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pelican

from plugins.words import say


class _Collector(logging.Handler):
    """Keeps what Pelican says of errors; its warnings go on to the terminal."""

    def __init__(self, log: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.log = log

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            self.log.append(record.getMessage())
        else:
            say(f"warning: {record.getMessage()}", to=sys.stderr)


@contextmanager
def errors_logged() -> Iterator[list[str]]:
    """The errors that Pelican logs within the block; it would go on after them."""
    collector = _Collector([])
    logger = logging.getLogger("pelican")
    logger.addHandler(collector)
    try:
        yield collector.log
    finally:
        logger.removeHandler(collector)


@contextmanager
def quiet() -> Iterator[None]:
    """Let Pelican's own last line be silent: it counts what it knows, not what we made."""
    console, before = pelican.console, pelican.console.quiet
    console.quiet = True
    try:
        yield
    finally:
        console.quiet = before
