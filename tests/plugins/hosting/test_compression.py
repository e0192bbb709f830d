"""Packed twins: for which files, how old, and always the same."""

from __future__ import annotations

import gzip
import os
import random
from pathlib import Path

import brotli
import pytest

from plugins.hosting import precompress

TEXT = b"Six people sat round the table. " * 40


def packed(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """What is in a folder after these files have been put there and packed."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        os.utime(folder / name, (1, 1_700_000_000.5))
    precompress(folder)
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("ending", ["html", "css", "js", "mjs", "svg", "xml", "json", "txt", "vtt"])
def test_text_gets_two_twins_that_hold_it(tmp_path: Path, ending: str) -> None:
    name = f"deep/er/a.{ending}"
    found = packed(tmp_path, {name: TEXT})
    assert set(found) == {name, f"{name}.br", f"{name}.gz"}
    assert found[name] == brotli.decompress(found[f"{name}.br"]) == TEXT
    assert gzip.decompress(found[f"{name}.gz"]) == TEXT


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("small.html", TEXT[:199]),
        ("photo.jpg", TEXT),
        ("font.woff2", TEXT),
        ("archive.gz", TEXT),
        ("page.html.br", TEXT),
        ("noise.txt", random.Random(1).randbytes(3000)),  # noqa: S311 - no secret
        (".htaccess", TEXT),
        (".hosts/readme.txt", TEXT),
        (".html", TEXT),
        ("html", TEXT),
        ("empty.html", b""),
    ],
)
def test_what_gains_nothing_stays_alone(tmp_path: Path, name: str, data: bytes) -> None:
    assert packed(tmp_path, {name: data}) == {name: data}


def test_a_twin_is_as_old_as_its_file(tmp_path: Path) -> None:
    packed(tmp_path, {"a.html": TEXT})
    assert len({path.stat().st_mtime_ns for path in tmp_path.iterdir()}) == 1


def test_the_same_bytes_give_the_same_twins(tmp_path: Path) -> None:
    files = {f"{number}.html": TEXT * number for number in range(1, 9)}
    first, second = tmp_path / "first", tmp_path / "second"
    assert packed(first, files) == packed(second, dict(reversed(files.items())))
    twin = (first / "1.html.gz").read_bytes()
    assert twin[3:8] == b"\0\0\0\0\0", "neither a name nor a time stands in it"


def test_what_was_there_before_is_packed_anew(tmp_path: Path) -> None:
    packed(tmp_path, {"a.html": TEXT})
    found = packed(tmp_path, {"a.html": TEXT * 2})
    assert brotli.decompress(found["a.html.br"]) == TEXT * 2


def test_a_file_that_cannot_be_packed_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.html.br").mkdir()
    with pytest.raises(IsADirectoryError):
        packed(tmp_path, {"a.html": TEXT})
