"""The file that keeps things: whatever becomes of it, it is right, or it is empty and says so."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from plugins.model.cache import store as module
from plugins.model.cache.store import News, Row, Store
from tests.running import ROOT

VERSION = b"one"
ROW = Row(b"stamp", b"digest", b"face")
PATHS = [f"posts/{number}.md" for number in range(200)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.db"


CHANGED = "Practice Press, or what it needs, has changed since the last build"
DAMAGED = "what the last build kept is damaged"


def news(
    *paths: str, view: bytes = b"", gone: tuple[str, ...] = (), value: bytes = b"value"
) -> News:
    return News(
        files=dict.fromkeys(paths, ROW),
        entries={path: path.encode() * 50 for path in paths},
        views={"a/index.html": view} if view else {},
        gone=gone,
        values={"output": value},
    )


def saved(file: Path, *paths: str) -> Store:
    found = Store(file, VERSION)
    found.save(news(*paths, view=b"view"))
    return found


def is_empty(found: Store) -> bool:
    return not found.files and not found.values


def test_nothing_is_kept_at_first_and_nothing_is_said(file: Path) -> None:
    found = Store(file, VERSION)
    assert is_empty(found)
    assert (found.lost, found.entries(), found.view("a")) == ("", {}, None)
    assert not file.exists()


def test_what_was_saved_is_there(file: Path) -> None:
    for found in (saved(file, "a", "b"), Store(file, VERSION)):
        assert (found.files, found.values, found.lost) == (
            {"a": ROW, "b": ROW},
            {"output": b"value"},
            "",
        )
        assert found.entries() == {"a": b"a" * 50, "b": b"b" * 50}
        assert (found.view("a/index.html"), found.view("b")) == (b"view", None)


def test_more_is_kept_beside_it_and_what_is_gone_is_forgotten(file: Path) -> None:
    found = saved(file, "a", "b")
    found.save(news("c", gone=("a", "a/index.html"), value=b"other"))
    for one in (found, Store(file, VERSION)):
        assert [*one.files] == [*one.entries()] == ["b", "c"]
        assert one.values == {"output": b"other"}
        assert one.view("a/index.html") is None


def test_another_version_of_the_code_finds_nothing(file: Path) -> None:
    saved(file, "a")
    found = Store(file, b"two")
    assert (is_empty(found), found.lost) == (True, CHANGED)
    found.save(news("b"))
    assert [*Store(file, b"two").files] == ["b"]
    assert is_empty(Store(file, VERSION))


@pytest.mark.parametrize(
    "data", [b"", b"not a database at all\n" * 100, b"SQLite format 3\0" + b"\0" * 4000, b"\0" * 9]
)
def test_a_foreign_file_is_replaced(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    found = Store(file, VERSION)
    assert is_empty(found)
    assert found.lost in {DAMAGED, CHANGED}
    found.save(news("a"))
    assert [*Store(file, VERSION).files] == ["a"]


def test_a_folder_in_its_place_is_told(file: Path) -> None:
    file.mkdir()
    found = Store(file, VERSION)
    assert (is_empty(found), found.lost) == (True, DAMAGED)
    with pytest.raises(OSError, match=r"kept\.db"):
        found.save(news("a"))


def holds_no_lie(file: Path) -> None:
    """All that it gives is what was saved; nothing that is read of it raises."""
    found = Store(file, VERSION)
    assert found.values.items() <= {"output": b"value"}.items()
    assert all(data == path.encode() * 50 for path, data in found.entries().items())
    assert found.view("a/index.html") in {None, b"view"}
    try:
        found.save(news("new"))
    except OSError:  # what is damaged inside may be found only when it is written to
        file.unlink(missing_ok=True)
    else:
        again = Store(file, VERSION)
        assert again.lost or again.files.get("new") == ROW


def test_a_file_cut_short_gives_nothing_wrong(file: Path) -> None:
    saved(file, *PATHS)
    data = file.read_bytes()
    for length in range(0, len(data), len(data) // 50):
        file.write_bytes(data[:length])
        holds_no_lie(file)


@pytest.mark.slow
def test_turned_bits_give_nothing_wrong(file: Path) -> None:
    saved(file, *PATHS)
    data = file.read_bytes()
    chance = random.Random(2014)  # noqa: S311 - no secret
    for _ in range(100):
        mangled = bytearray(data)
        for _ in range(chance.choice([1, 10, 300])):
            mangled[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(mangled)
        holds_no_lie(file)


def test_data_of_another_type_is_none_of_ours(file: Path) -> None:
    saved(file, "a")
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("update kept set data = 17 where name = 'output'")
        base.execute("update entries set data = 'text'")
    found = Store(file, VERSION)
    assert (found.values, found.entries()) == ({}, {})


def test_a_writer_that_is_killed_leaves_what_was_kept_before(file: Path) -> None:
    """Its half-written journal is rolled back by whoever opens the file next."""
    saved(file, *PATHS)
    script = (
        "import os, sqlite3, sys\n"
        "base = sqlite3.connect(sys.argv[1])\n"
        "base.execute('pragma cache_size = 1')\n"  # so that it writes into the file itself
        "base.execute('delete from entries')\n"
        "base.execute('delete from files')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(file)], check=False, cwd=ROOT)
    assert done.returncode == -9
    assert file.with_name("kept.db-journal").stat().st_size
    found = Store(file, VERSION)
    assert ([*found.files], found.lost) == (PATHS, "")
    assert len(found.entries()) == len(PATHS)


def test_a_journal_that_is_no_journal_does_no_harm(file: Path) -> None:
    saved(file, "a")
    file.with_name("kept.db-journal").write_bytes(b"half a journ")
    holds_no_lie(file)


def test_another_process_that_writes_is_waited_for_and_then_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAIT", 0.05)
    found = saved(file, "a")
    with closing(sqlite3.connect(file)) as other:
        other.execute("begin exclusive")
        with pytest.raises(OSError, match="database is locked"):
            found.save(news("b"))
        waiting = Store(file, VERSION)
        assert (is_empty(waiting), waiting.lost) == (True, "another build was keeping something")
    assert [*Store(file, VERSION).files] == ["a"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told_and_can_be_read(file: Path) -> None:
    found = saved(file, "a")
    file.chmod(0o444)
    file.parent.chmod(0o555)
    with pytest.raises(OSError, match=r"kept\.db cannot be written"):
        found.save(news("b"))
    assert [*Store(file, VERSION).files] == ["a"]


@pytest.mark.parametrize("other_version", [VERSION, b"two"])
def test_of_two_builds_at_once_the_later_one_forgets_the_other(
    file: Path, other_version: bytes
) -> None:
    """It cannot know whether the two read alike, so it keeps only what it has read itself."""
    first, second = saved(file, "a", "b"), Store(file, other_version)
    second.save(news("c"))
    first.save(news("d", gone=("a",)))
    assert ([*first.files], [*Store(file, VERSION).files]) == (["d"], ["d"])
    assert Store(file, VERSION).entries() == {"d": b"d" * 50}
    first.save(news("e"))
    assert [*Store(file, VERSION).files] == ["d", "e"]
