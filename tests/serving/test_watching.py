"""A save is seen, and whether what is imported is out of date by it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.serving.watching import LOOK_AGAIN, Save, saves

pytestmark = pytest.mark.slow

SOON = 60  # seconds, of which some hundredths are used
NEVER = 4 * LOOK_AGAIN / 1000  # seconds in which nothing must be seen

Seen = queue.Queue[Save]


@pytest.fixture
def theme(tmp_path: Path) -> list[str]:
    """The folders of the theme, which settings may change at any time."""
    return [str(tmp_path / "theme")]


@pytest.fixture
def seen(tmp_path: Path, theme: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """What is yielded while a checkout is watched whose settings stand in a folder of their own."""
    for name in ("content/posts", "theme", "plugins/feeds", "own"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("pelicanconf.py", "own/settings.py"):
        (tmp_path / name).write_text("A = 1")
    monkeypatch.chdir(tmp_path)
    found: Seen = queue.Queue()
    end = threading.Event()

    def watch() -> None:
        for one in saves(Path("content"), Path("own/settings.py"), lambda: theme):
            found.put(one)
            if end.is_set():
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    found.get(timeout=SOON)
    yield found
    end.set()
    (tmp_path / "plugins/end.py").touch()
    thread.join(SOON)


def put(file: Path, checkout: Path) -> None:
    """Write a file as many editors save."""
    new = checkout / "new"
    new.write_text("B = 2")
    new.replace(file)


def is_quiet(seen: Seen) -> bool:
    try:
        seen.get(timeout=NEVER)
    except queue.Empty:
        return True
    return False


@pytest.mark.parametrize(
    ("name", "is_code"),
    [
        ("content/a.md", False),
        ("theme/site.css", False),
        ("plugins/feeds/atom.py", True),
        ("pelicanconf.py", True),
        ("own/settings.py", True),
        ("own/others.py", True),
    ],
)
def test_a_save_is_seen(seen: Seen, tmp_path: Path, name: str, is_code: bool) -> None:
    put(tmp_path / name, tmp_path)
    assert seen.get(timeout=SOON).is_code is is_code


def test_it_is_known_what_was_saved(seen: Seen, tmp_path: Path) -> None:
    put(tmp_path / "content/posts/a.md", tmp_path)
    assert seen.get(timeout=SOON) == Save(False, [str(tmp_path / "content/posts/a.md")])


@pytest.mark.parametrize(
    "name",
    [
        "content/posts/.a.md.swp",
        "content/posts/a.md~",
        "content/posts/#a.md#",
        "content/posts/.#a.md",
        "content/posts/.goutputstream-ABC",
        "plugins/__pycache__/feeds.pyc",
        "theme/.git/index",
    ],
)
def test_what_editors_and_programs_leave_is_no_save(seen: Seen, tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    put(tmp_path / name, tmp_path)
    assert is_quiet(seen)


def test_another_content_folder_of_that_name_is_watched(seen: Seen, tmp_path: Path) -> None:
    (tmp_path / "other/posts").mkdir(parents=True)
    (tmp_path / "content").rename(tmp_path / "old")
    seen.get(timeout=SOON)  # that there is none
    (tmp_path / "other").rename(tmp_path / "content")
    assert seen.get(timeout=SOON) == Save(False, [])
    put(tmp_path / "content/posts/a.md", tmp_path)
    assert seen.get(timeout=SOON).files == [str(tmp_path / "content/posts/a.md")]
    put(tmp_path / "old/posts/a.md", tmp_path)
    assert is_quiet(seen)


def test_a_theme_elsewhere_is_watched_from_when_it_is_told(
    seen: Seen, theme: list[str], tmp_path: Path
) -> None:
    (tmp_path / "elsewhere/templates").mkdir(parents=True)
    theme[:] = [str(tmp_path / "elsewhere"), str(tmp_path / "missing")]
    assert is_quiet(seen)
    put(tmp_path / "elsewhere/templates/post.html", tmp_path)
    assert not seen.get(timeout=SOON).is_code
    (tmp_path / "missing").mkdir()
    assert seen.get(timeout=SOON) == Save(False, [])
