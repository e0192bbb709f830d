"""Comments that were erased for good: content/forgotten-comments.txt, a line for each.

It keeps nothing that a person said, so it can stay in git, and a later snapshot of the comment
service, or an older file brought back, never brings an erased comment back:

    isso 12 2026-11-22T10:02:03Z
    archive soup/c17-4 2026-11-22

A line tells the moment of the erasure, in UTC, as days differ from place to place; what was written
by then is what was erased. A day alone, as a person may write it, counts to its end everywhere.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote

from plugins.model.day import NotADay, read_day
from plugins.model.encoding import INVISIBLE, read_text
from plugins.model.place import short
from plugins.model.problem import Problem

FILE = "forgotten-comments.txt"
ARCHIVE = "archive"  # the service of comments that were moved here; their id: "<slug>/<id>"

_SERVICE = re.compile(r"[a-z][a-z0-9-]{0,39}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_SIGN = re.compile(rf"[%\s]|{INVISIBLE.pattern}")  # what would end an id, or not be seen
_FORMS = "Write the service, the comment's id and when, as in: isso 12 2026-11-22T10:02:03Z"
_EAST = datetime.timezone(datetime.timedelta(hours=14))  # where a day begins first
_WEST = datetime.timezone(datetime.timedelta(hours=-12))  # where it ends last


class Erased(NamedTuple):
    """When a comment was erased.

    day: as readers are told. until: what was written by then is that comment.
    """

    day: datetime.date
    until: datetime.datetime


Forgotten = Mapping[tuple[str, str], Erased]  # service and id -> when it was erased


def erased_at(moment: datetime.datetime, zone: datetime.tzinfo) -> Erased:
    """An erasure at a moment, of a publication in a zone. Raises OverflowError."""
    until = moment.astimezone(datetime.UTC).replace(microsecond=0)
    return Erased(until.astimezone(zone).date(), until)


def erased_during(day: datetime.date) -> Erased:
    """An erasure on a day, wherever on earth that was. Raises OverflowError."""
    end = datetime.datetime.combine(day, datetime.time(), _WEST) + datetime.timedelta(days=1)
    return Erased(day, end.astimezone(datetime.UTC))


def archive_id(slug: str, comment: str) -> str:
    """The id by which the list knows a comment that was moved here for a post."""
    return f"{slug}/{comment}"


def line_for(service: str, comment: str, moment: datetime.datetime) -> str:
    """The line that says that a comment was erased.

    Blanks and signs that do not show are written as in an address (RFC 3986, 2.1).

    >>> line_for("isso", "no 12", datetime.datetime(2026, 11, 22, 10, 2, 3, tzinfo=datetime.UTC))
    'isso no%2012 2026-11-22T10:02:03Z'
    """
    when = f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{service} {_SIGN.sub(_encoded, comment)} {when}"


def _encoded(sign: re.Match[str]) -> str:
    return quote(sign[0], safe="", errors="surrogatepass")


def read_forgotten(
    data: bytes | None, path: str, zone: datetime.tzinfo
) -> tuple[dict[tuple[str, str], Erased], list[Problem]]:
    """When each comment was erased, by service and id, and the lines of no use.

    data: the bytes of forgotten-comments.txt, None where there is none. zone: of the publication.
    Blank lines and those that begin with # say nothing. Of two lines for one comment the later
    counts: its number was given again, and that comment was erased too. A line that cannot be read
    is an error, as the comment that it means would be shown again.
    """
    text, problems = read_text(path, data) if data else ("", [])
    found: dict[tuple[str, str], Erased] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            comment, erased = _read_line(line.split(), zone)
            found[comment] = later(erased, found.get(comment, erased))
        except NotADay as wrong:
            problems.append(Problem(path, number, "", wrong.message, wrong.remedy))
        except (ValueError, OverflowError):
            message = f'"{short(line.strip())}" does not say which comment was erased, and when.'
            problems.append(Problem(path, number, "", message, _FORMS))
    return found, problems


def _read_line(words: list[str], zone: datetime.tzinfo) -> tuple[tuple[str, str], Erased]:
    """A comment, and when it was erased.

    Raises NotADay, and ValueError or OverflowError where a line has another form.
    """
    service, comment, when = words
    if not _SERVICE.fullmatch(service):
        raise ValueError(service)
    key = (service, unquote(comment, errors="surrogatepass"))
    if _MOMENT.fullmatch(when):
        return key, erased_at(datetime.datetime.fromisoformat(when), zone)
    day = read_day(when)
    if day.time:  # of which zone?
        raise ValueError(when)
    return key, erased_during(day.date)


def later(one: Erased, other: Erased) -> Erased:
    """Of two erasures of one comment, that of the later moment."""
    return max(one, other, key=lambda erased: erased.until)


def both(one: Forgotten, other: Forgotten) -> dict[tuple[str, str], Erased]:
    """All comments that were erased by one list or by another."""
    more = {key: later(erased, one.get(key, erased)) for key, erased in other.items()}
    return {**one, **more}


def erased_on(
    forgotten: Forgotten, service: str, comment: str, said: datetime.date | None
) -> datetime.date | None:
    """The day on which a comment was erased, as readers are told; None if it was not.

    said: the moment at which it was written, with its zone, or only the day, or None where neither
    is known. What was written after the erasure is another comment: Isso gives the number of the
    newest comment, once that is deleted, to the next one (SQLite, "ROWIDs and the INTEGER PRIMARY
    KEY"). Where only the day is known, it counts as its earliest moment on earth.
    """
    erased = forgotten.get((service, comment))
    if erased is None:
        return None
    if said is not None and _earliest(said) > erased.until:
        return None
    return erased.day


def _earliest(said: datetime.date) -> datetime.datetime:
    if isinstance(said, datetime.datetime):
        return said.replace(microsecond=0)
    return datetime.datetime.combine(said, datetime.time(), _EAST)
