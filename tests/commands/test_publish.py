"""`make publish` as a process: what is in public/, what it says, and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from plugins.model.published.ledger import FILE
from plugins.output_tree import OutputTree
from tests.commands.lanterns import LANTERNS
from tests.loading import ANN, WITHDRAWN, post, write
from tests.running import ROOT, TOO_LONG, command, digest_of, environment, files_of

pytestmark = pytest.mark.slow

SETTINGS = f"""{LANTERNS}SITEURL = "https://lanterns.example/net"
TIMEZONE = "Europe/London"
COMMENTS_STATE = "off"
"""
DAY = "2026-11-21"
BROKEN = post(title="New", date="03/04/2026")
FILES = {
    "people/ann-example.md": ANN,
    "posts/first.md": post("The first words.\n", title="First", aliases="[/node/1, /?p=1]"),
    "posts/other.md": post("The other words.\n", title="Other", date="2015-02-03"),
}


class Site:
    """A publication in a folder of its own."""

    def __init__(self, folder: Path, files: Mapping[str, str] = FILES) -> None:
        self.folder = folder
        self.content = write(folder, files)
        self.public = folder / "public"
        self.settings = folder / "settings.py"
        self.settings.write_text(SETTINGS, encoding="utf-8")

    def command(self, *more: str) -> list[str]:
        return [
            *command("publish", self.content, self.settings),
            "--output",
            str(self.public),
            *more,
        ]

    def publish(self, day: str = DAY) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(),
            cwd=ROOT,
            env=environment(TODAY=day),
            capture_output=True,
            encoding="utf-8",
            timeout=TOO_LONG,
            check=False,
        )

    def write(self, files: Mapping[str, str]) -> None:
        write(self.folder, files)

    def ledger(self) -> dict[str, dict[str, Any]]:
        """The last line of each address."""
        lines = json.loads((self.content / FILE).read_text(encoding="utf-8"))["published"]
        return {line["address"]: line for line in lines if line}

    def page(self, path: str) -> str:
        return (self.public / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    """A publication that was published once, and a copy of its folder."""
    folder = tmp_path_factory.mktemp("published") / "place"
    folder.mkdir()
    made = Site(folder)
    done = made.publish("2026-11-20")
    assert (done.returncode, done.stderr) == (0, "")
    return made, shutil.copytree(folder, folder.with_name("copy"), symlinks=True)


@pytest.fixture
def site(published: tuple[Site, Path]) -> Site:
    """A publication that was published once."""
    made, copy = published
    shutil.rmtree(made.folder)
    shutil.copytree(copy, made.folder, symlinks=True)
    return made


def test_public_is_ready_for_any_host(site: Site) -> None:
    found = files_of(site.public)
    assert {".nojekyll", "_redirects", "_headers", "404.html", "sitemap.xml"} <= set(found)
    assert {"index.html.br", "index.html.gz", "node/1/index.html"} <= set(found)
    assert "https://lanterns.example/net/posts/first/" in site.page("sitemap.xml")
    assert 'content="0; url=/net/posts/first/"' in site.page("node/1/index.html")
    assert '"^p=1$"' in found[".hosts/nginx-redirects.conf"].decode()
    styles = [path for path in found if re.fullmatch(r"theme/css/site\.[0-9a-f]{10}\.css", path)]
    assert len(styles) == 1


def test_the_ledger_holds_each_address_with_its_file_day_and_id(site: Site) -> None:
    line = site.ledger()["/posts/first/"]
    assert line == {
        "address": "/posts/first/",
        "n": 1,
        "day": "2026-11-20",
        "kind": "posts",
        "file": "posts/first.md",
        "id": "tag:lanterns.example,2026:first",
        "rank": 1,
        "feed_day": "2014-02-10",
    }
    assert site.ledger()["/?p=1"]["to"] == "/posts/first/"


def test_publishing_the_same_again_changes_no_byte(site: Site) -> None:
    ledger, before = (site.content / FILE).read_bytes(), digest_of(site.public)
    assert site.publish().returncode == 0
    assert ((site.content / FILE).read_bytes(), digest_of(site.public)) == (ledger, before)
    assert not list(site.content.glob(".published*"))


def test_a_mistake_in_a_new_post_holds_back_that_post_alone(site: Site) -> None:
    site.write(
        {"posts/new.md": BROKEN, "posts/more.md": post("Read [it](new.md).\n", title="More")}
    )
    done = site.publish()
    assert done.returncode == 3
    told = "Not published until mended (1), while everything else is:\n  content/posts/new.md\n"
    assert done.stdout.startswith(told)
    assert done.stdout.endswith(told)
    assert done.stderr.startswith("content/posts/new.md:3: date: 03/04/2026 can be read as")
    assert "Read it." in site.page("posts/more/index.html")
    assert not (site.public / "posts/new").exists()
    assert "/posts/new/" not in site.ledger()


def test_a_mistake_in_a_published_post_stops_everything(site: Site) -> None:
    before, ledger = digest_of(site.public), (site.content / FILE).read_bytes()
    site.write({"posts/other.md": BROKEN, "posts/more.md": post(title="More")})
    done = site.publish()
    assert done.returncode == 1
    assert done.stderr.endswith("Nothing was published; the site is as it was.\n")
    assert (digest_of(site.public), (site.content / FILE).read_bytes()) == (before, ledger)


def git(site: Site, *words: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    subprocess.run(["git", *who, *words], cwd=site.folder, check=True, capture_output=True)


def test_a_withdrawn_post_is_taken_out_whatever_else_is_wrong(site: Site) -> None:
    git(site, "init", "-q")
    git(site, "add", "content")
    git(site, "commit", "-q", "-m", "Published")
    site.write({"posts/first.md": post("The first words.\n", title="First", extra=WITHDRAWN)})
    site.write({"posts/other.md": BROKEN, "posts/more.md": post(title="More")})
    done = site.publish()
    assert done.returncode == 3
    assert done.stdout.startswith("Taken out, as withdrawn: content/posts/first.md\n")
    assert "what changed since waits for 1 error" in done.stdout.splitlines()[-1]
    assert done.stdout.splitlines()[-1].startswith("All else is published as it was on ")
    assert "It was not ours to tell." in site.page("posts/first/index.html")
    assert "The other words." in site.page("posts/other/index.html")
    texts = {path: data for path, data in files_of(site.public).items() if path[-3:] != ".br"}
    assert not [path for path, data in texts.items() if b"The first words" in data]
    assert "posts/first" not in site.page("sitemap.xml")
    assert site.ledger()["/posts/first/"]["withdrawn"]
    again = site.publish()
    assert again.returncode == 1  # and nothing more is to be taken out


def test_without_history_it_is_said_that_a_withdrawn_post_is_still_there(site: Site) -> None:
    site.write({"posts/first.md": post(title="First", extra=WITHDRAWN), "posts/other.md": BROKEN})
    before = digest_of(site.public)
    done = site.publish()
    assert done.returncode == 1
    assert "could NOT be taken out" in done.stderr
    assert "not in a git repository" in done.stderr
    assert digest_of(site.public) == before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"https://lanterns.example/net"', '""', "SITEURL: A published site needs its address."),
        ('"lanterns.example,2026"', '""', "FEED_ID_AUTHORITY: Without it"),
    ],
)
def test_a_setting_that_publishing_needs_is_asked_for(
    old: str, new: str, words: str, site: Site
) -> None:
    before = digest_of(site.public)
    site.settings.write_text(SETTINGS.replace(old, new), encoding="utf-8")
    done = site.publish()
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert digest_of(site.public) == before


@pytest.mark.parametrize("text", ["", "{", "<<<<<<< ours\n", '{"version": 9, "published": []}'])
def test_with_a_corrupt_ledger_nothing_is_published_or_overwritten(text: str, site: Site) -> None:
    before = digest_of(site.public)
    (site.content / FILE).write_text(text, encoding="utf-8")
    done = site.publish()
    assert done.returncode == 1
    assert f"content/{FILE}:1: " in done.stderr
    assert "Traceback" not in done.stderr
    assert (site.content / FILE).read_text(encoding="utf-8") == text
    assert digest_of(site.public) == before


def test_a_day_of_the_past_takes_nothing_from_readers(site: Site) -> None:
    site.write({"posts/more.md": post(title="More", date="2026-11-19")})
    assert site.publish().returncode == 0
    before = digest_of(site.public)
    done = site.publish("2026-11-18")
    assert done.returncode == 1
    assert "content/posts/more.md:1: status: This post was published at /posts/more/" in done.stderr
    assert digest_of(site.public) == before


def test_lines_that_come_into_the_ledger_meanwhile_stay(site: Site) -> None:
    """Somebody pulls while the site is built."""
    site.write({"posts/more.md": post(title="More")})
    line = '{"address": "/posts/pulled/", "n": 1, "day": "2026-11-20", "to": "/posts/first/"},'
    file = site.content / FILE
    with subprocess.Popen(
        site.command(), cwd=ROOT, env=environment(TODAY=DAY), stderr=subprocess.PIPE
    ) as running:
        while not (site.folder / ".public.trees/b").exists():  # the build has begun
            assert running.poll() is None
            time.sleep(0.01)
        file.write_text(file.read_text("utf-8").replace("null]}", f"{line}\nnull]}}"), "utf-8")
        running.communicate(timeout=TOO_LONG)
    assert running.returncode == 0
    assert {"/posts/pulled/", "/posts/more/"} <= set(site.ledger())


def test_while_another_publishes_it_is_said_and_nothing_changes(site: Site) -> None:
    site.write({"posts/more.md": post(title="More")})
    before, ledger = digest_of(site.public), (site.content / FILE).read_bytes()
    with OutputTree(site.public):
        done = site.publish()
    assert done.returncode == 2
    assert done.stderr.startswith("Another build is writing ")
    assert (digest_of(site.public), (site.content / FILE).read_bytes()) == (before, ledger)


def test_of_two_at_once_both_leave_a_whole_site_and_ledger(site: Site) -> None:
    site.write({"posts/more.md": post(title="More")})
    both = [
        subprocess.Popen(
            site.command(), cwd=ROOT, env=environment(TODAY=DAY), stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for one in both:
        one.communicate(timeout=TOO_LONG)
    assert sorted(one.returncode for one in both) in ([0, 2], [0, 0])
    assert "/posts/more/" in site.ledger()
    assert "More" in site.page("posts/more/index.html")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for one site and not for two."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root may mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ("-t", "tmpfs", "-o", "size=1800k", "tmpfs")
    mounted = subprocess.run(["mount", *options, disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_is_said_and_the_site_stays(small_disk: Path, tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.public = small_disk / "public"
    assert site.publish().returncode == 0
    before, ledger = digest_of(site.public), (site.content / FILE).read_bytes()
    free = shutil.disk_usage(small_disk).free
    (small_disk / "full").write_bytes(b"x" * max(free - 20_000, 0))
    site.write({"posts/more.md": post(title="More")})
    done = site.publish()
    assert done.returncode == 2
    assert "full" in done.stderr
    assert "Traceback" not in done.stderr
    assert (digest_of(site.public), (site.content / FILE).read_bytes()) == (before, ledger)
    assert not list(site.content.glob(".published*"))
