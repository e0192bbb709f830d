"""The commit that a repository is at, without a question to git, which takes a process."""

from __future__ import annotations

from pathlib import Path

_REF = "ref: "


def head_of(folder: Path) -> str:
    """What names the commit that is checked out where a folder is; "" outside of any repository."""
    above = (folder.absolute(), *folder.absolute().parents)
    git = next((one / ".git" for one in above if (one / ".git").exists()), None)
    if git is None:
        return ""
    try:
        head = (git / "HEAD").read_text("utf-8").strip()
        if not head.startswith(_REF):
            return head
        return (git / head.removeprefix(_REF)).read_text("utf-8").strip()
    except OSError:  # a worktree, or a branch that is packed away
        return _asked(folder)


def _asked(folder: Path) -> str:
    from plugins.model.repository.git import GitFailed, ask_git

    try:
        return ask_git(folder, "rev-parse", "HEAD").strip()
    except GitFailed as failed:
        return str(failed)
