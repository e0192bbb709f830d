"""Work shared out among processes: the same results, and an end to every process, come what may."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from plugins.model import loading, workers
from plugins.model.files import Files, list_files
from plugins.model.loading import put_together, read_content
from plugins.model.workers import PAYS_FROM, SPAWNING_COSTS, cores, shared_out
from tests.loading import ANN, post, rendered, settings, write
from tests.running import ROOT, TOO_LONG, VALID, digest_of, environment

SCRIPT = """
import os, signal, sys, threading, time
from plugins.model.workers import WorkerDied, shared_out
from plugins.process import run

{work}

def main():
    if {threads}:
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    {body}

if __name__ == "__main__":
    run(main, WorkerDied)
"""
AT_ONCE = 10.0  # seconds: much less than for ever, and enough on a busy machine
STARTS = pytest.mark.parametrize("threads", [False, True], ids=["forked", "spawned"])


@contextmanager
def started(
    folder: Path, work: str, body: str, *, threads: bool = False, closed: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """A fresh process, and a group of its own, in which a warning is an error.

    closed: how the shell closes some of its standard streams.
    """
    script = folder / "script.py"
    script.write_text(SCRIPT.format(work=work, body=body, threads=threads), encoding="utf-8")
    line = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-W", "error", str(script)]
    with subprocess.Popen(
        line,
        cwd=ROOT,
        env=environment(PYTHONPATH=str(ROOT)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):  # which is as it must be
                os.killpg(process.pid, signal.SIGKILL)


def ended(
    folder: Path, work: str, body: str, *, threads: bool = False, closed: str = ""
) -> tuple[int, str, str]:
    """The status of such a process and what it said; all that it started has ended too."""
    with started(folder, work, body, threads=threads, closed=closed) as process:
        told, wrong = process.communicate(timeout=TOO_LONG)
    return process.returncode, told, wrong


def begun(process: subprocess.Popen[str], lines: int) -> None:
    """Wait for so many lines."""
    assert process.stdout
    for _ in range(lines):
        assert process.stdout.readline() == "begun\n"


# Of the tests' own process: small work stays in it.


@pytest.mark.parametrize(("kernels", "items"), [(1, 10_000), (2, PAYS_FROM - 1), (64, 0)])
def test_where_it_does_not_pay_all_is_done_here(
    kernels: int, items: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: kernels)
    here: list[int] = []
    shared_out(here.append, range(items))  # which a worker could not reach
    assert here == [*range(items)]


@pytest.mark.parametrize(
    ("kernels", "items", "may_fork", "started"),
    [
        (2, PAYS_FROM, True, 2),
        (8, PAYS_FROM, True, 2),
        (8, PAYS_FROM * 3, True, 6),
        (999, 10**5, True, workers.MOST_WORKERS),
        (2, PAYS_FROM, False, 0),
        (2, PAYS_FROM * SPAWNING_COSTS, False, 2),
    ],
)
def test_as_many_workers_start_as_pay(
    kernels: int, items: int, may_fork: bool, started: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [0]

    def note(
        work: object, items: object, share: int, workers: int, tell: object
    ) -> dict[int, list[str]]:
        asked[0] = workers
        return {}

    monkeypatch.setattr(workers, "cores", lambda: kernels)
    monkeypatch.setattr(workers, "may_fork", lambda: may_fork)
    monkeypatch.setattr(workers, "_done_by_workers", note)
    assert shared_out(str, range(items)) == [str(item) for item in range(items)]
    assert asked == [started]


def test_cores_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3}, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert cores() == 1


def test_it_works_from_within_any_test_runner() -> None:
    assert shared_out(str, range(700), workers=2) == [str(item) for item in range(700)]
    with pytest.raises(ValueError, match="'x'"):
        shared_out(int, ["1", "x", "y"], workers=2)


def test_it_is_told_how_many_are_done_as_results_come() -> None:
    done: list[tuple[int, int]] = []
    seen: list[int] = []  # by the work: how many were done before each item

    def work(item: int) -> int:
        seen.append(sum(more for more, _ in done))
        return item

    shared_out(work, range(700), workers=1, note=lambda more, of: done.append((more, of)))
    assert sum(more for more, _ in done) == 700
    assert {of for _, of in done} == {700}
    assert seen[-1] > 690
    shared_out(work, [], note=lambda *_: pytest.fail("nothing was done"))


# In processes of their own.

NOTED = """
def work(number):
    if number == 604 and os.getpid() != PARENT:
        raise ValueError(number)
    return number

