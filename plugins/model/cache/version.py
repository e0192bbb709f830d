"""The version of all that makes a site of its content: Python, the locked packages, our code."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[3]  # of the code that runs
PACKAGES = Path(sysconfig.get_path("purelib"))


def _version() -> bytes:
    """The same as long as the same code runs: what another has kept means nothing to it."""
    installed = sorted(folder.name for folder in PACKAGES.glob("*.dist-info"))
    files = [*ROOT.glob("requirements/*.txt"), *ROOT.glob("plugins/**/*.py")]
    return _digest(f"{sys.version} {installed}", files)


def _digest(machine: str, files: Iterable[Path]) -> bytes:
    found = hashlib.blake2b(machine.encode(), digest_size=16)
    for file in sorted(files):
        data = file.read_bytes()
        found.update(f"\n{file.relative_to(ROOT)} {len(data)}\n".encode())
        found.update(data)
    return found.digest()


# Found when this is imported, so that code that is saved while more is imported counts as newer.
CODE_VERSION = _version()
