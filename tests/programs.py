"""The real programs that some tests start: servers, a browser, and what comes from npm."""

from __future__ import annotations

import os
import shutil
from typing import NoReturn

import pytest

BROWSERS = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")


def program(name: str, package: str = "") -> str:
    """Where a program is. Without it a test is skipped, and says so; in CI it fails.

    package: the Debian package that has it, if it has another name.
    """
    # Debian keeps servers where only root's PATH leads.
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    return found or lacking(f"{name} is not installed (Debian: apt install {package or name})")


def chromium() -> str:
    """Where the browser is: what $CHROMIUM names, an installed Chrome, or Debian's Chromium."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named) or lacking(f"CHROMIUM={named} is no program")
    found = (shutil.which(name) for name in BROWSERS)
    return next(filter(None, found), "") or lacking(
        "there is no Chrome or Chromium (Debian: apt install chromium; or set CHROMIUM to its path)"
    )


def lacking(what: str) -> NoReturn:
    """End a test for which something is missing: it is skipped, and in CI it fails."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
