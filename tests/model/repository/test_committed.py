"""Earlier states of the content, taken out of git."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest

from plugins.model.repository.committed import commits_of, take_out
from plugins.model.repository.git import GitFailed


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A change")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "a repository"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, "site/content/posts/ä b.md", "one")
    commit(folder, "elsewhere.md", "no content")
    commit(folder, "site/content/posts/ä b.md", "two")
    return folder


def test_each_state_is_taken_out_as_it_was(repository: Path, tmp_path: Path) -> None:
    content = repository / "site/content"
    commits = commits_of(content, 9)
    texts = []
    for commit_, day in commits:
        assert day <= datetime.datetime.now(tz=datetime.UTC).date()
        (tmp_path / commit_).mkdir()
        copy = take_out(content, commit_, tmp_path / commit_)
        assert copy.name == "content"
        files = [path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()]
        assert files == ["posts/ä b.md"]
        texts.append((copy / "posts/ä b.md").read_text())
    assert texts == ["two", "one"]
    assert commits_of(content, 1) == commits[:1]


def test_a_link_in_an_old_state_leads_nowhere_outside(repository: Path, tmp_path: Path) -> None:
    content = repository / "site/content"
    (content / "posts/out.md").symlink_to("/etc/hostname")
    commit(repository, "site/content/x.md", "three")
    copy = take_out(content, commits_of(content, 1)[0][0], tmp_path)
    assert sorted(path.name for path in copy.rglob("*.md")) == ["x.md", "ä b.md"]


def test_what_is_no_repository_is_said(tmp_path: Path) -> None:
    with pytest.raises(GitFailed, match="not in a git repository"):
        commits_of(tmp_path, 1)
