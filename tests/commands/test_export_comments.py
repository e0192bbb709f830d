"""Taking all comments elsewhere: the file for any program, and the one for the real Isso."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.model.comments.thread import Said, Thread, write_thread
from tests.commands.talking import export_to, import_file, publication, read
from tests.isso import running_isso


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    content = publication(tmp_path, monkeypatch)
    said = [
        Said(id="1", name="R & D <i>", at=at(1), text="<p>One <em>word</em> &amp; <b>so</b></p>"),
        Said(id="2", at=at(2), text="<p>Two</p>", reply_to="1"),
        Said(id="3", name="Twin", at=at(3), text="<p>Three</p>"),
    ]
    thread = Thread(thread="/posts/bread/", service="isso", comments=tuple(said))
    (tmp_path / ".comments").mkdir()
    (tmp_path / ".comments/bread.isso.json").write_bytes(write_thread(thread))
    (content / "comments/bread.yml").write_text(
        "origin: {site: Isso}\ncomments:\n  - id: isso-3\n    name: unknown\n"
        "    date: unknown\n    text: Three, moved\n",
        "utf-8",
    )
    return content


def at(minute: int) -> datetime.datetime:
    return datetime.datetime(2026, 7, 1, 12, minute, tzinfo=datetime.UTC)


def exported(content: Path, *more: str) -> list[dict[str, Any]]:
    folder = content.parent / "out"
    assert export_to(content, folder, *more) == 0
    found: list[dict[str, Any]] = json.loads((folder / "comments.json").read_bytes())["threads"]
    return found


def test_archive_and_snapshot_are_written_each_comment_once(content: Path) -> None:
    moved, said, soup = exported(content)
    assert [one["id"] for one in moved["comments"]] == ["isso-3"]
    assert [(one["id"], one["name"], one["date"]) for one in said["comments"]] == [
        ("1", "R & D <i>", "2026-07-01T12:01:00Z"),
        ("2", None, "2026-07-01T12:02:00Z"),
    ]
    assert said["comments"][1]["reply_to"] == "1"
    assert (said["post"], said["thread"], said["service"]) == ("bread", "/posts/bread/", "isso")
    assert soup["origin"] == {"site": "our first website"}
    assert [(one["name"], one["date"]) for one in soup["comments"]] == [
        ("Gwenda", "2012-03-15"),
        ("Karl", "2012-03-10"),
    ]


def test_a_number_that_was_given_again_is_written_for_each(content: Path) -> None:
    file = content / "comments/bread.yml"
    file.write_text(file.read_text("utf-8").replace("date: unknown", "date: 2014-07-01"), "utf-8")
    moved, said, _ = exported(content)
    assert [one["id"] for one in moved["comments"]] == ["isso-3"]
    assert [one["id"] for one in said["comments"]] == ["1", "2", "3"]


def test_of_an_erased_comment_only_the_gap_is_written(content: Path) -> None:
    lines = "isso 1 2026-11-20\nisso 3 2026-11-20\narchive soup/c17-2 2026-11-20\n"
    (content / "forgotten-comments.txt").write_text(lines, "utf-8")
    moved, said, soup = exported(content)
    for one in (moved["comments"][0], said["comments"][0], soup["comments"][1]):
        assert one["name"] is None
        assert "text" not in one
        assert one["removed"] == {"date": "2026-11-20"}
    assert "Karl" not in json.dumps([moved, said, soup])


def test_other_files_are_not_replaced_unasked(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = content.parent / "out"
    exported(content)
    stamp = (folder / "isso.json").stat().st_mtime_ns
    exported(content)
    assert (folder / "isso.json").stat().st_mtime_ns == stamp
    (folder / "isso.json").write_text("mine", "utf-8")
    assert export_to(content, folder) == 2
    asked = f"nobody can be asked here: Replace {folder / 'isso.json'}, written before"
    assert asked in capsys.readouterr().err
    assert (folder / "isso.json").read_text("utf-8") == "mine"
    exported(content, "--yes")
    assert (folder / "isso.json").read_text("utf-8") != "mine"
    assert export_to(content, content / "media") == 2


@pytest.mark.slow
def test_the_real_isso_takes_its_file(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(content)
    said = capsys.readouterr().out
    assert "Isso's import does not keep which comment one answers: 2 comments did." in said
    assert "Without a date, so in Isso a second after the one before it: 1 comment." in said
    assert "With a day and no time, so in Isso written at noon, UTC: 2 comments." in said
    folder = tmp_path / "isso"
    with running_isso(folder):
        pass  # which makes its settings and its store
    subprocess.run(
        [
            *(sys.executable, "-c", "import isso; isso.main()", "-c", "isso.cfg"),
            *("import", "-t", "generic", str(tmp_path / "out/isso.json")),
        ],
        cwd=folder,
        env={**os.environ, "TZ": "UTC", "PYTHONWARNINGS": "ignore"},
        check=True,
        timeout=60,
    )
    with running_isso(folder) as isso:
        bread, soup = isso.thread("/posts/bread/"), isso.thread("/posts/soup/")
    assert [one["author"] for one in bread] == [None, "R &amp; D &lt;i&gt;", None]
    assert [one["text"].strip() for one in bread] == [
        "<p>Three, moved</p>",
        "<p>One <em>word</em> &amp; <strong>so</strong></p>",
        "<p>Two</p>",
    ]
    assert [one["author"] for one in soup] == ["Karl", "Gwenda"]  # Karl's bears the earlier day
    assert [one["created"] for one in bread[1:]] == [at(1).timestamp(), at(2).timestamp()]


def test_what_was_exported_comes_back_without_the_service(content: Path, tmp_path: Path) -> None:
    exported(content)
    for file in content.glob("comments/*.yml"):
        file.unlink()
    assert import_file(content, tmp_path / "out/comments.json") == 0
    assert [one.id for one in read(content).archive["bread"].fields.comments] == [
        "isso-3",
        "isso-1",
        "isso-2",
    ]


def test_the_threads_of_a_site_under_a_path_are_found(content: Path) -> None:
    """Their names begin with that path, at the service and in the snapshot."""
    with (content.parent / "settings.py").open("a", encoding="utf-8") as settings:
        settings.write("SITEURL = 'https://example.org/sub'\n")
    file = content.parent / ".comments/bread.isso.json"
    file.write_bytes(file.read_bytes().replace(b'"/posts/', b'"/sub/posts/'))
    _, said, _ = exported(content)
    assert (said["post"], said["thread"]) == ("bread", "/sub/posts/bread/")
