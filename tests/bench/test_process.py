"""A run's cost holds that of its children; a failure is told with the program's own words."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.bench.process import PROC, Cost, join_family, resident, run

HOLD = "import time; held = bytearray(50_000_000); time.sleep(3)"  # so long that both hold at once
BURN = "import time\nwhile time.process_time() < 0.3: pass"
TWICE = """\
import subprocess, sys
children = [subprocess.Popen([sys.executable, "-c", {0!r}]) for _ in range(2)]
sys.exit(any(child.wait() for child in children))
"""


def cost_of(program: str, folder: Path) -> Cost:
    return run([sys.executable, "-c", program], folder, os.environ, watched=True)[0]


@pytest.mark.slow
@pytest.mark.skipif(not PROC.is_dir(), reason="only /proc tells of other processes")
def test_memory_is_the_sum_over_the_tree(tmp_path: Path) -> None:
    memory = cost_of(TWICE.format(HOLD), tmp_path).memory
    assert 100_000_000 < memory < 250_000_000


@pytest.mark.slow
def test_the_time_of_children_counts(tmp_path: Path) -> None:
    assert cost_of(TWICE.format(BURN), tmp_path).cpu >= 0.6


def test_a_run_tells_what_was_said(tmp_path: Path) -> None:
    program = "import os, sys; print(os.getcwd()); print(os.environ['WHO'], file=sys.stderr)"
    _, words = run([sys.executable, "-c", program], tmp_path, os.environ | {"WHO": "me"})
    assert words.split() == [str(tmp_path.resolve()), "me"] or words.split() == [
        "me",
        str(tmp_path.resolve()),
    ]


def test_a_failure_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no bread\n.*status 3"):
        cost_of("import sys; print('no bread'); sys.exit(3)", tmp_path)


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    """Processes: 1 started 10 and 20; 10 started 11, and 11 started 12, of an awkward name."""
    for pid, parent in ((1, 0), (10, 1), (11, 10), (12, 11), (20, 1), (21, 20)):
        folder = tmp_path / str(pid)
        folder.mkdir()
        (folder / "stat").write_text(f"{pid} (a) S 10 b) S {parent} 0 0", encoding="ascii")
        (folder / "statm").write_text(f"900 {pid} 3", encoding="ascii")
    (tmp_path / "self").mkdir()
    return tmp_path


def test_a_family_is_all_that_its_root_started(proc: Path) -> None:
    family, strangers = {10}, {1, 20}
    join_family(family, strangers, proc)
    assert family == {10, 11, 12}
    assert strangers == {1, 20, 21}


def test_a_member_stays_one_when_its_parent_has_ended(proc: Path) -> None:
    family, strangers = {10}, {1}
    join_family(family, strangers, proc)
    (proc / "12" / "stat").write_text("12 (orphan) S 1 0 0", encoding="ascii")
    join_family(family, strangers, proc)
    assert 12 in family


def test_of_shared_memory_each_has_its_part(proc: Path) -> None:
    rollup = "55 7f rollup\nRss:   900 kB\nPss:    120 kB\nPss_Dirty: 7 kB\n"
    (proc / "12" / "smaps_rollup").write_text(rollup, encoding="ascii")
    assert resident(12, proc) == 120 * 1024
    assert resident(99, proc) == 0
