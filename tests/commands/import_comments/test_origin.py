"""What is said of the place where comments that are brought were made."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from plugins.model.day import Day
from tests.commands.import_comments.given import of_talks, table
from tests.commands.talking import import_file, read

A_COMMENT = {"name": None, "date": None, "text": "Yes."}
OLD = {"origin": {"site": "our first website", "moved": "2014-05-19", "note": "All of it."}}


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
    assert import_file(content, of_talks(content, *talks), "--site", site) == 0
    found = read(content).archive["bread"].fields.origin
    assert (found and (found.site, found.moved, found.note)) == origin


def test_a_letter_that_was_exported_comes_back_without_a_place(content: Path) -> None:
    talk = {"post": "bread", "service": "archive", "comments": [{"id": "1", **A_COMMENT}]}
    assert import_file(content, of_talks(content, talk)) == 0
    assert (content / "comments/bread.yml").read_text("utf-8").startswith("comments:\n")
    assert read(content).archive["bread"].fields.origin is None
