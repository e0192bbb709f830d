"""Dates: one reading, or a problem that says what to write."""

import datetime
import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.day import MONTHS, WEEKDAYS, Day, NotADay, read_day, written

TENTH = datetime.date(2014, 2, 10)

ONE_READING = """\
2014-02-10
2014-2-10
2014/02/10
2014.02.10
2014\u201302\u201310
10 February 2014
10 FEBRUARY 2014
10th February 2014
10th of February 2014
the 10th of February, 2014
10 Feb 2014.
10 Feb. 2014
10-Feb-2014
Feb 10, 2014
Feb 10th, 2014
February 10 2014
2014 February 10
Monday 10 February 2014
Monday, 10th February 2014
Mon 10 Feb 2014
  10   February\u00a02014 """


@pytest.mark.parametrize("text", ONE_READING.split("\n"))
def test_every_form_with_one_reading(text: str) -> None:
    assert read_day(text) == Day(TENTH)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/11/2026", (2026, 11, 14)),
        ("11/14/2026", (2026, 11, 14)),
        ("14.11.2026", (2026, 11, 14)),
        ("14-11-2026", (2026, 11, 14)),
        ("04/04/2014", (2014, 4, 4)),
        ("Thursday 03/04/2014", (2014, 4, 3)),
        ("Tuesday 03/04/2014", (2014, 3, 4)),
        ("29 February 2016", (2016, 2, 29)),
        ("3 Sept 2014", (2014, 9, 3)),
        ("10 May 2014", (2014, 5, 10)),
    ],
)
def test_numbers_and_months(text: str, day: tuple[int, int, int]) -> None:
    assert read_day(text).date == datetime.date(*day)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2014-02-10T12:30:05Z", "12:30:05"),
        ("2014-02-10t12:30", "12:30:00"),
        ("2014-02-10 00:00", "00:00:00"),
        ("2014-02-10 23:59:59.999+01:00", "23:59:59"),
        ("2014-02-10 9:05 -0800", "09:05:00"),
        ("2014-02-10 12:30 GMT", "12:30:00"),
        ("10 February 2014 at 2:30 pm", "14:30:00"),
        ("10 February 2014, 12:30am", "00:30:00"),
        ("10 February 2014 12:30PM", "12:30:00"),
    ],
)
def test_a_time_and_zone_only_order_posts_within_the_day(text: str, clock: str) -> None:
    assert read_day(text) == Day(TENTH, clock)


def test_days_are_in_order_of_date_then_time() -> None:
    next_day = Day(TENTH + datetime.timedelta(1))
    assert sorted([next_day, Day(TENTH, "14:30:00"), Day(TENTH, "09:05:00"), Day(TENTH)]) == [
        Day(TENTH),
        Day(TENTH, "09:05:00"),
        Day(TENTH, "14:30:00"),
        next_day,
    ]


