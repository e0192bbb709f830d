"""How new comments come into a file of the archive, and files that none can be added to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.import_comments.given import ROWS, saved, table
from tests.commands.talking import ARCHIVE, full_disk, import_file, read


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


def test_a_link_that_leads_out_of_the_content_is_left_alone(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = content.parent / "outside.yml"
    outside.write_text(ARCHIVE, "utf-8")
    (content / "comments/bread.yml").symlink_to(outside)
    assert import_file(content, table(content, saved(ROWS, ","))) == 2
    assert "it is a link that leads out of the content" in capsys.readouterr().err
    assert outside.read_text("utf-8") == ARCHIVE


def test_the_file_that_cannot_be_written_is_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(content, "post,id,text\nbread,1,Hi\n")
    with full_disk():
        assert import_file(content, file) == 2
    written = content / "comments/bread.yml"
    told = f"{written} cannot be read or written: File too large.\n"
    assert capsys.readouterr().err == told
