"""Work shared out among processes: the same results as one process has."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from plugins.model import loading, workers
from plugins.model.files import Files, list_files
from plugins.model.loading import put_together, read_content
from plugins.model.workers import PAYS_FROM, SPAWNING_COSTS, cores, shared_out, sharing_out
from tests.loading import ANN, post, rendered, settings, write
from tests.model.fresh_process import STARTS, ended
from tests.running import VALID, digest_of

LONGEST = 30.0  # seconds that a worker waits for what never comes

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

    @contextmanager
    def begin(work: object, tickets: range, workers: int) -> Iterator[dict[object, object]]:
        asked[0] = workers
        yield {}

    monkeypatch.setattr(workers, "cores", lambda: kernels)
    monkeypatch.setattr(workers, "may_fork", lambda: may_fork)
    monkeypatch.setattr(workers, "_started", begin)
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


def test_this_process_can_do_other_work_meanwhile(tmp_path: Path) -> None:
    """Workers wait for what only the block does: it runs while they do."""
    made, files = tmp_path / "made", [str(number) for number in range(4)]
    with sharing_out(partial(_wait_for, made), files, workers=2) as results:
        made.touch()
        assert results() == files


def test_what_nobody_waits_for_is_left_off(tmp_path: Path) -> None:
    never = tmp_path / "never"
    with sharing_out(partial(_wait_for, never), ["1", "2"], workers=2):
        began = time.monotonic()
        assert len(active_children()) == 2
    assert time.monotonic() - began < LONGEST / 2
    assert not active_children()
    with pytest.raises(KeyError), sharing_out(partial(_wait_for, never), ["1", "2"], workers=2):
        raise KeyError
    assert not active_children()


def test_without_workers_nothing_is_done_before_it_is_asked_for() -> None:
    here: list[int] = []
    with sharing_out(here.append, [1, 2, 3]) as results:
        assert here == []
        results()
    assert here == [1, 2, 3]


def _wait_for(file: Path, name: str) -> str:
    """The name, once there is a file; gives up after a while."""
    end = time.monotonic() + LONGEST
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.01)
    return name if file.exists() else "too late"


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
def begun(number):
    return f"{__file__}.{number}"

def work(number):
    if number < 2:  # each waits until the other has begun, in whatever time a worker starts
        open(begun(number), "w").close()
        end = time.monotonic() + 60
        while not os.path.exists(begun(1 - number)) and time.monotonic() < end:
            time.sleep(0.01)
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
