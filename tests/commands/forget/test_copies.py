"""What holds a comment besides: git, the branch of the comments, files that others write."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from plugins.model.comments.thread import read_thread
from plugins.snapshot.folder_lock import alone
from tests.clones import git
from tests.commands.forget.forgetting import WHEN, WITHOUT_KARL, forget, listed, said, snapshot
from tests.commands.talking import ARCHIVE


@pytest.mark.slow
def test_git_is_asked_whether_it_still_holds_it(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = content.parent
    git(repository, "init", "-q", "--initial-branch=old")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Old")
    old = git(repository, "rev-parse", "--short=10", "HEAD")
    assert forget(content, "c17-2") == 0
    told = capsys.readouterr().out
    assert f"  {old} of " in told
    assert "git filter-repo --invert-paths --path content/comments/soup.yml\n" in told
    git(repository, "commit", "-qam", "Erased")
    assert forget(content, "c17-2") == 0
    assert f"  {old} of " in capsys.readouterr().out
    git(repository, "clone", "-q", "--depth=1", f"file://{repository}", "shallow")
    told = _asked_in(repository / "shallow", content, capsys)
    assert "does not hold it" not in told
    assert "is not known. This clone holds only the newest part of the history" in told
    git(repository, "revert", "--no-edit", "HEAD")
    git(repository, "clone", "-q", "--depth=1", f"file://{repository}", "newer")
    told = _asked_in(repository / "newer", content, capsys)
    assert "Git's history still holds it" in told
    assert "There may be more in git's history of" in told
    assert "is not known" not in told
    git(repository, "reset", "-q", "--hard", "HEAD~1")
    git(repository, "checkout", "-q", "--orphan", "anew")
    git(repository, "commit", "-qm", "Anew")
    git(repository, "branch", "-q", "-D", "old")
    assert forget(content, "c17-2") == 0
    assert "does not hold it" in capsys.readouterr().out


def _asked_in(clone: Path, content: Path, capsys: pytest.CaptureFixture[str]) -> str:
    (clone / "settings.py").write_bytes((content.parent / "settings.py").read_bytes())
    assert forget(clone / "content", "c17-2") == 0
    return capsys.readouterr().out


def test_a_snapshot_in_git_is_looked_through_too(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = content.parent
    snapshot(content, said(3), said(33))
    git(repository, "init", "-q")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Old")
    assert forget(content, "isso-3") == 0
    told = capsys.readouterr().out
    assert ".comments/bread.isso.json" in told
    assert "soup.yml" not in told


def test_of_a_folder_that_git_ignores_nothing_is_said(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content.parent / ".gitignore").write_text(".comments/\n", "utf-8")
    snapshot(content, said(3))
    git(content.parent, "init", "-q")
    git(content.parent, "add", ".")
    git(content.parent, "commit", "-qm", "Old")
    assert forget(content, "isso-3") == 0
    assert "history" not in capsys.readouterr().out


@pytest.mark.slow
def test_the_branch_of_the_comments_is_looked_through(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It keeps the files at its root, and only the forge's remote may have it."""
    repository = content.parent
    with (repository / "settings.py").open("a", encoding="utf-8") as settings:
        settings.write("COMMENTS_BRANCH = 'comments'\n")
    file = snapshot(content, said(3))
    (repository / ".gitignore").write_text(".comments/\n", "utf-8")
    git(repository, "init", "-q", "--initial-branch=main")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Old")
    words = file.read_bytes()
    assert forget(content, "isso-3") == 0
    told = capsys.readouterr().out
    assert "not in this clone" in told
    assert "git fetch origin comments:" in told
    _commit_to(repository, "refs/remotes/origin/comments", words)
    assert forget(content, "isso-3") == 0
    told = capsys.readouterr().out
    assert "The branch comments still holds it, in bread.isso.json (" in told
    assert "filter-repo" not in told
    assert "does not hold it" not in told
    _commit_to(repository, "refs/remotes/origin/comments", file.read_bytes())
    assert forget(content, "isso-3") == 0
    assert "The branch comments, as it was last fetched, does not hold" in capsys.readouterr().out


