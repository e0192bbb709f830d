"""Comments whose ids are known already: the same ones, and others that only share an id."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.import_comments.given import ROWS, of_talks, saved, table
from tests.commands.talking import import_file, read

LETTERS = """\
comments:
  - id: 1
    name: Ann
    date: 2026-11-20
    text: A letter.
  - id: 2
    name: Ben
    date: 2026-11-21
    text: Another letter.
"""
FORUM = [
    {"id": "1", "name": "Jo", "date": "2014-02-10", "text": "Of the forum."},
    {"id": "2", "name": "Kim", "date": "2014-02-11", "text": "In answer.", "reply_to": "1"},
]


def as_table(rows: list[dict[str, str]]) -> str:
    columns = ["id", "name", "date", "text", "reply_to"]
    cells = [["bread", *(row.get(column, "") for column in columns)] for row in rows]
    return saved([["post", *columns], *cells], ",")


def test_a_second_import_changes_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(content, saved(ROWS, ";"))
    assert import_file(content, file, "--site", "the forum") == 0
    before = (content / "comments/bread.yml").read_bytes()
    assert b"site: the forum" in before
    capsys.readouterr()
    assert import_file(content, file, "--site", "another") == 0
    assert "Nothing was added." in capsys.readouterr().out
    assert (content / "comments/bread.yml").read_bytes() == before


@pytest.mark.parametrize("service", ["", "archive", "isso"])
def test_another_comment_of_a_known_id_is_kept_beside_it(
    content: Path, service: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Letters are numbered from 1, and so are the comments of a forum."""
    letters = LETTERS.replace("id: ", "id: isso-") if service == "isso" else LETTERS
    (content / "comments/bread.yml").write_text(letters, "utf-8")
    talk = {"post": "bread", "service": service, "comments": FORUM}
    file = of_talks(content, talk) if service else table(content, as_table(FORUM))
    assert import_file(content, file) == 0
    assert "2 comments added" in capsys.readouterr().out
    kept = read(content).archive["bread"].fields.comments
    assert [one.text for one in kept] == [
        "A letter.",
        "Another letter.",
        "Of the forum.",
        "In answer.",
    ]
    assert kept[3].reply_to == kept[2].id
    own = [one.id for one in kept[2:]]
    if service == "isso":
        assert own == ["isso-1-2014-02-10", "isso-2-2014-02-11"]
    else:
        assert all(id_.startswith("row-") for id_ in own)
    before = (content / "comments/bread.yml").read_bytes()
    assert import_file(content, file) == 0
    assert "which stay" not in capsys.readouterr().out
    assert (content / "comments/bread.yml").read_bytes() == before
    (content / "comments/bread.yml").write_bytes(before.replace(letters[10:].encode(), b""))
    assert import_file(content, file) == 0  # and the letters were taken out
    assert "Nothing was added." in capsys.readouterr().out


def test_an_answer_to_what_is_not_kept_of_a_file_answers_nothing_of_the_archive(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "comments/bread.yml").write_text(LETTERS, "utf-8")
    rows = [FORUM[0] | {"text": "\u200b"}, FORUM[1]]
    assert import_file(content, table(content, as_table(rows))) == 1
    assert "so that it stands alone: 1 comment" in capsys.readouterr().out
    assert [one.reply_to for one in read(content).archive["bread"].fields.comments] == [""] * 3


def test_in_a_table_without_ids_nothing_is_answered(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "comments/bread.yml").write_text(LETTERS, "utf-8")
    text = "post,name,text,reply_to\nbread,Jo,First,\nbread,Kim,Second,1\n"
    assert import_file(content, table(content, text)) == 0
    told = capsys.readouterr().out
    assert "In answer to nothing known, as the table has no column `id`" in told
    assert "alone: 1 comment." in told
    assert [one.reply_to for one in read(content).archive["bread"].fields.comments] == [""] * 4


def test_of_a_gap_with_another_date_it_is_said_that_it_stays(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gap = (
        "comments:\n  - id: 1\n    name: unknown\n    date: 2026-11-20\n    removed: {reason: x}\n"
    )
    (content / "comments/bread.yml").write_text(gap, "utf-8")
    assert import_file(content, table(content, as_table(FORUM))) == 1
    assert "which stay: 1 comment.\n  bread#1\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "is_told"),
    [
        ({}, False),
        ({"date": "2014-07-01T12:00:00"}, False),  # the same, known better
        ({"name": "Jo"}, True),
        ({"date": "2014-07-02"}, True),
        ({"text": "No."}, True),
    ],
)
def test_the_second_of_one_id_is_not_dropped_in_silence(
    content: Path, more: dict[str, str], is_told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    first = {"id": "1", "name": "Ann", "date": "2014-07-01", "text": "Yes."}
    talk = {"post": "bread", "service": "archive", "comments": [first, first | more]}
    file = of_talks(content, talk)
    for words in ("1 comment added", "Nothing was added"):
        assert import_file(content, file) == int(is_told)
        told = capsys.readouterr().out
        assert words in told
        assert ("with another name, date or text, which stay: 1 comment." in told) == is_told
    (kept,) = read(content).archive["bread"].fields.comments
    assert (kept.name, kept.text) == ("Ann", "Yes.")
