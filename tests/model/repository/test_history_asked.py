"""From where the history can be asked for, what may stand around it, what is said in trouble."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.model.repository import git as git_
from plugins.model.repository.history import (
    History,
    pack_history,
    read_history,
    unpack_history,
)
from tests.model.repository.histories import (
    ADDING,
    EDIT,
    EDITED,
    EDITED_TWICE,
    MOVE,
    NAME,
    POST,
    TEXT,
    Commit,
    git,
    repository,
    updated,
)

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


class TestBefore:
    """What was told before is given again while git would tell the same."""

    def test_it_is_given_again_while_head_is_where_it_was(self, tmp_path: Path) -> None:
        content = repository(tmp_path / "r", ADDING, EDIT) / "content"
        told = read_history(content)
        before = History({"a.md": date(2001, 1, 1)}, source=told.source)
        (content / "new.md").write_text("New.", "utf-8")
        assert read_history(content, before=before) is before
        git(content, "add", ".")
        who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
        git(content, *who, "commit", "-q", "-m", "New")
        assert read_history(content, before=before).updated == told.updated

    @pytest.mark.parametrize("more", [{"ignored": {"abcdefa"}}, {"bulk": 1}])
    def test_it_is_not_given_for_another_question(
        self, tmp_path: Path, more: dict[str, Any]
    ) -> None:
        repo = repository(tmp_path / "r", ADDING, EDIT)
        before = History({}, source=read_history(repo / "content").source)
        assert read_history(repo / "content", before=before, **more).updated
        assert read_history(repo, before=before).updated
        assert read_history(repo / "content", before=History({})).updated

    def test_it_is_kept(self, tmp_path: Path) -> None:
        told = read_history(repository(tmp_path / "r", ADDING, EDIT) / "content")
        assert unpack_history(pack_history(told)) == told

    def test_a_name_that_is_no_text_is_not_kept(self) -> None:
        assert pack_history(History({"\udce9.md": date(2001, 1, 1)})) == b""

    @pytest.mark.parametrize("data", [b"", b"\xc1", b"\x80", b"\x81\xa7updated\x01"])
    def test_what_is_none_is_not_given(self, data: bytes) -> None:
        assert unpack_history(data) is None


class TestPlaces:
    def test_any_folder_of_the_repository(self, tmp_path: Path) -> None:
        repo = repository(tmp_path / "r", ADDING, EDIT)
        assert list(read_history(repo).updated) == [POST]
        assert list(read_history(repo / "content/posts/2014").updated) == ["moving-home.md"]

    def test_a_relative_path_and_a_link(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repo = repository(tmp_path / "r", ADDING, EDIT)
        (tmp_path / "link").symlink_to(repo / "content")
        monkeypatch.chdir(repo)
        expected = read_history(repo / "content")
        assert expected.updated
        assert read_history(Path("content")) == read_history(tmp_path / "link") == expected

    def test_a_worktree(self, tmp_path: Path) -> None:
        repo = repository(tmp_path / "r", ADDING, EDIT)
        git(repo, "worktree", "add", "-q", "--detach", str(tmp_path / "w"))
        assert updated(tmp_path / "w") == {NAME: "2015-03-01"}

    def test_a_submodule(self, tmp_path: Path) -> None:
        inner = repository(tmp_path / "inner", ADDING, EDIT)
        outer = repository(tmp_path / "outer", Commit({"README.md": "a"}))
        allow = ("-c", "protocol.file.allow=always")
        git(outer, *allow, "submodule", "--quiet", "add", str(inner), "network")
        assert updated(outer / "network") == {NAME: "2015-03-01"}

    def test_a_file_not_yet_committed_has_no_day(self, tmp_path: Path) -> None:
        repo = repository(tmp_path / "r", ADDING, EDIT, MOVE._replace(upon=(2,)))
        (repo / POST).parent.mkdir(parents=True)
        (repo / POST).write_text("New, at a path that had a history.", encoding="utf-8")
        git(repo, "add", "--all")
        assert updated(repo) == {"b.md": "2015-03-01"}


HOSTILE = """
[log]
    showSignature = true
    showRoot = false
    follow = true
    date = relative
    decorate = full
[diff]
    renames = false
    renameLimit = 1
    orderFile = /no/such/file
    noprefix = true
[core]
    quotePath = true
    pager = false
[color]
    ui = always
    diff = always
[format]
    pretty = oneline
    notes = *
[notes]
    displayRef = *
[i18n]
    logOutputEncoding = UTF-16
