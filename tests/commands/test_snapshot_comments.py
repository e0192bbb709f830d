"""`make snapshot-comments` and `make publish` with the real Isso, and with services that fail."""

from __future__ import annotations

import datetime
import fcntl
import io
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from plugins.commands import publish, snapshot_comments
from plugins.model.comments.thread import Thread, read_thread
from plugins.model.published.ledger import FILE, read_ledger
from plugins.snapshot.taking import NotTaken
from tests.clones import git
from tests.commands.lanterns import LANTERNS
from tests.isso import Isso, running_isso
from tests.loading import ANN, WITHDRAWN, post, write
from tests.plugins.snapshot import services
from tests.plugins.snapshot.services import FakeIsso, comment, says, served
from tests.running import ROOT, TOO_LONG, command, environment

pytestmark = pytest.mark.slow

SETTINGS = f"""{LANTERNS}SITEURL = "https://lanterns.example"
COMMENTS_SERVICE = "isso"
COMMENTS_ISSO = "{{address}}"
COMMENTS_MAIL = "editor@lanterns.example"
COMMENTS_TIMEOUT = 1
"""
GISCUS = """COMMENTS_SERVICE = "giscus"
COMMENTS_GISCUS = {"repo": "a/b", "repo_id": "R", "category": "Talk", "category_id": "C"}
"""
FILES = {
    "people/ann-example.md": ANN,
    "posts/soup.md": post(title="Soup", comments="{state: closed}"),
    "posts/pie.md": post(title="Pie"),
    "posts/gone.md": post(title="Gone").replace("title:", WITHDRAWN + "title:", 1),
    "posts/later.md": post(title="Later", date="2027-01-01"),
}
SOUP = "/posts/soup/"
DAY = "2026-11-22"
TOKEN = "of a forge"  # noqa: S105 - of none


class Done(NamedTuple):
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODAY", DAY)


class Site:
    """A publication in a folder of its own, and its comment service."""

    def __init__(self, folder: Path, address: str, files: Mapping[str, str] = FILES) -> None:
        self.content = write(folder, files)
        self.public, self.snapshot = folder / "public", folder / ".comments"
        self.settings = folder / "settings.py"
        self.settings.write_text(SETTINGS.format(address=address), encoding="utf-8")

    def run(self, name: str, *more: str, **env: str) -> Done:
        """A command in a process of its own."""
        arguments = command(name, self.content, self.settings)
        done = subprocess.run(
            [*arguments, "--output", str(self.public), *more],
            cwd=ROOT,
            env=environment(TODAY=DAY, **env),
            capture_output=True,
            encoding="utf-8",
            timeout=TOO_LONG,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    def fetch(self, *more: str) -> Done:
        return said_by(snapshot_comments.main, [*self.places, *more])

    def publish(self, *more: str) -> Done:
        return said_by(publish.main, [*self.places, *more])

    @property
    def places(self) -> list[str]:
        places = {"content": self.content, "settings": self.settings, "output": self.public}
        return [word for name, place in places.items() for word in (f"--{name}", str(place))]

    def thread(self, name: str = "soup") -> Thread:
        return read_thread((self.snapshot / f"{name}.isso.json").read_bytes())

    def page(self, path: str) -> str:
        return (self.public / path).read_text(encoding="utf-8")

    def state(self) -> dict[str, tuple[bytes, int]]:
        files = self.snapshot.iterdir() if self.snapshot.exists() else ()
        return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in files}


def said_by(main: Callable[[list[str]], int], arguments: list[str]) -> Done:
    """A command in this process: what starts it takes longer than what it does."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return Done(status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def isso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Isso]:
    """One for all tests, each of which has a post of its own."""
    with running_isso(tmp_path_factory.mktemp("isso")) as isso:
        yield isso


@pytest.fixture
def fake() -> Iterator[FakeIsso]:
    with served(FakeIsso()) as fake:
        fake.threads = {SOUP: [comment(1), comment(2)]}
        yield fake


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
    isso: Isso, tmp_path: Path
) -> None:
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


# Publishing ----------------------------------------------------------------------------------


def kind_in_ledger(site: Site) -> str:
    """What the ledger says that the feed of the soup's comments is."""
    ledger, _ = read_ledger((site.content / FILE).read_bytes(), "")
    return ledger.last["/feeds/comments/soup.xml"].kind


