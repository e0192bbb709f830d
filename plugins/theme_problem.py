"""What stops a build where the theme is at fault: a stylesheet, a template, what one names."""

from __future__ import annotations

from typing import NoReturn


class ThemeProblem(Exception):  # noqa: N818 - it is named for what a maintainer reads
    """A fault in a file of the theme; the text is one line, with the file and its line."""


def stop_at(file: str, line: int, fault: str) -> NoReturn:
    """Raise ThemeProblem; `file` as seen from the folder in which the command runs."""
    raise ThemeProblem(f"The theme has a fault in {file}, line {line}: {fault}.")
