"""Which names a file may have, and how a name that would spoil a report is shown."""

from __future__ import annotations

import pytest

from plugins.model.file_name import is_left_by_a_machine, visible, wrong_name


@pytest.mark.parametrize(
    ("path", "left"),
    [
        (".DS_Store", True),
        ("media/Thumbs.db", True),
        ("posts/a.md~", True),
        ("posts/a.md.bak", True),
        ("posts/#a.md#", True),
        ("posts/a.md", False),
        ("extra/.well-known", False),
        ("extra/.#lock", True),
    ],
)
def test_what_machines_leave_is_no_content(path: str, left: bool) -> None:
    assert is_left_by_a_machine(path) is left


def test_what_does_not_show_is_written_out() -> None:
    assert visible("posts/two\nlines\x1b.md") == r"posts/two\nlines\x1b.md"
    assert visible("posts/café.md") == "posts/café.md"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("media/50%.svg", 'The name holds "%"'),
        ("posts/why?.md", 'The name holds "?"'),
        ("posts/a\u200db.md", "U+200D (zero width joiner)"),
        ("posts/a\udce9.md", "the byte E9, which is no letter in UTF-8"),
    ],
)
def test_a_name_that_cannot_stay_is_told_with_its_sign(path: str, words: str) -> None:
    found = wrong_name(path)
    assert found is not None
    assert words in found[0]
    assert found[1].startswith("Rename it without")


@pytest.mark.parametrize("path", ["posts/a-b_c.md", "media/Tŷ Newydd.jpg", "extra/100%.txt"])
def test_any_other_name_may_stay(path: str) -> None:
    assert wrong_name(path) is None
