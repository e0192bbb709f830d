"""What the editors' guide shows must itself be right."""

from __future__ import annotations

import re

import pytest

from plugins.model.field import keys_of
from plugins.model.guide import field_table, fill_in, scaffold
from plugins.model.problem import errors
from plugins.model.reading import read_entry
from plugins.model.schema import FOLDERS, KINDS, PostFields
from plugins.model.settings import Settings

BLOCKS = [*((folder, "") for folder in FOLDERS), *(("posts", kind) for kind in KINDS)]


@pytest.mark.parametrize(("folder", "kind"), BLOCKS)
def test_a_block_to_copy_is_only_told_of_what_is_still_the_example(folder: str, kind: str) -> None:
    ending = "yml" if folder == "comments" else "md"
    data = scaffold(folder, kind).encode()
    entry = read_entry(f"{folder}/a.{ending}", data, Settings(), "content")
    assert {one.message for one in entry.problems} == {"This is still the example."}
    assert errors(entry.problems) == list(entry.problems)


@pytest.mark.parametrize(
    ("folder", "kind", "fields"),
    [
        ("posts", "blog", "title author topics summary"),
        ("posts", "news", "title topics summary"),
        (
            "posts",
            "digest",
            "title topics summary original.title original.url original.publisher",
        ),
        ("pages", "", "title"),
        ("people", "", "name sort_name affiliations.organisation affiliations.role"),
        ("organisations", "", "name website"),
        ("series", "", "title"),
        ("topics", "", "title"),
        ("easy-read", "", "title of checked_by words.word words.meaning"),
        ("comments", "", "origin.site comments.text"),
    ],
)
def test_what_stands_for_words_of_the_editors_own_is_told_of(
    folder: str, kind: str, fields: str
) -> None:
    ending = "yml" if folder == "comments" else "md"
    data = scaffold(folder, kind).encode()
    entry = read_entry(f"{folder}/a.{ending}", data, Settings(), "content")
    assert sorted(one.field for one in entry.problems) == sorted(fields.split())


def test_the_block_of_an_easy_read_text_shows_its_rows() -> None:
    _, _, body = scaffold("easy-read").rpartition("---\n")
    assert re.fullmatch(r"\n(!\[What .*\]\(\.\./media/\S+\)\n\n.+\n?\n?){2}", body)


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
    filled = fill_in("before\n\n<!-- fields: posts status -->\n\nafter\n").text
    assert filled.startswith("before\n\n| Key |")
    assert "| `reason` |" in filled
    assert filled.endswith("|\n\nafter\n")


@pytest.mark.parametrize(
    "text",
    [
        "in a line <!-- fields: posts -->",
        "    <!-- fields: posts -->",
        "<!-- a note -->",
        "<!-- fields -->",
        "<!-- fields: posts",
        "<!-- a note: in words -->",
        "<!-- https://a.example -->",
    ],
)
def test_what_looks_like_no_request_is_left_alone(text: str) -> None:
    assert fill_in(text) == (text, [1], [])


@pytest.mark.parametrize(
    "typed",
    ["<!--fields: posts-->", "<!-- Fields:  Posts -->  ", "<!-- block: posts blog -->"],
)
def test_a_request_is_forgiven_its_blanks_and_capitals(typed: str) -> None:
    assert "title" in fill_in(typed).text


@pytest.mark.parametrize(
    ("typed", "severity", "cure"),
    [
        ("<!-- fields: nothing -->", "error", "Write a request such as <!-- fields: posts -->"),
        ("<!-- fields: posts title -->", "error", "Write a request"),
        ("<!-- fields: posts nothing -->", "error", "Write a request"),
        ("<!-- fields: posts status more -->", "error", "Write a request"),
        ("<!-- block: posts nope -->", "error", "Write a request"),
        ("<!-- block: people blog -->", "error", "Write a request"),
        ("<!-- html: everything -->", "error", "Write a request"),
        ("<!-- html: allowed too -->", "error", "Write a request"),
        ("<!-- feilds: posts -->", "error", 'Did you mean "fields"?'),
        ("<!-- TODO: ask Ann -->", "warning", "If it is a note, take out its colon."),
    ],
)
def test_a_request_that_nothing_answers_is_told(typed: str, severity: str, cure: str) -> None:
    filled = fill_in(f"before\n{typed}\nafter")
    assert filled[:2] == (f"before\n{typed}\nafter", [1, 2, 3])
    (found,) = filled.unknown
    assert (found.line, found.severity) == (2, severity)
    assert found.message.startswith(f"{typed} asks for something that the guide does not have")
    assert cure in found.remedy


def test_the_lines_of_a_page_are_those_of_its_file() -> None:
    """However many lines the requests above them are answered with."""
    text = (
        "---\ntitle: A\n---\n<!-- fields: posts -->\n\n<!-- feilds: posts -->\n"
        "<script>x</script>\n\n"
        "[a](b.md)\n\n<!-- html: allowed -->\n\n[c](d.md) [^1]\n"
    )
    entry = read_entry("pages/a.md", text.encode(), Settings(), "content")
    assert [problem.line for problem in entry.problems] == [7, 13, 6]
    assert [reference.line for reference in entry.body.references] == [9, 13]


def test_the_table_of_html_names_what_is_let_through() -> None:
    filled = fill_in("<!-- html: allowed -->").text
    assert all(f"`<{tag}>`" in filled for tag in ("kbd", "details", "video"))
    assert "| `<details>` | `open` |" in filled
    assert "`<script>`" not in filled
