"""The commit that a repository is at, without a question to git, which takes a process."""

from __future__ import annotations

from pathlib import Path

_REF = "ref: "
IGNORED_COMMITS = ".git-blame-ignore-revs"


def head_of(folder: Path) -> str:
    """What names the commit that is checked out where a folder is; "" outside of any repository."""
    git = _git_of(folder)
    if git is None:
        return ""
    try:
        head = (git / "HEAD").read_text("utf-8").strip()
        if not head.startswith(_REF):
            return head
        return (git / head.removeprefix(_REF)).read_text("utf-8").strip()
    except OSError:  # a worktree, or a branch that is packed away
        return _asked(folder)


def history_of(folder: Path) -> list[bytes]:
    """What else decides which history git tells: where it was cut off, and what does not count."""
    git = _git_of(folder)
    files = (git / "shallow", git.with_name(IGNORED_COMMITS)) if git else ()
    return [file.read_bytes() if file.is_file() else b"" for file in files]


def _git_of(folder: Path) -> Path | None:
    above = (folder.absolute(), *folder.absolute().parents)
    return next((one / ".git" for one in above if (one / ".git").exists()), None)


def _asked(folder: Path) -> str:
    from plugins.model.repository.git import GitFailed, ask_git

    try:
        return ask_git(folder, "rev-parse", "HEAD").strip()
    except GitFailed as failed:
        return str(failed)
