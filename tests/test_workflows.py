"""The workflow files: what they may do, and what their shell steps do in a fresh clone."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.forges import filled, wanted

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
# All that a job may write; every other job only reads, or has no right at all.
MAY_WRITE = {
    ("publish", "deploy"): {"pages": "write", "id-token": "write"},
    ("publish", "ledger"): {"contents": "write"},
    ("publish", "comments"): {"contents": "write"},
}
MAY_READ = {"contents", "discussions"}  # the latter are comments, of giscus
NO_JOBS = {"stages", "workflow", "variables", "default"}


def workflow(name: str) -> dict[Any, Any]:
    """One workflow; its `on` is read as the YAML 1.1 word for true."""
    read: dict[Any, Any] = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text())
    return read


def gitlab_jobs() -> dict[str, dict[str, Any]]:
    read = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    return {name: job for name, job in read.items() if name not in NO_JOBS}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every job that has steps, with the names of its workflow and its own."""
    for file in WORKFLOWS:
        for name, job in workflow(file.stem)["jobs"].items():
            if "steps" in job:
                yield file.stem, name, job


def steps() -> Iterator[dict[str, Any]]:
    for _, _, job in jobs():
        yield from job["steps"]


def shell_steps() -> list[str]:
    """Every piece of shell that a forge runs."""
    names = ("as-text", "comments", "publish", "push-ledger")
    scripts = [(ROOT / ".ci" / name).read_text(encoding="utf-8") for name in names]
    theirs = (line for job in gitlab_jobs().values() for line in job["script"])
    return [*(step["run"] for step in steps() if "run" in step), *theirs, *scripts]


def test_the_workflows_are_there() -> None:
    assert [file.stem for file in WORKFLOWS] == ["check", "daily", "publish", "software"]


def test_every_action_is_pinned_to_one_commit_with_its_version() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    used = re.findall(r"uses: ([^.].+)$", text, re.MULTILINE)
    assert len(used) == sum("uses" in step for step in steps())
    assert [
        line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
    ] == []
    assert len(set(used)) == len({line.split("@")[0] for line in used})


def test_nothing_is_allowed_but_what_a_job_needs() -> None:
    for file in WORKFLOWS:
        assert workflow(file.stem)["permissions"] == {}
    for file_name, name, job in jobs():
        allowed = MAY_WRITE.get((file_name, name), {})
        written = {key: right for key, right in job["permissions"].items() if right != "read"}
        assert written == allowed
        assert set(job["permissions"]) <= {*allowed, *MAY_READ}


def test_only_the_job_that_pushes_keeps_the_right_to() -> None:
    for _, _, job in jobs():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                pushes = job["permissions"]["contents"] == "write"
                assert step["with"].get("persist-credentials", True) is pushes
                assert step["with"]["fetch-depth"] == 0


def test_every_job_ends_in_time() -> None:
    assert all(0 < job["timeout-minutes"] <= 60 for _, _, job in jobs())


def test_a_stranger_gets_no_right_of_ours() -> None:
    """Not by an event that runs a stranger's change with our rights, nor by a secret.

    docs/workflows.md offers one, for those whose rules refuse the ledger's commit.
    """
    for file in WORKFLOWS:
        harmless = {"pull_request", "push", "schedule", "workflow_call", "workflow_dispatch"}
        assert set(workflow(file.stem)[True]) <= harmless
        secrets = re.findall(r"\bsecrets\b\S*", file.read_text(encoding="utf-8"))
        assert set(secrets) <= {"secrets.LEDGER_KEY"}


def test_no_expression_stands_in_a_shell_step() -> None:
    """What a stranger types (a branch's name, a title) reaches a shell only as a variable."""
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_steps_run_in_the_shell_that_these_tests_use() -> None:
    for file in WORKFLOWS:
        own = [job for job in workflow(file.stem)["jobs"].values() if "steps" in job]
        assert not own or workflow(file.stem)["defaults"] == {"run": {"shell": "bash"}}
    assert not any("shell" in step for step in steps())


