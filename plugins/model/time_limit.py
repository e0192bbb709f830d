"""A limit to the work on one text, so that none can keep a build from ever ending.

It counts what the processor spends on this process, not the hours of the day: on a busy machine, or
one that slept, the same texts are read. Python looks for signals between two of its own steps and
inside a search by a pattern (`re`), so both end; a call into another library ends first.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import NoReturn, TypeVar

R = TypeVar("R")

LIMIT = 20.0  # seconds of the processor for one file; the longest that is allowed takes half of one
_AGAIN = 0.5  # seconds until it is said again, should code have passed over it


class TookTooLong(BaseException):
    """The work reached its limit; not an Exception, which code might take for one of its own."""


def within(seconds: float, work: Callable[[], R]) -> R:
    """What the work returns; raises TookTooLong once it has spent so many seconds.

    Without a limit where the system has no such clock (Windows), and in a thread beside the main
    one, as Python hears signals in that alone.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() != threading.main_thread():
        return work()
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        try:
            return work()
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:  # again, as the signal may come just before the clock is stopped
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise TookTooLong
