"""A repository of this checkout, committed or not, and clones where `make` installs nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTS = ("run", "test")  # the lists of packages that these tests run with


def git(folder: Path, *arguments: str) -> str:
    """What git says, without the settings of whoever runs the tests. Raises AssertionError."""
    names = ("AUTHOR", "COMMITTER")
    who = {f"GIT_{one}_{what}": "t@forge.example" for one in names for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", **who},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def copy_program(folder: Path) -> None:
    """Copy all of Practice Press that builds a site into a folder, without any content."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pelicanconf.py", folder)


def new_repository(folder: Path, files: Mapping[str, str]) -> tuple[Path, Path]:
    """A bare repository, and an editor's clone of it: this checkout with other content.

    files: what is in it beside, or instead of, the files of the checkout.
    """
    editor, origin = folder / "editor", folder / "origin.git"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.check_output(listed, cwd=ROOT).decode().split("\0"):
        if (ROOT / name).is_file() and not name.startswith(("content/", "tests/")):
            (editor / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, editor / name)
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(editor, "init", "--quiet", "--initial-branch=main")
    git(editor, "remote", "add", "origin", str(origin))
    commit(editor, files)
    return origin, editor


def commit(editor: Path, files: Mapping[str, str], branch: str = "main") -> str:
    """Commit files to a branch of the repository, and the commit; "" as its text deletes a file."""
    if branch != "main":
        git(editor, "checkout", "--quiet", "-B", branch, "main")
    for name, text in files.items():
        path = editor / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8") if text else path.unlink()
    git(editor, "add", "--all")
    git(editor, "commit", "--quiet", "--message", "Change some files")
    git(editor, "push", "--quiet", "origin", f"HEAD:{branch}")
    return git(editor, "rev-parse", "HEAD")


def merge_for_review(editor: Path, branch: str) -> str:
    """The commit by which GitHub shows a pull request: main with the branch merged into it."""
    git(editor, "checkout", "--quiet", "--detach", "main")
    git(editor, "merge", "--quiet", "--no-ff", "--no-edit", branch)
    git(editor, "push", "--quiet", "--force", "origin", "HEAD:refs/pull/1/merge")
    made = git(editor, "rev-parse", "HEAD")
    git(editor, "checkout", "--quiet", "main")
    return made


def clone(origin: Path, work: Path, ref: str, depth: str) -> None:
    """Clone as actions/checkout does: the tip of a branch, or a commit, whole or not."""
    shallow = [] if depth == "0" else ["--depth", depth]
    git(work.parent, "clone", "--quiet", "--no-local", *shallow, str(origin), str(work))
    git(work, "fetch", "--quiet", "origin", "+refs/pull/*:refs/remotes/pull/*")
    branch = ref.removeprefix("refs/heads/")
    branches = git(work, "branch", "--remotes", "--format=%(refname:lstrip=3)").split()
    git(work, "checkout", "--quiet", "--detach", f"origin/{branch}" if branch in branches else ref)
    _link_environment(work)


def _link_environment(work: Path) -> None:
    """Have `make` find its packages installed: those that the tests run with.

    `.venv/installed` is what requirements/install.sh would have written.
    """
    python = work / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\nexec '{sys.executable}' \"$@\"\n", encoding="utf-8")
    python.chmod(0o755)
    (work / ".venv/practice-press").touch()
    said = subprocess.check_output([python, "-V"], encoding="utf-8")
    locks = (f"{name} {_sum(work, name)}" for name in LISTS)
    (work / ".venv/installed").write_text("".join([said, *locks]), encoding="utf-8")


def _sum(work: Path, name: str) -> str:
    lists = f"cat requirements/build.txt requirements/{name}.txt | cksum"
    return subprocess.check_output(["sh", "-c", lists], cwd=work, encoding="utf-8")