def told(text: str) -> str:
    with pytest.raises(NotADay) as caught:
        read_day(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "03/04/2014",
            "03/04/2014 can be read as 3 April 2014 or as 4 March 2014. "
            "Write 2014-04-03 for 3 April 2014, or 2014-03-04 for 4 March 2014.",
        ),
        (
            "03.04.2014",
            "03.04.2014 can be read as 3 April 2014 or as 4 March 2014. "
            "Write 2014-04-03 for 3 April 2014, or 2014-03-04 for 4 March 2014.",
        ),
        (
            "31/02/2014",
            "31/02/2014 is not a date: February 2014 has 28 days. "
            "Write the day that is meant; the last one there is 2014-02-28.",
        ),
        (
            "2014-02-30",
            "2014-02-30 is not a date: February 2014 has 28 days. "
            "Write the day that is meant; the last one there is 2014-02-28.",
        ),
        (
            "31 April 2014",
            "31 April 2014 is not a date: April 2014 has 30 days. "
            "Write the day that is meant; the last one there is 2014-04-30.",
        ),
        (
            "10 Febuary 2014",
            '10 Febuary 2014 is not a date: there is no month "Febuary". Did you mean February? '
            "Write 10 February 2014.",
        ),
        (
            "Tuesday 10 February 2014",
            "10 February 2014 is a Monday, not a Tuesday. "
            "Correct the date, or leave the day of the week out.",
        ),
        (
            "10/02/14",
            "10/02/14 does not give its year in four digits. "
            "Write all four, as in 2014-02-10 or 10 February 2014.",
        ),
        (
            "February 2014",
            "February 2014 names no day. Write the day as well, as in 1 February 2014.",
        ),
    ],
)
def test_what_an_editor_is_told(text: str, words: str) -> None:
    assert told(text) == words


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2014-13-01", "there is no month 13"),
        ("13/13/2014", "there is no month 13"),
        ("2014-00-10", "there is no month 0"),
        ("2014-02-00", "has 28 days"),
        ("29/02/2014", "has 28 days"),
        ("0214-02-10", "its year cannot be 0214"),
        ("10 Feb 14", "four digits"),
        ("10 Feb 20144", "four digits"),
        ("10 Chwefror 2014", '"Chwefror" is not the English name of a month'),
        ("2014-02-10 25:00", "no clock shows"),
        ("2014-02-10 13:00 pm", "no clock shows"),
    ],
)
def test_what_is_no_date_is_told_with_its_reason(text: str, part: str) -> None:
    assert part in told(text)


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", "unknown", "today", "2014", "20140210", "12:30", "Monday", "of the"],
        *["2014-02-10 - 2014-02-12", "-2014-02-10", "2014-02-10/", "2014-02-10T12", "1/2"],
        *[
            "2014-02-10 12:30 or so",
            "10 February 2014 # about",
            "\uff11\uff10/\uff10\uff12/\uff12\uff10\uff11\uff14",
            "²/²/2014",
        ],
        *["10 February 2014 " * 9, "2014-02-10\x00", "10 + February 2014"],
    ],
)
def test_what_is_no_date_at_all(text: str) -> None:
    assert "cannot be read as a date. Write the day as in 2014-02-10" in told(text)


def test_the_error_survives_the_way_between_processes() -> None:
    with pytest.raises(NotADay) as caught:
        read_day("03/04/2014")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - of our making
    assert (copy.message, copy.remedy) == (caught.value.message, caught.value.remedy)


def test_written_out_in_english() -> None:
    assert written(TENTH) == "10 February 2014"


DATES = st.dates(min_value=datetime.date(1000, 1, 1))


@given(DATES)
def test_every_date_is_read_back_from_how_it_is_written(date: datetime.date) -> None:
    assert read_day(written(date)).date == date
    assert read_day(f"{WEEKDAYS[date.weekday()]} {written(date)}").date == date
    assert read_day(date.isoformat()).date == date


@given(DATES)
def test_numbers_alone_give_the_right_day_or_both_readings(date: datetime.date) -> None:
    text = f"{date.day}/{date.month}/{date.year}"
    if date.day > 12 or date.day == date.month:
        assert read_day(text).date == date
        return
    other = datetime.date(date.year, date.day, date.month)
    assert told(text).startswith(f"{text} can be read as {written(date)} or as {written(other)}.")


DATE_LIKE = st.lists(
    st.sampled_from(
        [
            *MONTHS,
            "Mon",
            "10",
            "2014",
            "th",
            "T",
            ":",
            "/",
            "-",
            ".",
            ",",
            " ",
            "of",
            "am",
            "Z",
            "٣",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.text() | DATE_LIKE)
def test_no_text_does_more_than_fail_to_be_a_date(text: str) -> None:
    found: Day | NotADay
    try:
        found = read_day(text)
    except NotADay as wrong:
        found = wrong
    if isinstance(found, Day):
        assert isinstance(found.date, datetime.date)
        return
    assert found.message.endswith((".", "?"))
    assert found.remedy.endswith(".")
    assert len(found.message) < 200


@pytest.mark.parametrize("part", ["1", "1/", " ", "10 Feb ", "12:30", "a", ".", "Mon "])
def test_a_long_text_is_refused_at_once(part: str) -> None:
    begun = time.process_time()
    told(part * 200_000)
    assert time.process_time() - begun < 1
