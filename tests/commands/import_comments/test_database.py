"""Bringing comments into the archive from the database of Isso."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from plugins.model.day import Day
from tests.commands.talking import import_file, read
from tests.isso import running_isso


@pytest.mark.slow
def test_the_database_of_isso_is_read(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running_isso(tmp_path / "isso") as isso:
        first = isso.say("/posts/bread/", "A *first* word & <b>more</b>.", author="R & D <i>")
        second = isso.say("/posts/bread/", "An answer.", reply_to=first)
        moved = isso.say("/node/17", "By the old address.")
        lost = isso.say("/elsewhere/", "Of no post.")
        gone = isso.say("/posts/bread/", "To be deleted.", author="Max")
        under = isso.say("/posts/bread/", "Below it.", reply_to=gone)
        held = isso.say("/posts/bread/", "Nobody has looked.")
        for number in (first, second, moved, lost, gone, under):
            isso.approve(number)
        isso.delete(gone)
    with closing(sqlite3.connect(isso.store)) as store, store:
        store.execute("UPDATE comments SET created = 1404234000.5")  # 18:00 in London
        store.execute("UPDATE comments SET email = 'a@example.org', likes = 2 WHERE id = 1")
    assert import_file(content, isso.store) == 1  # of a thread of no post
    said = capsys.readouterr().out
    one, two, three, four = read(content).archive["bread"].fields.comments
    assert isinstance(one.date, Day)
    assert three.removed
    assert (one.id, one.name, one.text) == (
        f"isso-{first}",
        "R & D <i>",
        "A *first* word & <b>more</b>.",
    )
    assert (str(one.date.date), one.date.time) == ("2014-07-01", "18:00:00")
    assert (two.id, two.name, two.reply_to) == (f"isso-{second}", "unknown", one.id)
    assert three.removed.reason == "It was deleted at the comment service."
    assert (three.name, three.text) == ("unknown", "")
    assert four.reply_to == three.id
    assert f"isso-{held}" not in (content / "comments/bread.yml").read_text("utf-8")
    assert "Held for moderation" in said
    assert "E-mail addresses are not kept" in said
    assert "Votes are not kept: 1 comment had some." in said
    assert "'/elsewhere/' is the thread of no post" in said.replace('"', "'")
    last = read(content).archive["soup"].fields.comments[-1]
    assert (last.id, last.text) == (f"isso-{moved}", "By the old address.")
    before = (content / "comments/bread.yml").read_bytes()
    assert import_file(content, isso.store) == 1
    assert "Nothing was added." in capsys.readouterr().out
    assert (content / "comments/bread.yml").read_bytes() == before
    isso.store.write_bytes(isso.store.read_bytes()[:5000])
    assert import_file(content, isso.store) == 2
    assert "cannot be read as the database of Isso" in capsys.readouterr().err


def test_a_database_whose_tables_have_no_end_is_given_up(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugins.model.comments.isso_database._SECONDS", 0.1)
    file = tmp_path / "endless.db"
    endless = (
        "CREATE VIEW threads AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
        " SELECT id, '' uri, '' title FROM n"
    )
    with closing(sqlite3.connect(file)) as store, store:
        store.execute(endless)
    assert import_file(content, file) == 2
