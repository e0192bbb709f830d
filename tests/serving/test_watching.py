"""A save is seen, and whether what is imported is out of date by it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.serving.watching import saves

SOON = 10  # seconds, of which some hundredths are used


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[queue.Queue[bool]]:
    """What is yielded while a checkout is watched whose settings stand in a folder of their own."""
    for name in ("content", "theme", "plugins/feeds", "own"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("pelicanconf.py", "own/settings.py"):
        (tmp_path / name).write_text("A = 1")
    monkeypatch.chdir(tmp_path)
    found: queue.Queue[bool] = queue.Queue()
    end = threading.Event()

    def watch() -> None:
        for one in saves(Path("content"), Path("own/settings.py")):
            found.put(one)
            if end.is_set():
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    found.get(timeout=SOON)
    yield found
    end.set()
    (tmp_path / "content/end.md").touch()
    thread.join(SOON)


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
def test_a_save_is_seen(seen: queue.Queue[bool], tmp_path: Path, name: str, is_code: bool) -> None:
    new = tmp_path / "new"
    new.write_text("B = 2")
    new.replace(tmp_path / name)  # as many editors save
    assert seen.get(timeout=SOON) is is_code
