"""A bar for long work on a terminal, nothing else anywhere, and nothing of it left."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins import progress as module
from plugins.progress import progress
from tests.running import ROOT, VALID, command, environment

# A clock of its own, so that a busy machine makes no work longer than it is said to be.
SCRIPT = """
import os, sys, threading, time
from types import SimpleNamespace
from plugins import progress as module
from plugins.process import run
from plugins.progress import progress

now = 0.0
module.time = SimpleNamespace(monotonic=lambda: now)

def main():
    global now
    with progress("Making pages") as note:
        for number in range({times}):
            now += {pause}
            note(100, 100 * {times})
            assert threading.active_count() == 1
            {doing}
    print("Built.", "rich.progress" in sys.modules)

run(main)
"""
ERASED = "\x1b[2K"
PLAIN = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")


@contextmanager
def on_a_terminal(line: list[str], width: int = 80, **env: str) -> Iterator[tuple[int, int]]:
    """A process whose terminal is the one that is given, and its id."""
    process, terminal = pty.fork()
    if not process:
        size = struct.pack("HHHH", 24, width, 0, 0)
        fcntl.ioctl(pty.STDOUT_FILENO, termios.TIOCSWINSZ, size)
        os.chdir(ROOT)
        given = environment(PYTHONPATH=str(ROOT), TERM="xterm") | env
        given.pop("COLUMNS", "")  # which a test runner sets
        os.execve(line[0], line, given)  # noqa: S606 - a line of the test
    try:
        yield terminal, process
    finally:
        os.close(terminal)


def heard(terminal: int) -> Iterator[str]:
    """What the process says, piece by piece, until it ends."""
    while True:
        try:
            said = os.read(terminal, 1 << 16)
        except OSError:  # as Linux tells the end
            return
        if not said:
            return
        yield said.decode(errors="replace")


def said_on_a_terminal(
    line: list[str], width: int = 80, ctrl_c_at: str = "never", **env: str
) -> tuple[int, str]:
    """The status of a process and all that it said to its terminal."""
    said = ""
    with on_a_terminal(line, width, **env) as (terminal, process):
        for piece in heard(terminal):
            said += piece
            if ctrl_c_at in said:
                os.write(terminal, b"\x03")
                ctrl_c_at = "never"
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return status, said.replace("\r\n", "\n")


def script(folder: Path, doing: str = "", times: int = 30, pause: float = 0.05) -> list[str]:
    """Work that is long enough for a bar to be drawn, where nothing else is said.

    pause: how long each part of it takes, by its own clock.
    """
    file = folder / "script.py"
    text = SCRIPT.format(times=times, pause=pause, doing=doing or "pass")
    file.write_text(text, encoding="utf-8")
    return [sys.executable, "-W", "error", str(file)]


def drawn(said: str) -> list[str]:
    """What each drawing of the bar looked like."""
    shown = [PLAIN.sub("", one).strip() for one in said.split("\r")]
    return [one for one in shown if re.search(r" of |…", one)]


@pytest.mark.slow
@pytest.mark.parametrize("width", [80, 40, 20, 10])
def test_long_work_shows_one_line_that_goes_again(width: int, tmp_path: Path) -> None:
    status, said = said_on_a_terminal(script(tmp_path, pause=0.08), width)  # for a second drawing
    assert status == 0
    bars = drawn(said)
    assert 2 <= len(bars) <= 6  # once a second, and once more in the end
    assert all(len(one) <= width and "\n" not in one for one in bars)
    if width >= 40:
        assert re.fullmatch(r"Making pages +[━╸╺ ]+ [\d,]+ of 3,000", bars[0]), bars
    assert said.endswith(f"{ERASED}Built. True\n")
    assert said.rindex("\x1b[?25h") > said.rindex("\x1b[?25l")  # the cursor is there


@pytest.mark.slow
def test_short_work_shows_nothing_and_loads_nothing(tmp_path: Path) -> None:
    for times, pause in ((30, 0.0), (2, 0.4)):
        line = script(tmp_path, times=times, pause=pause)
        assert said_on_a_terminal(line) == (0, "Built. False\n")


@pytest.mark.slow
def test_nothing_is_shown_where_something_is_piped_on(tmp_path: Path) -> None:
    line = script(tmp_path)
    for pipe in ("| cat", "2>&1 | cat", "2> errors", "> told; cat told"):
        status, said = said_on_a_terminal(
            ["/bin/sh", "-c", f'cd "{tmp_path}"; "$@" {pipe}', "sh", *line]
        )
        assert (status, said) == (0, "Built. False\n")


@pytest.mark.slow
@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_only_prints_is_told_once_in_words(term: str, tmp_path: Path) -> None:
    status, said = said_on_a_terminal(script(tmp_path), TERM=term)
    assert status == 0
    told = r"Making pages: (1,)?\d00 of 3,000 so far \.\.\.\nBuilt. False\n"
    assert re.fullmatch(told, said), said


@pytest.mark.slow
def test_without_colours_there_are_none(tmp_path: Path) -> None:
    _, said = said_on_a_terminal(script(tmp_path), NO_COLOR="1")
    assert drawn(said)
    assert not re.search(r"\x1b\[[\d;]*m", said)


@pytest.mark.slow
def test_a_terminal_without_its_letters_is_shown_others(tmp_path: Path) -> None:
    status, said = said_on_a_terminal(
        script(tmp_path), LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="latin-1"
    )
    assert status == 0
    assert drawn(said)
    assert said.isascii()


@pytest.mark.slow
def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    wait = "if number == 29: time.sleep(60)"  # until it is pressed, at the second drawing
    line = script(tmp_path, wait, pause=0.08)
    status, said = said_on_a_terminal(line, ctrl_c_at=ERASED)
    assert status == 130
    assert said.endswith(ERASED)
    assert said.rindex("\x1b[?25h") > said.rindex("\x1b[?25l")


@pytest.mark.slow
def test_an_error_leaves_nothing_but_itself(tmp_path: Path) -> None:
    line = script(tmp_path, 'if number == 20: sys.exit("It went wrong.")')
    status, said = said_on_a_terminal(line)
    assert status == 1
    assert drawn(said)
    assert said.endswith(f"{ERASED}It went wrong.\n")


@pytest.mark.slow
def test_a_killed_process_leaves_the_cursor(tmp_path: Path) -> None:
    line = script(tmp_path, "if number == 20: os.kill(os.getpid(), 9)")
    status, said = said_on_a_terminal(line)
    assert status == -signal.SIGKILL
    assert said.rindex("\x1b[?25h") > said.rindex("\x1b[?25l")


@pytest.mark.slow
def test_what_is_said_meanwhile_stands_above_the_bar(tmp_path: Path) -> None:
    doing = 'if number in (20, 25): print(f"warning: [{number}]", file=sys.stderr)'
    _, said = said_on_a_terminal(script(tmp_path, doing))
    for number in (20, 25):
        assert f"{ERASED}warning: [{number}]" in said
    assert said.endswith(f"{ERASED}Built. True\n")


BUILD = """
import sys
from functools import partial
from plugins import progress
from plugins.commands.build import main
from plugins.process import run