"""


class TestSurroundings:
    @pytest.fixture
    def repo(self, tmp_path: Path) -> Path:
        """A history with renames, an edit that a merge threw away, a note and a signature."""
        both = {"content/a.md": TEXT + "a", "content/é.md": TEXT + "é"}
        edit = Commit({"content/é.md": EDITED + "é"}, "2015-03-01 12:00 +0000", "Zoë <z@e.org>")
        moved = {"content/c/a.md": EDITED + "a", "content/c/é.md": EDITED + "é"}
        moves = Commit(dict.fromkeys(both) | moved, "2016-03-01 12:00 +0000")
        thrown = Commit({"content/é.md": EDITED_TWICE}, "2017-03-01 12:00 +0000", upon=(2,))
        merge = Commit(moves.files, upon=(3, 4))
        last = Commit({"content/c/a.md": EDITED_TWICE}, "2018-03-01 12:00 +0000")
        repo = repository(tmp_path / "r", Commit(both), edit, moves, thrown, merge, last)
        plain = git(repo, "cat-file", "commit", "HEAD")
        signed = plain.replace("\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n\n", 1) + "\n"
        name = git(repo, "hash-object", "-t", "commit", "-w", "--stdin", stdin=signed)
        git(repo, "update-ref", "HEAD", name)
        git(repo, "notes", "add", "-m", "A note", "HEAD")
        return repo

    expected = {"c/a.md": "2018-03-01", "c/é.md": "2015-03-01"}  # noqa: RUF012 - nobody changes it

    def test_a_persons_configuration_changes_nothing(
        self, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "gpg").write_text("#!/bin/sh\necho Good signature >&2\n", encoding="utf-8")
        (tmp_path / "gpg").chmod(0o755)
        config = f"{HOSTILE}[gpg]\nprogram = {tmp_path / 'gpg'}\n"
        (tmp_path / "config").write_text(config, encoding="utf-8")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
        assert updated(repo) == self.expected

    def test_variables_change_nothing(self, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        nowhere = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY")
        for name in nowhere:
            monkeypatch.setenv(name, "/nowhere")
        monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
        monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
        monkeypatch.setenv("TZ", "Pacific/Kiritimati")
        assert updated(repo) == self.expected

    def test_replaced_commits_are_not_followed(self, repo: Path) -> None:
        git(repo, "replace", "--graft", "HEAD")
        assert updated(repo) == self.expected

    def test_grafted_commits_are_not_followed(self, repo: Path) -> None:
        (repo / ".git/info/grafts").write_text(git(repo, "rev-parse", "HEAD") + "\n")
        assert updated(repo) == self.expected


class TestTrouble:
    @pytest.fixture
    def repo(self, tmp_path: Path) -> Path:
        return repository(tmp_path / "r", ADDING, EDIT)

    def trouble(self, content: Path) -> str:
        found = read_history(content)
        assert found.updated == {}
        assert "\n" not in found.trouble
        return found.trouble

    def answer(self, folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
        """Let a program that answers so stand in the way of git."""
        (folder / "bin").mkdir()
        (folder / "bin/git").write_text(script, encoding="utf-8")
        (folder / "bin/git").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}")

    def test_a_shallow_clone(self, tmp_path: Path, repo: Path) -> None:
        git(tmp_path, "clone", "-q", "--depth=1", repo.as_uri(), "clone")
        assert "shallow clone" in self.trouble(tmp_path / "clone/content")
        git(tmp_path / "clone", "fetch", "-q", "--unshallow")
        assert updated(tmp_path / "clone") == {NAME: "2015-03-01"}

    def test_a_clone_without_old_texts_fetches_nothing(self, tmp_path: Path) -> None:
        repo = repository(tmp_path / "r", ADDING, MOVE)
        git(repo, "config", "uploadpack.allowFilter", "true")
        git(tmp_path, "clone", "-q", "--filter=blob:none", repo.as_uri(), "clone")
        assert "complete clone" in self.trouble(tmp_path / "clone/content")

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ("not a git repository (or any of the parent directories)", "Build in a clone"),
            ("detected dubious ownership in repository at '/x'", "safe.directory"),
            ("unsafe repository ('/x' is owned by someone else)", "safe.directory"),
            ("bad tree object 1234", "(bad tree object 1234)"),
        ],
    )
    def test_what_git_says_is_put_plainly(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: str
    ) -> None:
        self.answer(
            tmp_path, monkeypatch, f'#!/bin/sh\necho "fatal: {said}\nand so on" >&2\nexit 1'
        )
        assert told in self.trouble(tmp_path)

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        assert "No such file or directory" in self.trouble(tmp_path / "nowhere")

    def test_nothing_committed(self, tmp_path: Path) -> None:
        git(tmp_path, "init", "-q")
        assert "has been committed" in self.trouble(tmp_path)

    def test_content_that_is_not_committed(self, repo: Path) -> None:
        (repo / "other").mkdir()
        (repo / "other/a.md").write_text("a", encoding="utf-8")
        assert "has been committed" in self.trouble(repo / "other")

    def test_no_git(self, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(repo))
        assert "Install git" in self.trouble(repo / "content")

    def test_git_that_cannot_start(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(tmp_path, monkeypatch, "\0 not a program")
        assert "could not be started" in self.trouble(tmp_path)

    def test_git_that_does_not_answer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.answer(tmp_path, monkeypatch, "#!/bin/sh\nexec sleep 30")
        monkeypatch.setattr(git_, "SECONDS", 0.2)
        assert "no answer" in self.trouble(tmp_path)

    def test_a_commit_that_is_missing(self, repo: Path) -> None:
        first = git(repo, "rev-parse", "HEAD~1")
        (repo / ".git/objects" / first[:2] / first[2:]).unlink()
        assert "fresh and complete clone" in self.trouble(repo / "content")

    def test_a_corrupt_repository(self, repo: Path) -> None:
        for file in [path for path in (repo / ".git/objects").rglob("*") if path.is_file()]:
            file.chmod(0o644)
            file.write_bytes(b"nonsense")
        assert "fresh and complete clone" in self.trouble(repo / "content")