def test_two_publications_never_run_at_once() -> None:
    assert workflow("publish")["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert workflow("check")["concurrency"]["cancel-in-progress"] is True
    assert gitlab_jobs()["pages"]["resource_group"] == gitlab_jobs()["ledger"]["resource_group"]


def test_main_is_published_on_a_push_and_on_demand() -> None:
    events = workflow("publish")[True]
    assert events["push"] == {"branches": ["main"]}
    assert set(events) == {"push", "workflow_dispatch", "workflow_call"}


def test_main_is_published_every_day_with_no_right_but_those_of_publishing() -> None:
    daily = workflow("daily")
    assert set(daily[True]) == {"schedule"}
    (time,) = daily[True]["schedule"]
    minute, *others = time["cron"].split()
    assert others == ["0", "*", "*", "*"]
    assert 10 < int(minute) < 50
    (job,) = daily["jobs"].values()
    assert job["uses"] == "./.github/workflows/publish.yml"
    written = [
        right for (file, _), rights in MAY_WRITE.items() if file == "publish" for right in rights
    ]
    assert job["permissions"] == dict.fromkeys(written, "write") | {"discussions": "read"}


def test_every_branch_is_checked_but_the_one_that_publishing_checks() -> None:
    events = workflow("check")[True]
    assert events["push"] == {"branches-ignore": ["main", "gh-pages"]}
    assert events["pull_request"] is None


def test_the_software_is_tested_only_where_it_changes() -> None:
    events = workflow("software")[True]
    paths = events["pull_request"]["paths"]
    assert events["push"] == {"branches": ["main"], "paths": paths}
    assert {"plugins/**", "theme/**", "tests/**", "requirements/**", "Makefile"} <= set(paths)
    assert [path for path in paths if not list(ROOT.glob(path.replace("/**", "/*")))] == []
    assert not any(path.startswith(("content", "*")) for path in paths)
    theirs = [rule["changes"] for rule in gitlab_jobs()["software"]["rules"]]
    assert [[path.split("*")[0] for path in one] for one in theirs] == 2 * [
        [path.split("*")[0] for path in paths]
    ]


def test_gitlab_sees_the_whole_history() -> None:
    assert yaml.safe_load(GITLAB.read_text())["variables"]["GIT_DEPTH"] == "0"


def test_gitlab_publishes_only_the_default_branch() -> None:
    for name in ("pages", "ledger", "comments", "held-back"):
        assert gitlab_jobs()[name]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_what_a_tool_says_of_a_text_is_no_command() -> None:
    """`make check` sees to it itself: it says commands of its own."""
    ours = [line for step in steps() for line in step.get("run", "").splitlines()]
    unguarded = [line for line in ours if re.match(r"(make|\.ci/publish)\b", line)]
    assert all(line.startswith("make check ") for line in unguarded)
    assert len(unguarded) == 2


def test_every_target_is_one_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    before = r"(?:^|[;&|] *|\w=\S* |as-text )"
    called = set(re.findall(rf"{before}make ([a-z-]+)", "\n".join(shell_steps()), re.MULTILINE))
    assert called == {"check", "report", "preview", "publish"}
    assert called <= targets


def test_every_shell_step_is_understood() -> None:
    for script in shell_steps():
        subprocess.run(["bash", "-n", "-c", script], check=True)


def test_git_keeps_the_lines_of_both_sides_of_the_ledger() -> None:
    asked = ["git", "check-attr", "merge", "content/published.json"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "content/published.json: merge: union\n"


@pytest.mark.parametrize(
    "text", ["${{ github.actor != 'a' }}", "${{ always() }}", "${{ vars.a == 'b' }}"]
)
def test_the_forge_of_these_tests_refuses_what_it_does_not_know(text: str) -> None:
    with pytest.raises(ValueError, match="This forge does not know"):
        wanted(text, {"github": {}}, healthy=True)
    with pytest.raises(ValueError, match="This forge does not know"):
        filled(text, {"github": {}})
