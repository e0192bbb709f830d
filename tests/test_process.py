"""Every command ends alike: its status, Ctrl-C, nobody who listens, letters a terminal lacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = """
import os, signal, sys
from plugins.process import run

def main():
    {body}

run(main, ValueError, has_peers={has_peers})
"""


def ended(body: str, *, has_peers: bool = False) -> tuple[int, str, str]:
    script = SCRIPT.format(body=body, has_peers=has_peers)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ("pass", 0, ""),
        ("return 3", 3, ""),
        ("sys.exit(1)", 1, ""),
        ("raise ValueError('It is é.')", 2, "It is \\xe9.\n"),
        ("os.kill(os.getpid(), signal.SIGINT)", 130, ""),
    ],
)
def test_a_command_ends_with_its_status(body: str, status: int, told: str) -> None:
    assert ended(body) == (status, "", told)


def test_what_nobody_foresaw_is_not_hidden() -> None:
    status, _, told = ended("raise KeyError('x')")
    assert status == 1
    assert told.endswith("KeyError: 'x'\n")


@pytest.mark.parametrize("has_peers", [True, False])
def test_nobody_listens(has_peers: bool) -> None:
    script = SCRIPT.format(body="[print('x' * 80) for _ in range(9999)]", has_peers=has_peers)
    command = f"'{sys.executable}' -c \"$1\" | head -n 1"
    done = subprocess.run(
        ["sh", "-c", command, "sh", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"{'x' * 80}\n", "")


def test_a_peer_that_ends_early_is_told_of_and_ends_nothing() -> None:
    body = """
    ends, begins = os.pipe()
    os.close(ends)
    try:
        os.write(begins, b'x')
    except BrokenPipeError:
        raise ValueError('It has ended.')
    """
    assert ended(body, has_peers=True) == (2, "", "It has ended.\n")


def test_every_command_runs_so() -> None:
    commands = sorted((ROOT / "plugins/commands").glob("[!_]*.py"))
    feet = [file.read_text(encoding="utf-8").splitlines()[-2:] for file in commands]
    assert feet
    assert {first for first, _ in feet} == {'if __name__ == "__main__":'}
    assert all(last.startswith("    run(main") for _, last in feet)
