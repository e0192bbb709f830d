"""The locks hold every package with its hash, and no address; `make help` names every target."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ["build", "run", "comments", "test", "check", "lock"]


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pinned(name: str) -> dict[str, str]:
    """The version of each package that a lock holds."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", lock(name), re.MULTILINE))


def wanted(name: str) -> set[str]:
    """The packages that pyproject.toml names for a lock, without their versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    group = (
        project["project"]["dependencies"] if name == "run" else project["dependency-groups"][name]
    )
    return {re.split(r"[^a-z0-9-]", line)[0] for line in group}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_the_project_names(name: str) -> None:
    assert wanted(name) - set(pinned(name)) == set()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_hashes_and_no_address_or_path(name: str) -> None:
    packages = re.split(r"^(?=[a-z0-9])", lock(name), flags=re.MULTILINE)[1:]
    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert not re.search(r"://|--index|--find-links|/(home|root|tmp|Users)/", lock(name))


def test_the_locks_agree() -> None:
    run, comments, test, check = map(pinned, ["run", "comments", "test", "check"])
    assert run.items() <= comments.items() <= test.items() <= check.items()


def test_nothing_is_asked_for_that_must_be_compiled_in_c() -> None:
    """Isso's old renderer, which is off where nobody asks for it."""
    assert "isso" in pinned("comments")
    assert "misaka" not in pinned("check")


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):(?! export | [A-Z]+ =)", makefile, re.MULTILINE)
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    named = re.findall(r"^make ([a-z-]+) +\S", said.stdout, re.MULTILINE)
    assert named == [target for target in targets if not target.startswith("with-")]
    assert named
