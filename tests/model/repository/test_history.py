"""What counts as the last edit of a file, on real repositories written with `git fast-import`."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.model.repository.history import (
    History,
    ignored_commits,
    read_history,
)
from tests.model.repository.histories import (
    ADDING,
    EDIT,
    EDITED,
    EDITED_TWICE,
    MOVE,
    MOVED,
    NAME,
    POST,
    TEXT,
    Commit,
    git,
    repository,
    updated,
    updated_after,
)

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


class TestWhatCounts:
    def test_the_commit_that_added_a_file_does_not_count(self, tmp_path: Path) -> None:
        assert updated_after(tmp_path, ADDING) == {}

    def test_an_edit_counts_with_its_day(self, tmp_path: Path) -> None:
        assert updated_after(tmp_path, ADDING, EDIT) == {NAME: "2015-03-01"}

    def test_the_newest_day_counts_whatever_was_applied_last(self, tmp_path: Path) -> None:
        older = Commit({POST: EDITED_TWICE}, "2014-12-24 12:00 +0000")
        assert updated_after(tmp_path, ADDING, EDIT, older) == {NAME: "2015-03-01"}

    @pytest.mark.parametrize("when", ["2015-03-01 00:30 +1300", "2015-03-01 23:30 -1100"])
    def test_the_day_is_the_authors_own(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
    ) -> None:
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        edit = Commit({POST: EDITED}, when)
        assert updated_after(tmp_path, ADDING, edit) == {NAME: "2015-03-01"}

    def test_a_change_outside_the_content_is_nobodys(self, tmp_path: Path) -> None:
        readme = Commit({"README.md": "a"}), Commit({"README.md": "b"})
        assert updated_after(tmp_path, ADDING, *readme) == {}

    def test_permission_alone_does_not_count(self, tmp_path: Path) -> None:
        assert updated_after(tmp_path, ADDING, Commit({POST: TEXT}, mode="100755")) == {}

    def test_a_deleted_file_has_no_day(self, tmp_path: Path) -> None:
        gone = Commit({POST: None, MOVED: "Something else."})
        assert updated_after(tmp_path, ADDING, EDIT, gone) == {}

    def test_a_file_added_again_counts_from_the_last_adding(self, tmp_path: Path) -> None:
        again = Commit({POST: None, "content/a": "a"}), Commit({POST: EDITED})
        later = Commit({POST: TEXT}, "2014-12-01 12:00 +0000")
        assert updated_after(tmp_path / "1", ADDING, EDIT, *again) == {}
        assert updated_after(tmp_path / "2", ADDING, EDIT, *again, later) == {NAME: "2014-12-01"}

    def test_a_clock_past_the_year_9999_does_not_count(self, tmp_path: Path) -> None:
        broken = Commit({POST: EDITED_TWICE}, "300000000000")
        assert updated_after(tmp_path, ADDING, EDIT, broken) == {NAME: "2015-03-01"}


class TestRenames:
    def test_a_pure_rename_does_not_count_and_the_days_follow(self, tmp_path: Path) -> None:
        again = Commit({MOVED: None, "content/a.md": EDITED}, "2017-03-01 12:00 +0000")
        assert updated_after(tmp_path, ADDING, EDIT, MOVE, again) == {"a.md": "2015-03-01"}

    def test_back_to_its_first_name(self, tmp_path: Path) -> None:
        back = Commit({MOVED: None, POST: EDITED}, "2017-03-01 12:00 +0000")
        assert updated_after(tmp_path, ADDING, EDIT, MOVE, back) == {NAME: "2015-03-01"}

    def test_renamed_and_edited_at_once_counts(self, tmp_path: Path) -> None:
        assert updated_after(tmp_path, ADDING, MOVE) == {"b.md": "2016-03-01"}

    def test_lines_in_another_order_are_an_edit_though_git_says_all_is_the_same(
        self, tmp_path: Path
    ) -> None:
        turned = "".join(reversed(TEXT.splitlines(keepends=True)))
        repo = repository(tmp_path / "r", ADDING, MOVE._replace(files={POST: None, MOVED: turned}))
        assert "R100" in git(repo, "log", "--raw", "-M")
        assert updated(repo) == {"b.md": "2016-03-01"}

    def test_a_new_file_at_the_old_path_starts_afresh(self, tmp_path: Path) -> None:
        new = Commit({POST: "Something else."})
        assert updated_after(tmp_path, ADDING, EDIT, MOVE, new) == {"b.md": "2015-03-01"}
        newer = Commit({POST: "Something else again."}, "2014-07-01 12:00 +0000")
        assert updated_after(tmp_path / "2", ADDING, EDIT, MOVE, new, newer) == {
            "b.md": "2015-03-01",
            NAME: "2014-07-01",
        }

    def test_a_copy_is_a_new_file(self, tmp_path: Path) -> None:
        copies = Commit({MOVED: EDITED, "content/c.md": EDITED, POST: EDITED})
        assert updated_after(tmp_path, ADDING, EDIT, copies) == {NAME: "2015-03-01"}

    def test_a_whole_folder_moves(self, tmp_path: Path) -> None:
        def folder(name: str, end: str) -> dict[str, str | None]:
            return {f"content/{name}/{n}.md": f"{TEXT}{n}{end}" for n in range(30)}

        edit = EDIT._replace(files=folder("a", "."))
        move = MOVE._replace(files=folder("b", ".") | {"content/a": None})
        found = updated_after(tmp_path, Commit(folder("a", "")), edit, move)
        assert found == {f"b/{number}.md": "2015-03-01" for number in range(30)}


class TestBranches:
    def test_an_edit_on_a_branch_counts_and_its_merge_does_not(self, tmp_path: Path) -> None:
        other = Commit({MOVED: EDITED}, "2015-04-01 12:00 +0000", upon=(1,))
        merge = Commit({MOVED: EDITED}, "2016-01-01 12:00 +0000", upon=(2, 3))
        adding = Commit({POST: TEXT, MOVED: TEXT})
        expected = {"b.md": "2015-04-01", NAME: "2015-03-01"}
        assert updated_after(tmp_path, adding, EDIT, other, merge) == expected

    # Git lists the branch with the newer commit first, and the tests want both orders.
    @pytest.mark.parametrize("moved_on", ["2015-02-01", "2015-04-01"])
    def test_an_edit_follows_a_rename_made_elsewhere(self, tmp_path: Path, moved_on: str) -> None:
        move = Commit({POST: None, MOVED: TEXT}, f"{moved_on} 12:00 +0000")
        edit = EDIT._replace(upon=(1,))
        merge = Commit({POST: None, MOVED: EDITED}, upon=(2, 3))
        assert updated_after(tmp_path, ADDING, move, edit, merge) == {"b.md": "2015-03-01"}

    @pytest.mark.parametrize("added_on", ["2015-02-01", "2015-04-01"])
    def test_a_file_added_on_two_branches_keeps_the_edit_of_one(
        self, tmp_path: Path, added_on: str
    ) -> None:
        first = Commit({"content/a.md": "a"})
        again = Commit({POST: TEXT}, f"{added_on} 12:00 +0000", upon=(1,))
        merge = Commit({POST: EDITED_TWICE}, upon=(3, 4))
        found = updated_after(tmp_path, first, ADDING, EDIT, again, merge)
        assert found == {NAME: "2015-03-01"}

    def test_a_clock_that_runs_slow_does_not_put_an_edit_before_the_adding(
        self, tmp_path: Path
    ) -> None:
        away = Commit({POST: None, "content/a.md": "a"}, "2019-01-01 12:00 +0000")
        again = Commit({POST: TEXT}, "2019-01-02 12:00 +0000")
        other = Commit({"content/a.md": "b"}, "2019-01-03 12:00 +0000", upon=(3,))
        edit = EDIT._replace(upon=(3,))
        merge = Commit({POST: EDITED, "content/a.md": "b"}, upon=(4, 5))
        found = updated_after(tmp_path, ADDING, away, again, other, edit, merge)
        assert found == {"a.md": "2019-01-03", NAME: "2015-03-01"}

    def test_an_edit_that_a_merge_threw_away_does_not_count(self, tmp_path: Path) -> None:
        other = Commit({"README.md": "a"})
        merge = Commit({POST: TEXT}, upon=(2, 3))
        assert updated_after(tmp_path, ADDING, other, EDIT._replace(upon=(1,)), merge) == {}


class TestWhoAndWhichCommits:
    @pytest.mark.parametrize(
        "by",
        [
            "dependabot[bot] <support@example.org>",
            "Renovate [BOT] <r@example.org>",
            "ci <41898282+github-actions[bot]@users.noreply.github.com>",
            "dependabot <support@dependabot.com>",
            "GitHub Action <action@github.com>",
            "actions <github-actions@github.com>",
            "GitHub <noreply@github.com>",
            "WhiteSource Renovate <bot@renovateapp.com>",
            "Project <project_12_bot_ab12cd@noreply.gitlab.example>",
        ],
    )
    def test_bots_do_not_count(self, tmp_path: Path, by: str) -> None:
        assert updated_after(tmp_path, ADDING, EDIT._replace(by=by)) == {}

    @pytest.mark.parametrize(
        "by",
        [
            "Ada <123+ada@users.noreply.github.com>",
            "Ann Abbot <abbot@example.org>",
            "Talbot <actions@charity.example>",
            "[bot] fan <fan@example.org>",
            "Zoë “Zed” Ó Briain <z@example.org>",
            " <>",
        ],
    )
    def test_people_count(self, tmp_path: Path, by: str) -> None:
        assert updated_after(tmp_path, ADDING, EDIT._replace(by=by)) == {NAME: "2015-03-01"}

    def test_no_name_is_kept(self, tmp_path: Path) -> None:
        found = read_history(repository(tmp_path / "r", ADDING, EDIT) / "content")
        assert History.__struct_fields__ == ("updated", "trouble", "source")
        assert not [word for word in ("Ada", "Writer", "ada@") if word in repr(found)]

    def test_a_bulk_commit_does_not_count_but_its_renames_are_followed(
        self, tmp_path: Path
    ) -> None:
        others = {f"content/{number}.md": f"{number}" for number in range(3)}
        changed = {name: f"{text} again" for name, text in others.items()}
        bulk = Commit({POST: None, MOVED: EDITED_TWICE} | changed, "2016-03-01 12:00 +0000")
        repo = repository(tmp_path / "r", Commit({POST: TEXT} | others), EDIT, bulk)
        assert updated(repo, bulk=3) == {"b.md": "2015-03-01"}
        assert updated(repo, bulk=4)["b.md"] == "2016-03-01"

    @pytest.mark.parametrize("length", [40, 7])
    def test_an_ignored_commit_does_not_count(self, tmp_path: Path, length: int) -> None:
        repo = repository(tmp_path / "r", ADDING, EDIT)
        name = git(repo, "rev-parse", "HEAD")[:length]
        assert updated(repo, ignored=["0" * 40, name.upper()]) == {}

    def test_too_few_letters_ignore_nothing(self, tmp_path: Path) -> None:
        repo = repository(tmp_path / "r", ADDING, EDIT)
        name = git(repo, "rev-parse", "HEAD")[:6]
        assert updated(repo, ignored=["", name]) == {NAME: "2015-03-01"}


class TestIgnoredCommits:
    def test_hashes_with_comments(self, tmp_path: Path) -> None:
        (tmp_path / ".git-blame-ignore-revs").write_bytes(
            b"\xef\xbb\xbf# Formatting\r\n" + b"A" * 40 + b"  # all files\r\n\r\n"
            b"  1234567\r\n123456\r\nnot a hash \xff\r\n"
        )
        assert ignored_commits(tmp_path) == {"a" * 40, "1234567"}

    def test_no_file_or_a_folder(self, tmp_path: Path) -> None:
        assert ignored_commits(tmp_path) == frozenset()
        (tmp_path / ".git-blame-ignore-revs").mkdir()
        assert ignored_commits(tmp_path) == frozenset()


@pytest.mark.parametrize(
    "name",
    [
        "two words.md",
        'a "quote" and \\ back.md',
        "new\nline.md",
        "\n:starts like a change.md",
        ":100644 100644 a b M",
        "tab\tand\r.md",
        "Zoë ünd 日本.md",
        "-rf.md",
        "[a]*?.md",
        "1234567 2014-02-10 A <a@b>",
        "latin-\udce9.md",
    ],
)
def test_any_name(tmp_path: Path, name: str) -> None:
    adding = Commit({f"content/{name}": TEXT})
    edit = EDIT._replace(files={f"content/{name}": EDITED})
    move = MOVE._replace(files={f"content/{name}": None, f"content/posts/{name}": EDITED})
    try:
        repo = repository(tmp_path / "r", adding, edit, move)
    except AssertionError:
        pytest.skip("this file system does not take such a name")
    assert updated(repo) == {f"posts/{name}": "2015-03-01"}


def test_names_can_be_looked_up_in_a_plain_locale(tmp_path: Path) -> None:
    name = "content/Zoë.md"
    repo = repository(tmp_path / "r", Commit({name: TEXT}), EDIT._replace(files={name: EDITED}))
    script = (
        "import sys, os; from pathlib import Path;"
        "from plugins.model.repository.history import read_history;"
        "sys.exit(list(read_history(Path(sys.argv[1])).updated) != os.listdir(sys.argv[1]))"
    )
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run(
        [sys.executable, "-c", script, repo / "content"],
        env=os.environ | plain,
        cwd=Path(__file__).parents[3],
        check=True,
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_same_as_following_each_file(tmp_path: Path, seed: int) -> None:
    repo = repository(tmp_path / "r", *random_history(random.Random(seed)))  # noqa: S311 - no secret
    expected = days_by_following(repo)
    assert len(expected) > 5
    assert updated(repo) == expected


def days_by_following(repo: Path) -> dict[str, str]:
    """The slow answer: `git log --follow` for each file, newest first, until it was added."""
    days: dict[str, str] = {}
    for path in git(repo, "ls-files").splitlines():
        log = git(repo, "log", "--follow", "--raw", "--no-abbrev", "--format=%as", "--", path)
        day, edits = "", [""]
        for line in filter(None, log.splitlines()):
            if not line.startswith(":"):
                day = line
                continue
            _, _, before, after, status = line.split("\t")[0].split()
            if status == "A":
                break
            edits += [day] * (before != after)
        days |= {path.removeprefix("content/"): max(edits)}
    return {path: day for path, day in days.items() if day}


def random_history(chance: random.Random) -> Iterator[Commit]:
    """Forty commits that add, edit, delete, rename, and rename and edit at once, in any order."""
    present: dict[str, str] = {}
    yield Commit({"content/fixed.md": "Always here."})
    for _ in range(40):
        changes: dict[str, str | None] = {}
        for folder in "abc"[: chance.randint(1, 3)]:
            changes |= random_change(chance, f"content/{folder}", present)
        present |= {path: text for path, text in changes.items() if text is not None}
        present = {path: text for path, text in present.items() if changes.get(path, text)}
        day = f"20{chance.randint(11, 20)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield Commit(changes, f"{day} {chance.randint(0, 23):02}:30 +0900")


def random_change(
    chance: random.Random, folder: str, present: dict[str, str]
) -> dict[str, str | None]:
    path, other = (f"{folder}/{number}.md" for number in chance.sample(range(9), 2))
    words = [f"{chance.random()}\n" for _ in range(20)]
    if path not in present:
        return {path: "".join(words)}
    if chance.random() < 0.1:
        return {path: None}
    if chance.random() < 0.5 and other not in present:
        return {path: None, other: present[path] + words[0] * chance.randint(0, 1)}
    return {path: present[path] + words[0]}
