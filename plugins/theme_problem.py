"""What stops a build where the theme is at fault: a stylesheet, a template, what one names."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import NoReturn

from plugins.words import as_seen_from_here


class ThemeProblem(Exception):  # noqa: N818 - it is named for what a maintainer reads
    """A fault in a file of the theme; the text is one line, with the file and its line."""


def stop_at(file: str, line: int, fault: str) -> NoReturn:
    """Raise ThemeProblem; `file` as seen from the folder in which the command runs."""
    raise ThemeProblem(f"The theme has a fault in {file}, line {line}: {fault}.")


def place_in_theme(wrong: Exception) -> str:
    """The line of a template at which rendering ended: " in FILE, line 3", or "" for none."""
    frames = traceback.extract_tb(wrong.__traceback__)
    last = next((frame for frame in reversed(frames) if frame.filename.endswith(".html")), None)
    return f" in {as_seen_from_here(Path(last.filename))}, line {last.lineno}" if last else ""
