"""The file of a thread: the same bytes for the same comments, and nothing wrong taken for right."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.comments.snapshot import read_snapshot
from plugins.model.comments.thread import Gap, Said, Thread, in_order, read_thread, write_thread

AT = datetime.datetime(2026, 11, 20, 10, 2, 3, tzinfo=datetime.UTC)
SAID = st.builds(
    Said,
    id=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    name=st.text(st.characters(codec="utf-8")),
    at=st.datetimes(
        timezones=st.timezones(),
        min_value=datetime.datetime(1991, 1, 1),
        max_value=datetime.datetime(2998, 1, 1),
    ),
    text=st.text(st.characters(codec="utf-8")),
    reply_to=st.text(st.characters(codec="utf-8"), max_size=5),
    removed=st.none() | st.builds(Gap, date=st.none() | st.dates(), reason=st.just("why")),
)


@pytest.mark.slow
@given(st.lists(SAID, unique_by=lambda one: one.id))
def test_what_is_written_is_read_back(comments: list[Said]) -> None:
    thread = Thread(thread="/posts/soup/", service="isso", comments=tuple(comments))
    data = write_thread(thread)
    assert read_thread(data) == in_order(thread)
    assert write_thread(read_thread(data)) == data
    turned = Thread(thread="/posts/soup/", service="isso", comments=tuple(reversed(comments)))
    assert write_thread(turned) == data


def test_it_has_a_comment_a_line() -> None:
    comments = tuple(Said(id=one, at=AT, name="Ann", text="<p>Yes.</p>") for one in ("10", "9"))
    data = write_thread(Thread(thread="/posts/soup/", service="isso", comments=comments))
    assert data.decode().splitlines() == [
        '{"version": 1, "thread": "/posts/soup/", "service": "isso", "comments": [',
        '{"id": "9", "name": "Ann", "at": "2026-11-20T10:02:03Z", "text": "<p>Yes.</p>"},',
        '{"id": "10", "name": "Ann", "at": "2026-11-20T10:02:03Z", "text": "<p>Yes.</p>"}',
        "]}",
    ]


GOOD = '{"version": 1, "thread": "/a/", "service": "isso", "comments": [%s]}'
ONE = '{"id": "1", "at": "2026-11-20T10:02:03Z"}'


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ("", "truncated"),
        ("<html>", "malformed"),
        (GOOD % ONE[:-3], "truncated"),
        (GOOD.replace("1,", "2,") % "", "Invalid enum value 2"),
        (GOOD % ONE.replace("Z", ""), "without a zone"),
        (GOOD % ONE.replace("2026-11-20T10:02:03Z", "9999-12-31T23:59:59-05:00"), "be right"),
        (GOOD % ONE.replace("2026", "0001"), "be right"),
        (GOOD % f"{ONE},{ONE}", "one id"),
        (GOOD % ONE.replace('"1"', '""'), "length >= 1"),
        (GOOD % ONE.replace('"1"', '"1", "email": "a@b.example"'), "unknown field `email`"),
    ],
)
def test_what_is_wrong_is_said(data: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        read_thread(data.encode())


def test_a_snapshot_tells_of_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert read_snapshot(tmp_path / "none") == ((), [])
    (tmp_path / "soup.json").write_text(GOOD % ONE, encoding="utf-8")
    (tmp_path / "tea.json").write_text(GOOD % ONE[:-3], encoding="utf-8")
    threads, problems = read_snapshot(tmp_path)
    assert [one.thread for one in threads] == ["/a/"]
    assert [one.path for one in problems] == [f"{tmp_path.name}/tea.json"]
    assert "Put the file aside" in problems[0].remedy
    assert read_snapshot(tmp_path / "tea.json")[1][0].path == "tea.json"


def test_a_snapshot_reads_plain_files_alone(tmp_path: Path) -> None:
    (tmp_path / "soup.json").write_text(GOOD % ONE, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "device.json").symlink_to("/dev/zero")
    (tmp_path / "folder.json").mkdir()
    threads, problems = read_snapshot(tmp_path)
    assert [one.thread for one in threads] == ["/a/"]
    assert [one.path.partition("/")[2] for one in problems] == [
        *("device.json", "folder.json", "pipe.json")
    ]
    assert all("(it is no plain file)" in one.message for one in problems)


@pytest.mark.parametrize("leads_to", ["nowhere", ".comments", "file"])
def test_what_is_no_folder_is_told_in_words(tmp_path: Path, leads_to: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / ".comments").symlink_to(leads_to)
    threads, (problem,) = read_snapshot(tmp_path / ".comments")
    assert (threads, problem.path) == ((), ".comments")
    what = "a file" if leads_to == "file" else "a link that leads nowhere"
    assert f"should be the folder with what was said at the comment service, and is {what}" in (
        problem.message
    )
    assert "then run: make snapshot-comments" in problem.remedy