def _commit_to(repository: Path, ref: str, data: bytes) -> None:
    """Make a ref one commit without a parent, of the snapshot's file at its root."""
    (repository / "blob").write_bytes(data)
    blob = git(repository, "hash-object", "-w", "blob")
    git(repository, "read-tree", "--empty")
    git(repository, "update-index", "--add", "--cacheinfo", f"100644,{blob},bread.isso.json")
    commit = git(repository, "commit-tree", git(repository, "write-tree"), "-m", "The comments")
    git(repository, "update-ref", ref, commit)


def test_the_copies_that_stay_are_named(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forget(content, "c17-2") == 0
    told = capsys.readouterr().out
    for place in ("releases on the server", "public/", "caches of .comments", "artifacts"):
        assert place in told


def test_an_old_file_that_was_brought_back_is_emptied_again(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The build hides what it says, as the list names it; the file must not keep it either."""
    assert forget(content, "c17-2") == 0
    (content / "comments/soup.yml").write_text(ARCHIVE, "utf-8")
    file = snapshot(content, said(3))
    assert forget(content, "isso-3") == 0
    snapshot(content, said(3))
    for named in ("c17-2", "isso-3"):
        assert forget(content, named) == 0
    assert (content / "comments/soup.yml").read_text("utf-8") == WITHOUT_KARL
    assert "Karl" not in file.read_text("utf-8")
    assert listed(content) == f"archive soup/c17-2 {WHEN}\nisso 3 {WHEN}\n"


@pytest.fixture
def question(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What happens while somebody thinks about the question, to be filled in."""
    meanwhile: list[Callable[[], object]] = []

    def agreed(_question: str, *, yes: bool) -> bool:
        for one in meanwhile:
            one()
        return yes

    monkeypatch.setattr("plugins.commands.forget.agreed", agreed)
    return meanwhile


def test_what_came_into_the_snapshot_meanwhile_stays(
    content: Path, question: list[Callable[[], object]]
) -> None:
    file = snapshot(content, said(3))
    question.append(lambda: snapshot(content, said(3), said(4), said(5, reply_to="3")))
    assert forget(content, "isso-3") == 0
    gone, new, answer = read_thread(file.read_bytes()).comments
    assert (gone.name, gone.text, new, answer) == ("", "", said(4), said(5, reply_to="3"))


def test_what_has_the_number_by_now_stays(
    content: Path, question: list[Callable[[], object]]
) -> None:
    other = msgspec.structs.replace(said(3), at=said(4).at)
    file = snapshot(content, said(3))
    question.append(lambda: snapshot(content, other))
    assert forget(content, "isso-3") == 0
    assert read_thread(file.read_bytes()).comments == (other,)


def test_while_a_snapshot_is_taken_it_is_left_and_told(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = snapshot(content, said(3))
    before = file.read_bytes()
    with alone(file.parent, AssertionError):
        assert forget(content, "isso-3") == 3
    assert "Another run is writing" in capsys.readouterr().err
    assert file.read_bytes() == before
    assert forget(content, "isso-3") == 0
    assert b"Karl" not in file.read_bytes()


def test_what_a_run_that_was_killed_left_goes(content: Path) -> None:
    """It holds the names and words, and nothing else would ever look at it."""
    file = snapshot(content, said(3))
    archive = content / "comments/soup.yml"
    killed = [_killed(file), _killed(archive)]
    young = _killed(archive, age=0)  # of a run that may be at work
    noted = file.with_name(".of-ours")
    noted.touch()
    assert forget(content, "isso-3") == 0
    assert [one.exists() for one in (*killed, young, noted, file)] == [False] * 2 + [True] * 3
    _killed(file)
    assert forget(content, "isso-3") == 0
    assert "Karl" not in "".join(one.read_text("utf-8") for one in file.parent.iterdir())


def _killed(file: Path, age: int = 120) -> Path:
    """What stands beside a file once a program was killed that was writing it."""
    left = file.with_name(f".{file.name}.new-{age:08x}")
    left.write_bytes(file.read_bytes())
    moment = time.time() - age
    os.utime(left, (moment, moment))
    return left
