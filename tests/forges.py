"""A forge in a folder: runs the shell steps of workflow files as GitHub and GitLab would.

It knows just what our files use, and refuses everything else rather than guess.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.clones import clone

SHELL = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]  # GitHub's `shell: bash`
TOO_LONG = 120  # seconds
COMMANDS = {
    *{"add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group"},
    *{"notice", "remove-matcher", "save-state", "set-env", "set-output", "stop-commands"},
    "warning",
}
_OLD = re.compile(r"##\[([\w-]+)(?: [^]]*)?](.*)")  # an older way, understood anywhere in a line
STATUS = re.compile(r"\b(?:success|failure|always|cancelled)\(\)")


@dataclass
class Step:
    """What came of a step: "success", "failure" or "skipped", and what it said."""

    name: str
    outcome: str
    said: str = ""

    @property
    def commands(self) -> list[str]:
        """The lines that GitHub takes for commands, and obeys."""
        return obeyed(self.said)


@dataclass
class Job:
    """What came of a job."""

    result: str
    steps: list[Step] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""

    def step(self, name: str) -> Step:
        return next(step for step in self.steps if step.name == name)


class Forge:
    """A bare repository, and a folder for what the runs leave behind."""

    def __init__(self, folder: Path, origin: Path) -> None:
        self.folder = folder
        self.origin = origin
        self.artifacts: dict[str, Path] = {}
        self.cache: dict[str, Path] = {}  # by the path of what was kept
        self.deployed: Path | None = None
        self.meanwhile: Callable[[], object] = lambda: None  # what happens during a deployment
        self._made = 0

    def new_folder(self) -> Path:
        self._made += 1
        made = self.folder / f"runs/{self._made}"
        made.mkdir(parents=True)
        return made

    def run_github(self, file: Path, github: Mapping[str, Any]) -> dict[str, Job]:
        """Every job of a workflow for one event, each after those that it needs."""
        jobs = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]
        self.artifacts.clear()
        done: dict[str, Job] = {}
        for name, job in jobs.items():
            needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            outputs = {one: {"outputs": done[one].outputs} for one in needs}
            healthy = all(done[one].result == "success" for one in needs)
            known = {"github": github, "needs": outputs}
            runs = wanted(job.get("if"), known, healthy=healthy)
            done[name] = self._run_job(job, known) if runs else Job("skipped")
        return done

    def _run_job(self, job: Mapping[str, Any], known: dict[str, Any]) -> Job:
        folder = self.new_folder()
        (folder / "temp").mkdir()
        known |= {"steps": {}, "runner": {"temp": str(folder / "temp")}}
        done = Job("success")
        for number, step in enumerate(job["steps"]):
            name = step.get("name") or step["uses"].split("@")[0]
            if not wanted(step.get("if"), known, healthy=done.result == "success"):
                done.steps.append(Step(name, "skipped"))
                continue
            one, outputs = self._run_step(step, name, folder / f"files-{number}", known)
            done.steps.append(one)
            known["steps"][step.get("id")] = {"outcome": one.outcome, "outputs": outputs}
            if one.outcome == "failure" and not forgiven(step, known):
                done.result = "failure"
        if done.result == "success":
            self.keep([step["with"]["path"] for step in job["steps"] if _caches(step)], folder)
        done.outputs = {key: filled(text, known) for key, text in job.get("outputs", {}).items()}
        written = sorted(folder.glob("files-*/GITHUB_STEP_SUMMARY"))
        done.summary = "".join(path.read_text(encoding="utf-8") for path in written)
        return done

    def _run_step(
        self, step: Mapping[str, Any], name: str, files: Path, known: Mapping[str, Any]
    ) -> tuple[Step, dict[str, str]]:
        work = files.parent / "work"
        if "uses" in step:
            given = {key: filled(str(text), known) for key, text in step.get("with", {}).items()}
            ACTIONS[step["uses"].split("@")[0]](self, given, work, known)
            return Step(name, "success"), {}
        files.mkdir()
        names = ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH")
        variables = {one: str(files / one) for one in names}
        variables |= {"GITHUB_ACTIONS": "true", "RUNNER_TEMP": known["runner"]["temp"]}
        variables |= {key: filled(str(text), known) for key, text in step.get("env", {}).items()}
        ran = run_shell(step["run"], work if work.exists() else files, variables)
        outcome = "failure" if ran.returncode else "success"
        return Step(name, outcome, ran.stdout), read_pairs(files / "GITHUB_OUTPUT")

    def keep(self, paths: Iterable[str], folder: Path) -> None:
        """What a forge's cache keeps of a job that went well."""
        for path in paths:
            if (folder / "work" / path).exists():
                kept = self.new_folder() / "kept"
                copy(folder / "work" / path, kept)
                self.cache[path] = kept

    def run_gitlab(
        self, file: Path, name: str, variables: Mapping[str, str]
    ) -> tuple[subprocess.CompletedProcess[str], Path]:
        """The script of one job of a .gitlab-ci.yml in a clone, and that clone.

        variables: those that GitLab sets for the pipeline, and those that a job before left.
        """
        job = yaml.safe_load(file.read_text(encoding="utf-8"))[name]
        work = self.new_folder() / "work"
        clone(self.origin, work, variables["CI_COMMIT_SHA"], "0")
        for path in self.artifacts.values():
            copy(path, work / path.name)
        cache = job.get("cache") or []
        cached = [path for one in cache if isinstance(one, dict) for path in one["paths"]]
        for path in {*cached} & {*self.cache}:
            copy(self.cache[path], work / path)
        known = {
            "CI_DEFAULT_BRANCH": "main",
            "CI_REPOSITORY_URL": str(self.origin),
            "CI_SERVER_HOST": "forge.example",
            **variables,
        }
        for key, text in job.get("variables", {}).items():
            known[key] = re.sub(r"\$(\w+)", lambda found: known[found[1]], text)
        done = run_shell("\n".join(job["script"]), work, known)
        self.artifacts |= {path: work / path for path in job.get("artifacts", {}).get("paths", [])}
        if done.returncode == 0:
            self.keep(cached, work.parent)
        return done, work


