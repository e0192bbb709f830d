"""Whether git would keep what people said, and their names, though nobody has said that it may."""

from __future__ import annotations

from pathlib import Path

from plugins.model.repository.git import GitFailed, ask_git

_QUESTION = ("ls-files", "-t", "--cached", "--others", "--exclude-standard", "--", "*.json")
_UNTRACKED, _TRACKED = "? ", "H "


def about_to_be_committed(folder: Path) -> str:
    """A warning that git does not ignore the snapshot; "" where it does, or has threads of it.

    Who has committed one wants them there; a .gitkeep says nothing of that.
    """
    try:
        told = ask_git(folder, *_QUESTION)
    except GitFailed:  # there is no repository
        return ""
    marks = {line[:2] for line in told.splitlines()}
    if _UNTRACKED not in marks or _TRACKED in marks:
        return ""
    return (
        f"Git does not ignore {folder}: the next commit may hold what people said, with their"
        " names, and git forgets nothing. Write that folder into .gitignore; if it is meant to be"
        " in git, commit it, and this is not said again."
    )
