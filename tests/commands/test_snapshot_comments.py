"""`make snapshot-comments` with the real Isso, and with services that fail."""

from __future__ import annotations

import datetime
import fcntl
import io
import json
import os
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from plugins.commands import snapshot_comments
from plugins.snapshot.taking import NotTaken
from tests.clones import git
from tests.commands.site_and_service import SETTINGS, SOUP, Done, Site
from tests.isso import Isso, running_isso
from tests.loading import post
from tests.plugins.snapshot import services
from tests.plugins.snapshot.services import FakeIsso, comment, says

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("day")]

GISCUS = """COMMENTS_SERVICE = "giscus"
COMMENTS_GISCUS = {"repo": "a/b", "repo_id": "R", "category": "Talk", "category_id": "C"}
"""
TOKEN = "of a forge"  # noqa: S105 - of none


@pytest.fixture(scope="module")
def isso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Isso]:
    """One for all tests, each of which has a post of its own."""
    with running_isso(tmp_path_factory.mktemp("isso")) as isso:
        yield isso


# The real Isso -------------------------------------------------------------------------------


def test_what_was_approved_is_kept_and_nothing_private(isso: Isso, tmp_path: Path) -> None:
    site = Site(tmp_path, isso.address)
    held = isso.say(SOUP, "Lovely *soup*.", author="Ann & <b>Co</b>")
    assert site.fetch().returncode == 0
    assert site.state() == {}
    isso.approve(held)
    answer = isso.say(SOUP, "<script>alert(1)</script> [x](javascript:alert(2))", reply_to=held)
    isso.approve(answer)
    isso.say("/posts/gone/", "Of a post that is withdrawn.")
    done = site.fetch()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 thread of comments new or changed, of 1.\n"
    first, second = site.thread().comments
    assert (first.name, first.text) == ("Ann & <b>Co</b>", "<p>Lovely <em>soup</em>.</p>")
    assert second.reply_to == first.id
    assert "<script" not in second.text
    data = (site.snapshot / "soup.isso.json").read_text()
    assert "127.0.0" not in data
    before = site.state()
    assert site.fetch().stdout == "0 threads of comments new or changed, of 1.\n"
    assert site.state() == before


def test_a_deleted_comment_leaves_its_place_while_it_is_answered(
    isso: Isso, tmp_path: Path
) -> None:
    site = Site(tmp_path, isso.address, {"posts/tart.md": post(title="Tart", author="Web team")})
    first, second = (isso.say("/posts/tart/", f"Words {number}") for number in "12")
    third = isso.say("/posts/tart/", "An answer", reply_to=first)
    for one in (first, second, third):
        isso.approve(one)
    site.fetch()
    isso.delete(first)
    assert site.fetch().returncode == 0
    assert [(one.id, bool(one.removed)) for one in site.thread("tart").comments] == [
        *[(str(first), True), (str(second), False), (str(third), False)]
    ]


