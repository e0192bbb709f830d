"""Asks for many threads at once, and stops when the service is seen to be gone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from plugins.model.comments.thread import Thread
from plugins.snapshot.answers import BadThread
from plugins.snapshot.asking import NoAnswer, WrongAnswer

AT_ONCE = 8
_MOST_FAILURES = 3  # in a row: one may be bad luck, and each may take the whole time-out
_WHOLE = 60  # times the time-out: here a service ends that is slow each time, but not too slow


def ask_all(
    ask: Callable[[str], Thread], names: Sequence[str], seconds: float
) -> Iterator[tuple[str, Thread | str]]:
    """Each thread by its name, or why it is not known.

    ask: raises NoAnswer, WrongAnswer, BadThread. seconds: the longest that it takes.
    """
    breaker = _Breaker(time.monotonic() + _WHOLE * seconds)
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        yield from zip(names, pool.map(lambda name: breaker.ask(ask, name), names), strict=True)
    finally:  # after Ctrl-C too: only what has been asked already is waited for
        pool.shutdown(cancel_futures=True)


class _Breaker:
    """Lets questions through until the service fails again and again, or time is up."""

    def __init__(self, ends: float) -> None:
        self._ends = ends
        self._lock = threading.Lock()
        self._failures = 0
        self._why = ""

    def ask(self, ask: Callable[[str], Thread], name: str) -> Thread | str:
        if not self._why and time.monotonic() > self._ends:
            self._why = "The comment service is too slow: it was not asked for all threads."
        if self._why:
            return self._why
        try:
            found = ask(name)
        except BadThread as wrong:
            return str(wrong)
        except (NoAnswer, WrongAnswer) as wrong:
            return self._failed(f"The comment service {wrong}.")
        with self._lock:
            self._failures = 0
        return found

    def _failed(self, why: str) -> str:
        with self._lock:
            self._failures += 1
            if self._failures >= _MOST_FAILURES:
                self._why = why
        return why
