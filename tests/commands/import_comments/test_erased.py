"""Comments that were erased, which do not come back."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from plugins.model.day import Day
from plugins.model.schema.thread import RemovedFields
from tests.commands.import_comments.given import of_talks
from tests.commands.talking import export_to, import_file, read


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
    assert import_file(content, of_talks(content, talk)) == 0
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