PARENT = os.getpid()
"""
NOTE = """
    done = []
    shared_out(work, range(700), workers=2, note=lambda more, of: done.append((more, of)))
    assert sum(more for more, _ in done) == 700, done
    assert len(done) > 200 and {of for _, of in done} == {700}
"""


@pytest.mark.slow
def test_it_is_told_once_of_each_also_where_a_worker_failed(tmp_path: Path) -> None:
    assert ended(tmp_path, NOTED, NOTE) == (0, "", "")


PROPERTY = """
from hypothesis import given, settings, strategies as st

def work(number):
    if number % 7 == 3:
        raise ValueError(number)
    return number, None, [number] * 3

def outcome(items, workers):
    try:
        return shared_out(work, items, workers=workers)
    except ValueError as wrong:
        return wrong.args

@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.lists(st.integers(0, 9), max_size=900), st.integers(2, 5))
def holds(items, workers):
    assert outcome(items, workers) == outcome(items, 1)
    while 3 in items:
        items.remove(3)
    assert outcome(items, workers) == outcome(items, 1)
"""


@pytest.mark.slow
def test_any_number_of_workers_makes_what_one_process_makes(tmp_path: Path) -> None:
    assert ended(tmp_path, PROPERTY, "holds()") == (0, "", "")


WHO = """
def work(number):
    time.sleep(0.4 if number < 2 else 0.001)
    return number, os.getpid()
"""
ALL = """
    done = shared_out(work, range(90), workers=2)
    assert [number for number, _ in done] == [*range(90)]
    who = [process for _, process in done]
    assert os.getpid() not in who and len({*who}) == 2, who
"""


@pytest.mark.slow
@STARTS
@pytest.mark.parametrize("closed", ["", "<&-", "<&- >&-"])
def test_workers_do_it_whatever_is_closed(threads: bool, closed: str, tmp_path: Path) -> None:
    assert ended(tmp_path, WHO, ALL, threads=threads, closed=closed) == (0, "", "")


@pytest.mark.slow
def test_two_large_items_go_to_two_workers(tmp_path: Path) -> None:
    body = f"{ALL}    assert who[0] != who[1], who\n"
    assert ended(tmp_path, WHO, body) == (0, "", "")


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


# Their use for reading.

FILES = {f"posts/{number:03}.md": post(f"The *{number}th* text.\n") for number in range(40)}


@pytest.mark.slow
def test_two_workers_read_what_one_process_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad: dict[str, str | bytes] = {
        "posts/020.md": post(date="31/02/2014"),
        "posts/030.md": b"\xff",
        "pages/a.md": "x",
    }
    content = write(tmp_path, {"people/ann-example.md": ANN, **FILES, **bad})
    monkeypatch.setattr(loading, "list_files", with_missing)
    readings = []
    for count in (1, 2):
        monkeypatch.setattr(loading, "shared_out", partial(shared_out, workers=count))
        readings.append(read_content(content, settings()))
    first, second = readings
    assert first == second
    assert second.files.refused == ["posts/010-gone.md", "posts/999-gone.md"]
    assert ["010-gone" in second.unread[0].path, len(second.unread)] == [True, 2]
    libraries = [put_together(reading) for reading in readings]
    assert libraries[0].problems == libraries[1].problems
    assert rendered(libraries[0]) == rendered(libraries[1])


def with_missing(content: Path, as_before: Collection[str] = ()) -> Files:
    """The files, and two that somebody took away after they were listed."""
    files = list_files(content, as_before)
    files.texts = sorted([*files.texts, "posts/010-gone.md", "posts/999-gone.md"])
    return files


@pytest.mark.slow
def test_the_site_is_the_same_to_the_byte(tmp_path: Path) -> None:
    work = "from functools import partial\nfrom plugins.commands import build\n"
    work += "from plugins.model import loading"
    given = ["--content", str(VALID / "content"), "--settings", str(VALID / "settings.py")]
    digests = set()
    for count in (1, 2):
        output = tmp_path / str(count)
        body = f"loading.shared_out = partial(shared_out, workers={count})\n"
        body += f"    build.main([*{given}, '--output', {str(output)!r}])"
        status, _, wrong = ended(tmp_path, work, body)
        assert (status, "Traceback" in wrong) == (0, False), wrong
        digests.add(digest_of(output))
    assert len(digests) == 1
