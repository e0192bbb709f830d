"""The version of all that makes a site of its content: Python, the locked packages, our code."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]  # of the code that runs


@cache
def code_version() -> bytes:
    """The same as long as the same code runs: what another has kept means nothing to it."""
    return _digest(sys.version, [*ROOT.glob("requirements/*.txt"), *ROOT.glob("plugins/**/*.py")])


def _digest(python: str, files: Iterable[Path]) -> bytes:
    found = hashlib.blake2b(python.encode(), digest_size=16)
    for file in sorted(files):
        data = file.read_bytes()
        found.update(f"\n{file.relative_to(ROOT)} {len(data)}\n".encode())
        found.update(data)
    return found.digest()
