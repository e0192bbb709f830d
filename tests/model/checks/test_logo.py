"""The picture that stands for the site's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.checks.named_file import check_logo
from tests.loading import loaded

FILES = {"media/logo.svg": "<svg/>", "media/logo.txt": "Logo"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", ""),
        ("media/logo.svg", ""),
        ("media/lost.svg", '"media/lost.svg" leads nowhere'),
        ("media/logo.txt", '"media/logo.txt" is not a picture.'),
    ],
)
def test_it_is_there_and_is_a_picture(tmp_path: Path, name: str, said: str) -> None:
    library = loaded(tmp_path, FILES, logo=name)
    problems = check_logo(library.settings, library.targets)
    assert [problem.message[: len(said)] for problem in problems] == ([said] if said else [])
    assert all(problem.field == "LOGO" for problem in problems)
