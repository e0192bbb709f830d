"""`make build VERBOSE=1` says why each file was made, in words of the content."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.running import ROOT, VALID, build

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"/>'
NOTHING = "Nothing was made: every page stands as it was."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The valid site, built."""
    shutil.copytree(VALID, tmp_path, dirs_exist_ok=True)
    assert set(reasons(tmp_path).values()) == {"the whole site is made anew"}
    return tmp_path


def reasons(folder: Path) -> dict[str, str]:
    """What a build says of each file; of none if it says that nothing was made."""
    done = build(folder / "content", folder / "settings.py", folder / "site", "-v")
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[-1].startswith("This is a preview")
    said = said[: next(at for at, line in enumerate(said) if line.startswith("Held back"))]
    said = [line for line in said if not line.startswith("What earlier builds kept")]
    if said == [NOTHING]:
        return {}
    return dict(line.split(": ", 1) for line in said)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.slow
def test_without_news_nothing_was_made(folder: Path) -> None:
    assert reasons(folder) == {}


@pytest.mark.slow
def test_each_page_says_which_text_changed(folder: Path) -> None:
    edit(folder, "content/posts/2015/the-kitchen.md", "title: ", "title: Again ")
    told = reasons(folder)
    assert told["posts/the-kitchen/index.html"] == 'changed: the post "Again The kitchen"'
    assert told["feed.xml"] == 'changed: the post "Again The kitchen"'
    assert "about/index.html" not in told
    assert reasons(folder) == {}


@pytest.mark.slow
def test_other_files_are_told_of_too(folder: Path) -> None:
    edit(folder, "content/media/gate.svg", "<svg", "<!-- --><svg")
    told = reasons(folder)
    assert told.pop("media/gate.svg") == "changed: what it holds"
    assert "feeds/all.atom.xml" in told  # which says how many bytes a picture at a post's top has
    assert set(told.values()) == {"changed: the size of source:media/gate.svg"}
    (folder / "content/media/new.svg").write_text(DRAWING, encoding="utf-8")
    assert reasons(folder) == {"media/new.svg": "it is new"}
    (folder / "content/media/new.svg").unlink()
    assert reasons(folder) == {"media/new.svg": "it is taken away"}


@pytest.mark.slow
def test_a_post_that_goes_and_a_setting_are_told(folder: Path) -> None:
    (folder / "content/posts/2017/from-elsewhere.md").unlink()
    told = reasons(folder)
    gone = {name for name, why in told.items() if why == "it is taken away"}
    assert any(name.startswith("posts/") for name in gone)
    assert any("the list /posts/" in why for why in told.values())
    edit(folder, "settings.py", "LIST_LENGTH = 3", "LIST_LENGTH = 4")
    told = reasons(folder)
    assert "changed: what every page shows (the menu, the footer), or a setting" in told.values()


@pytest.mark.parametrize(("given", "is_verbose"), [("1", True), ("0", False), ("", False)])
def test_make_passes_it_on(given: str, is_verbose: bool) -> None:
    line = ["make", "--dry-run", "build", f"VERBOSE={given}"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ("commands.build" in done.stdout, "--verbose" in done.stdout) == (True, is_verbose)