def test_a_moderator_who_deletes_most_of_a_thread_is_told_how_it_goes(
    isso: Isso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    monkeypatch.setenv("TODAY", f"{tomorrow:%Y-%m-%d}")  # what is said now is shown then
    files = {"posts/jam.md": post(title="jam", author="Web team")}
    site = Site(tmp_path, isso.address, files)
    one = isso.say("/posts/jam/", "Words on jam")
    isso.approve(one)
    site.publish()
    isso.delete(one)
    done = site.publish()
    assert (done.returncode, "Kept as before: 1 thread" in done.stderr) == (0, True)
    assert "Words on jam" in site.page("posts/jam/index.html")
    now = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
    (site.content / "forgotten-comments.txt").write_text(f"isso {one} {now}\n")
    done = site.publish()
    assert (done.returncode, "Kept as before" in done.stderr) == (0, False)
    assert "Words on jam" not in site.page("posts/jam/index.html")


def test_an_isso_that_has_lost_its_store_takes_nothing_away(isso: Isso, tmp_path: Path) -> None:
    files = {f"posts/{name}.md": post(title=name, author="Web team") for name in ("oat", "rye")}
    site = Site(tmp_path, isso.address, files)
    for name in ("oat", "rye"):
        isso.approve(isso.say(f"/posts/{name}/", "Words"))
    site.fetch()
    before = site.state()
    with running_isso(tmp_path / "new", moderated=False) as new:
        site.settings.write_text(SETTINGS.format(address=new.address), encoding="utf-8")
        time.sleep(1)  # what has the same number and second is the same comment, changed
        new.say("/posts/oat/", "The first words again")
        assert site.fetch().returncode == 3
    assert site.state() == before


# Services that fail --------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [services.sleeps, says(b'{"replies": [{"id"')])
def test_a_failing_service_changes_nothing_and_the_site_is_published(
    answer: services.Answer, fake: FakeIsso, tmp_path: Path
) -> None:
    site = Site(tmp_path, fake.address)
    assert site.publish().returncode == 0
    before = site.state()
    assert before.keys() == {"soup.isso.json"}
    fake.instead[""] = answer
    if answer is services.sleeps:
        site.hurry()
    done = site.fetch()
    assert done.returncode == 3
    assert done.stderr.startswith("The comment service ")
    assert done.stderr.endswith(" The comments stay as they were.\n")
    done = site.publish()
    assert done.returncode == 0
    assert "The comments stay as they were." in done.stderr
    assert site.state() == before


def test_a_drop_is_told_with_the_file_and_taken_when_it_is_meant(
    fake: FakeIsso, tmp_path: Path
) -> None:
    site = Site(tmp_path, fake.address)
    site.fetch()
    fake.threads[SOUP] = []
    done = site.run("snapshot_comments")
    assert done.returncode == 3
    assert "/posts/soup/: Of the 2 comments that were readable, 2 are gone" in done.stderr
    assert "Kept as before: 1 thread of comments." in site.publish().stderr
    assert len(site.thread().comments) == 2
    assert site.fetch("--accept").returncode == 0
    assert site.thread().comments == ()


def test_an_erased_comment_is_not_fetched_again(fake: FakeIsso, tmp_path: Path) -> None:
    site = Site(tmp_path, fake.address)
    (site.content / "forgotten-comments.txt").write_text("isso 2 2026-11-21\n")
    site.fetch()
    assert [one.text for one in site.thread().comments] == ["<p>Words.</p>", ""]
    (site.content / "forgotten-comments.txt").write_text("isso two\n")
    with pytest.raises(NotTaken, match=r"forgotten-comments\.txt:1"):
        site.fetch()


def test_a_file_that_cannot_be_read_is_put_right_by_deleting_it(
    fake: FakeIsso, tmp_path: Path
) -> None:
    site = Site(tmp_path, fake.address)
    site.publish()
    file = site.snapshot / "soup.isso.json"
    file.write_text("<<<<<<< ours\n{")
    done = site.publish()
    assert done.returncode == 1
    assert "Put the file aside, then run: make snapshot-comments" in done.stderr
    done = site.fetch()
    assert done.returncode == 3
    assert "soup.isso.json cannot be read" in done.stderr
    assert "or delete it and fetch again" in done.stderr
    assert file.read_text() == "<<<<<<< ours\n{"
    file.unlink()
    assert site.fetch().returncode == 0
    assert site.publish().returncode == 0
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")


def test_what_cannot_run_says_why(fake: FakeIsso, tmp_path: Path) -> None:
    site = Site(tmp_path, fake.address)
    site.snapshot.mkdir()
    lock = os.open(site.snapshot, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    done = site.run("snapshot_comments")
    os.close(lock)
    assert done.returncode == 2
    assert "Another run is writing" in done.stderr
    site.snapshot.rmdir()
    for wrong in ("file", "link"):
        site.snapshot.symlink_to(site.snapshot) if wrong == "link" else site.snapshot.touch()
        with pytest.raises(NotTaken, match=f"and is a {wrong}.*, then run: make"):
            site.fetch()
        done = site.publish()
        assert done.returncode == 1
        assert f"and is a {wrong}" in done.stderr
        assert not site.public.exists()
        site.snapshot.unlink()


def test_a_pipe_among_the_files_is_told_of_and_not_read(fake: FakeIsso, tmp_path: Path) -> None:
    site = Site(tmp_path, fake.address)
    site.snapshot.mkdir()
    os.mkfifo(site.snapshot / "soup.isso.json")
    done = site.fetch()
    assert done.returncode == 3
    assert "soup.isso.json cannot be read (it is no plain file)" in done.stderr


def test_what_git_would_take_unasked_is_told(fake: FakeIsso, tmp_path: Path) -> None:
    site = Site(tmp_path, fake.address)
    git(tmp_path, "init", "-q")
    told = f"Git does not ignore {site.snapshot}"
    assert told in site.fetch().stderr
    assert told in site.publish().stderr
    (tmp_path / ".gitignore").write_text("/.comments/\n")
    assert "Git" not in site.fetch().stderr + site.publish().stderr
    (tmp_path / ".gitignore").write_text("")
    (site.snapshot / ".gitkeep").touch()
    git(tmp_path, "add", ".comments/.gitkeep")
    assert told in site.fetch().stderr
    git(tmp_path, "add", ".comments")
    fake.threads["/posts/pie/"] = [comment(3)]
    done = site.fetch()
    assert (site.snapshot / "pie.isso.json").exists()
    assert "Git" not in done.stderr


@pytest.mark.parametrize("wrong", ['COMMENTS_SNAPSHOT = "/"\n', "COMMENTS_BRANCH = 7\n"])
def test_places_of_a_wrong_setting_are_not_said(wrong: str, tmp_path: Path) -> None:
    site = Site(tmp_path, "https://talk.example.org")
    assert site.fetch("--places") == Done(0, f"\n{site.snapshot}\n", "")
    with site.settings.open("a") as settings:
        settings.write(wrong)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as end:
        snapshot_comments.main(["--places", *site.places])
    assert (end.value.code, out.getvalue()) == (2, "")
    assert f": {wrong.split()[0]}: This must be" in err.getvalue()


def test_without_an_interface_there_is_nothing_to_fetch(tmp_path: Path) -> None:
    site = Site(tmp_path, "")
    with site.settings.open("a") as settings:
        settings.write('COMMENTS_SERVICE = "mail"\n')
    done = site.fetch()
    assert (done.returncode, done.stderr) == (0, "")
    assert "Nothing to fetch" in done.stdout


def test_giscus_needs_a_token(
    fake: FakeIsso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path, fake.address)
    with site.settings.open("a") as settings:
        settings.write(GISCUS)
    monkeypatch.setenv("GITHUB_TOKEN", "")
    with pytest.raises(NotTaken, match="GITHUB_TOKEN"):
        site.fetch()
    found = {"data": {"of": {"list": {"pageInfo": {"hasNextPage": False}, "nodes": []}}}}
    fake.instead[""] = says(json.dumps(found).encode())
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    monkeypatch.setenv("GITHUB_GRAPHQL_URL", f"{fake.address}/graphql")
    done = site.fetch()
    assert (done.returncode, done.stdout) == (0, "0 threads of comments new or changed, of 0.\n")
