"""What was made of pictures, kept: what is known of each file, and of which content folder."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from plugins.pictures import making, store
from plugins.pictures.store import INDEX, PictureStore
from tests.photographs import drawing, photograph

PATHS = ["media/a.jpg", "media/b.png"]


@pytest.fixture(autouse=True)
def all_is_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each file had been written a while before it is looked at."""
    monkeypatch.setattr(store, "moment", lambda: time.time_ns() + 10**9)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return written(tmp_path / "content", photograph(90, 60))


def written(content: Path, walk: bytes) -> Path:
    (content / "media").mkdir(parents=True)
    (content / PATHS[0]).write_bytes(walk)
    (content / PATHS[1]).write_bytes(drawing(90, 60))
    return content


def made(folder: Path, *contents: Path) -> PictureStore:
    """The store after a build that looks at these folders, and is made of the last."""
    found = PictureStore(folder)
    for content in contents:
        found.look(content, PATHS, {})
    found.make(contents[-1], PATHS)
    return found


def refuse(*_: object) -> None:
    raise AssertionError("this was done before")


def test_what_is_as_it_was_is_neither_looked_at_nor_made_nor_written(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(tmp_path / "kept", content)
    for name in ("look_at_file", "make_one", "replace_file"):
        monkeypatch.setattr(store, name, refuse)
    assert made(tmp_path / "kept", content).made == before.made


def test_todays_pictures_stay_known_when_an_earlier_state_is_published(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    made(folder, content)
    earlier = written(tmp_path / "publishing-1" / "content", photograph(91, 60))
    assert made(folder, content, earlier).made.keys() == {*PATHS}
    monkeypatch.setattr(store, "look_at_file", refuse)
    looked = PictureStore(folder).look(content, PATHS, {})[PATHS[0]]
    assert looked.picture
    assert looked.picture.width == 90


def test_an_earlier_state_is_forgotten_after_that(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    earlier = written(tmp_path / "publishing-1" / "content", photograph(91, 60))
    made(folder, content, earlier)
    made(folder, content)
    assert b"publishing-1" not in (folder / INDEX).read_bytes()


def test_what_is_damaged_is_made_again(content: Path, tmp_path: Path) -> None:
    """Also where it is as long as it was."""
    folder = tmp_path / "kept"
    made(folder, content)
    whole = {file.name: file.read_bytes() for file in folder.iterdir() if file.name != INDEX}
    for file in folder.iterdir():
        data = file.read_bytes()
        file.write_bytes(bytes([*data[:-1], data[-1] ^ 1]))
    made(folder, content)
    assert whole == {
        file.name: file.read_bytes() for file in folder.iterdir() if file.name != INDEX
    }


def test_nothing_that_a_damaged_index_says_is_believed(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    sizes = made(folder, content).sizes()
    index = folder / INDEX
    assert b"/pictures/" in index.read_bytes()
    index.write_bytes(index.read_bytes().replace(b"/pictures/", b"/picturez/"))
    assert made(folder, content).sizes() == sizes


def test_a_copy_of_what_is_kept_is_as_good(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from the cache of a runner: all stamps are others."""
    folder = tmp_path / "kept"
    made(folder, content)
    for file in folder.iterdir():
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    monkeypatch.setattr(making, "make_files", refuse)
    made(folder, content)
