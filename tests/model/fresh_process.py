"""A fresh process that shares out work, for tests of workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.running import ROOT, TOO_LONG, environment

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
