"""Withdraw a post: change the lines of its status, and no other byte of its file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from plugins.model.day import Day
from plugins.model.encoding import INVISIBLE, read_text
from plugins.model.front import find_chunks, find_opening
from plugins.model.place import Chunk, Findings, fold_key
from plugins.model.problem import Problem
from plugins.model.reading import read_entry
from plugins.model.schema.nested import StatusFields
from plugins.model.settings import Settings
from plugins.model.spelling import join_words
from plugins.model.text.unseen import shows_nothing
from plugins.model.yaml_value import quote

KEY = "status"
ENDS = ("\r", "\n")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_CODECS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}  # by the first bytes of a file
# So that whatever is no letter in a file comes out of it as it went in.
_LOSSLESS = {"utf-8": "surrogateescape", "utf-16-le": "strict", "utf-16-be": "strict"}
_MARK = "\ufeff"  # a byte order mark, which stays in front of everything


class NotWithdrawn(Exception):  # noqa: N818 - it says what the post is
    """The file cannot be changed so that the post is withdrawn; says why and what to do."""


class Withdrawal(NamedTuple):
    """What withdrawing makes of a file.

    data: its bytes; those that it had, where it needs no change.
    status: what the file says now.
    written: the lines that were put in, each with its end; "" where none were.
    replaced: the lines that stood in their place.
    problems: what is wrong with the new status, though it is understood.
    """

    data: bytes
    status: StatusFields
    written: str = ""
    replaced: str = ""
    problems: tuple[Problem, ...] = ()


class _File(NamedTuple):
    """The text of a file, which can be turned into the very same bytes again.

    lines: as typed, each with its end.
    read: the same lines as the rest of the model reads them.
    """

    codec: str
    mark: str
    lines: list[str]
    read: list[str]


class _Change(NamedTuple):
    """Lines to put in place of those from `start` to before `end`, counted from 0."""

    start: int
    end: int
    lines: list[str]


def one_line(reason: str) -> str:
    """A reason as it can stand in a file. Raises NotWithdrawn where it cannot."""
    if sign := INVISIBLE.search(reason):
        raise NotWithdrawn(
            f"The reason holds a sign that does not show (U+{ord(sign[0]):04X})."
            " Type it again by hand."
        )
    if shows_nothing(reason):
        raise NotWithdrawn(
            'Readers are told why a post was withdrawn. Say it in a sentence: REASON="..."'
        )
    return " ".join(reason.split())


def status_lines(reason: str, on: datetime.date) -> list[str]:
    """The lines that withdraw a post, as they stand in its front matter."""
    return [f"{KEY}:", "  status: withdrawn", f"  on: {on}", f"  reason: {quote(reason)}"]


def withdraw(
    path: str, data: bytes, reason: str, on: datetime.date, settings: Settings, root: str
) -> Withdrawal:
    """A post's file changed so that the post is withdrawn, whatever else is wrong in it.

    path: seen from the content folder. root: how the content folder is called.
    reason: as `one_line` gives it.
    A post that was withdrawn before keeps the day and the reason that it has.
    Raises NotWithdrawn.
    """
    place = f"{root}/{path}"
    before, _ = _status(path, data, settings, root)
    if before.status == "withdrawn":
        if before.on and before.reason:
            return Withdrawal(data, before)
        on = before.on.date if before.on else on
        reason = before.reason or reason
    file = _opened(place, data)
    for change in _changes(place, file, status_lines(reason, on)):
        changed, written = _applied(file, change)
        after, problems = _status(path, changed, settings, root)
        if after == StatusFields(status="withdrawn", on=Day(on), reason=reason):
            replaced = "".join(file.lines[change.start : change.end])
            return Withdrawal(changed, after, written, replaced, problems)
    by_hand = "\n".join(status_lines(reason, on))
    raise NotWithdrawn(
        f"{place} is in no shape in which a program can be sure to change it. Put these lines"
        f" below its first ---, and take out any other {KEY} there:\n{by_hand}"
    )


def _status(
    path: str, data: bytes, settings: Settings, root: str
) -> tuple[StatusFields, tuple[Problem, ...]]:
    """What a file says of its status, and what is wrong with that."""
    entry = read_entry(path, data, settings, root)
    wrong = (one for one in entry.problems if one.field.partition(".")[0] == KEY)
    return entry.fields.status, tuple(wrong)


def _opened(place: str, data: bytes) -> _File:
    """Raises NotWithdrawn for what is no text, or longer than any that is read."""
    codec = _CODECS.get(data[:2], "utf-8")
    read, problems = read_text(place, data)
    try:
        text = data.decode(codec, _LOSSLESS[codec])
    except UnicodeDecodeError:
        read = text = ""
    if data and not read and text != _MARK:
        told = (str(one) for one in problems)
        raise NotWithdrawn("\n".join(told) or f"{place} cannot be read.")
    mark = _MARK if text.startswith(_MARK) else ""
    read_lines = read.split("\n")
    lines = _LINE.findall(text.removeprefix(mark))[: len(read_lines)]  # it ends in one more ""
    return _File(codec, mark, lines, read_lines)


def _changes(place: str, file: _File, lines: list[str]) -> Iterator[_Change]:
    """What may withdraw the post, the tidiest first. Raises NotWithdrawn for two statuses."""
    found = Findings(place, [])
    start = find_opening(found, file.read)
    if start is not None:
        chunks, _ = find_chunks(found, file.read, start)
        margin = _margin(file.read[start:])
        inside = [margin + line for line in lines]
        if old := _only_status(place, chunks):
            yield _instead(old, inside, file.lines)
        else:
            end = _end(chunks[-1]) if chunks else start
            yield _Change(end, end, inside)
            yield _Change(start, start, inside)
    yield _Change(0, 0, ["---", *lines, "---"])  # all that was there is text then, and unseen


def _only_status(place: str, chunks: list[Chunk]) -> Chunk | None:
    """The status that stands there, if one does. Raises NotWithdrawn for two."""
    here = [chunk for chunk in chunks if fold_key(chunk.key) == KEY]
    if len(here) > 1:
        numbers = join_words(str(chunk.line) for chunk in here)
        raise NotWithdrawn(
            f"{place}:{here[1].line}: {KEY} stands on lines {numbers}, and a key may stand once."
            " Delete all of them but one, then withdraw the post again."
        )
    return here[0] if here else None


def _margin(lines: list[str]) -> str:
    """The blanks that a front matter may be indented by."""
    first = next((line for line in lines if line.strip() and line[0] != "#"), "")
    return first[: len(first) - len(first.lstrip(" "))]


def _instead(old: Chunk, lines: list[str], whole: list[str]) -> _Change:
    """The new lines in place of an old key; editors' notes among its lines stay below them."""
    start, end = old.line - 1, _end(old)
    below = (line.rstrip("\r\n") for line in whole[start + 1 : end])
    return _Change(start, end, [*lines, *(line for line in below if line.lstrip()[:1] == "#")])


def _end(chunk: Chunk) -> int:
    """Where a key ends, counted from 0: blank lines, and notes at the margin, are not its own."""
    more = len(chunk.more)
    while more and (not chunk.more[more - 1].strip() or chunk.more[more - 1].startswith("#")):
        more -= 1
    return chunk.line + more


def _applied(file: _File, change: _Change) -> tuple[bytes, str]:
    """The bytes of the changed file, and what was put into it."""
    before = "".join(file.lines[: change.start])
    after = "".join(file.lines[change.end :])
    ends = (line[len(line.rstrip("\r\n")) :] for line in file.lines)
    end = next(filter(None, ends), "\n")
    written = "".join(line + end for line in change.lines)
    if not after and file.lines[-1]:  # its last line has no end, and gets none
        written = written.removesuffix(end)
        before += end if not before.endswith(ENDS) else ""
    text = file.mark + before + written + after
    return text.encode(file.codec, _LOSSLESS[file.codec]), written
