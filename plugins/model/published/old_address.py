"""Old addresses: what may be one, and content/old-addresses.txt, which says where they went.

Posts and pages name their old addresses themselves (`aliases`). All else that was moved or taken
away is said in this file, a line for each address, so that two branches merge by keeping both:

    /people/jo/ -> /people/jo-example/
    /media/form-2016.pdf gone 2026-11-21 The fund closed in 2016.
    * gone 2026-11-21 We began anew.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

import msgspec

from plugins.model.day import NotADay, read_day
from plugins.model.encoding import read_text
from plugins.model.place import short
from plugins.model.problem import Problem

FILE = "old-addresses.txt"
EVERYTHING = "*"  # all that was published up to a day, and stands no more
_UNFIT = re.compile(r"[\0-\x1f\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
_NO_NAMES = re.compile(r"//|/\.\.?(?:/|\Z)")  # an empty one, and two that lead to another folder
_LONGEST_NAME = 255  # bytes that file systems allow for one folder or file
_LONGEST = 1000  # letters; servers refuse much longer ones
_LINE = re.compile(r"(.+?)\s+(?:([-=]+>)|gone\b[:,]?)\s*(.*)", re.IGNORECASE)
_FORMS = (
    "Write where it went, as in: /people/jo/ -> /people/jo-example/\n"
    "or that it is gone, when and why, as in: /people/jo/ gone 2026-11-21 Jo left the network."
)


class OldAddress(msgspec.Struct, frozen=True, order=True):
    """Where an old address went.

    to: the address it leads to; "" where it is gone.
    day, reason: when and why it went; None and "" where it leads on.
    line: where that is said, counted from 1.
    """

    address: str
    to: str = ""
    day: datetime.date | None = None
    reason: str = ""
    line: int = 0


def is_address(text: str) -> bool:
    """Whether a text can be the address of a file of this site, and of none outside of it."""
    path = text.partition("?")[0]
    return (
        path.startswith("/")
        and len(text) <= _LONGEST
        and not _UNFIT.search(text)
        and not _NO_NAMES.search(path)
        and _has_short_names(path)
    )


def _has_short_names(path: str) -> bool:
    size = len(path.encode())
    return size <= _LONGEST_NAME or all(len(n.encode()) <= _LONGEST_NAME for n in path.split("/"))


@lru_cache(maxsize=65536)
def as_address(typed: str) -> str:
    """An old address as an editor typed or pasted it, as the ledger names it; "" for none.

    The home page is none: nothing else may take its place.

    >>> as_address("https://old.example.org/posts/caf%C3%A9#top")
    '/posts/café/'
    >>> as_address("/?p=12"), as_address("story.html"), as_address("../..")
    ('/?p=12', '/story.html', '')
    """
    try:
        parts = urlsplit(typed.strip())
    except ValueError:
        return ""
    if parts.scheme not in {"", "http", "https"}:
        return ""
    path = "/" + unquote(parts.path).removeprefix("/")
    if "." not in path.rpartition("/")[2] and not path.endswith("/"):
        path += "/"
    address = f"{path}?{parts.query}" if parts.query else path
    return address if is_address(address) and "?" not in path and address != "/" else ""


def as_typed(address: str) -> str:
    """An address as a line can hold it, for an editor to paste: `as_address` reads it back."""
    path, mark, query = address.partition("?")
    return re.sub(r"[%#\s]", lambda found: quote(found[0]), path) + mark + query


def read_old_addresses(
    data: bytes | None, path: str
) -> tuple[dict[str, OldAddress], list[Problem]]:
    """What the file says of each old address, and the lines of it that cannot be used.

    data: the bytes of old-addresses.txt, None where there is none. Blank lines and those that
    begin with # say nothing; of two lines that say that an address is gone, the earlier day
    counts.
    """
    text, problems = read_text(path, data) if data else ("", [])
    found: dict[str, OldAddress] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        old, wrong = _read_line(line.strip(), number)
        if old:
            first = found.setdefault(old.address, old)
            wrong = wrong or _contradiction(first, old)
            found[old.address] = min(first, old, key=lambda said: said.day or datetime.date.max)
        if wrong:
            problems.append(Problem(path, number, "", *wrong))
    return found, problems


def line_for_move(address: str, to: str) -> str:
    """The line that says where an address leads."""
    return f"{as_typed(address)} -> {as_typed(to)}"


def line_for_gone(address: str, day: datetime.date) -> str:
    """The line that says that an address is gone; the editor writes why."""
    return f"{as_typed(address)} gone {day} ..."


_Wrong = tuple[str, str] | None  # a message and a remedy


def _read_line(line: str, number: int) -> tuple[OldAddress | None, _Wrong]:
    """What a line says, or what is wrong with it."""
    match = _LINE.fullmatch(line)
    if not match:
        return None, (f'"{short(line)}" does not say where an old address went.', _FORMS)
    typed, arrow, rest = match.groups()
    if typed == EVERYTHING and not arrow:
        return _gone(EVERYTHING, rest, number)
    address, to = as_address(typed), as_address(rest) if arrow else ""
    if not address or (arrow and not to):
        text = rest if address else typed
        return None, (f'"{short(text)}" is not the address of a page or file here.', _FORMS)
    return (OldAddress(address, to, line=number), None) if arrow else _gone(address, rest, number)


def _gone(address: str, rest: str, number: int) -> tuple[OldAddress | None, _Wrong]:
    """What a line says of an address that is gone: a day without blanks, then the reason."""
    day, _, reason = rest.partition(" ")
    try:
        went = read_day(day.rstrip(":,")).date
    except NotADay as wrong:
        return None, (wrong.message, f"Write as in: {address} gone 2026-11-21 Why it went.")
    if not reason.strip(" .…"):
        return OldAddress(address, "", went, "", number), (
            f"{address} is said to be gone, and not why; readers who come for it are told that.",
            "Write the reason at the end of the line, in a sentence.",
        )
    return OldAddress(address, "", went, reason, number), None


def _contradiction(first: OldAddress, other: OldAddress) -> _Wrong:
    """The problem where two lines say that an address went to different places."""
    if first.to == other.to:
        return None
    return f"Line {first.line} says something else of {first.address}.", "Keep one of the two."
