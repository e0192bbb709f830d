"""The ledger, content/published.json: every address and feed id ever published, and since when.

It is a list of lines that only grows. A line says what an address led to from a day on; when that
changes, a line with the next number is added, and no line is ever changed or taken out. So two
branches merge by keeping the lines of both (git's `merge=union`), in any order and twice or not.
The last element of the list is always `null`: no line needs another end because it is the last.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

import msgspec

from plugins.model.problem import Problem

FILE = "published.json"
VERSION = 1
_NOTE = (
    "Every address and feed id ever published. `make publish` adds lines; nobody changes one or"
    " takes one out. After a merge keep the lines of both sides, in any order."
)
_MOST_CHANGES = 10**9
_MARKER = re.compile(rb"^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)", re.MULTILINE)
_AT_BYTE = re.compile(r"\(byte (\d+)\)")
_UNFIT = re.compile(r"[\0-\x1f\x7f\\\ud800-\udfff]")
_LONGEST_NAME = 255  # bytes that file systems allow for one file or folder


class Published(msgspec.Struct, frozen=True, order=True, omit_defaults=True, kw_only=True):
    """One line: what an address led to from a day on.

    address: from the site's root, not percent-encoded; it may end in a query ("/?p=12").
    n: how many lines there are for this address up to this one; the highest is the last word.
    day: the day of the publication that added the line.
    kind: the folder of the content it belongs to ("posts"), "" for what the site makes itself.
    file: seen from the content folder; "" for what the site makes itself.
    id: its feed id, "" for what is in no feed and for an address that leads elsewhere.
    to: the address it led on to; "" where the page itself stood.
    """

    address: str
    n: Annotated[int, msgspec.Meta(ge=1, le=_MOST_CHANGES)]
    day: datetime.date
    kind: str
    file: str
    id: str = ""
    to: str = ""


class Ledger(msgspec.Struct, frozen=True):
    """All lines, each once, in order: by address, then by number, then by day."""

    lines: tuple[Published, ...] = ()

    def last_words(self) -> dict[str, Published]:
        """The line that holds today for each address.

        Where two branches wrote the same number, the later in order holds.
        """
        return {line.address: line for line in self.lines}

    def ids(self) -> dict[str, str]:
        """The feed id of each address at which something with one stood: the earliest."""
        found: dict[str, str] = {}
        for line in self.lines:
            if line.id:
                found.setdefault(line.address, line.id)
        return found

    def first_days(self) -> dict[str, datetime.date]:
        """The day on which each address was first published."""
        return _earliest((line.address, line.day) for line in self.lines)

    def first_days_of_ids(self) -> dict[str, datetime.date]:
        """The day on which each feed id was first published."""
        return _earliest((line.id, line.day) for line in self.lines if line.id)

    def with_lines(self, lines: Any) -> Ledger:
        """The ledger with more lines; those that it has are not doubled."""
        return Ledger(tuple(sorted({*self.lines, *lines})))


def _earliest(days: Any) -> dict[str, datetime.date]:
    found: dict[str, datetime.date] = {}
    for key, day in days:
        found[key] = min(day, found.get(key, day))
    return found
