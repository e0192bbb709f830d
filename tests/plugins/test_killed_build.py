"""A build that is killed at any moment leaves a complete site, the old one or the new one.

The test takes any builder: a function that gives the command which builds version 1 or 2 of a site.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Builder = Callable[[Path, int], list[str]]
KILLS = 40


def small_builder(output: Path, version: int) -> list[str]:
    """The command that builds version 1 or 2 of a site into `output`."""
    script = Path(__file__).with_name("small_builder.py")
    return [sys.executable, str(script), str(output), str(version)]


@pytest.mark.long
@pytest.mark.parametrize("builder", [small_builder])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path, builder: Builder) -> None:
    whole, seconds = build_cleanly(builder, tmp_path)
    output = tmp_path / "output"
    run_to_its_end(builder(output, 1))
    moments = random.Random(2014)  # noqa: S311 - no secret: the same moments in every run
    for kill in range(KILLS):
        seen = whole[digest(output)]
        run_and_kill(builder(output, 3 - seen), moments.uniform(0, 1.1 * seconds))
        assert digest(output) in whole, f"kill {kill} left a site that is neither old nor new"
        if kill % 5 == 4:
            wanted = 3 - whole[digest(output)]
            run_to_its_end(builder(output, wanted))
            assert whole[digest(output)] == wanted, f"the build after kill {kill} went wrong"
    trees = sorted(path.name for path in (tmp_path / ".output.trees").iterdir())
    assert trees == ["a", "b", "lock"]


def build_cleanly(builder: Builder, folder: Path) -> tuple[dict[str, int], float]:
    """Which digest stands for which version, and the seconds that a build takes."""
    begun = time.monotonic()
    for version in (1, 2):
        run_to_its_end(builder(folder / f"clean-{version}", version))
    seconds = (time.monotonic() - begun) / 2
    whole = {digest(folder / f"clean-{version}"): version for version in (1, 2)}
    assert len(whole) == 2, "the two versions must differ"
    return whole, seconds


def run_to_its_end(command: list[str]) -> None:
    run = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def run_and_kill(command: list[str], after: float) -> None:
    """Kill the build, and not its workers, which must then end by themselves.

    They inherit the build's output pipe, which ends when the last of them has ended.
    """
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.kill()
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            pytest.fail("a worker of the killed build is still running")


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def digest(site: Path) -> str:
    """One fingerprint of every path and byte of a site."""
    sums = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        sums.update(f"{path.relative_to(site)}\0".encode())
        if path.is_file():
            sums.update(path.read_bytes() + b"\0")
    return sums.hexdigest()
