"""Where the workflows keep comments: in the forge's cache, or on a branch that has no history."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.model.comments.thread import read_thread
from tests.clones import commit, git, new_repository
from tests.forges import Forge, Job, read_pairs
from tests.plugins.snapshot.services import FakeIsso, comment, says, served
from tests.test_workflow_runs import GITLAB, PUBLISH, START, results

pytestmark = pytest.mark.long  # all together: each publishes again and again

THREAD = "/news/posts/first/"
PAGE = "posts/first/index.html"
SETTINGS = """
COMMENTS_STATE = "open"
COMMENTS_SERVICE = "isso"
COMMENTS_ISSO = "{address}"
COMMENTS_MAIL = "a@forge.example"
COMMENTS_TIMEOUT = 300
COMMENTS_BRANCH = "{branch}"
"""
DOWN = says(b"", 503)


@pytest.fixture
def fake() -> Iterator[FakeIsso]:
    with served(FakeIsso()) as fake:
        fake.threads = {THREAD: [comment(1), comment(2)]}
        yield fake


def forge_with(folder: Path, fake: FakeIsso, branch: str) -> Forge:
    own = SETTINGS.format(address=fake.address, branch=branch)
    origin, _ = new_repository(folder, {**START, "publishconf.py": START["publishconf.py"] + own})
    return Forge(folder, origin)


@pytest.fixture
def forge(tmp_path: Path, fake: FakeIsso) -> Forge:
    return forge_with(tmp_path, fake, "talk")


def publish(forge: Forge) -> dict[str, Job]:
    sha = git(forge.origin, "rev-parse", "main")
    return forge.run_github(PUBLISH, {"event_name": "push", "ref": "refs/heads/main", "sha": sha})


def is_shown(forge: Forge) -> bool:
    assert forge.deployed
    return "Words." in (forge.deployed / PAGE).read_text(encoding="utf-8")


def on_branch(forge: Forge) -> list[str]:
    """The ids of the comments that the branch holds, in its one commit."""
    assert git(forge.origin, "rev-list", "--count", "talk") == "1"
    (name,) = git(forge.origin, "ls-tree", "--name-only", "talk").split()
    data = git(forge.origin, "show", f"talk:{name}")
    return [one.id for one in read_thread(data.encode()).comments]


def test_the_cache_keeps_comments_where_no_branch_does(tmp_path: Path, fake: FakeIsso) -> None:
    forge = forge_with(tmp_path, fake, "")
    assert results(publish(forge))["comments"] == "skipped"
    assert is_shown(forge)
    fake.instead[""] = DOWN
    forge.deployed = None
    assert results(publish(forge))["build"] == "success"
    assert is_shown(forge)
    forge.cache.clear()
    done = publish(forge)
    assert done["build"].result == "failure"
    assert "COMMENTS=without" in done["build"].step("Build the site into public/").said


def test_the_branch_holds_the_last_comments_and_no_history(forge: Forge, fake: FakeIsso) -> None:
    assert results(publish(forge))["comments"] == "success"
    assert on_branch(forge) == ["1", "2"]
    first = git(forge.origin, "rev-parse", "talk")
    assert results(publish(forge))["comments"] == "skipped"
    assert git(forge.origin, "rev-parse", "talk") == first
    fake.threads[THREAD] = [comment(2), comment(3)]
    assert results(publish(forge))["comments"] == "success"
    assert on_branch(forge) == ["2", "3"]
    fake.instead[""] = DOWN
    forge.cache.clear()
    forge.deployed = None
    assert results(publish(forge))["comments"] == "skipped"
    assert is_shown(forge)


def test_what_somebody_pushed_meanwhile_is_not_replaced(forge: Forge, fake: FakeIsso) -> None:
    publish(forge)
    fake.threads[THREAD].append(comment(3))
    editor = forge.folder / "editor"
    theirs = ""

    def push() -> None:
        nonlocal theirs
        git(editor, "fetch", "--quiet", "origin", "talk")
        git(editor, "checkout", "--quiet", "--detach", "FETCH_HEAD")
        git(editor, "commit", "--quiet", "--allow-empty", "--amend", "--message", "By hand")
        git(editor, "push", "--quiet", "--force", "origin", "HEAD:talk")
        theirs = git(editor, "rev-parse", "HEAD")

    forge.meanwhile = push
    done = publish(forge)
    assert done["comments"].result == "failure"
    said = done["comments"].step("Keep the comments on their branch").said
    assert said.splitlines()[-1].startswith("::error title=The comments were not kept::Somebody")
    assert git(forge.origin, "rev-parse", "talk") == theirs
    forge.meanwhile = lambda: None
    assert results(publish(forge))["comments"] == "success"
    assert on_branch(forge) == ["1", "2", "3"]


@pytest.mark.parametrize("kind", ["files", "history"])
def test_a_branch_of_something_else_is_not_touched(kind: str, forge: Forge) -> None:
    editor = forge.folder / "editor"
    if kind == "files":
        commit(editor, {"README.txt": "Ours.\n"}, "talk")
    else:
        publish(forge)
        git(editor, "fetch", "--quiet", "origin", "talk")
        git(editor, "checkout", "--quiet", "--detach", "FETCH_HEAD")
        git(editor, "commit", "--quiet", "--allow-empty", "--message", "Ours")
        git(editor, "push", "--quiet", "origin", "HEAD:talk")
    before = git(forge.origin, "rev-parse", "talk")
    done = publish(forge)
    assert done["build"].result == "failure"
    said = done["build"].step("Build the site into public/").said
    assert "talk holds something else than comments" in said
    assert git(forge.origin, "rev-parse", "talk") == before


def test_gitlab_keeps_comments_on_the_branch_too(forge: Forge, fake: FakeIsso) -> None:
    def run(name: str, **more: str) -> tuple[int, Path]:
        sha = git(forge.origin, "rev-parse", "main")
        done, work = forge.run_gitlab(GITLAB, name, {"CI_COMMIT_SHA": sha, **more})
        assert done.returncode == 0, done.stdout
        return done.returncode, work

    _, work = run("pages")
    run("comments", **read_pairs(work / "publish.env"))
    assert on_branch(forge) == ["1", "2"]
    fake.instead[""] = DOWN
    forge.artifacts.clear()
    forge.cache.clear()
    _, work = run("pages")
    assert "Words." in (work / "public" / PAGE).read_text(encoding="utf-8")
    assert read_pairs(work / "publish.env")["comments"] == "false"
    ledger = json.loads((work / "published.json").read_text(encoding="utf-8"))["published"]
    assert "comments" in {line["kind"] for line in ledger if line and "kind" in line}
