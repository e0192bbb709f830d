"""Real tools, measured on a small publication: theirs is verified, their content put back."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.bench.corpus import make_publication
from tests.bench.edits import STEPS
from tests.bench.installing import REQUIREMENTS
from tests.bench.rounds import build, measure, snapshot, verify
from tests.bench.tools.eleventy import HERE as ELEVENTY
from tests.bench.tools.plain_pelican import plain_pelican
from tests.bench.tools.practice_press import ROOT, practice_press
from tests.bench.tools.tool import SITE, write_post

OURS, PELICAN = practice_press("here"), plain_pelican(Path(sys.executable), "that of the tests")


def pinned(requirements: Path) -> dict[str, str]:
    lines = requirements.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" ")[0].partition("==") for line in lines if "==" in line)
    return {name: version for name, _, version in pairs}


def test_pelican_is_that_of_our_lock() -> None:
    ours, theirs = pinned(ROOT / "requirements/run.txt"), pinned(REQUIREMENTS)
    assert "hugo" in theirs
    for name in ("pelican", "markdown", "jinja2"):
        assert theirs[name] == ours[name]


def test_the_locks_have_hashes_and_no_registry() -> None:
    text = (REQUIREMENTS).read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") >= len(pinned(REQUIREMENTS))
    assert "://" not in text
    lock = json.loads((ELEVENTY / "package-lock.json").read_text(encoding="utf-8"))
    packages = [package for name, package in lock["packages"].items() if name]
    assert packages
    assert all("integrity" in package and "resolved" not in package for package in packages)
    wanted = json.loads((ELEVENTY / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name, version in wanted.items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version


def test_a_snapshot_tells_when_each_file_was_written(tmp_path: Path) -> None:
    site = tmp_path / "a"
    (site / "posts").mkdir(parents=True)
    page = site / "posts" / "index.html"
    page.write_text("one", encoding="utf-8")
    (tmp_path / "site").symlink_to("a")
    before = snapshot(tmp_path / "site")
    assert before == {"posts/index.html": page.stat().st_mtime_ns}
    assert snapshot(tmp_path / "none") == {}


@pytest.mark.long
def test_rounds_measure_every_step_and_put_the_content_back(tmp_path: Path) -> None:
    publication = make_publication(24)
    builds = measure([OURS, PELICAN], publication, tmp_path, 1)
    assert set(builds) == {(tool.key, step) for tool in (OURS, PELICAN) for step in STEPS}
    for measured in builds.values():
        assert measured.cost.wall > 0
        assert measured.files >= 24
    for tool in (OURS, PELICAN):
        assert builds[tool.key, "cold"].written == builds[tool.key, "cold"].files
        assert builds[tool.key, "new"].files > builds[tool.key, "title"].files
        content = tmp_path / tool.key / "content"
        assert len(list((content / "posts").rglob("*.md"))) == 24
        for post in publication.posts:
            said = tool.say(post, publication)
            assert (content / post.path).read_text(encoding="utf-8") == said


@pytest.mark.slow
def test_a_site_that_lost_a_post_stops_the_benchmark(tmp_path: Path) -> None:
    publication = make_publication(8)
    OURS.scaffold(publication, tmp_path)
    for post in publication.posts[1:]:  # no file for the first
        write_post(OURS, tmp_path, post, publication)
    for post in publication.posts[1:]:  # nor links to it
        file = tmp_path / "content" / post.path
        lost = f"../../{publication.posts[0].path}"
        file.write_text(file.read_text(encoding="utf-8").replace(lost, "#how-it-began"), "utf-8")
    build(OURS, tmp_path)
    verify(OURS, tmp_path / SITE, publication.posts[1:], publication.posts[1:])
    with pytest.raises(SystemExit, match=rf"lost posts:\n/posts/{publication.posts[0].slug}/"):
        verify(OURS, tmp_path / SITE, publication.posts, publication.posts)