def run_shell(script: str, work: Path, more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A script in an environment that holds nothing of ours but where programs are."""
    plain = {"PATH": os.environ["PATH"], "HOME": str(work.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    plain["PYTHON"] = "nothing-is-to-be-installed"  # tests.clones has made .venv
    return subprocess.run(
        [*SHELL, script],
        cwd=work,
        env=plain | dict(more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=TOO_LONG,
        check=False,
    )


def obeyed(said: str) -> list[str]:
    """The lines of an output that are workflow commands and not stopped.

    Source: github.com/actions/runner, src/Runner.Common/ActionCommand.cs and
    src/Runner.Worker/ActionCommandManager.cs.
    """
    found = []
    until = ""  # this word alone is a command then
    for line in re.split(r"\r\n|\r|\n", said):
        match = re.match(r"\s*::([\w-]+)(?: [^\n]*?)?::(.*)", line) or _OLD.search(line)
        if not match or match[1] not in ({until} if until else COMMANDS):
            continue
        if match[1] == "stop-commands":
            until = match[2]
        elif until:
            until = ""
        else:
            found.append(line)
    return found


def read_pairs(file: Path) -> dict[str, str]:
    """The `name=value` lines of a file that a step wrote."""
    if not file.exists():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    return {key: value for key, _, value in (line.partition("=") for line in lines)}


# Expressions ---------------------------------------------------------------------------------


def wanted(condition: str | None, known: Mapping[str, Any], *, healthy: bool) -> bool:
    """Whether a job or step runs: without a status function only if all before it went well."""
    if condition is None:
        return healthy
    text = condition.removeprefix("${{").removesuffix("}}")
    terms = [term.strip() for term in text.split("&&")]
    return (healthy or bool(STATUS.search(text))) and all(holds(term, known) for term in terms)


def forgiven(step: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Whether the job goes on although this step failed."""
    said = step.get("continue-on-error", False)
    return said if isinstance(said, bool) else wanted(said, known, healthy=True)


def holds(term: str, known: Mapping[str, Any]) -> bool:
    if term == "!cancelled()":
        return True  # nobody cancels a test
    if not (found := re.fullmatch(r"([a-z_.]+) == '([^']*)'", term)):
        raise ValueError(f"This forge does not know the expression {term}")
    return looked_up(found[1], known) == found[2]


def looked_up(path: str, known: Mapping[str, Any]) -> str:
    """The value of a.b.c; what a step or job has not set is "", as at GitHub."""
    first, *parts = path.split(".")
    if first not in known:
        raise ValueError(f"This forge does not know {path}")
    value = known[first]
    for part in parts:
        value = value.get(part, {})
    return str(value or "")


def filled(text: str, known: Mapping[str, Any]) -> str:
    """A text with the value of each ${{ a.b.c }} in it; refuses any other expression."""
    text = re.sub(r"\$\{\{ ([a-z_.]+) \}\}", lambda found: looked_up(found[1], known), text)
    if "${{" in text:
        raise ValueError(f"This forge does not know the expression in {text}")
    return text


# Actions -------------------------------------------------------------------------------------


def check_out(forge: Forge, given: Mapping[str, str], work: Path, known: Mapping[str, Any]) -> None:
    ref = given.get("ref") or known["github"]["sha"]
    clone(forge.origin, work, ref, given.get("fetch-depth", "1"))


def set_up_python(*_: object) -> None:
    """The Python of these tests is there."""


def upload(forge: Forge, given: Mapping[str, str], work: Path, _: object) -> None:
    path = work / given["path"]
    forge.artifacts[given["name"]] = kept = forge.new_folder() / path.name
    copy(path, kept)


def upload_pages(forge: Forge, given: Mapping[str, str], work: Path, _: object) -> None:
    """As action.yml of v5.0.0 packs it, with the same options of tar."""
    forge.artifacts["github-pages"] = kept = forge.new_folder()
    folder = ["--dereference", "--hard-dereference", "--directory", str(work / given["path"])]
    hidden = [] if given.get("include-hidden-files") == "True" else ["--exclude=.[^/]*"]
    packed = subprocess.check_output(["tar", *folder, "-c", *hidden, "."])
    subprocess.run(["tar", "-x", "-C", str(kept)], input=packed, check=True)


def download(forge: Forge, given: Mapping[str, str], work: Path, _: object) -> None:
    kept = forge.artifacts[given["name"]]
    copy(kept, work / given.get("path", ".") / kept.name)


def deploy(forge: Forge, *_: object) -> None:
    forge.deployed = forge.artifacts["github-pages"]
    forge.meanwhile()


def cached(forge: Forge, given: Mapping[str, str], work: Path, _: object) -> None:
    """The newest that was kept, as by `restore-keys`; what is there later, `keep` keeps."""
    if given["path"] in forge.cache:
        copy(forge.cache[given["path"]], work / given["path"])


def _caches(step: Mapping[str, Any]) -> bool:
    return str(step.get("uses", "")).startswith("actions/cache@")


ACTIONS: dict[str, Callable[..., None]] = {
    "actions/cache": cached,
    "actions/checkout": check_out,
    "actions/setup-python": set_up_python,
    "actions/upload-artifact": upload,
    "actions/upload-pages-artifact": upload_pages,
    "actions/download-artifact": download,
    "actions/deploy-pages": deploy,
}


def copy(path: Path, to: Path) -> None:
    """A file, or a whole folder; a link in it stays a link, and a link is no folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, to, symlinks=True, dirs_exist_ok=True)
    else:
        shutil.copyfile(path, to)
