"""What `make report` says in real repositories, with real builds."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from plugins.commands.report import main
from plugins.model.change.base import common_commit, content_at, history_at
from plugins.model.repository.git import GitFailed
from tests.loading import ANN, TODAY, post, write
from tests.running import ROOT, TOO_LONG, command, environment

SETTINGS = """
SITEURL = "https://site.example/sub"
TODAY = "2026-11-21"
FEED_ID_AUTHORITY = "site.example,2026"
DEFAULT_PAGE_AUTHOR = "Web team"
PAGE_AUTHOR_ROLES = ["Web team"]
"""
FILES = {
    "people/ann-example.md": ANN,
    "posts/a.md": post("Old words.\n", title="First"),
    "posts/b.md": post("Other words.\n", title="Second", date="2015-03-01"),
}
HANDS = ("AUTHOR", "COMMITTER")
NOTHING = "## What this change does to the site\n\n**Nothing on the site changes.**\n"


def git(folder: Path, *arguments: str) -> str:
    who = {f"GIT_{one}_NAME": "T" for one in HANDS} | {f"GIT_{one}_EMAIL": "t@x" for one in HANDS}
    when = {f"GIT_{one}_DATE": "2026-11-20T12:00:00Z" for one in HANDS}
    own = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=own | who | when,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    branch = git(folder, "branch", "--show-current")  # no two commits are the same commit
    git(folder, "commit", "--quiet", "--allow-empty", "--message", f"Change files of {branch}")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository on a branch `change` that has nothing beyond `main`; its settings beside it."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (tmp_path / "settings.py").write_text(SETTINGS, encoding="utf-8")
    write(folder, FILES)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    git(folder, "checkout", "--quiet", "-b", "change")
    return folder


def told(repository: Path, base: str = "main") -> str:
    """The report in Markdown, as it is added to a summary."""
    summary = repository.parent / "told.md"
    printed(repository, "--summary", str(summary), base=base)
    return summary.read_text(encoding="utf-8")


def printed(repository: Path, *more: str, base: str = "main") -> str:
    """What the command prints; it must run."""
    done = subprocess.run(
        command(
            "report",
            repository / "content",
            repository.parent / "settings.py",
            *("--base", base, *more),
        ),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=TOO_LONG,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    return done.stdout


@pytest.mark.slow
class TestARealChange:
    def test_nothing(self, repository: Path) -> None:
        write(repository, {"posts/a.md": FILES["posts/a.md"] + "\n"})
        assert told(repository) == NOTHING

    def test_a_new_post_is_told_with_what_changes_along_and_what_it_weighs(
        self, repository: Path
    ) -> None:
        body = "![A chair](chair.svg)\n"
        picture = "<svg xmlns='http://www.w3.org/2000/svg'/>" + " " * 1959
        write(repository, {"posts/n.md": post(body, title="New", date="2016-01-01")})
        write(repository, {"posts/chair.svg": picture})
        commit(repository)
        text = told(repository)
        assert "**Pages and files: 2 added. New entries in the feed: 1.**" in text
        assert "- post **New**, /posts/n/ (content/posts/n.md)\n" in text
        assert "### Changed" not in text
        assert re.search(r"Along with that, \d+ lists, 1 person and 2 posts will show", text)
        assert re.search(r"- /posts/n/: \d\.\d kB, packed \d\.\d kB, 1 picture 2\.0 kB\n", text)

    def test_what_main_got_since_is_not_told(self, repository: Path) -> None:
        write(repository, {"posts/a.md": post("New words.\n", title="First")})
        commit(repository)
        git(repository, "checkout", "--quiet", "main")
        write(repository, {"posts/m.md": post("More.\n", title="Of main")})
        commit(repository)
        git(repository, "checkout", "--quiet", "change")
        text = told(repository)
        assert "### Changed (1)\n\n- post **First**, " in text
        assert '<a href="https://site.example/sub/posts/a/">/posts/a/</a>' in text
        assert "Of main" not in text
        assert "### Gone" not in text

    def test_the_summary_is_added_to(self, repository: Path, tmp_path: Path) -> None:
        file = tmp_path / "summary.md"
        file.write_text("Before.\n", encoding="utf-8")
        printed(repository, "--summary", str(file))
        assert file.read_text(encoding="utf-8") == f"Before.\n{NOTHING}"

    def test_what_is_printed_is_plain_text(self, repository: Path) -> None:
        wrong = {"posts/n.md": post("New words.\n", title="'A & b_c'", author="Bo Nobody")}
        write(repository, wrong)
        text = printed(repository)
        assert text.startswith("What this change does to the site\n\n")
        assert "- post A & b_c, /posts/n/ (content/posts/n.md)\n" in text
        assert re.search(r"^- content/posts/n\.md:4: .*\n\n  To .*:\n  ---\n", text, re.MULTILINE)
        assert not re.search(r"<span|&#|\*\*|```|^#", text, re.MULTILINE)

    def test_a_base_with_errors_is_compared_by_its_texts(self, repository: Path) -> None:
        wrong = {"people/ann-example.md": "---\nname: Ann Example\nsort_nam: x\nname: Bo\n---\n"}
        write(repository, {**wrong, "posts/a.md": post("Old.\n", title="First", date="soon")})
        base = commit(repository)
        write(repository, FILES)
        text = told(repository, base=base)
        assert "Something is wrong in the content before this change" in text
        assert "pages are compared by their texts alone." in text
        assert "### Problems mended" in text
        assert re.search(r"- /posts/a/: \d\.\d kB, packed \d\.\d kB\n", text)

    def test_a_change_with_errors_is_reported_too(self, repository: Path) -> None:
        write(repository, {"people/ann-example.md": "---\nname: Ann Example\nname: Bo\n---\n"})
        text = told(repository)
        assert re.search(
            r"\*\*Nothing of this can be published while published files hold \d+", text
        )
        assert "### New problems" in text

    def test_content_that_is_all_new_is_all_added(self, repository: Path) -> None:
        git(repository, "checkout", "--quiet", "--orphan", "empty")
        git(repository, "rm", "-r", "--quiet", "-f", ".")
        base = commit(repository)
        write(repository, FILES)
        commit(repository)
        assert "**Pages and files: 3 added. New entries in the feed: 2.**" in told(
            repository, base=base
        )

    def test_a_change_of_the_settings_alone_is_no_change_of_the_content(
        self, repository: Path
    ) -> None:
        (repository.parent / "settings.py").write_text(
            f'{SETTINGS}SITENAME = "Another"\n', encoding="utf-8"
        )
        assert told(repository) == NOTHING

    def test_a_day_from_git_moves_with_an_edit(self, repository: Path) -> None:
        settings = f"{SETTINGS}LAST_UPDATED_FROM_GIT = True\n"
        (repository.parent / "settings.py").write_text(settings, encoding="utf-8")
        write(repository, {"posts/a.md": post("New words.\n", title="First")})
        commit(repository)
        text = told(repository)
        assert "### Dates that move (1)\n" in text
        assert ": last updated: 10 February 2014 → 20 November 2026\n" in text


class TestWhereItCannotRun:
    def refused(
        self, content: Path, settings: Path, base: str, capsys: pytest.CaptureFixture[str]
    ) -> str:
        """The one line that it says."""
        with pytest.raises(SystemExit) as end:
            main(["--content", str(content), "--settings", str(settings), f"--base={base}"])
        out, err = capsys.readouterr()
        assert (end.value.code, out, err.count("\n")) == (2, "", 1)
        return err

    @pytest.mark.parametrize("base", ["no-such", "--all", "", "HEAD:content", "a b"])
    def test_an_unknown_base(
        self, repository: Path, base: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings = repository.parent / "settings.py"
        line = self.refused(repository / "content", settings, base, capsys)
        assert line.startswith(f'There is no branch and no commit "{base}" here.')

    def test_a_shallow_clone(
        self, repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        commit(repository)
        git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
        settings = tmp_path / "settings.py"
        line = self.refused(tmp_path / "shallow/content", settings, "origin/change", capsys)
        assert "shallow clone" in line
        assert "fetch-depth: 0" in line

    def test_no_repository(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "settings.py").write_text(SETTINGS, encoding="utf-8")
        content = write(tmp_path, FILES)
        line = self.refused(content, tmp_path / "settings.py", "main", capsys)
        assert "is not in a git repository" in line

    def test_no_git(
        self,
        repository: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setenv("PATH", "")
        settings = repository.parent / "settings.py"
        assert "git was not found" in self.refused(repository / "content", settings, "main", capsys)

    def test_a_summary_that_cannot_be_written_is_told_before_the_work(
        self, repository: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        places = ["--content", str(repository / "content"), "--base", "main"]
        places += ["--settings", str(repository.parent / "settings.py")]
        with pytest.raises(SystemExit) as end:
            main([*places, "--summary", str(repository / "none/summary.md")])
        assert end.value.code == 2
        assert "summary.md could not be read or written (No such file or directory)." in (
            capsys.readouterr().err
        )


class TestTheBase:
    def test_branches_with_nothing_in_common(self, repository: Path) -> None:
        git(repository, "checkout", "--quiet", "--orphan", "other")
        commit(repository)
        with pytest.raises(GitFailed, match="have no commit in common"):
            common_commit(repository / "content", "main")

    def test_it_is_where_the_change_parted_from_the_branch(self, repository: Path) -> None:
        parted = git(repository, "rev-parse", "HEAD")
        commit(repository)
        git(repository, "checkout", "--quiet", "main")
        commit(repository)
        git(repository, "checkout", "--quiet", "change")
        assert common_commit(repository / "content", "main") == parted

    def test_the_content_of_then_is_written_out(self, repository: Path, tmp_path: Path) -> None:
        base = git(repository, "rev-parse", "HEAD")
        write(repository, {"posts/n.md": post()})
        commit(repository)
        copy = content_at(repository / "content", base, tmp_path)
        assert copy.name == "content"
        assert sorted(path.name for path in copy.rglob("*.md")) == [
            "a.md",
            "ann-example.md",
            "b.md",
        ]

    def test_days_of_edits_of_this_change_are_not_known_then(self, repository: Path) -> None:
        content = repository / "content"
        write(repository, {"posts/a.md": post("Once.\n", title="First")})
        base = commit(repository)
        write(repository, {"posts/b.md": post("Later.\n", title="Second")})
        commit(repository)
        far = TODAY.replace(year=9999)
        assert set(history_at(content, base, far).updated) == {"posts/a.md"}
        assert history_at(content, base, TODAY.replace(year=2000)).updated == {}
