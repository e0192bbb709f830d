"""Read a date as an editor writes it, and only where it has one reading."""

from __future__ import annotations

import datetime
import difflib
import re
from calendar import monthrange

import msgspec

from plugins.model.place import quoted, short

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_LONGEST = 80  # no date is longer; also keeps every pattern below quick
_EARLIEST_YEAR = 1000  # "0214-02-10" is a slip, not a date
_FORMS = "Write the day as in 2014-02-10 or 10 February 2014."
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013", "-"))
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"(?:(?<=[0-9])t|,? (?:at )?)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r" ?(am|pm)?(?: ?(?:z|utc|gmt|bst|[+-][0-9]{2}(?::?[0-9]{2})?))?",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:[0-9]+(?:st|nd|rd|th)?|[a-z]+\.?)(?:[ ,./-]+|$)", re.IGNORECASE)
_PARTS = re.compile(r"([0-9]+)(?:st|nd|rd|th)?|([a-z]+)", re.IGNORECASE)


class Day(msgspec.Struct, frozen=True, order=True):
    """The writer's own calendar day.

    time: the clock the writer typed, "HH:MM:SS" or ""; it only orders posts within a day.
    """

    date: datetime.date
    time: str = ""


class NotADay(ValueError):  # noqa: N818 - it says what the text is
    """The text is no date, or can be read as two; says so and how to put it right."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


def read_day(text: str) -> Day:
    """The one day that the text can mean: "10th Feb 2014" -> Day(2014-02-10).

    Raises NotADay where there is none, or more than one.
    """
    if _ISO.fullmatch(text):
        return Day(_dated(text, int(text[:4]), int(text[5:7]), int(text[8:])))
    typed = " ".join(text.translate(_DASHES).split())
    if len(typed) > _LONGEST or not typed.isascii():
        raise _unreadable(typed)
    date, time = _cut_time(typed)
    return Day(_read_date(date), time)


def written(date: datetime.date) -> str:
    """The date in full, the same under every locale: "10 February 2014"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def _cut_time(typed: str) -> tuple[str, str]:
    """The text before a time at its end, and that time as "HH:MM:SS" ("" for none)."""
    found = _TIME.search(typed)
    if not found or not found.start():
        return typed, ""
    if found.end() != len(typed):
        raise _unreadable(typed)
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    half = (found[4] or "").lower()
    if hour > (12 if half else 23) or (half and not hour) or minute > 59 or second > 59:
        raise NotADay(
            f"{short(typed)} ends in a time that no clock shows.",
            "Write the time as in 2014-02-10 14:30, or leave it out.",
        )
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    return typed[: found.start()], f"{hour:02}:{minute:02}:{second:02}"


def _read_date(typed: str) -> datetime.date:
    weekday, parts = _cut_weekday(_parts(typed))
    shape = "".join("n" if part.isdigit() else "w" for part in parts)
    if shape == "nnn":
        return _read_numbers(typed, parts, weekday)
    if shape in {"nwn", "wnn"}:
        return _read_words(typed, parts, weekday)
    if shape == "wn" and len(parts[1]) == 4:
        raise NotADay(
            f"{short(typed)} names no day.",
            f"Write the day as well, as in 1 {MONTHS[_month(typed, parts[0]) - 1]} {parts[1]}.",
        )
    raise _unreadable(typed)


def _parts(typed: str) -> list[str]:
    """The numbers and words of a date: "the 10th of Feb. 2014" -> ["10", "Feb", "2014"]."""
    end = 0
    while end < len(typed) and (match := _DATE.match(typed, end)):
        end = match.end()
    if end < len(typed) or typed.endswith(("-", "/", ",")):
        raise _unreadable(typed)
    found = [number or word for number, word in _PARTS.findall(typed)]
    return [part for part in found if part.lower() not in {"of", "the"}]


