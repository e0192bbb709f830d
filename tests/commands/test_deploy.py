"""`make deploy`: a site is put in a folder whole, and what readers see is never half of one."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands.releasing import (
    deploy,
    done,
    make_site,
    page,
    refused,
    releases,
    run,
    shown,
    typed,
)
from tests.running import ROOT, environment, files_of

pytestmark = pytest.mark.slow


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "site"


def test_first_deploy_shows_the_whole_site(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, tea="Te")
    said = done(deploy(site, target))
    assert "2 files new, 0 changed, 0 gone; 0.1 kB to send." in said
    assert files_of(target / "current") == files_of(site)
    assert re.fullmatch(r"\d{8}T\d{6}Z-1", shown(target))


def test_unchanged_files_are_the_same_files_on_the_disk(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, tea="Te", talk="Sgwrs")
    done(deploy(site, target))
    kept = (target / "current/tea/index.html").stat()
    shutil.rmtree(site.resolve())  # a build writes every file anew
    (site.parent / ".public.trees/a/.hosts").mkdir(parents=True)
    make_site(tmp_path, tea="Te", talk="Siarad", cake="Cacen")
    said = done(deploy(site, target))
    assert "1 file new, 1 changed, 0 gone" in said
    assert "Changed:\n  /talk/\n" in said
    again = (target / "current/tea/index.html").stat()
    assert (again.st_ino, again.st_mtime_ns) == (kept.st_ino, kept.st_mtime_ns)
    assert (page(target, "talk"), page(target, "cake")) == ("Siarad", "Cacen")


def test_what_is_gone_is_named_and_not_served(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, tea="Te")
    done(deploy(site, target))
    shutil.rmtree(site / "tea")
    said = done(deploy(site, target))
    assert "0 files new, 0 changed, 1 gone" in said
    assert "Gone:\n  /tea/\n" in said
    assert not (target / "current/tea").exists()


def test_the_same_site_again_makes_no_release(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    done(deploy(site, target))
    assert "nothing to do" in done(deploy(site, target))
    assert len(releases(target)) == 1


def test_everything_is_readable_for_the_web_server(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, tea="Te")
    (site / "tea").chmod(0o700)
    (site / "tea/index.html").chmod(0o600)
    (site / "index.html").chmod(0o755)
    done(deploy(site, target))
    modes = {path.stat().st_mode & 0o777 for path in target.rglob("*.html")}
    assert modes == {0o644}
    folders = [path for path in (target, *target.rglob("*")) if path.is_dir()]
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o755}


def test_five_are_kept_and_what_is_not_ours_stays(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    (target / "releases/.ours").mkdir(parents=True)
    theirs = target / "releases" / "20200101T000000Z-1"  # named as ours, without our mark
    theirs.mkdir()
    for number in range(1, 8):
        make_site(tmp_path, tea=str(number))
        done(deploy(site, target))
    assert [name.rpartition("-")[2] for name in releases(target) if name != theirs.name] == [
        "3",
        "4",
        "5",
        "6",
        "7",
    ]
    assert theirs.is_dir()
    assert len(list((target / "releases/.ours").iterdir())) == 5


def test_names_of_every_kind_arrive(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, **{"tŷ newydd & 'mwy'": "1", "a\nb": "2", r"c\#012d": "3"})
    done(deploy(site, target))
    assert files_of(target / "current") == files_of(site)
    shutil.rmtree(site / "a\nb")
    make_site(tmp_path, **{"tŷ newydd & 'mwy'": "4", r"c\#012d": "5"})
    said = done(deploy(site, target))
    assert "Changed:\n  /c\\#012d/\n  /tŷ newydd & 'mwy'/\n" in said
    assert files_of(target / "current") == files_of(site)


def test_dry_run_changes_nothing(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    ask = typed("deploy", str(target), "--site", str(site))
    assert "YES=1" in refused(run(ask))
    assert not target.exists()
    done(deploy(site, target))
    make_site(tmp_path, tea="Te")
    before = sorted(target.rglob("*"))
    asked = run(ask)
    assert "1 file new" in asked.stdout
    assert "YES=1" in refused(asked)
    assert sorted(target.rglob("*")) == before


@pytest.mark.parametrize(("answer", "puts"), [("y", True), ("", False), ("no", False)])
def test_it_asks_on_a_terminal(tmp_path: Path, target: Path, answer: str, puts: bool) -> None:
    site = make_site(tmp_path)
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    asked = subprocess.run(
        typed("deploy", str(target), "--site", str(site)),
        cwd=ROOT,
        env=environment(),
        stdin=theirs,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert asked.returncode == 0
    assert f"Put this on {target}? [y/N]" in asked.stdout
    assert target.exists() is puts


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("robots.txt", "User-agent: *\nDisallow: /\n"),
        ("index.html", '<meta name="robots" content="noindex">'),
    ],
)
def test_preview_is_refused(tmp_path: Path, target: Path, name: str, text: str) -> None:
    site = make_site(tmp_path)
    (site / name).write_text(text, encoding="utf-8")
    assert "is a preview" in refused(deploy(site, target))
    assert not target.exists()


def test_robots_that_keep_out_one_robot_are_no_preview(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    robots = "User-agent: Greedy\nDisallow: /\n\nUser-agent: *\nDisallow: /private/\n"
    (site / "robots.txt").write_text(robots, encoding="utf-8")
    done(deploy(site, target))


def test_what_was_built_and_not_published_is_refused(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    (site / ".hosts").rmdir()
    message = refused(deploy(site, target))
    assert "was not published: it lacks .hosts/" in message
    assert "make publish" in message
    assert not target.exists()


def test_no_site_is_refused(tmp_path: Path, target: Path) -> None:
    assert "There is no site in" in refused(deploy(tmp_path / "public", target))
    (tmp_path / "public").symlink_to("nowhere")
    assert "make publish" in refused(deploy(tmp_path / "public", target))


def test_target_in_the_site_is_refused(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert "lies in the site itself" in refused(deploy(site, site / "copy"))


def test_what_others_made_is_left_alone(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    (target / "releases/.ours").mkdir(parents=True)
    (target / "current").mkdir(parents=True)
    assert "current is no link, which Practice Press did not make" in refused(deploy(site, target))
    (target / "current").rmdir()
    (target / "current").symlink_to("../elsewhere")
    assert "a link to ../elsewhere" in refused(deploy(site, target))
    assert not list((target / "releases").iterdir())[1:]


def test_folder_with_the_name_of_the_link_that_is_made_first(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    done(deploy(site, target))
    before = shown(target)
    (target / ".current").mkdir()
    (target / ".current/mine.txt").touch()
    make_site(tmp_path, tea="Te")
    assert ".current is no link" in refused(deploy(site, target))
    assert (target / ".current/mine.txt").exists()
    assert (shown(target), releases(target)) == (before, [before])


@pytest.mark.parametrize("name", ["releases", "releases/.ours", "releases/.lock"])
def test_link_that_leads_out_of_the_target_is_not_followed(
    tmp_path: Path, target: Path, name: str
) -> None:
    site = make_site(tmp_path)
    done(deploy(site, target))
    elsewhere = (target / name).rename(tmp_path / "elsewhere")
    (target / name).symlink_to(elsewhere)
    before = files_of(elsewhere) if elsewhere.is_dir() else elsewhere.read_bytes()
    make_site(tmp_path, tea="Te")
    message = refused(deploy(site, target))
    assert f"{name} is a link, which Practice Press did not make" in message
    assert before == (files_of(elsewhere) if elsewhere.is_dir() else elsewhere.read_bytes())


def test_release_that_was_deleted_by_hand_is_no_obstacle(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    done(deploy(site, target))
    shutil.rmtree(target / "releases" / shown(target))
    done(deploy(site, target))
    assert files_of(target / "current") == files_of(site)
    assert releases(target) == [shown(target)]


@pytest.mark.parametrize("text", ["", "odd", "4711 1", "4711 1 2 3", "-1 -1", "x" * 500])
def test_lock_of_another_is_told_whatever_it_holds(tmp_path: Path, target: Path, text: str) -> None:
    site = make_site(tmp_path)
    (target / "releases/.ours").mkdir(parents=True)
    with (target / "releases/.lock").open("w+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write(text)
        lock.flush()
        assert "another deploy" in refused(deploy(site, target))
    done(deploy(site, target))


def test_odd_marks_and_names_are_no_obstacle(tmp_path: Path, target: Path) -> None:
    marks = target / "releases/.ours"
    marks.mkdir(parents=True)
    for name in ("99999999T999999Z-9", "a b", "-rf", "x\ny", "..."):
        (marks / name).write_text("$(exit 3)\n\n", encoding="utf-8")
        (target / "releases" / name).mkdir()
    done(deploy(make_site(tmp_path), target))
    assert shown(target).endswith("-10")
    assert "99999999T999999Z-9" in run(typed("rollback", str(target))).stdout


def test_there_is_always_a_next_number(tmp_path: Path, target: Path) -> None:
    name = "20260101T000000Z-999999999"
    (target / "releases/.ours").mkdir(parents=True)
    (target / "releases/.ours" / name).touch()
    (target / "releases" / name).mkdir()
    site = make_site(tmp_path)
    for number, text in enumerate("ab", 1_000_000_000):
        make_site(tmp_path, tea=text)
        done(deploy(site, target))
        assert shown(target).endswith(f"Z-{number}")
    done(run(typed("rollback", str(target), "--yes")))
    assert page(target, "tea") == "a"


@pytest.mark.parametrize(
    ("files", "folder", "words"),
    [
        (["content/published.json"], "content", "lies in the content of a publication"),
        (["content/published.json"], "content/media/new", "lies in the content of a publication"),
        (["c/posts/a.md", "c/pages/b.md"], "c/new", "lies in the content of a publication"),
        (["content/releases/.ours/x", "content/published.json"], "content", "lies in the content"),
        (["x"], ".public.trees", "where sites are built"),
        (["x"], ".public.trees/c", "where sites are built"),
        (["www/notes.txt"], "www", "is used for something else: it holds notes.txt"),
        (["www/current/index.html"], "www", "is used for something else: it holds current"),
    ],
)
def test_folder_that_is_there_for_something_else(
    tmp_path: Path, files: list[str], folder: str, words: str
) -> None:
    site = make_site(tmp_path)
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "link").symlink_to(folder)
    before = sorted(tmp_path.rglob("*"))
    for target in (tmp_path / folder, tmp_path / "link"):
        message = refused(deploy(site, target))
        assert words in message
        assert "Choose a folder that is empty, or a new one." in message
    assert sorted(tmp_path.rglob("*")) == before


def test_folder_that_is_empty_is_taken(tmp_path: Path, target: Path) -> None:
    target.mkdir(parents=True)
    done(deploy(make_site(tmp_path), target))


@pytest.mark.parametrize("name", ["deploy", "rollback"])
def test_without_a_target_it_says_how_to_name_one(tmp_path: Path, name: str) -> None:
    message = refused(run(typed(name, "")))
    assert message == f"Say where: make {name} TARGET=user@host:/path\n"


def test_this_computer_without_rsync(tmp_path: Path, target: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/sh").symlink_to("/bin/sh")
    message = refused(deploy(make_site(tmp_path), target, PATH=str(tmp_path / "bin")))
    assert message == "This computer has no rsync. Install it first.\n"
