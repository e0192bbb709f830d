"""What the editors' guide shows must itself be right."""

from __future__ import annotations

import datetime
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from plugins.model.field import keys_of
from plugins.model.guide import EXAMPLE_NAMES, Filled, field_table, scaffold
from plugins.model.guide import fill_in as fill_in_with
from plugins.model.problem import errors
from plugins.model.reading import read_entry
from plugins.model.schema import FIELDS_OF, KINDS, PostFields
from plugins.model.settings import Settings

BLOCKS = [*((kind, "") for kind in FIELDS_OF), *(("posts", kind) for kind in KINDS)]
TODAY = datetime.date(2026, 11, 21)


def path_in(kind: str) -> str:
    """A file of a kind of content."""
    if kind in {"accessibility", "discussion"}:
        return f"{kind}.yml"
    return f"{kind}/a.{'yml' if kind == 'comments' else 'md'}"


def fill_in(text: str, repository: str = "https://github.com/wayside/site") -> Filled:
    return fill_in_with(text, Settings(repository_url=repository, today=TODAY))


def asked_of_the_forge(folder: str, kind: str) -> tuple[str, str]:
    """The path and the text that the link of a request hands over."""
    filled = fill_in(f"<!-- new: {folder} {kind} -->").text
    entry = read_entry("pages/a.md", f"---\ntitle: A\n---\n{filled}\n".encode(), Settings(), "c")
    (href,) = re.findall(r'href="([^"]+)"', entry.body.html)
    asked = parse_qs(urlsplit(href.replace("&amp;", "&")).query)
    return asked["filename"][0], asked["value"][0]


@pytest.mark.parametrize(("folder", "kind"), BLOCKS)
def test_a_block_to_copy_is_only_told_of_what_is_still_the_example(folder: str, kind: str) -> None:
    entry = read_entry(path_in(folder), scaffold(folder, kind).encode(), Settings(), "content")
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
        ("discussion", "", "moderation report at_risk other_ways"),
        (
            "accessibility",
            "",
            "issues.what issues.affects issues.plan checked.result contact.email contact.complain",
        ),
    ],
)
def test_what_stands_for_words_of_the_editors_own_is_told_of(
    folder: str, kind: str, fields: str
) -> None:
    entry = read_entry(path_in(folder), scaffold(folder, kind).encode(), Settings(), "content")
    assert sorted(one.field for one in entry.problems) == sorted(fields.split())


def test_the_block_of_a_letter_says_nothing_of_an_older_site() -> None:
    """A comment that came by e-mail is kept in a file without `origin`."""
    (lines,) = re.findall(
        r"```yaml\n(.*)\n```", fill_in("<!-- block: comments comments -->").text, re.DOTALL
    )
    assert lines == (
        "comments:\n  - id: 1\n    name: unknown\n    date: YEAR-MONTH-DAY\n"
        "    text: What was said."
    )
    written = lines.replace("YEAR-MONTH-DAY", "2026-11-20").replace("What was said", "I agree")
    assert not read_entry("comments/a.yml", written.encode(), Settings(), "content").problems


def test_a_pause_stands_in_a_block_of_its_own_and_has_an_end() -> None:
    """Whoever copies the block of the file does not shut the comments of the whole site."""
    assert "pause" not in scaffold("discussion")
    assert fill_in("<!-- block: discussion pause -->").text == (
        "```yaml\npause:\n  from: YEAR-MONTH-DAY\n  until: YEAR-MONTH-DAY\n"
        "  reason: Why, in a sentence.\n```"
    )


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
        ("<!-- block: discussion report -->", "error", "Write a request"),
        ("<!-- new: posts nope -->", "error", "Write a request"),
        ("<!-- new: people blog -->", "error", "Write a request"),
        ("<!-- new: posts blog more -->", "error", "Write a request"),
        ("<!-- new: nothing -->", "error", "Write a request"),
        ("<!-- html: posts -->", "error", "Write a request"),
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


@pytest.mark.parametrize(("folder", "kind"), BLOCKS)
def test_a_new_file_holds_what_is_to_be_filled_in_and_nothing_else_is_wrong(
    folder: str, kind: str
) -> None:
    path, text = asked_of_the_forge(folder, kind)
    at_the_root = ("content/accessibility.yml", "content/discussion.yml")
    assert path.startswith((*at_the_root, f"content/{folder}/"))
    entry = read_entry(path.removeprefix("content/"), text.encode(), Settings(), "content")
    days = {one.field for one in entry.problems if "YEAR-MONTH-DAY" in one.message}
    assert bool(days) is ("YEAR-MONTH-DAY" in text)
    assert not re.search(r"\d{4}-\d\d-\d\d", text), "a day that could be left in by mistake"
    assert {one.message.partition(" (")[0] for one in entry.problems} <= {
        "This is still the example.",
        '"YEAR-MONTH-DAY" cannot be read as a date.',
        "The file still has the name of the example, and the address is made from it.",
    }
    assert errors(entry.problems) == list(entry.problems)


def test_a_new_post_stands_in_the_folder_of_this_year() -> None:
    path, text = asked_of_the_forge("posts", "story")
    assert path == "content/posts/2026/name-of-your-post.md"
    assert "kind: story\n" in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_post_has_words_of_its_own(kind: str) -> None:
    assert "Write a post" not in fill_in(f"<!-- new: posts {kind} -->").text
    assert "Write a post" in fill_in("<!-- new: posts -->").text


def test_what_a_forge_cannot_be_handed_is_to_be_copied() -> None:
    filled = fill_in("<!-- new: people -->", "https://gitlab.com/wayside/site").text
    address = "https://gitlab.com/wayside/site/-/new/main?file_name="
    link = f"**[Add a person]({address}content/people/first-name-surname.md)**"
    assert filled == f"{link}, and copy the lines below into it."


def test_without_a_repository_the_file_to_make_is_named() -> None:
    assert fill_in("<!-- new: easy-read -->", "").text == (
        "To add an Easy Read text, make the file `content/easy-read/title-in-easy-words.md`."
    )


@pytest.mark.parametrize("name", sorted(EXAMPLE_NAMES))
def test_a_file_may_not_keep_the_name_of_the_example(name: str) -> None:
    for line, is_told in (("", True), ("slug: two-chairs\n", False)):
        data = f"---\ntitle: A\ndate: 2026-01-01\nkind: news\n{line}---\nWords.\n".encode()
        found = read_entry(f"posts/2026/{name}.md", data, Settings(), "content").problems
        assert [one.message for one in found if "still has the name" in one.message] == (
            ["The file still has the name of the example, and the address is made from it."]
            * is_told
        )