def test_what_is_fetched_is_published_at_once(fake: FakeIsso, tmp_path: Path) -> None:
    site = Site(tmp_path, fake.address)
    assert site.publish().returncode == 0
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")
    assert "Person 2" in site.page("feeds/comments/soup.xml")
    assert kind_in_ledger(site) == "comments"
    fake.threads[SOUP].append(comment(3, "<p>More.</p>"))
    site.publish()
    assert "<p>More.</p>" in site.page("posts/soup/index.html")


def test_no_voice_is_lost_unless_that_is_said(fake: FakeIsso, tmp_path: Path) -> None:
    site = Site(tmp_path, fake.address)
    site.publish()
    shutil.rmtree(site.snapshot)
    fake.instead[""] = says(b"", 502)
    done = site.run("publish")
    assert done.returncode == 1
    assert "The comments published under posts/soup.md cannot be had" in done.stderr
    assert "COMMENTS=without" in done.stderr
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")
    assert site.publish("--without-comments").returncode == 0
    assert "<p>Words.</p>" not in site.page("posts/soup/index.html")
    assert kind_in_ledger(site) == ""
    fake.instead.clear()
    assert site.publish().returncode == 0
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")


@pytest.mark.parametrize("trouble", ["cannot be had", "no page shows"])
def test_a_withdrawn_post_goes_though_comments_are_missing(
    fake: FakeIsso, tmp_path: Path, trouble: str
) -> None:
    site = Site(tmp_path, fake.address)
    site.publish()
    if trouble == "cannot be had":
        shutil.rmtree(site.snapshot)
        fake.instead[""] = says(b"", 502)
    else:
        soup = site.content / "posts/soup.md"
        soup.write_text(soup.read_text("utf-8").replace("{state", "{id: soup, state"), "utf-8")
    assert "Some words." in site.page("posts/pie/index.html")
    stopped = site.publish()
    assert stopped.returncode == 1
    assert trouble in stopped.stderr.replace("No page", "no page")
    assert "Nothing was published" in stopped.stderr
    pie = site.content / "posts/pie.md"
    pie.write_text(pie.read_text("utf-8").replace("title:", WITHDRAWN + "title:", 1), "utf-8")
    done = site.publish()
    assert done.returncode == 3
    assert "All the same the site is published" in done.stderr
    assert "Some words." not in site.page("posts/pie/index.html")
    assert "Nothing was published" not in done.stderr


def test_the_last_snapshot_is_shown_while_the_service_is_down(
    fake: FakeIsso, tmp_path: Path
) -> None:
    site = Site(tmp_path, fake.address)
    site.fetch()
    fake.instead[""] = services.hangs_up
    assert site.publish().returncode == 0
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")
    fake.instead.clear()
    fake.threads.clear()  # as a service does that has lost its store
    assert site.publish().returncode == 0
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")


def test_a_service_that_answers_is_believed(fake: FakeIsso, tmp_path: Path) -> None:
    """Where nothing is at hand to doubt it by: it may have been emptied by its owner."""
    site = Site(tmp_path, fake.address)
    site.publish()
    shutil.rmtree(site.snapshot)
    fake.threads.clear()
    assert site.publish().returncode == 0


def test_comments_may_be_published_from_a_port_that_nobody_hears(tmp_path: Path) -> None:
    with socket.socket() as silent:  # it takes a connection, and never answers
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        site = Site(tmp_path, f"http://127.0.0.1:{silent.getsockname()[1]}")
        done = site.publish()
    assert done.returncode == 0
    assert "takes longer than 1 s to answer" in done.stderr
