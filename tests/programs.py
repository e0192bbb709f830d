"""The real programs that some tests start: servers, a browser."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str, package: str = "") -> str:
    """Where a program is. Without it a test is skipped, and says so; in CI it fails.

    package: the Debian package that has it, if it has another name.
    """
    # Debian keeps servers where only root's PATH leads.
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found:
        return found
    missing = f"{name} is not installed (Debian: apt install {package or name})"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
