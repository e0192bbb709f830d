"""How a post may be named elsewhere, whatever its authors' names are written in."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.view.citation import citation
from plugins.model.wording.english import ENGLISH
from tests.loading import loaded, post


@pytest.mark.parametrize(
    ("name", "cited"),
    [
        ("Inês Carvalhal", "Inês Carvalhal (2014)."),
        ("長谷川 由紀子", "長谷川 由紀子 (2014)."),
        ("فاطمة الزهراء", "\u2068فاطمة الزهراء\u2069 (2014)."),
        ("שרה לוי", "\u2068שרה לוי\u2069 (2014)."),
    ],
)
def test_the_year_follows_a_name_from_right_to_left_too(
    tmp_path: Path, name: str, cited: str
) -> None:
    library = loaded(tmp_path, {"posts/a.md": post(author=name)})
    assert citation(library.posts[0], library.settings, ENGLISH).startswith(cited)
