"""Workers that fail, die or are killed: the fault is told, and every process ends."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.model.fresh_process import AT_ONCE, STARTS, begun, ended, started

NESTED = """
class Wrong(Exception):
    def __init__(self, first, second):  # so that pickle cannot make it again
        super().__init__(f"{first} and {second}")
        self.second = lambda: second

def work(number):
    try:
        {}[number]
    except KeyError as missing:
        if number > 3:
            raise Wrong(number, "more") from missing
"""


@pytest.mark.slow
@STARTS
def test_what_is_raised_is_raised_here_as_itself(threads: bool, tmp_path: Path) -> None:
    body = """
    try:
        shared_out(work, range(50), workers=2)
    except Wrong as wrong:
        assert str(wrong) == "4 and more", wrong
        assert wrong.second() == "more"
        assert isinstance(wrong.__cause__, KeyError)
    else:
        return 1
    """
    assert ended(tmp_path, NESTED, body, threads=threads) == (0, "", "")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["sys.exit(3)", "raise KeyboardInterrupt"])
def test_an_exit_in_the_work_is_one_here(ending: str, tmp_path: Path) -> None:
    work = f"def work(number):\n    if number == 5:\n        {ending}"
    status, told, wrong = ended(tmp_path, work, "shared_out(work, range(9), workers=2)")
    assert (status, told, wrong) == (3 if "exit" in ending else 130, "", "")


@pytest.mark.slow
def test_what_cannot_travel_is_made_here(tmp_path: Path) -> None:
    work = "def work(number):\n    return (lambda: number) if number == 5 else number"
    body = "assert shared_out(work, range(9), workers=2)[5]() == 5"
    assert ended(tmp_path, work, body) == (0, "", "")


@pytest.mark.slow
def test_where_no_process_may_be_started_all_is_done_here(tmp_path: Path) -> None:
    work = "def refuse():\n    raise BlockingIOError(11, 'no more')\nos.fork = refuse"
    body = "assert shared_out(str, range(9), workers=2) == list('012345678')"
    assert ended(tmp_path, work, body) == (0, "", "")


@pytest.mark.slow
@STARTS
@pytest.mark.parametrize(
    ("death", "how"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "was killed (signal 9)"),
        ("os._exit(0)", "ended too early"),
        ("os._exit(1)", "ended too early"),
    ],
)
def test_a_worker_that_dies_is_a_named_error(
    death: str, how: str, threads: bool, tmp_path: Path
) -> None:
    work = f"def work(number):\n    if number == 604:\n        {death}\n    time.sleep(0.001)"
    body = """
    try:
        shared_out(work, range(900), workers=2)
    except WorkerDied as died:
        assert died.items == range(603, 606), died.items
        raise
    """
    status, told, wrong = ended(tmp_path, work, body, threads=threads)
    assert (status, told) == (2, "")
    assert wrong.startswith(f"A process that helps with the work {how}, at 603 to 605. Perhaps")
    assert wrong.count("\n") == 1


@pytest.mark.slow
@STARTS
def test_the_death_of_a_worker_is_told_at_once(threads: bool, tmp_path: Path) -> None:
    work = (
        "def work(number):\n    os.write(1, b'begun\\n')\n"
        "    if number:\n        os.kill(os.getpid(), signal.SIGKILL)\n    time.sleep(60)"
    )
    body = "shared_out(work, range(2), workers=2)"
    with started(tmp_path, work, body, threads=threads) as process:
        begun(process, 2)
        _, wrong = process.communicate(timeout=AT_ONCE)
    assert process.returncode == 2
    assert "was killed (signal 9), at 1. " in wrong


BUSY = "def work(number):\n    os.write(1, b'begun\\n')\n    {}"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends such a process")
STUCK = [
    "time.sleep(60)",
    "while True: pass",
    pytest.param("any(map(int, iter(int, 1)))", marks=ON_LINUX),  # no thread gets its turn
    "return b'x' * 10**7",  # more than a pipe takes, said to one who does not listen
]


@pytest.mark.slow
@STARTS
@pytest.mark.parametrize("doing", STUCK)
def test_workers_end_with_a_parent_that_is_killed(
    doing: str, threads: bool, tmp_path: Path
) -> None:
    body = "shared_out(work, range(2), workers=2)"
    if "return" in doing:  # the parent never takes in what is said
        body = f"import pickle; pickle.loads = lambda _: time.sleep(60); {body}"
    with started(tmp_path, BUSY.format(doing), body, threads=threads) as process:
        begun(process, 2)
        process.kill()
        process.communicate(timeout=AT_ONCE)  # the workers have its streams open too


@pytest.mark.slow
@STARTS
def test_ctrl_c_ends_all_without_a_word(threads: bool, tmp_path: Path) -> None:
    body = "shared_out(work, range(9), workers=2)"
    with started(tmp_path, BUSY.format("time.sleep(60)"), body, threads=threads) as process:
        begun(process, 2)
        os.killpg(process.pid, signal.SIGINT)
        told, wrong = process.communicate(timeout=AT_ONCE)
    assert (process.returncode, told, wrong) == (130, "", "")


@pytest.mark.slow
@STARTS
def test_workers_are_deaf_to_ctrl_c_from_the_first(threads: bool, tmp_path: Path) -> None:
    work = "def work(number):\n    time.sleep(0.1)\n    return signal.pthread_sigmask(0, [])"
    body = "assert all(2 in held for held in shared_out(work, range(9), workers=2))"
    body += "; assert 2 not in work(0)"
    assert ended(tmp_path, work, body, threads=threads) == (0, "", "")
