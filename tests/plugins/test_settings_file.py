"""Settings files are run as they are now, whatever Python remembers of them."""

from __future__ import annotations

import os
import py_compile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.settings_file import values_of
from plugins.typed_settings import typed_settings


def typed(file: Path) -> dict[str, Any]:
    (file.parent / "content").mkdir(exist_ok=True)
    return typed_settings(file, file.parent / "content", file.parent / "output", {})


@pytest.mark.parametrize("read", [values_of, typed])
def test_an_edit_of_the_same_size_and_second_is_seen(
    read: Callable[[Path], dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    file = tmp_path / "same_second.py"
    for name in ("One", "Two", "Six"):
        file.write_text(f'SITENAME = "{name}"\n', "utf-8")
        os.utime(file, (1_000_000_000, 1_000_000_000))
        assert read(file)["SITENAME"] == name
        if name == "Two":
            py_compile.compile(str(file))  # as an editor or a test runner may
