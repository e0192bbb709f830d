"""The list of erased comments."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.comments.forgotten import (
    FILE,
    Erased,
    archive_id,
    both,
    erased_at,
    erased_during,
    erased_on,
    line_for,
    read_forgotten,
)
from plugins.model.files import AT_THE_ROOT

UTC = datetime.UTC
DAY = datetime.date(2026, 11, 22)
MOMENT = datetime.datetime(2026, 11, 22, 10, 2, 3, tzinfo=UTC)
PATH = "content/forgotten-comments.txt"
NEW_YORK, AUCKLAND = ZoneInfo("America/New_York"), ZoneInfo("Pacific/Auckland")
SECOND = datetime.timedelta(seconds=1)


def test_lines_say_which_comment_was_erased_and_when() -> None:
    text = (
        b"\xef\xbb\xbf# Erased\r\n\r\nisso 12 2026-11-22T10:02:03Z\r\n"
        b"archive soup/c17-4 2026-11-22\r\n"
    )
    found, problems = read_forgotten(text, PATH, UTC)
    assert found == {
        ("isso", "12"): Erased(DAY, MOMENT),
        ("archive", archive_id("soup", "c17-4")): erased_during(DAY),
    }
    assert not problems
    assert read_forgotten(None, PATH, UTC) == ({}, [])
    assert FILE in AT_THE_ROOT


def test_readers_are_told_the_day_of_the_publication() -> None:
    line = b"isso 1 2026-11-23T01:00:00Z\n"
    days = [read_forgotten(line, PATH, zone)[0]["isso", "1"].day for zone in (NEW_YORK, AUCKLAND)]
    assert [one.day for one in days] == [22, 23]


def test_a_day_alone_lasts_until_it_has_ended_everywhere() -> None:
    until = erased_during(DAY).until
    assert until == datetime.datetime(2026, 11, 23, 12, tzinfo=UTC)
    assert erased_during(DAY).day == DAY


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_lines_the_later_counts(order: int) -> None:
    """The number was given again, and that comment was erased too."""
    lines = ["isso 1 2026-11-20", "isso 1 2026-11-22T10:02:03Z", "isso 1 2026-11-22T10:02:02Z"]
    found, problems = read_forgotten("\n".join(lines[::order]).encode(), PATH, UTC)
    assert found == {("isso", "1"): Erased(DAY, MOMENT)}
    assert not problems


def test_of_two_lists_everything_stays_erased() -> None:
    early, late = erased_at(MOMENT, UTC), erased_at(MOMENT + SECOND, UTC)
    one, other = {("isso", "1"): early, ("isso", "2"): late}, {("isso", "2"): early}
    assert both(one, other) == both(other, one) == one


@pytest.mark.parametrize(
    "line",
    [
        "isso 12",
        "12 2026-11-22",
        "isso 12 yesterday",
        "isso 12 2026-02-30",
        "isso 12 2026-11-22T10:02:03",
        "isso 12 2026-11-22T10:02",
        "isso 12 2026-11-22T25:02:03Z",
        "isso 12 9999-12-31",
        "isso no 12 2026-11-22",
        "ISSO 12 2026-11-22",
        "isso %ff 2026-11-22",
        "<<<<<<< HEAD",
        "=======",
    ],
)
def test_a_line_that_cannot_be_read_is_an_error(line: str) -> None:
    found, problems = read_forgotten(f"# a note\n{line}\nisso 1 2026-11-22\n".encode(), PATH, UTC)
    assert found == {("isso", "1"): erased_during(DAY)}
    assert [(one.path, one.line, str(one.severity)) for one in problems] == [(PATH, 2, "error")]


def test_bytes_that_are_no_text_are_an_error() -> None:
    for data in (b"isso 1\0 2026-11-22", b"PK\x03\x04", b"isso \xff 2026-11-22\n"):
        assert read_forgotten(data, PATH, UTC)[1]


@given(st.text(st.characters(), min_size=1))
def test_any_id_survives(comment: str) -> None:
    found, problems = read_forgotten(f"{line_for('isso', comment, MOMENT)}\n".encode(), PATH, UTC)
    assert not problems
    assert found == {("isso", comment): Erased(DAY, MOMENT)}


def test_a_moment_is_written_in_utc() -> None:
    assert line_for("isso", "1", MOMENT.astimezone(AUCKLAND)) == "isso 1 2026-11-22T10:02:03Z"


def test_a_comment_written_after_the_erasure_is_another_one() -> None:
    """Isso gives a number again, once the newest comment is deleted."""
    forgotten = {("isso", "12"): Erased(DAY, MOMENT)}
    for said in (MOMENT, MOMENT.replace(microsecond=999_999), DAY, None):
        assert erased_on(forgotten, "isso", "12", said) == DAY
    for later in (MOMENT + SECOND, DAY + datetime.timedelta(2)):
        assert erased_on(forgotten, "isso", "12", later) is None
    assert erased_on(forgotten, "isso", "13", MOMENT) is None
    assert erased_on(forgotten, "archive", "12", MOMENT) is None


@pytest.mark.parametrize("zone", [NEW_YORK, AUCKLAND, UTC])
@given(
    said=st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2100, 1, 1)),
    after=st.timedeltas(datetime.timedelta(0), datetime.timedelta(days=400)),
)
def test_what_was_erased_stays_so_wherever_the_editor_is(
    zone: ZoneInfo, said: datetime.datetime, after: datetime.timedelta
) -> None:
    """By the moment of the list, and by a day that somebody there writes by hand."""
    at = said.replace(tzinfo=UTC)
    erased = (at + after).astimezone(zone)
    for line in (line_for("isso", "1", erased), f"isso 1 {erased.date()}"):
        forgotten, _ = read_forgotten(line.encode(), PATH, zone)
        assert erased_on(forgotten, "isso", "1", at) == erased.date()
        assert erased_on(forgotten, "isso", "1", at.astimezone(zone).date()) == erased.date()
