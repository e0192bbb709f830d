"""Earlier states of the content folder, as git keeps them."""

from __future__ import annotations

import datetime
import tarfile
from pathlib import Path

from plugins.model.repository.git import ask_git, git_writing


def commits_of(content: Path, most: int, path: str = ".") -> list[tuple[str, datetime.date]]:
    """The newest commits of this branch that changed the content folder, with their days.

    From the newest; the day is that of the one who committed it.
    path: what they changed, seen from the content folder.

    Raises GitFailed.
    """
    asked = ("log", "--first-parent", f"--max-count={most}", "--format=%H %cs", "HEAD", "--", path)
    lines = ask_git(content, *asked).splitlines()
    return [(commit, datetime.date.fromisoformat(day)) for commit, day in map(str.split, lines)]


def take_out(content: Path, commit: str, folder: Path) -> Path:
    """Write the content as it was at a commit into a folder, under its own name; returns where.

    Raises GitFailed, and OSError where it cannot be written.
    """
    copy = folder / content.name
    copy.mkdir()
    with (
        git_writing(content, "archive", "--format=tar", commit) as data,
        tarfile.open(fileobj=data, mode="r|") as tar,
    ):
        tar.extractall(copy, filter=_inside)  # noqa: S202 (the filter lets nothing out)
    return copy


def _inside(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """A file to write; None for a device, and for what would lead out of the folder."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None
