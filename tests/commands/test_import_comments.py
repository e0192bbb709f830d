"""Bringing comments into the archive from files that other programs wrote."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from plugins.model.day import Day
from plugins.model.schema.thread import RemovedFields
from tests.commands.talking import ARCHIVE, export_to, full_disk, import_file, publication, read
from tests.loading import loaded, post
from tests.talking import keep, said, thread

NEUTRAL = "practice-press-comments"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return publication(tmp_path, monkeypatch)


def table(content: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    file = content.parent / "comments.csv"
    file.write_bytes(text.encode(encoding))
    return file


ROWS = [
    ["Post", "ID", "Name", "Date", "Text", "Reply to", "Removed", "E-mail"],
    ["bread", "1", "Inês", "2014-02-10 14:30", 'Said "so", twice;\nand, again', "", "", "a@b"],
    ["/posts/bread/", "2", "", "10 Feb 2014", "Yes", "1", "", ""],
    ["bread", "3", "Jo", "unknown", "", "", "2014-02-11: It named a patient.", ""],
    ["", "", "", "", "", "", "", ""],
]


def saved(rows: list[list[str]], separator: str) -> str:
    """As Excel saves them."""
    text = io.StringIO(newline="")
    csv.writer(text, "excel", delimiter=separator).writerows(rows)
    return text.getvalue()


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


def test_a_second_import_changes_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(content, saved(ROWS, ";"))
    assert import_file(content, file, "--site", "the forum") == 0
    before = (content / "comments/bread.yml").read_bytes()
    assert b"site: the forum" in before
    capsys.readouterr()
    assert import_file(content, file, "--site", "another") == 0
    assert "Nothing was added." in capsys.readouterr().out
    assert (content / "comments/bread.yml").read_bytes() == before


def test_what_readers_are_told_of_a_place_is_true_or_said(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`origin` stands above all comments of a file, so new ones from elsewhere are told of."""
    given = table(content, "post,id,text\nsoup,9,New\n"), "--site", "our forum"
    assert import_file(content, *given) == 0
    said = capsys.readouterr().out
    assert 'soup.yml says of all its comments that they were made on "our first website"' in said
    assert 'SITE ("our forum") was not written.' in said
    assert "forum" not in (content / "comments/soup.yml").read_text("utf-8")


