"""The stamps of all files: of what a machine left, its name alone counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.cache.scan import Unclear, scan
from plugins.model.cache.stamp import NO_STAMP, stamp_of
from plugins.model.file_name import is_left_by_a_machine
from tests.loading import write


def test_each_file_has_its_stamp(tmp_path: Path) -> None:
    content = write(tmp_path, {"posts/a.md": "x", "b.txt": "y"})
    stamps = {name: stamp_of((content / name).stat()) for name in ("posts/a.md", "b.txt")}
    assert scan(content) == stamps


def test_a_link_is_unclear(tmp_path: Path) -> None:
    content = write(tmp_path, {"a.md": "x"})
    (content / "b.md").symlink_to("a.md")
    with pytest.raises(Unclear):
        scan(content)


def test_what_a_machine_left_is_but_a_name(tmp_path: Path) -> None:
    content = write(tmp_path, {"posts/.a.md.swp": "x"})
    (content / ".#lock").symlink_to("nobody@nowhere")
    found = scan(content, is_left_by_a_machine)
    assert found == {"posts/.a.md.swp": NO_STAMP, ".#lock": NO_STAMP}
