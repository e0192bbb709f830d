"""Same input, same bytes: whatever the folder, the clock's zone, the language or the hash seed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.running import VALID, build, files_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    output = tmp_path_factory.mktemp("first") / "output"
    assert build(VALID / "content", VALID / "settings.py", output).returncode == 0
    return files_of(output)


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2014", "TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "LANG": "cy_GB"},
    ],
)
def test_other_surroundings_make_the_same_bytes(
    first: dict[str, bytes], surroundings: dict[str, str], tmp_path: Path
) -> None:
    """From another folder, too, whose files were made in another order."""
    content = tmp_path / "elsewhere" / "words"
    for file in sorted((VALID / "content").rglob("*"), reverse=True):
        if file.is_file():
            copy = content / file.relative_to(VALID / "content")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    done = build(content, VALID / "settings.py", tmp_path / "output", **surroundings)
    assert done.returncode == 0, done.stderr
    second = files_of(tmp_path / "output")
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_no_path_of_the_machine_is_in_the_site(first: dict[str, bytes]) -> None:
    here = str(VALID.parent).encode()
    assert [path for path, data in first.items() if here in data or b"/tmp/" in data] == []


def test_another_day_changes_only_what_follows_the_day(
    first: dict[str, bytes], tmp_path: Path
) -> None:
    """A day later nothing differs: no page holds the day of its build."""
    done = build(VALID / "content", VALID / "settings.py", tmp_path / "output", TODAY="2026-11-22")
    assert done.returncode == 0, done.stderr
    second = files_of(tmp_path / "output")
    assert [path for path in first if first[path] != second.get(path)] == []
