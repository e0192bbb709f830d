"""The real commands, each in a process of its own, and what they leave behind."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
VALID = ROOT / "tests/sites/valid"
INVALID = ROOT / "tests/sites/invalid"
FROM_OUTSIDE = ("TODAY", "SOURCE_DATE_EPOCH", "PYTHONHASHSEED")  # what would change a build
TOO_LONG = 120  # seconds; every command in these tests takes a few


def environment(**more: str) -> dict[str, str]:
    """This process's environment without what would change a build."""
    kept = {name: value for name, value in os.environ.items() if name not in FROM_OUTSIDE}
    return kept | {"PYTHONUTF8": "1"} | more


def command(name: str, content: Path, settings: Path, *more: str) -> list[str]:
    module = f"plugins.commands.{name}"
    places = ["--content", str(content), "--settings", str(settings)]
    return [sys.executable, "-m", module, *places, *more]


def check(content: Path, settings: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return _run(command("check", content, settings), env)


def build(
    content: Path, settings: Path, output: Path, *more: str, **env: str
) -> subprocess.CompletedProcess[str]:
    return _run(command("build", content, settings, "--output", str(output), *more), env)


def _run(arguments: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments,
        cwd=ROOT,
        env=environment(**env),
        capture_output=True,
        encoding="utf-8",
        timeout=TOO_LONG,
        check=False,
    )


def files_of(site: Path) -> dict[str, bytes]:
    """The bytes of every file of a site, by its path."""
    root = site.resolve()  # what is read is a link to one of two trees
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def digest_of(site: Path) -> str:
    """One word for all paths and bytes of a site."""
    found = hashlib.sha256()
    for path, data in files_of(site).items():
        found.update(f"{path}\0{len(data)}\0".encode() + data)
    return found.hexdigest()
