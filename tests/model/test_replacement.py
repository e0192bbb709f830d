"""A file has its old bytes or its new ones, and never others."""

from __future__ import annotations

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from plugins.model.replacement import replace_file, replacing
from tests.commands.talking import full_disk

ROOT = Path(__file__).parents[2]
LEFT = ".*.new-*"  # what .gitignore names
KILLED = """
import os, signal, sys
from pathlib import Path
from plugins.model.replacement import replacing
with replacing(Path(sys.argv[1]), b"new"):
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    return path


def test_a_file_has_new_bytes_and_the_rights_it_had(file: Path) -> None:
    replace_file(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert list(file.parent.iterdir()) == [file]


def test_a_new_file_has_the_rights_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    replace_file(tmp_path / "new", b"new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_one(file: Path) -> None:
    link = file.with_name("link.md")
    link.symlink_to(file.name)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_it_has_room_before_the_block_and_takes_its_place_after_it(file: Path) -> None:
    with replacing(file, b"new"):
        (beside,) = set(file.parent.iterdir()) - {file}
        assert (file.read_bytes(), beside.read_bytes()) == (b"old", b"new")
    assert file.read_bytes() == b"new"


def test_whatever_goes_wrong_leaves_the_file_as_it_was(file: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replacing(file, b"new"):
        raise KeyboardInterrupt
    assert (file.read_bytes(), list(file.parent.iterdir())) == (b"old", [file])


def test_what_cannot_be_written_is_named_as_it_was_given(file: Path) -> None:
    with full_disk(), pytest.raises(OSError, match=re.escape(str(file))):
        replace_file(file, b"new")
    with pytest.raises(OSError, match=r"a\.md/b'$"):
        replace_file(file / "b", b"new")
    assert (file.read_bytes(), list(file.parent.iterdir())) == (b"old", [file])


def test_a_place_that_cannot_be_taken_is_named_as_it_was_given(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"a\.md'$") as wrong, replacing(tmp_path / "a.md", b"new"):
        (tmp_path / "a.md").mkdir()
    assert (wrong.type, wrong.value.filename2) == (IsADirectoryError, None)
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_what_goes_wrong_in_the_block_is_told_as_it_is(file: Path) -> None:
    with pytest.raises(FileNotFoundError, match="other"), replacing(file, b"new"):
        (file.parent / "other").unlink()
    assert (file.read_bytes(), list(file.parent.iterdir())) == (b"old", [file])


def test_a_long_name_can_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / ("é" * 126)  # 252 bytes; a disk takes 255
    replace_file(file, b"new")
    assert file.read_bytes() == b"new"


def test_what_a_killed_process_leaves_is_known_by_its_name(file: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(file)], cwd=ROOT, check=False)
    (left,) = set(file.parent.iterdir()) - {file}
    assert file.read_bytes() == b"old"
    assert fnmatch(left.name, LEFT)
    assert fnmatch(left.name, ".a.md.new-*")
