"""Earlier states of the content folder, as git keeps them."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from plugins.model.repository.git import ask_git, ask_git_for_bytes


def commits_of(content: Path, most: int) -> list[str]:
    """The newest commits of this branch that changed the content folder, from the newest.

    Raises GitFailed.
    """
    asked = ("log", "--first-parent", f"--max-count={most}", "--format=%H", "HEAD", "--", ".")
    return ask_git(content, *asked).split()


def take_out(content: Path, commit: str, folder: Path) -> Path:
    """Write the content as it was at a commit into a folder, under its own name; returns where.

    Raises GitFailed, and OSError where it cannot be written.
    """
    copy = folder / content.name
    copy.mkdir()
    data = ask_git_for_bytes(content, "archive", "--format=tar", commit)
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        tar.extractall(copy, filter=_inside)  # noqa: S202 (the filter lets nothing out)
    return copy


def _inside(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """A file to write; None for a device, and for what would lead out of the folder."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None