def test_a_file_without_a_place_is_told_of(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = "comments:\n  - id: 1\n    name: Jo\n    date: 2026-11-20\n    text: Yes.\n"
    (content / "comments/bread.yml").write_text(letter, "utf-8")
    rows = "post,id,text\nbread,{0},New\n"
    assert import_file(content, table(content, rows.format(2)), "--site", "our forum") == 0
    said = capsys.readouterr().out
    assert "bread.yml does not say where its comments were made. SITE" in said
    assert "put at its top:\norigin:\n  site: our forum\n" in said
    assert import_file(content, table(content, rows.format(3))) == 0
    assert "does not say where" not in capsys.readouterr().out
    assert (content / "comments/bread.yml").read_text("utf-8").startswith(letter)


def of_talks(folder: Path, *talks: Mapping[str, object]) -> Path:
    file = folder / "talks.json"
    file.write_text(json.dumps({"format": NEUTRAL, "version": 1, "threads": talks}), "utf-8")
    return file


A_COMMENT = {"name": None, "date": None, "text": "Yes."}
OLD = {"origin": {"site": "our first website", "moved": "2014-05-19", "note": "All of it."}}


@pytest.mark.parametrize(
    ("first", "site", "origin"),
    [
        (OLD, "", ("our first website and our comment service (isso)", None, "")),
        ({}, "", None),
        (OLD, "all places", ("all places", Day(datetime.date(2026, 11, 21)), "")),
    ],
    ids=["two places", "a letter", "SITE"],
)
def test_a_new_file_says_of_all_its_comments_what_is_true_of_each(
    content: Path, first: Mapping[str, object], site: str, origin: tuple[object, ...] | None
) -> None:
    talks: list[Mapping[str, object]] = [
        {"post": "bread", "service": "archive", "comments": [{"id": "1", **A_COMMENT}], **first},
        {"post": "bread", "service": "isso", "comments": [{"id": "2", **A_COMMENT}]},
    ]
    assert import_file(content, of_talks(content.parent, *talks), "--site", site) == 0
    found = read(content).archive["bread"].fields.origin
    assert (found and (found.site, found.moved, found.note)) == origin


def test_a_letter_that_was_exported_comes_back_without_a_place(content: Path) -> None:
    talk = {"post": "bread", "service": "archive", "comments": [{"id": "1", **A_COMMENT}]}
    assert import_file(content, of_talks(content.parent, talk)) == 0
    assert (content / "comments/bread.yml").read_text("utf-8").startswith("comments:\n")
    assert read(content).archive["bread"].fields.origin is None


def test_what_the_service_still_has_stays_in_its_thread(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the archive it would stand after the old ones, and could not be answered any more."""
    settings = (content.parent / "settings.py").read_text("utf-8")
    isso = "COMMENTS_SERVICE = 'isso'\nCOMMENTS_ISSO = 'https://talk.example.org'\n"
    (content.parent / "settings.py").write_text(settings + isso, "utf-8")
    keep(tmp_path / ".comments", thread(said("1"), said("2", to="1"), of="/posts/bread/"))
    assert export_to(content, tmp_path / "out") == 0
    assert import_file(content, tmp_path / "out/comments.json") == 0
    told = capsys.readouterr().out
    assert "Still at the comment service, so not brought here: 2 comments." in told
    assert "Nothing was added." in told
    assert not (content / "comments/bread.yml").exists()
    (content.parent / "settings.py").write_text(settings, "utf-8")  # the service was left
    assert import_file(content, tmp_path / "out/comments.json") == 0
    assert [one.id for one in read(content).archive["bread"].fields.comments] == [
        "isso-1",
        "isso-2",
    ]


@pytest.mark.parametrize("where", ["soup", "bread"])
def test_a_number_that_was_given_again_is_another_comment(
    where: str, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An orphan's isso-7 comes into the archive though a post has a newer isso-7."""
    settings = (content.parent / "settings.py").read_text("utf-8")
    isso = "COMMENTS_SERVICE = 'isso'\nCOMMENTS_ISSO = 'https://talk.example.org'\n"
    (content.parent / "settings.py").write_text(settings + isso, "utf-8")
    newer = said("7", "2026-06-01T12:00:00Z", text="<p>Newer.</p>")
    threads = [thread(said("7"), of="/old/posts/bread/"), thread(newer, of=f"/posts/{where}/")]
    for one in threads:
        keep(tmp_path / ".comments", one)
    assert export_to(content, tmp_path / "out") == 0
    for _ in range(2):
        assert import_file(content, tmp_path / "out/comments.json") == 0
        told = capsys.readouterr().out
        assert "Still at the comment service, so not brought here: 1 comment." in told
        assert "another name, date or text" not in told
    (kept,) = read(content).archive["bread"].fields.comments
    assert (kept.id, kept.text.strip()) == ("isso-7", "Yes.")
    library = loaded(content.parent, {}, *threads, comments_service="isso")
    assert [one.said.text for one in library.said[where]] == ["<p>Newer.</p>"]
    assert not [one for one in library.problems if one.rule == "comments-are-shown"]


def test_rows_without_ids_have_one_by_what_they_say(content: Path) -> None:
    text = "name,text\nJo,Yes\nJo,No\n"
    for _ in range(2):
        assert import_file(content, table(content, text), "--post", "bread") == 0
        kept = read(content).archive["bread"].fields.comments
        assert [one.text for one in kept] == ["Yes", "No"]
        assert all(one.id.startswith("row-") for one in kept)


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


@pytest.mark.parametrize("service", ["", "archive", "isso"])
def test_another_comment_of_a_known_id_is_kept_beside_it(
    content: Path, service: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Letters are numbered from 1, and so are the comments of a forum."""
    letters = LETTERS.replace("id: ", "id: isso-") if service == "isso" else LETTERS
    (content / "comments/bread.yml").write_text(letters, "utf-8")
    talk = {"post": "bread", "service": service, "comments": FORUM}
    file = of_talks(content.parent, talk) if service else table(content, as_table(FORUM))
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


def test_what_editors_wrote_stays_and_new_comments_stand_below(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "post;id;name;text;reply_to\nsoup;c17-1;Gwenda;Other words;\nsoup;9;Jo;New;c17-2\n"
    assert import_file(content, table(content, text)) == 1
    told = "In the archive with another name, date or text, which stay: 1 comment.\n  soup#c17-1\n"
    assert told in capsys.readouterr().out
    assert (content / "comments/soup.yml").read_text("utf-8") == (
        ARCHIVE + '  - id: "9"\n    name: Jo\n    date: unknown\n    reply_to: c17-2\n'
        "    text: |\n      New\n"
    )
    read(content)


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


def test_what_is_of_no_post_is_told_and_the_rest_is_brought(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "post,id,text\nbread,1,Hi\ncake,2,Hello\n"
    assert import_file(content, table(content, rows)) == 1
    assert '"cake" is the thread of no post, so this was not kept: 1' in capsys.readouterr().out
    assert [one.id for one in read(content).archive["bread"].fields.comments] == ["1"]


def test_the_file_that_cannot_be_written_is_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(content, "post,id,text\nbread,1,Hi\n")
    with full_disk():
        assert import_file(content, file) == 2
    written = content / "comments/bread.yml"
    told = f"{written} cannot be read or written: File too large.\n"
    assert capsys.readouterr().err == told


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


def test_what_was_erased_does_not_come_back(content: Path, tmp_path: Path) -> None:
    assert export_to(content, tmp_path / "out") == 0
    (content / "forgotten-comments.txt").write_text("archive soup/c17-2 2026-11-20\n", "utf-8")
    (content / "comments/soup.yml").unlink()
    assert import_file(content, tmp_path / "out/comments.json") == 0
    first, second = read(content).archive["soup"].fields.comments
    assert (first.name, first.text) == ("Gwenda", "The *first* of them.")
    assert (second.name, second.text) == ("unknown", "")
    assert second.removed == RemovedFields(date=Day(datetime.date(2026, 11, 20)))


@pytest.mark.parametrize(
    ("service", "listed"), [("isso", "isso 1"), ("archive", "archive bread/1")]
)
@pytest.mark.parametrize(
    ("date", "is_kept"),
    [
        ("2026-11-20T19:10:57Z", True),
        ("2026-11-20T19:10:57", True),  # by the clock of London
        ("2026-11-20T19:10:49Z", False),
        ("2026-11-20T09:00:00Z", False),
        ("2026-11-20", False),
    ],
)
def test_what_was_written_after_an_erasure_on_its_day_is_kept(
    content: Path, service: str, listed: str, date: str, *, is_kept: bool
) -> None:
    """Isso gives the number of its newest comment, once that is deleted, to the next one."""
    (content / "forgotten-comments.txt").write_text(f"{listed} 2026-11-20T19:10:49Z\n", "utf-8")
    comment = {"id": "1", "name": "Jo", "date": date, "text": "Another."}
    talk = {"post": "bread", "service": service, "comments": [comment]}
    assert import_file(content, of_talks(content.parent, talk)) == 0
    (kept,) = read(content).archive["bread"].fields.comments
    assert (kept.text == "Another.", kept.removed is None) == (is_kept, is_kept)


def test_nothing_is_done_while_the_list_of_erased_comments_cannot_be_read(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export_to(content, tmp_path / "out") == 0
    (content / "forgotten-comments.txt").write_text("soup c17-2\n", "utf-8")
    assert import_file(content, tmp_path / "out/comments.json") == 2
    assert export_to(content, tmp_path / "again") == 2
    assert capsys.readouterr().err.count("forgotten-comments.txt:1:") == 2
    assert not (tmp_path / "again").exists()


def test_a_file_that_nothing_can_be_added_to_is_left_alone(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one_line = "origin: {site: x}\ncomments: [{id: a, name: b, date: 2014-01-01, text: hi}]\n"
    (content / "comments/bread.yml").write_text(one_line, "utf-8")
    assert import_file(content, table(content, saved(ROWS, ","))) == 1
    assert (content / "comments/bread.yml").read_text("utf-8") == one_line
    told = capsys.readouterr().err
    assert "Put these lines below its last comment:" in told
    assert '  - id: "1"\n    name: Inês\n' in told


def test_odd_comments_are_kept_as_far_as_can_be(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
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
    thread = {"post": "bread", "service": "archive", "comments": odd}
    file = tmp_path / "odd.json"
    file.write_text(json.dumps({"format": NEUTRAL, "version": 1, "threads": [thread]}), "utf-8")
    assert import_file(content, file) == 1
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


def test_a_link_that_leads_out_of_the_content_is_left_alone(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = content.parent / "outside.yml"
    outside.write_text(ARCHIVE, "utf-8")
    (content / "comments/bread.yml").symlink_to(outside)
    assert import_file(content, table(content, saved(ROWS, ","))) == 2
    assert "it is a link that leads out of the content" in capsys.readouterr().err
    assert outside.read_text("utf-8") == ARCHIVE


@pytest.mark.slow
def test_a_thread_of_ten_thousand_comments_outlives_its_service(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comments = [
        {"id": str(n), "name": f"Ann {n}", "date": "2026-05-01T12:00:00Z", "text": "Words " * 40}
        | ({"reply_to": str(n - 1)} if n % 3 == 0 else {})
        for n in range(1, 10_001)
    ]
    thread = {"post": "bread", "service": "isso", "comments": comments}
    file = tmp_path / "many.json"
    file.write_text(json.dumps({"format": NEUTRAL, "version": 1, "threads": [thread]}), "utf-8")
    assert import_file(content, file) == 0
    assert "10000 comments added" in capsys.readouterr().out.replace(",", "")
    assert (content / "comments/bread.yml").stat().st_size > 3_000_000
    assert len(read(content).archive["bread"].fields.comments) == 10_000


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
    content: Path,
    tmp_path: Path,
    more: dict[str, str],
    is_told: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = {"id": "1", "name": "Ann", "date": "2014-07-01", "text": "Yes."}
    thread = {"post": "bread", "service": "archive", "comments": [first, first | more]}
    file = tmp_path / "twice.json"
    file.write_text(json.dumps({"format": NEUTRAL, "version": 1, "threads": [thread]}), "utf-8")
    for words in ("1 comment added", "Nothing was added"):
        assert import_file(content, file) == int(is_told)
        told = capsys.readouterr().out
        assert words in told
        assert ("with another name, date or text, which stay: 1 comment." in told) == is_told
    (kept,) = read(content).archive["bread"].fields.comments
    assert (kept.name, kept.text) == ("Ann", "Yes.")
