"""No line leaves the ledger: git remembers those that did."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest

from plugins.model.published.ledger import FILE, Ledger, Published, read_ledger, write_ledger
from plugins.model.published.lost_line import check_holds_all_lines

DAY = datetime.date(2026, 11, 1)
LINES = tuple(
    Published(address=f"/posts/{slug}/", n=1, day=DAY, kind="posts", file=f"posts/{slug}.md")
    for slug in ("a", "b ü", "c")
)
LEDGER = Ledger(LINES)


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def write(content: Path, lines: tuple[Published, ...], *, commit: bool = True) -> None:
    (content / FILE).write_bytes(write_ledger(Ledger(lines)))
    if commit:
        git(content, "add", "-A")
        git(content, "commit", "-q", "-m", "A change")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    git(tmp_path, "init", "-q")
    write(folder, LINES[:2])
    write(folder, LINES)
    return folder


def said(content: Path) -> list[str]:
    file = content / FILE
    ledger, problems = read_ledger(file.read_bytes() if file.exists() else None, FILE)
    assert problems == []
    return [str(problem) for problem in check_holds_all_lines(ledger, content)]


def test_a_ledger_that_only_grew_is_well(content: Path) -> None:
    assert said(content) == []


@pytest.mark.parametrize("commit", [True, False])
def test_lines_that_were_taken_out_are_told(content: Path, commit: bool) -> None:
    write(content, LINES[1:2], commit=commit)
    (words,) = said(content)
    assert words.startswith(
        "content/published.json: The ledger of what was published has lost the line of /posts/a/"
        " and 1 more: nobody takes lines out of it. Bring the file back."
    )


def test_it_stays_told_over_later_commits_until_it_is_back(content: Path) -> None:
    write(content, LINES[:1])
    (content / "x.md").write_text("Something else.")
    git(content, "add", "-A")
    git(content, "commit", "-q", "-m", "Later")
    assert len(said(content)) == 1
    write(content, LINES)
    assert said(content) == []


def test_a_ledger_that_was_deleted_is_told(content: Path) -> None:
    (content / FILE).unlink()
    assert "has lost the line of /posts/a/ and 2 more" in said(content)[0]


def test_a_line_that_a_merge_left_out_is_told(content: Path) -> None:
    new = Published(address="/posts/d/", n=1, day=DAY, kind="posts", file="posts/d.md")
    git(content, "switch", "-q", "-c", "side")
    write(content, (*LINES, new))
    git(content, "switch", "-q", "-")
    (content / "x.md").write_text("Something else.")
    git(content, "add", "-A")
    git(content, "commit", "-q", "-m", "On the main branch")
    git(content, "merge", "-q", "side")
    assert said(content) == []
    write(content, LINES)
    assert "/posts/d/" in said(content)[0]


def test_without_git_nothing_is_said(tmp_path: Path) -> None:
    assert check_holds_all_lines(LEDGER, tmp_path) == []