def _cut_weekday(parts: list[str]) -> tuple[int | None, list[str]]:
    """The day of the week that leads the parts (0 is Monday), if one does, and the rest."""
    name = parts[0].lower() if parts else ""
    for number, weekday in enumerate(WEEKDAYS):
        if len(name) > 2 and len(parts) > 3 and weekday.lower().startswith(name):
            return number, parts[1:]
    return None, parts


def _read_numbers(typed: str, parts: list[str], weekday: int | None) -> datetime.date:
    """A day in numbers alone: the year first, or last after day and month in either order."""
    first, second, third = (int(part[:9]) for part in parts)
    if len(parts[0]) == 4:
        return _on_weekday(_dated(typed, first, second, third), weekday)
    _check_year(typed, parts[2])
    if first == second or first > 12 or second > 12:
        day, month = (second, first) if first <= 12 < second else (first, second)
        return _on_weekday(_dated(typed, third, month, day), weekday)
    both = [_dated(typed, third, second, first), _dated(typed, third, first, second)]
    fitting = [date for date in both if weekday in (None, date.weekday())]
    if len(fitting) == 1:
        return fitting[0]
    one, other = both
    raise NotADay(
        f"{short(typed)} can be read as {written(one)} or as {written(other)}.",
        f"Write {one} for {written(one)}, or {other} for {written(other)}.",
    )


def _read_words(typed: str, parts: list[str], weekday: int | None) -> datetime.date:
    """A day whose month is a word: "10 February 2014", "Feb 10 2014", "2014 Feb 10"."""
    day, word, year = parts if parts[1].isalpha() else (parts[1], parts[0], parts[2])
    if len(day) == 4:
        day, year = year, day
    month = _month(typed, word)
    _check_year(typed, year)
    return _on_weekday(_dated(typed, int(year), month, int(day[:9])), weekday)


def _month(typed: str, word: str) -> int:
    """The number of a month from its name, or from three letters or more of its beginning."""
    name = word.lower()
    for number, month in enumerate(MONTHS, 1):
        if len(name) > 2 and month.lower().startswith(name):
            return number
    near = difflib.get_close_matches(word.title(), MONTHS, 1, 0.7)
    if near:
        raise NotADay(
            f"{short(typed)} is not a date: there is no month {quoted(word)}."
            f" Did you mean {near[0]}?",
            f"Write {typed.replace(word, near[0])}.",
        )
    raise NotADay(
        f"{short(typed)} is not a date: {quoted(word)} is not the English name of a month.",
        _FORMS,
    )


def _check_year(typed: str, year: str) -> None:
    if len(year) != 4:
        raise NotADay(
            f"{short(typed)} does not give its year in four digits.",
            "Write all four, as in 2014-02-10 or 10 February 2014.",
        )


def _dated(typed: str, year: int, month: int, day: int) -> datetime.date:
    """The date, or NotADay saying which part of it cannot be."""
    if year < _EARLIEST_YEAR:
        raise NotADay(f"{short(typed)} is not a date: its year cannot be {year:04}.", _FORMS)
    if not 1 <= month <= 12:
        raise NotADay(f"{short(typed)} is not a date: there is no month {month}.", _FORMS)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        last = monthrange(year, month)[1]
        raise NotADay(
            f"{short(typed)} is not a date: {MONTHS[month - 1]} {year} has {last} days.",
            f"Write the day that is meant; the last one there is {year}-{month:02}-{last}.",
        ) from None


def _on_weekday(date: datetime.date, weekday: int | None) -> datetime.date:
    """The date, unless the editor named another day of the week."""
    if weekday not in (None, date.weekday()):
        raise NotADay(
            f"{written(date)} is a {WEEKDAYS[date.weekday()]}, not a {WEEKDAYS[weekday or 0]}.",
            "Correct the date, or leave the day of the week out.",
        )
    return date


def _unreadable(typed: str) -> NotADay:
    return NotADay(f"{quoted(typed)} cannot be read as a date.", _FORMS)
