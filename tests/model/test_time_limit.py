"""A text that would take for ever is a problem with its path; all others are read as ever."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plugins.model import loading
from plugins.model.entry import Entry
from plugins.model.loading import load
from plugins.model.reading import read_entry
from plugins.model.settings import Settings
from plugins.model.time_limit import TookTooLong, within
from tests.loading import post, said, settings, write
from tests.running import ROOT, TOO_LONG, environment

LOW = 0.2  # seconds


def for_ever() -> None:
    while True:
        pass


def hopeless_search() -> None:
    """A pattern that tries 2 to the power of 60 ways, all of them inside one call of `re`."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def deaf() -> None:
    """Code that takes whatever it meets for something of its own."""
    while True:
        with suppress(Exception):
            for_ever()


@pytest.mark.parametrize("work", [for_ever, hopeless_search, deaf])
def test_work_without_an_end_is_ended(work: Callable[[], None]) -> None:
    started = time.process_time()
    with pytest.raises(TookTooLong):
        within(LOW, work)
    assert LOW / 2 < time.process_time() - started < LOW + 5


@pytest.mark.slow
def test_waiting_and_a_slow_machine_do_not_count() -> None:
    assert within(0.3, lambda: time.sleep(0.9)) is None


def test_nothing_is_left_of_a_limit() -> None:
    def mine(_signal: int, _frame: object) -> None:
        raise AssertionError

    before = signal.signal(signal.SIGVTALRM, mine)
    try:
        assert within(LOW, lambda: 1) == 1
        with pytest.raises(TookTooLong):
            within(LOW, for_ever)
        with pytest.raises(ZeroDivisionError):
            within(LOW, lambda: 1 / 0)
        assert signal.getsignal(signal.SIGVTALRM) is mine
        assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)


def test_without_such_a_clock_there_is_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "setitimer")
    assert within(0, lambda: 1) == 1


def test_beside_the_main_thread_there_is_no_limit() -> None:
    done: list[int] = []
    thread = threading.Thread(target=lambda: done.append(within(0, lambda: 1)))
    thread.start()
    thread.join()
    assert done == [1]


def test_a_text_that_takes_too_long_is_an_error_with_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write(tmp_path, {"posts/good.md": post(author=""), "posts/slow.md": post(author="")})
    monkeypatch.setattr(loading, "read_entry", slow_to_read)
    monkeypatch.setattr(loading, "_read_one", partial(loading._read_one, limit=LOW))
    library = load(content, settings())
    told = [one for one in said(library) if "slow.md" in one]
    assert told == [
        "content/posts/slow.md: Reading this file took more than 0.2 seconds of work, and was"
        " stopped. Look for something very long in it: a row of the same sign, a line without an"
        " end, lists or quotations many levels deep. Shorten that, or cut the text into two files."
    ]
    assert list(library.by_path) == ["posts/good.md"]


def slow_to_read(path: str, data: bytes, settings: Settings, root: str) -> Entry[Any]:
    if "slow" in path:
        hopeless_search()
    return read_entry(path, data, settings, root)


IN_WORKERS = """
from functools import partial
from pathlib import Path
from plugins.model import loading
from plugins.model.problem import Problem
from plugins.model.workers import shared_out
from tests.loading import settings
from tests.model.test_time_limit import slow_to_read

loading.read_entry = slow_to_read
work = partial(loading._read_one, Path({content!r}), settings(), limit=0.2)
names = ["posts/good.md"] * 40 + ["posts/slow.md"] + ["posts/good.md"] * 40
done = shared_out(work, names, workers=2)
assert [at for at, one in enumerate(done) if isinstance(one, Problem)] == [40], done
"""


@pytest.mark.slow
def test_it_is_so_in_workers_too(tmp_path: Path) -> None:
    content = write(tmp_path, {"posts/good.md": post(), "posts/slow.md": post()})
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IN_WORKERS.format(content=str(content))],
        cwd=ROOT,
        env=environment(PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        timeout=TOO_LONG,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
