"""Files that are wrong, odd or very large."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.import_comments.given import of_talks, table
from tests.commands.talking import import_file, read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("post,text\nbread\n", ":2: This row has 1 cells"),
        ('post,text\nbread,"half', ":2: The table cannot be read from here on"),
        ("post,date,text\nbread,03/04/2014,x\n", ":2: 03/04/2014 can be read as"),
        ("a,b\n1,2\n", "nor a table whose first row names its columns"),
        ("", "nor a table whose first row names its columns"),
        ("text,text\n1,2\n", "has the column text twice"),
        ("\0\0\0", "nor a table"),
        ("text\nx\0y\n", "No post is named"),
        ('{"a":' * 100_000, "This is no file of comments"),
        ("[" * 100_000, "may be what Isso imports"),
        ('{"threads": [{}]}', "This is no file of comments"),
        ('{"format": "other"}', "This is no file of comments"),
        ("SQLite format 3\0 and no more", "cannot be read as the database of Isso"),
    ],
)
def test_hostile_files_are_told_of_and_change_nothing(
    content: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(content, text, "utf-8")
    status = import_file(content, file)
    told = capsys.readouterr()
    assert said in told.out + told.err
    assert "Traceback" not in told.err
    assert status == (1 if "No post" in said else 2)
    assert not (content / "comments/bread.yml").exists()


def test_a_file_that_is_too_large_is_not_read(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(content, "")
    with file.open("wb") as opened:
        opened.truncate(100_000_000)
    assert import_file(content, file) == 2
    assert "100.0 MB; 67.1 MB are the most" in capsys.readouterr().err
    assert import_file(content, content / "nothing.csv") == 2
    assert import_file(content, content) == 2
    assert capsys.readouterr().err.count("There is no file") == 2


def test_odd_comments_are_kept_as_far_as_can_be(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd: list[dict[str, object]] = [
        {"id": "1", "name": "A", "date": "9999-12-31T23:59:59-23:59", "text": "When?"},
        {"id": "2", "name": " \u0007\u2028 ", "date": "2030-01-01", "text": "Later."},
        {"id": "3", "name": "B", "date": "yesterday", "text": "<script>alert(1)</script>"},
        {"id": "4", "name": "B", "date": None, "text": "<img src=x>", "format": "html"},
        {"id": "5", "name": "B", "date": None, "text": "x" * 100_001},
        {"id": "6", "name": "B", "date": None, "text": "Lonely.", "reply_to": "5"},
        {"id": "7", "name": "B", "date": None, "text": "Circle.", "reply_to": "8"},
        {"id": "8", "name": "B", "date": None, "text": "Circle.", "reply_to": "7"},
        {"id": "9", "name": "B", "date": None, "text": "Above.", "reply_to": "10"},
        {"id": "10", "name": "B", "date": None, "text": "Below."},
        {"id": "10!", "name": "B", "date": None, "text": "Same anchor."},
        {"id": "11", "name": "B", "date": None, "text": "What was said."},
        {"id": "\u200b", "name": "B", "date": None, "text": "No id."},
    ]
    talk = {"post": "bread", "service": "archive", "comments": odd}
    assert import_file(content, of_talks(content, talk)) == 1
    kept = {one.id: one for one in read(content).archive["bread"].fields.comments}
    assert list(kept) == ["1", "2", "3", "6", "10", "9", "11", "7", "8"]
    assert {one.date for one in kept.values()} == {"unknown"}
    assert (kept["2"].name, kept["9"].reply_to, kept["6"].reply_to) == ("unknown", "10", "")
    assert kept["3"].text == "\\<script>alert(1)\\</script>"
    said = capsys.readouterr().out
    for words in (
        "cannot be, so",
        "Dated after",
        "Of more than",
        "Without a word",
        "Without an id",
    ):
        assert words in said
    assert "In answer to what is not there, so that it stands alone: 2 comments." in said


@pytest.mark.slow
def test_a_thread_of_ten_thousand_comments_outlives_its_service(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comments = [
        {"id": str(n), "name": f"Ann {n}", "date": "2026-05-01T12:00:00Z", "text": "Words " * 40}
        | ({"reply_to": str(n - 1)} if n % 3 == 0 else {})
        for n in range(1, 10_001)
    ]
    talk = {"post": "bread", "service": "isso", "comments": comments}
    assert import_file(content, of_talks(content, talk)) == 0
    assert "10000 comments added" in capsys.readouterr().out.replace(",", "")
    assert (content / "comments/bread.yml").stat().st_size > 3_000_000
    assert len(read(content).archive["bread"].fields.comments) == 10_000
