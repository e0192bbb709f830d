"""What the workflows do for an editor: their shell steps, run in fresh clones of this checkout."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from plugins.model.published.ledger import Ledger, Published, with_lines, write_ledger
from tests.clones import commit, git, merge_for_review, new_repository
from tests.forges import Forge, Job, read_pairs

pytestmark = pytest.mark.long  # all together: each publishes, or builds two states

ROOT = Path(__file__).parents[1]
CHECK = ROOT / ".github/workflows/check.yml"
PUBLISH = ROOT / ".github/workflows/publish.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
SETTINGS = """\
from pelicanconf import *
PUBLISHING = True
SITEURL = "https://forge.example/news"
TIMEZONE = "UTC"
DEFAULT_PAGE_AUTHOR = "Web team"
PAGE_AUTHOR_ROLES = ["Web team"]
FEED_ID_AUTHORITY = "forge.example,2026"
COMMENTS_STATE = "off"
"""
POST = """\
---
title: {title}
date: {date}
author: Ann Example
summary: A few words.
---
Some words.
"""
START = {
    "publishconf.py": SETTINGS,
    "content/people/ann-example.md": "---\nname: Ann Example\n---\nAnn writes.\n",
    "content/posts/2026/first.md": POST.format(title="First", date="2026-02-10"),
}
NEW = "content/posts/2026/second.md"
GOOD = {NEW: POST.format(title="Second", date="2026-03-10")}
WRONG = {NEW: POST.format(title="Second", date="2026-02-30")}
# In a link that leads nowhere stand commands, as GitHub reads them.
HOSTILE = {NEW: GOOD[NEW] + "[x](y%0A::error::z%0D%0A::add-mask::z##[error]z)\n"}
OURS = (f"::error file={NEW},", f"::warning file={NEW},")
SUCCESS = {
    **dict.fromkeys(["build", "deploy", "ledger"], "success"),
    **dict.fromkeys(["comments", "held-back"], "skipped"),
}
WRONG_FIRST = {"content/posts/2026/first.md": POST.format(title="First", date="2026-02-30")}


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    origin, _ = new_repository(tmp_path, START)
    return Forge(tmp_path, origin)


@pytest.fixture
def editor(forge: Forge) -> Path:
    return forge.folder / "editor"


def pull_request(forge: Forge, files: Mapping[str, str]) -> Job:
    editor = forge.folder / "editor"
    commit(editor, files, "change")
    github = {
        "event_name": "pull_request",
        "ref": "refs/pull/1/merge",
        "sha": merge_for_review(editor, "change"),
    }
    return forge.run_github(CHECK, github)["check"]


def publish(forge: Forge, sha: str = "") -> dict[str, Job]:
    sha = sha or git(forge.origin, "rev-parse", "main")
    return forge.run_github(PUBLISH, {"event_name": "push", "ref": "refs/heads/main", "sha": sha})


def results(jobs: Mapping[str, Job]) -> dict[str, str]:
    return {name: job.result for name, job in jobs.items()}


def addresses(text: str) -> set[str]:
    """The addresses in a ledger."""
    return {line["address"] for line in json.loads(text)["published"] if line}


def ledger_of(forge: Forge) -> str:
    return git(forge.origin, "show", "main:content/published.json")


# A pull request ------------------------------------------------------------------------------


def test_a_pull_request_with_a_mistake_is_told_at_its_line(forge: Forge) -> None:
    done = pull_request(forge, WRONG)
    assert done.result == "failure"
    check = done.step("Check the content")
    assert check.outcome == "failure"
    assert re.search(rf"^::error file={NEW},line=3,", check.said, re.MULTILINE)
    assert "2026-02-30" in done.summary
    assert NEW in done.summary


def test_a_pull_request_without_a_mistake_has_a_report_and_a_preview(forge: Forge) -> None:
    done = pull_request(forge, GOOD)
    assert {step.outcome for step in done.steps} == {"success"}, done.steps
    assert "/posts/second/" in done.summary
    preview = forge.artifacts["preview"]
    assert "Second" in (preview / "posts/second/index.html").read_text(encoding="utf-8")
    assert [path for path in preview.rglob("*") if path.is_symlink()] == []


def test_no_text_of_a_stranger_commands_the_forge(forge: Forge) -> None:
    done = pull_request(forge, HOSTILE)
    said = "".join(step.said for step in done.steps)
    assert said.count("##[error]z") > 2  # also by the report, and the preview
    for step in done.steps:
        assert [line for line in step.commands if not line.startswith(OURS)] == []
    assert [line for line in done.step("Check the content").commands if "y" in line]


def test_no_text_of_a_stranger_commands_the_forge_while_it_publishes(
    forge: Forge, editor: Path
) -> None:
    commit(editor, HOSTILE)
    build = publish(forge)["build"]
    assert "##[error]z" in build.step("Build the site into public/").said
    for step in build.steps:
        assert [line for line in step.commands if not line.startswith(OURS)] == []


def test_a_push_to_a_branch_is_checked_and_has_no_report(forge: Forge, editor: Path) -> None:
    sha = commit(editor, GOOD, "change")
    github = {"event_name": "push", "ref": "refs/heads/change", "sha": sha}
    done = forge.run_github(CHECK, github)["check"]
    assert done.result == "success"
    assert done.step("Report what the change does").outcome == "skipped"


# Publishing ----------------------------------------------------------------------------------


def test_main_is_published_and_the_ledger_committed_once(forge: Forge) -> None:
    before = git(forge.origin, "rev-parse", "main")
    done = publish(forge)
    assert results(done) == SUCCESS, done
    assert forge.deployed
    assert "First" in (forge.deployed / "posts/first/index.html").read_text(encoding="utf-8")
    assert "/posts/first/" in addresses(ledger_of(forge))
    assert git(forge.origin, "show", "--format=", "--name-only", "main") == "content/published.json"
    # A run that had to wait takes main with that ledger, not as it was when the run was started.
    again = publish(forge, before)
    assert results(again) == SUCCESS | {"ledger": "skipped"}
    assert again["build"].outputs == {
        "commit": git(forge.origin, "rev-parse", "main"),
        "held_back": "false",
        "ledger": "false",
        "comments": "false",
    }


def test_pages_shows_nothing_that_is_for_other_servers(forge: Forge, editor: Path) -> None:
    commit(editor, {"content/extra/.well-known/security.txt": "Contact: mailto:a@forge.example\n"})
    publish(forge)
    assert forge.deployed
    hidden = sorted(path.name for path in forge.deployed.iterdir() if path.name.startswith("."))
    assert hidden == [".nojekyll", ".well-known"]


def test_a_summary_is_no_longer_than_the_forge_takes(forge: Forge, editor: Path) -> None:
    script = f"seq -f 'é %.0f {' ' * 99}' 30000; exit 1"
    makefile = f"publish:\n\t@{script}\n"
    commit(editor, {"Makefile": f"{makefile}check:\n\t@true\n"})
    done = publish(forge)["build"]
    assert done.result == "failure"
    assert 900_000 < len(done.summary.encode()) < 1024 * 1024
    assert done.summary.endswith("The log of this run has it.\n")
    assert "\n    é 1 " in done.summary


def test_a_broken_new_post_is_held_back_and_marks_the_run(forge: Forge, editor: Path) -> None:
    commit(editor, WRONG)
    done = publish(forge)
    assert results(done) == SUCCESS | {"held-back": "failure"}, done
    assert forge.deployed
    assert (forge.deployed / "posts/first/index.html").exists()
    assert not (forge.deployed / "posts/second").exists()
    assert f"::error file={NEW},line=3," in done["build"].step("Check the content").said
    assert NEW in done["build"].summary
    assert done["held-back"].steps[0].said.startswith("::error title=")


def test_an_error_in_a_published_post_stops_it_all(forge: Forge, editor: Path) -> None:
    publish(forge)
    git(editor, "pull", "--quiet", "--rebase", "origin", "main")  # with the ledger
    commit(editor, WRONG_FIRST)
    forge.deployed = None
    done = publish(forge)
    assert results(done) == dict.fromkeys(SUCCESS, "skipped") | {"build": "failure"}
    assert forge.deployed is None


def test_a_wrong_setting_stops_it_and_stands_in_the_summary(forge: Forge, editor: Path) -> None:
    commit(editor, {"publishconf.py": f"{SETTINGS}COMMENTS_BRANCH = 7\n"})
    done = publish(forge)
    assert results(done) == dict.fromkeys(SUCCESS, "skipped") | {"build": "failure"}
    assert "COMMENTS_BRANCH: This must be" in done["build"].summary


# The ledger ----------------------------------------------------------------------------------


def other_ledger() -> str:
    """As another publication wrote it, of a post that we do not know."""
    line = Published(
        address="/posts/other/", n=1, day=datetime.date(2026, 3, 1), kind="posts", file="o.md"
    )
    return write_ledger(with_lines(Ledger(), [line])).decode()


def refuse(forge: Forge) -> Path:
    """Have the repository refuse every push, as a protected branch does."""
    hook = forge.origin / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'GH006: Protected branch' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    return hook


def test_the_ledger_goes_on_top_of_what_was_pushed_meanwhile(forge: Forge, editor: Path) -> None:
    """Even of the ledger of another publication."""
    others = {**GOOD, "content/published.json": other_ledger()}
    forge.meanwhile = lambda: commit(editor, others)
    done = publish(forge)
    assert done["ledger"].result == "success", done["ledger"].steps
    assert {"/posts/first/", "/posts/other/"} <= addresses(ledger_of(forge))
    assert git(forge.origin, "show", f"main:{NEW}")


def test_a_refused_ledger_fails_the_run_and_is_not_lost(forge: Forge) -> None:
    hook = refuse(forge)
    done = publish(forge)
    assert results(done) == SUCCESS | {"ledger": "failure"}
    said = done["ledger"].step("Commit the ledger").said
    assert "GH006" in said
    assert said.splitlines()[-1].startswith("::error title=The ledger was not committed::")
    hook.unlink()
    assert results(publish(forge)) == SUCCESS
    assert "/posts/first/" in addresses(ledger_of(forge))


# GitLab --------------------------------------------------------------------------------------


def pipeline(forge: Forge, **more: str) -> dict[str, str]:
    return {"CI_COMMIT_SHA": git(forge.origin, "rev-parse", "main"), **more}


def test_gitlab_is_told_at_the_line_too(forge: Forge, editor: Path) -> None:
    sha = commit(editor, WRONG)
    done, work = forge.run_gitlab(GITLAB, "check", {"CI_COMMIT_SHA": sha})
    assert done.returncode != 0
    (problem,) = json.loads((work / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert problem["location"] == {"path": NEW, "lines": {"begin": 3}}
    assert "2026-02-30" in (work / "check.md").read_text(encoding="utf-8")


def test_gitlab_reports_and_previews_a_change(forge: Forge, editor: Path) -> None:
    base = git(editor, "rev-parse", "main")
    change = {"CI_COMMIT_SHA": commit(editor, GOOD, "change")}
    done, work = forge.run_gitlab(
        GITLAB, "report", change | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    )
    assert done.returncode == 0, done.stdout
    assert "/posts/second/" in (work / "report.md").read_text(encoding="utf-8")
    done, work = forge.run_gitlab(GITLAB, "preview", change)
    assert done.returncode == 0, done.stdout
    assert not (work / "preview").is_symlink()
    assert (work / "preview/posts/second/index.html").is_file()


def test_gitlab_publishes_keeps_the_ledger_and_marks(forge: Forge, editor: Path) -> None:
    commit(editor, WRONG)
    variables = pipeline(forge)
    done, work = forge.run_gitlab(GITLAB, "pages", variables)
    assert done.returncode == 0, done.stdout
    assert not (work / "public").is_symlink()
    assert (work / "public/posts/first/index.html").is_file()
    variables |= read_pairs(work / "publish.env")
    assert forge.run_gitlab(GITLAB, "held-back", variables)[0].returncode == 1
    commit(editor, GOOD)
    done, _ = forge.run_gitlab(GITLAB, "ledger", variables)
    assert done.returncode == 0, done.stdout
    assert "/posts/first/" in addresses(ledger_of(forge))
    assert "title: Second" in git(forge.origin, "show", f"main:{NEW}")


def test_gitlab_commits_no_ledger_without_a_new_line(forge: Forge) -> None:
    variables = pipeline(forge, ledger="false", held_back="false", commit="")
    for name in ("ledger", "held-back"):
        assert forge.run_gitlab(GITLAB, name, variables)[0].returncode == 0
    assert git(forge.origin, "rev-parse", "main") == variables["CI_COMMIT_SHA"]
