"""What the editors' guide shows must itself be right."""

from __future__ import annotations

import pytest

from plugins.model.field import keys_of
from plugins.model.guide import field_table, fill_in, scaffold
from plugins.model.problem import errors
from plugins.model.reading import read_entry
from plugins.model.schema import FOLDERS, KINDS, PostFields
from plugins.model.settings import Settings

BLOCKS = [*((folder, "") for folder in FOLDERS), *(("posts", kind) for kind in KINDS)]


@pytest.mark.parametrize(("folder", "kind"), BLOCKS)
def test_a_block_to_copy_has_no_error(folder: str, kind: str) -> None:
    ending = "yml" if folder == "comments" else "md"
    data = scaffold(folder, kind).encode()
    entry = read_entry(f"{folder}/a.{ending}", data, Settings(), "content")
    assert errors(entry.problems) == []
    assert entry.problems == ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_says_its_kind_and_no_more_than_it_needs(kind: str) -> None:
    lines = scaffold("posts", kind).splitlines()
    assert f"kind: {kind}" in lines
    assert ("original:" in lines) is (kind == "digest")
    assert any(line.startswith("author:") for line in lines) is (kind in {"blog", "story"})


def test_the_table_has_every_key_of_a_post() -> None:
    table = field_table(PostFields)
    assert all(f"| `{name}`" in table for name in keys_of(PostFields))
    assert "| `title` (needed) |" in table


def test_a_request_is_answered_in_its_place() -> None:
    filled = fill_in("before\n\n<!-- fields: posts status -->\n\nafter\n")
    assert filled.startswith("before\n\n| Key |")
    assert "| `reason` |" in filled
    assert filled.endswith("|\n\nafter\n")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- fields: nothing -->",
        "<!-- html: everything -->",
        "<!-- fields: posts title -->",
        "<!-- fields: posts nothing -->",
        "in a line <!-- fields: posts -->",
        "    <!-- fields: posts -->",
    ],
)
def test_anything_else_is_left_alone(text: str) -> None:
    assert fill_in(text) == text


def test_the_table_of_html_names_what_is_let_through() -> None:
    filled = fill_in("<!-- html: allowed -->")
    assert all(f"`<{tag}>`" in filled for tag in ("kbd", "details", "video"))
    assert "| `<details>` | `open` |" in filled
    assert "`<script>`" not in filled
