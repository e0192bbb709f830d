"""Tables of comments, and the posts that their rows name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.import_comments.given import ROWS, saved, table
from tests.commands.talking import import_file, read
from tests.loading import post


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_that_a_spreadsheet_saved_is_read(
    content: Path, encoding: str, separator: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_file(content, table(content, saved(ROWS, separator), encoding)) == 0
    assert (content / "comments/bread.yml").read_text("utf-8") == (
        "comments:\n"
        '  - id: "1"\n    name: Inês\n    date: 2014-02-10 14:30:00\n    text: |\n'
        '      Said "so", twice;\n      and, again\n'
        '  - id: "2"\n    name: unknown\n    date: 2014-02-10\n    reply_to: "1"\n'
        "    text: |\n      Yes\n"
        '  - id: "3"\n    name: Jo\n    date: unknown\n    removed:\n      date: 2014-02-11\n'
        "      reason: It named a patient.\n"
    )
    said = capsys.readouterr().out
    assert 'Columns that are not kept: "e-mail".' in said
    assert ("Windows-1252" in said) == (encoding == "cp1252")
    read(content)


def test_rows_without_ids_have_one_by_what_they_say(content: Path) -> None:
    text = "name,text\nJo,Yes\nJo,No\n"
    for _ in range(2):
        assert import_file(content, table(content, text), "--post", "bread") == 0
        kept = read(content).archive["bread"].fields.comments
        assert [one.text for one in kept] == ["Yes", "No"]
        assert all(one.id.startswith("row-") for one in kept)


def test_what_is_of_no_post_is_told_and_the_rest_is_brought(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "post,id,text\nbread,1,Hi\ncake,2,Hello\n"
    assert import_file(content, table(content, rows)) == 1
    assert '"cake" is the thread of no post, so this was not kept: 1' in capsys.readouterr().out
    assert [one.id for one in read(content).archive["bread"].fields.comments] == ["1"]


@pytest.mark.parametrize(
    "typed",
    ["https://example.org/posts/bread/?x=1", "/posts/bread?x=1#c", "/posts/bread/?page=/2"],
)
def test_an_address_may_say_where_a_reader_came_from(content: Path, typed: str) -> None:
    assert import_file(content, table(content, f"post,id,text\n{typed},1,Hi\n")) == 0
    assert (content / "comments/bread.yml").exists()


def test_an_old_address_with_a_question_mark_is_that_post(content: Path) -> None:
    (content / "posts/bread.md").write_text(post(extra="aliases: /soup?id=3\n"), "utf-8")
    assert import_file(content, table(content, "post,id,text\n/soup?id=3,1,Hi\n")) == 0
    assert (content / "comments/bread.yml").exists()