progress.LONG = progress.EVERY = 0.0
run(partial(main, sys.argv[1:]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("plugin", ["", "pelican.plugins.neighbors"])
def test_a_build_tells_of_reading_and_of_making_pages(plugin: str, tmp_path: Path) -> None:
    settings = tmp_path / "settings.py"
    known = (VALID / "settings.py").read_text(encoding="utf-8")
    more = f'\nfrom plugins import PLUGINS\nPLUGINS = [*PLUGINS, "{plugin}"]\n' if plugin else ""
    settings.write_text(known + more, encoding="utf-8")
    more_arguments = ["--output", str(tmp_path / "site")]
    _, _, _, *given = command("build", VALID / "content", settings, *more_arguments)
    status, said = said_on_a_terminal([sys.executable, "-c", BUILD, *given], NO_COLOR="1")
    assert status == 0
    bars = drawn(said)
    for what in ("Reading files", "Making pages"):
        told = [re.findall(r"\d+", bar) for bar in bars if bar.startswith(what)]
        (total,) = {int(of) for _, of in told}
        done = [int(one) for one, _ in told]
        assert done == sorted(done)
        assert done[-1] == total > 20
    assert re.search(rf"{re.escape(ERASED)}Held back \(5\):\n", said)


def test_no_terminal_is_asked_for_what_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)  # as where it is closed
    monkeypatch.setattr(module, "LONG", -1.0)
    with progress("Making pages") as note:
        note(1, 2)


@pytest.mark.slow
def test_a_start_loads_no_bar() -> None:
    line = [sys.executable, "-c", "import sys, plugins.publication; print(*sys.modules)"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "rich.progress" not in done.stdout.split()
