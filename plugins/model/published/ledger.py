"""The ledger, content/published.json: every address and feed id ever published, and since when.

It is a list of lines that only grows. A line says what an address led to from a day on; when that
changes, a line with the next number is added, and no line is ever changed or taken out. So two
branches merge by keeping the lines of both (git's `merge=union`), in any order, twice or not.
The last element of the list is always `null`, so that every line before it ends in a comma.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Annotated, NamedTuple

import msgspec

from plugins.model.problem import Problem
from plugins.model.published.old_address import is_address

FILE = "published.json"
VERSION = 1
_NOTE = (
    "Every address and feed id ever published. A machine adds lines; nobody changes one or takes"
    " one out. In a merge keep the lines of both sides."
)
_MARKER = re.compile(rb"^(?:<{7}|={7}|>{7}|\|{7})(?=\s|$)", re.MULTILINE)
_AT_BYTE = re.compile(r" \(byte (\d+)\)")
_UNFIT = re.compile(r"[\0-\x1f\x7f\ud800-\udfff]")


NO_DAY = datetime.date.min  # and not None, as lines are put in order


class Published(
    msgspec.Struct,
    frozen=True,
    order=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """One line: what an address led to from a day on.

    address: from the site's root, not percent-encoded; it may end in a query ("/?p=12").
    n: 1 for the first line of this address; the line with the highest number holds.
    day: that of the publication that added the line.
    kind: the folder of the content that its file belongs to; "comments" for a feed, which has no
        file, with comments that were made at a service.
    file: seen from the content folder; "" for what the site makes itself.
    id: the feed id; "" for what is in no feed.
    to: for an address that leads on to another, that one; it then has no kind, file and id.
    withdrawn: whether only a notice stands there.
    rank: the place of a post in the order in which subscribers were told, from 1; 0 for none.
    feed_day: the day that it bears in feeds; NO_DAY without a rank.
    changed: the day of the last major change that subscribers were told of; NO_DAY for none.
    """

    address: str
    n: Annotated[int, msgspec.Meta(ge=1)]
    day: datetime.date
    kind: str = ""
    file: str = ""
    id: str = ""
    to: str = ""
    withdrawn: bool = False
    rank: Annotated[int, msgspec.Meta(ge=0)] = 0
    feed_day: datetime.date = NO_DAY
    changed: datetime.date = NO_DAY


class Told(NamedTuple):
    """What subscribers were told of a post: its rank, its day, and the day of its last change."""

    rank: int
    day: datetime.date
    changed: datetime.date


def _is_named_after(line: Published) -> bool:
    """Whether the id was made of this address (`comments.identity.feed_id_of`)."""
    name = line.address.strip("/").rpartition("/")[2]
    return line.id.endswith((f":{name}", line.address))


def _with_moves(lines: Iterable[Published]) -> Iterator[tuple[Published, int]]:
    """The lines of an address, each with how many moves it has seen by the end of the line's day.

    What only changes at its address, a withdrawal say, is no move.
    """
    moves: Counter[datetime.date] = Counter()
    later: dict[datetime.date, str] = {}
    for line in reversed([*lines]):
        place = line.to or line.id
        moves[line.day] += place != later.get(line.day)
        later[line.day] = place
        yield line, moves[line.day]


def _both(one: Told, other: Told) -> Told:
    return min(one, other)._replace(changed=max(one.changed, other.changed))


class Ledger(msgspec.Struct, frozen=True, dict=True):
    """All lines, each once, in order: by address, then number, then day."""

    lines: tuple[Published, ...] = ()

    @cached_property
    def last(self) -> dict[str, Published]:
        """The line that holds for each address; of two with one number, the later in order."""
        return {line.address: line for line in self.lines}

    @cached_property
    def ids(self) -> dict[str, str]:
        """The feed id of what stands at each address; where two branches gave one, the earlier.

        An address that leads on has none: what stood there is known by the other now.
        """
        last = self.last
        holding = (line for line in reversed(self.lines) if line.n == last[line.address].n)
        return {line.address: line.id for line in holding if line.id}

    @cached_property
    def first_addresses(self) -> dict[str, str]:
        """The address at which each feed id was first published; it never becomes another.

        Of several on one day it is the one where most became of what stood there, as each move adds
        a line to all addresses before it; then the one of which the id was made.
        """
        found: dict[str, tuple[datetime.date, int, bool, int, str]] = {}
        for address, lines in groupby(self.lines, key=lambda line: line.address):
            for line, moves in _with_moves(lines):
                order = line.day, -moves, not _is_named_after(line), line.n, address
                if line.id:
                    found[line.id] = min(order, found.get(line.id, order))
        return {id_: address for id_, (*_, address) in found.items()}

    @cached_property
    def order(self) -> dict[str, Told]:
        """What subscribers were told of each id; where two branches differ, the lower rank."""
        found: dict[str, Told] = {}
        for line in self.lines:
            if line.rank:
                told = Told(line.rank, line.feed_day, line.changed)
                found[line.id] = _both(found.get(line.id, told), told)
        return found

    @cached_property
    def told_ids(self) -> frozenset[str]:
        """All ids that were ever published, whether they have a rank or not."""
        return frozenset(line.id for line in self.lines if line.id)

    @cached_property
    def begun(self) -> datetime.date | None:
        """The day of the first publication; None before it."""
        return min((line.day for line in self.lines), default=None)


class _File(msgspec.Struct):
    """The file as it is written, but for its note."""

    version: int
    published: list[msgspec.Raw]


def with_lines(ledger: Ledger, lines: Iterable[Published]) -> Ledger:
    """The ledger with these lines too."""
    return Ledger(tuple(sorted({*ledger.lines, *lines})))


def as_of(ledger: Ledger, day: datetime.date) -> Ledger:
    """The ledger as it was at the end of a day: an older state of the site can be built again."""
    return Ledger(tuple(line for line in ledger.lines if line.day <= day))


def write_ledger(ledger: Ledger) -> bytes:
    """The bytes of published.json: the same for the same lines, one line of text for each."""
    head = _in_one_line({"version": VERSION, "note": _NOTE})[:-1] + b', "published": ['
    return b"\n".join([head, *(_in_one_line(line) + b"," for line in ledger.lines), b"null]}\n"])


def _in_one_line(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=0)


def read_ledger(data: bytes | None, path: str) -> tuple[Ledger, list[Problem]]:
    """The ledger and the one thing that is wrong with its file, if anything is.

    data: the bytes of published.json, None where there is no such file: nothing was published yet.
    path: how problems name the file.

    With a problem the ledger is empty; nothing may then be published or written.
    """
    if data is None:
        return Ledger(), []
    if marker := _MARKER.search(data):
        return _refuse(path, _line_at(data, marker.start()), *_CONFLICT)
    try:
        file = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_File)
    except (ValueError, RecursionError) as wrong:
        return _refuse_file(data, path, str(wrong))
    if file.version != VERSION:
        return _refuse_version(path, file.version)
    lines: set[Published] = set()
    end = data.find(b"[")
    for raw in map(bytes, file.published):
        start = data.find(raw, end)
        end = start + len(raw)
        try:
            lines |= _read_line(raw)
        except (ValueError, RecursionError) as wrong:
            message = f"This line is not one of a ledger ({wrong})."
            return _refuse(path, _line_at(data, start), message, _remedy(path))
    ledger = with_lines(Ledger(), lines)
    highest = max((told.rank for told in ledger.order.values()), default=0)
    if highest > len(ledger.order):  # and a part of the archive would be made for each twenty
        message = f"A line has the rank {highest}, and only {len(ledger.order)} posts have one."
        line = _line_at(data, data.find(f'"rank": {highest}'.encode()))
        return _refuse(path, line, message, _remedy(path))
    return ledger, []


_CONFLICT = (
    "Git could not merge this file: it holds the lines of two branches, and marks between them.",
    "Keep the lines of both: delete only the lines that begin with <<<<<<<, =======, ||||||| or"
    " >>>>>>>.",
)
_LINE = msgspec.json.Decoder(Published)


def _read_line(raw: bytes) -> set[Published]:
    """The line, in a set that is empty for the last element. Raises ValueError for another."""
    if raw == b"null":
        return set()
    line = _LINE.decode(raw)
    wrong = [address for address in (line.address, line.to) if address and not is_address(address)]
    if wrong or not line.address:
        raise ValueError(f'"{"".join(wrong[:1])[:60]}" is not an address of this site')
    if any(_UNFIT.search(text) for text in (line.kind, line.file, line.id)):
        raise ValueError("it holds characters that no name has")
    if max(line.feed_day, line.changed) > line.day:
        raise ValueError("it tells subscribers of a day that was still to come")
    has_day, has_change = line.feed_day != NO_DAY, line.changed != NO_DAY
    if has_day != bool(line.rank) or has_change > has_day:
        raise ValueError('of "rank", "feed_day" and "changed" it has one without the others')
    return {line}


def _refuse_file(data: bytes, path: str, wrong: str) -> tuple[Ledger, list[Problem]]:
    if "truncated" in wrong:
        message = "The ledger of what was published ends in the middle of a line."
        return _refuse(path, data.rstrip().count(b"\n") + 1, message, _remedy(path))
    place = _AT_BYTE.search(wrong)
    line = _line_at(data, int(place[1])) if place else 0
    reason = _AT_BYTE.sub("", wrong).removeprefix("JSON is malformed: ")
    message = f"The ledger of what was published cannot be read ({reason})."
    return _refuse(path, line, message, _remedy(path))


def _refuse_version(path: str, version: int) -> tuple[Ledger, list[Problem]]:
    message = f"The ledger has version {version}, and this software knows version {VERSION} only."
    return _refuse(path, 1, message, "Use the software that wrote it, or a newer one.")


def _remedy(path: str) -> str:
    return (
        "Bring back its last good state. On the web page: open the file, then its History, then"
        " the newest version that is whole, and copy that. Or, if the fault is not committed yet,"
        f" run: git checkout -- {path}"
    )


def _refuse(path: str, line: int, message: str, remedy: str) -> tuple[Ledger, list[Problem]]:
    return Ledger(), [Problem(path, line, "", message, remedy)]


def _line_at(data: bytes, index: int) -> int:
    return data.count(b"\n", 0, max(index, 0)) + 1
