"""The one test that reads content/: what a network publishes has no error, and can be built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import ROOT, build, check

pytestmark = pytest.mark.slow

CONTENT = ROOT / "content"
SETTINGS = ROOT / "pelicanconf.py"


def test_the_content_has_no_error() -> None:
    done = check(CONTENT, SETTINGS)
    assert done.returncode == 0, done.stdout


def test_the_content_can_be_built(tmp_path: Path) -> None:
    done = build(CONTENT, SETTINGS, tmp_path / "output")
    assert done.returncode == 0, done.stderr
    made = {path.relative_to(tmp_path / "output").as_posix() for path in pages(tmp_path / "output")}
    assert {"index.html", "404.html", "posts/index.html"} <= made
    posts = [path for path in CONTENT.glob("posts/**/*.md") if path.is_file()]
    shown = [path for path in made if path.startswith("posts/") and "/page/" not in path]
    held_back = done.stdout.count("\n  posts/") - done.stdout.count("withdrawn; its address")
    assert len(shown) == len(posts) - held_back + 1


def test_content_without_any_post_can_be_built(tmp_path: Path) -> None:
    """As a network has it that deletes every sample."""
    (tmp_path / "content").mkdir()
    done = build(tmp_path / "content", SETTINGS, tmp_path / "output")
    assert done.returncode == 0, done.stderr
    assert "Built 0 posts and 0 pages" in done.stdout


def pages(site: Path) -> list[Path]:
    return list(site.glob("**/*.html"))
