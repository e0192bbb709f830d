"""How long a text takes to read, in whatever script."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.text.reading_time import minutes_to_read
from tests.loading import loaded, post


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        ("word", 1),
        ("word" + " word" * 199, 1),
        ("word" + " word" * 200, 2),
        ("カ" * 497, 1),
        ("漢" * 501, 2),
        ("слово" + " слово" * 399, 2),
    ],
)
def test_minutes(text: str, minutes: int) -> None:
    assert minutes_to_read(text) == minutes


def test_it_is_kept_with_what_was_read(tmp_path: Path) -> None:
    library = loaded(tmp_path, {"posts/a.md": post("Word. " * 300), "posts/b.md": post("")})
    assert {one.slug: one.entry.body.minutes for one in library.posts} == {"a": 2, "b": 0}


def test_a_text_that_takes_longer_is_seen_by_others(tmp_path: Path) -> None:
    faces = [
        loaded(tmp_path, {"posts/a.md": post(f"First.\n\n{'word ' * number}")}).entries[-1].face
        for number in (10, 20, 300)
    ]
    assert faces[0] == faces[1] != faces[2]
