"""`make pages`: the site becomes one commit on a branch of the remote, and nothing else changes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.commands.releasing import done, make_site, refused
from tests.running import ROOT, environment, files_of

pytestmark = pytest.mark.slow


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a changed file and another in the index, and a remote beside it."""
    checkout = tmp_path / "checkout"
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path, "init", "--quiet", "-b", "main", "checkout")
    git(checkout, "remote", "add", "origin", str(tmp_path / "remote.git"))
    (checkout / "post.md").write_text("Te\n", encoding="utf-8")
    git(checkout, "add", "post.md")
    git(checkout, "commit", "--quiet", "-m", "Write")
    (checkout / "post.md").write_text("Te a chacen\n", encoding="utf-8")
    (checkout / "new.md").write_text("Sgwrs\n", encoding="utf-8")
    git(checkout, "add", "new.md")
    (make_site(checkout, tea="1") / ".nojekyll").touch()
    return checkout


def git(folder: Path, *arguments: str) -> str:
    names = ["-c", "user.name=Ann Example", "-c", "user.email=ann@example.org"]
    command = ["git", *names, *arguments]
    return subprocess.run(
        command, cwd=folder, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def pages(checkout: Path, *more: str, **env: str) -> CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plugins.commands.pages", "--site", "public", *more],
        cwd=checkout,
        env=environment(PYTHONPATH=str(ROOT), HOME=str(checkout.parent), **env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def pushed(checkout: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """The files of the branch, as GitHub would show them."""
    copy = checkout.parent / "copy"
    git(checkout.parent, "clone", "--quiet", "-b", branch, "remote.git", "copy")
    shutil.rmtree(copy / ".git")
    files = files_of(copy)
    shutil.rmtree(copy)
    return files


def state(checkout: Path) -> str:
    """All that a person would miss: the files, the index, the branches."""
    return git(checkout, "status", "--porcelain=v1", "--branch") + git(
        checkout, "for-each-ref", "refs/heads", "refs/tags", "refs/stash"
    )


def test_the_branch_holds_the_site_and_nothing_else_changes(checkout: Path) -> None:
    (checkout / "public/CNAME").write_text("www.example.org\n", encoding="utf-8")
    before = state(checkout)
    said = done(pages(checkout, "--yes"))
    assert "4 files new, 0 changed, 0 gone" in said
    assert pushed(checkout) == files_of(checkout / "public")
    assert state(checkout) == before


def test_a_second_time_adds_to_the_history(checkout: Path) -> None:
    done(pages(checkout, "--yes"))
    assert "nothing to do" in done(pages(checkout, "--yes"))
    make_site(checkout, tea="2")
    said = done(pages(checkout, "--yes"))
    assert "0 files new, 1 changed, 0 gone" in said
    assert "Changed:\n  /tea/\n" in said
    assert pushed(checkout)["tea/index.html"] == b"2"
    assert git(checkout.parent / "remote.git", "rev-list", "--count", "gh-pages") == "2\n"


def test_what_somebody_else_pushed_is_built_upon(checkout: Path) -> None:
    done(pages(checkout, "--yes", "--branch", "web"))
    git(checkout.parent, "clone", "--quiet", "-b", "web", "remote.git", "other")
    git(checkout.parent / "other", "rm", "--quiet", "tea/index.html")
    git(checkout.parent / "other", "commit", "--quiet", "-m", "Take away")
    git(checkout.parent / "other", "push", "--quiet", "origin", "web")
    assert "1 file new" in done(pages(checkout, "--yes", "--branch", "web"))
    assert git(checkout.parent / "remote.git", "rev-list", "--count", "web") == "3\n"


def test_dry_run_pushes_nothing(checkout: Path) -> None:
    before = state(checkout)
    asked = pages(checkout)
    assert "3 files new" in asked.stdout
    assert "YES=1" in refused(asked)
    assert git(checkout.parent / "remote.git", "branch") == ""
    assert state(checkout) == before


def test_own_domain_that_would_be_lost_is_named(checkout: Path) -> None:
    (checkout / "public/CNAME").write_text("www.example.org\n", encoding="utf-8")
    done(pages(checkout, "--yes"))
    (checkout / "public/CNAME").unlink()
    assert "with it your own domain" in pages(checkout).stdout


def test_without_a_name_of_the_committer(checkout: Path) -> None:
    done(pages(checkout, "--yes", GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null"))


def held(checkout: Path, branch: str, *names: str) -> str:
    """Let the remote have a branch that holds these files alone; its commit."""
    git(checkout, "checkout", "--quiet", "--orphan", branch)
    git(checkout, "rm", "-r", "-f", "--quiet", "--cached", ".")
    for name in names:
        (checkout / name).parent.mkdir(exist_ok=True)
        (checkout / name).touch()
        git(checkout, "add", "--force", name)
    git(checkout, "commit", "--quiet", "--allow-empty", "-m", "Hold")
    git(checkout, "push", "--quiet", "origin", branch)
    git(checkout, "checkout", "--quiet", "--force", "main")
    return git(checkout, "ls-remote", "origin", branch)


@pytest.mark.parametrize("is_pushed", [True, False])
def test_branch_that_is_checked_out_is_refused(checkout: Path, is_pushed: bool) -> None:
    if is_pushed:
        git(checkout, "push", "--quiet", "origin", "main")
    before = state(checkout), git(checkout, "ls-remote", "origin")
    message = refused(pages(checkout, "--yes", "--branch", "main"))
    assert "The branch main is the branch that you work on" in message
    assert "BRANCH=gh-pages" in message
    assert (state(checkout), git(checkout, "ls-remote", "origin")) == before


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["pelicanconf.py", "index.html"], "holds the publication's own files"),
        (["Makefile"], "holds no site, but Makefile"),
        (["content/a.md", "CNAME"], "holds no site, but content"),
    ],
)
def test_branch_that_holds_no_site_is_refused(checkout: Path, names: list[str], words: str) -> None:
    before = held(checkout, "source", *names)
    message = refused(pages(checkout, "--yes", "--branch", "source"))
    assert f"The branch source {words}" in message
    assert git(checkout, "ls-remote", "origin", "source") == before


@pytest.mark.parametrize("names", [[], ["CNAME"], ["index.html", "content/index.html"]])
def test_branch_for_a_site_is_replaced(checkout: Path, names: list[str]) -> None:
    held(checkout, "web", *names)
    done(pages(checkout, "--yes", "--branch", "web"))
    assert pushed(checkout, "web") == files_of(checkout / "public")


def test_what_is_for_other_servers_is_not_pushed(checkout: Path) -> None:
    site = files_of(checkout / "public")
    (checkout / "public/.hosts/nginx.conf").write_text("server {}\n", encoding="utf-8")
    (checkout / "public/.htaccess").write_text("Options\n", encoding="utf-8")
    assert "3 files new" in done(pages(checkout, "--yes"))
    assert pushed(checkout) == site
    assert (checkout / "public/.hosts/nginx.conf").exists()


def test_only_what_a_web_host_shows_is_said_to_be_shown_soon(checkout: Path) -> None:
    assert done(pages(checkout, "--yes")).endswith("remote.git.\n")
    ssh = checkout.parent / "ssh"
    ssh.write_text('#!/bin/sh\nfor last; do :; done\nexec sh -c "$last"\n', encoding="utf-8")
    ssh.chmod(0o755)
    git(checkout, "remote", "set-url", "origin", f"git@web.example:{checkout.parent}/remote.git")
    make_site(checkout, tea="2")
    said = done(pages(checkout, "--yes", GIT_SSH=str(ssh), GIT_SSH_VARIANT="simple"))
    assert said.endswith("GitHub shows it in a minute or two.\n")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/no/such/remote.git", "origin cannot be reached"),
        ("https://127.0.0.1:{port}/x.git", "origin cannot be reached"),
        ("ssh://git@127.0.0.1:{port}/x.git", "origin cannot be reached"),
    ],
)
def test_remote_that_cannot_be_reached(
    checkout: Path, port: int, address: str, message: str
) -> None:
    git(checkout, "remote", "set-url", "origin", address.format(port=port))
    before = state(checkout)
    assert message in refused(pages(checkout, "--yes"))
    assert state(checkout) == before


def test_push_that_is_refused(checkout: Path) -> None:
    hook = checkout.parent / "remote.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = state(checkout)
    message = refused(pages(checkout, "--yes"))
    assert "origin refused the branch gh-pages" in message
    assert "pre-receive hook declined" in message
    assert state(checkout) == before


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--remote", "upstream"], "no remote upstream"),
        (["--remote=--upload-pack=x"], "no remote --upload-pack=x"),
        (["--branch", "a..b"], "cannot be the name of a branch"),
        (["--site", "nowhere"], "There is no site in nowhere"),
    ],
)
def test_what_cannot_be_meant(checkout: Path, more: list[str], message: str) -> None:
    assert message in refused(pages(checkout, "--yes", *more))


def test_preview_is_refused(checkout: Path) -> None:
    robots = "User-agent: *\nDisallow: /\n"
    (checkout / "public/robots.txt").write_text(robots, encoding="utf-8")
    assert "is a preview" in refused(pages(checkout, "--yes"))


def test_outside_of_a_checkout(tmp_path: Path) -> None:
    make_site(tmp_path)
    assert "no checkout of git" in refused(pages(tmp_path, GIT_CEILING_DIRECTORIES="/"))
