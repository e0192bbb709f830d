"""What one run of a program costs: time, the processors' time, memory of all its processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
PAUSE = 0.05  # seconds between two looks at the memory
_PART = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in one of ru_maxrss


class Cost(NamedTuple):
    """Wall and CPU time in seconds, memory of the tree of processes at its peak in bytes."""

    wall: float
    cpu: float
    memory: int


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, watched: bool = False
) -> tuple[Cost, str]:
    """Run to the end and tell the cost and what was said; raises SystemExit where it failed.

    The CPU time holds that of all children that were waited for.
    watched: whether to look at the memory, again and again, which takes time from what is run; it
        is else that of the largest process.
    """
    with tempfile.TemporaryFile() as said:
        strangers = set(_processes(PROC))
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        ended = threading.Event()
        peaks = [0]
        watcher = threading.Thread(target=_watch, args=(process.pid, strangers, ended, peaks))
        if watched:
            watcher.start()
        # What the processes used is told only once, to whoever waits for them.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        ended.set()
        if watched:
            watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode(errors="replace")
    if process.returncode:
        raise SystemExit(f"{words}{' '.join(command)}: status {process.returncode}")
    memory = peaks[0] or usage.ru_maxrss * MEMORY_UNIT  # without /proc too: its largest process
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory), words


def _watch(root: int, strangers: set[int], ended: threading.Event, peaks: list[int]) -> None:
    """Keep the largest sum seen in `peaks`, until it has ended."""
    family = {root}
    while not ended.wait(PAUSE):
        join_family(family, strangers)
        peaks[0] = max(peaks[0], sum(map(resident, family)))


def join_family(family: set[int], strangers: set[int], proc: Path = PROC) -> None:
    """Add the processes that a member has started; whoever is no relative joins the strangers.

    Each process is looked at once, so that looking costs the machine next to nothing.
    """
    for pid in sorted(_processes(proc)):
        if pid not in family and pid not in strangers:
            (family if _parent(pid, proc) in family else strangers).add(pid)


def resident(pid: int, proc: Path = PROC) -> int:
    """The memory in bytes that a process holds now; 0 if it has ended.

    Of what several share each has its part (Pss, proc_pid_smaps(5)), so a sum is what they use.
    """
    try:
        said = (proc / str(pid) / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = _PART.search(said)
    return int(found[1]) * 1024 if found else 0


def _processes(proc: Path) -> Iterator[int]:
    entries = proc.iterdir() if proc.is_dir() else iter(())
    return (int(entry.name) for entry in entries if entry.name.isdecimal())


def _parent(pid: int, proc: Path) -> int:
    """Who started a process; 0 if it has ended. Its name, in brackets, may hold any character."""
    try:
        stat = (proc / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[1])
