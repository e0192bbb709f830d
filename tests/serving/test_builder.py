"""Whatever becomes of the process that builds is an outcome, and the next save builds again."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins.serving.builder import Builder
from plugins.serving.outcome import CRASHED, GOOD, Outcome, Pages

ROOT = Path(__file__).parents[2]
STAND_IN = """
import os, pathlib, signal, sys, time
sys.path.insert(0, {root!r})
from multiprocessing.connection import Connection
from plugins.serving.outcome import Outcome, Pages
door = Connection(sys.stdin.fileno())
while True:
    try:
        door.recv()
    except EOFError:
        sys.exit()
    {body}
    door.send(Outcome(0, said=str(os.getpid())))
"""


@pytest.fixture
def builder() -> Iterator[Callable[[str], Builder]]:
    """Makes a builder whose process does something before it says its number."""
    made: list[Builder] = []

    def make(body: str) -> Builder:
        script = STAND_IN.format(root=str(ROOT), body=body)
        made.append(Builder([sys.executable, "-c", script]))
        return made[-1]

    yield make
    for one in made:
        with one:
            pass


def build(builder: Builder) -> Outcome:
    return builder.build(lambda _: None)


def number(outcome: Outcome) -> int:
    assert outcome.status == GOOD
    return int(outcome.said)


def has_ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_one_process_builds_again_and_again(builder: Callable[[str], Builder]) -> None:
    resident = builder("pass")
    assert number(build(resident)) == number(build(resident)) != os.getpid()


def test_a_new_process_has_new_code(builder: Callable[[str], Builder]) -> None:
    resident = builder("pass")
    before = number(build(resident))
    resident.replace()
    assert has_ended(before)
    assert number(build(resident)) != before


def test_pages_that_are_ready_come_before_the_outcome(builder: Callable[[str], Builder]) -> None:
    early: list[Pages] = []
    resident = builder("door.send(Pages({'/a/': b'a'})); door.send(Pages({'/b/': b'b'}))")
    assert resident.build(early.append).status == GOOD
    assert early == [Pages({"/a/": b"a"}), Pages({"/b/": b"b"})]


def test_killed_while_it_waits_it_is_started_again(builder: Callable[[str], Builder]) -> None:
    resident = builder("pass")
    before = number(build(resident))
    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)  # until it has ended, and nobody was told
    assert number(build(resident)) != before


def test_killed_while_it_builds_is_an_outcome(
    builder: Callable[[str], Builder], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    begun = tmp_path / "begun"
    resident = builder(
        f"file = pathlib.Path({str(begun)!r})\n"
        "    if not file.exists(): file.write_text(str(os.getpid())); time.sleep(60)"
    )

    def kill() -> None:
        while not begun.exists() or not begun.read_text():
            time.sleep(0.01)
        os.kill(int(begun.read_text()), signal.SIGKILL)

    threading.Thread(target=kill).start()
    outcome = build(resident)
    assert outcome.status == CRASHED
    assert "was killed (signal 9)" in outcome.said
    assert capfd.readouterr().err == f"{outcome.said}\n"
    assert build(resident).status == GOOD


def test_an_early_end_is_an_outcome(builder: Callable[[str], Builder]) -> None:
    outcome = build(builder("os._exit(3)"))
    assert (outcome.status, "ended too early (status 3)" in outcome.said) == (CRASHED, True)


def test_after_a_crash_another_process_builds(
    builder: Callable[[str], Builder], tmp_path: Path
) -> None:
    file = tmp_path / "crashed"
    resident = builder(
        f"file = pathlib.Path({str(file)!r})\n"
        "    if not file.exists():\n"
        "        file.write_text(str(os.getpid())); door.send(Outcome(70)); continue"
    )
    assert build(resident).status == CRASHED
    assert number(build(resident)) != int(file.read_text())


def test_words_that_nobody_understands_are_an_outcome(builder: Callable[[str], Builder]) -> None:
    outcome = build(builder("door.send_bytes(b'?')"))
    assert (outcome.status, "has changed" in outcome.said) == (CRASHED, True)


def test_it_ends_with_the_block_also_in_the_middle_of_a_build(
    builder: Callable[[str], Builder], tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    resident = builder(f"pathlib.Path({str(begun)!r}).write_text(str(os.getpid())); time.sleep(60)")
    threading.Thread(target=build, args=(resident,)).start()
    while not begun.exists() or not begun.read_text():
        time.sleep(0.01)
    began = time.monotonic()
    with resident:
        pass
    assert time.monotonic() - began < 5
    assert has_ended(int(begun.read_text()))
