"""What tells that a file is as it was: never wrongly, whatever an editor's program does."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.model.cache.stamp import (
    NO_STAMP,
    NO_TRACE,
    TICK,
    moment,
    settled,
    stamp_of,
    trace_of,
    trace_of_folders,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.md"
    file.write_text("one")
    time.sleep(2 * TICK / 1e9)
    return file


def write_over(file: Path) -> None:
    file.write_text("two")


def write_over_and_set_the_time_back(file: Path) -> None:
    before = file.stat()
    file.write_text("two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace(file: Path) -> None:
    new = file.with_name("new")
    new.write_text("two")
    shutil.copystat(file, new)
    new.replace(file)


def swap_back_and_forth(file: Path) -> None:
    file.rename(file.with_name("b.md"))
    file.with_name("b.md").rename(file)


@pytest.mark.parametrize(
    "change", [write_over, write_over_and_set_the_time_back, replace, swap_back_and_forth]
)
def test_a_change_gives_another_stamp(file: Path, change: Callable[[Path], None]) -> None:
    before = stamp_of(file.stat())
    assert settled(before, moment()) == before != NO_STAMP
    change(file)
    assert stamp_of(file.stat()) != before


def test_reading_gives_no_other_stamp(file: Path) -> None:
    before = stamp_of(file.stat())
    file.read_bytes()
    assert stamp_of(file.stat()) == before


def test_what_was_changed_a_moment_ago_has_no_stamp(file: Path) -> None:
    """It may be changed again within a tick of the clock, and look the same."""
    file.write_text("two")
    stamp, changed = stamp_of(file.stat()), file.stat().st_mtime_ns
    assert settled(stamp, changed) == settled(stamp, changed + TICK) == NO_STAMP
    assert settled(stamp, file.stat().st_ctime_ns + TICK + 1) == stamp


def test_what_is_dated_in_the_future_has_no_stamp(file: Path) -> None:
    os.utime(file, (4_000_000_000, 4_000_000_000))
    assert settled(stamp_of(file.stat()), moment() + 10 * TICK) == NO_STAMP


def test_a_change_whose_time_was_set_back_has_no_stamp_at_first(file: Path) -> None:
    now = moment()
    write_over_and_set_the_time_back(file)
    assert settled(stamp_of(file.stat()), now) == NO_STAMP


def test_no_stamp_is_settled_as_none() -> None:
    assert settled(NO_STAMP, moment()) == NO_STAMP


def test_a_trace_stays_with_a_second_name_and_a_copy(file: Path) -> None:
    (file.with_name("link")).hardlink_to(file)
    shutil.copy2(file, file.with_name("copy"))
    traces = {trace_of(str(file.with_name(name))) for name in ("a.md", "link", "copy")}
    assert len(traces) == 1
    file.write_text("longer")
    assert trace_of(str(file)) not in traces


def test_what_is_no_file_leaves_no_trace(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(file)
    for name in ("link", "nothing", "a.md/inside", ""):
        assert trace_of(f"{tmp_path}/{name}") == NO_TRACE


def test_folders_tell_what_came_and_went_in_them(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c").touch()
    known = {before := trace_of_folders(tmp_path)}
    time.sleep(2 * TICK / 1e9)
    (tmp_path / "a/b/c").write_text("more")  # of that, the trace of the file tells
    assert trace_of_folders(tmp_path) == before
    (tmp_path / "a/new").touch()
    known.add(trace_of_folders(tmp_path))
    shutil.rmtree(tmp_path / "a")
    known.add(trace_of_folders(tmp_path))
    assert len(known) == 3
    assert trace_of_folders(tmp_path / "a") == ""
