"""Comments in a table that a spreadsheet saved (CSV, RFC 4180): one comment a row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace

from plugins.model.comments.exchange import Comment, Removed, Talk, Unfit, date_of
from plugins.model.comments.forgotten import ARCHIVE
from plugins.model.comments.identity import id_of_words
from plugins.model.comments.lost import told as told_lost
from plugins.model.day import NotADay, read_day
from plugins.model.field import UNKNOWN
from plugins.model.problem import Problem, of_file
from plugins.model.spelling import join_words

COLUMNS = ("post", "id", "name", "date", "text", "reply_to", "removed")
_SEPARATORS = ",;\t"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LOST = {
    "answers": (
        "In answer to nothing known, as the table has no column `id`, so that it stands alone: {}."
    )
}
_NOT_UTF_8 = (
    "The file is not in UTF-8, so it was read as Windows-1252, in which Excel saves a plain CSV."
    " Look whether accents and quotation marks came out right."
)


def read_table(data: bytes, path: str) -> tuple[tuple[Talk, ...], list[str], list[Problem]]:
    """The comments of a table, by their posts; what of it is not kept; and the rows that are wrong.

    path: the file, as it was named. Raises Unfit where it is no such table.
    """
    text, told = _decoded(data)
    head = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    csv.field_size_limit(len(text) + 1)
    problems: list[Problem] = []
    found: list[tuple[str, Comment]] = []
    try:
        columns = _columns(next((row for row in reader if any(row)), []))
        told += _unknown_columns(columns)
        for row in reader:
            if any(cell.strip() for cell in row):
                _read_row(row, columns, Problem(path, reader.line_num, "", ""), found, problems)
    except csv.Error as wrong:
        problems.append(_half_a_line(path, reader.line_num, wrong))
    if "id" not in columns:
        found, lost = _without_answers(found)
        told += lost
    return tuple(_talks(found)), told, problems


def _without_answers(
    rows: Sequence[tuple[str, Comment]],
) -> tuple[list[tuple[str, Comment]], list[str]]:
    """The rows of a table without ids: what they answer is in it, and nobody can tell which."""
    answers = sum(bool(comment.reply_to) for _, comment in rows)
    alone = [(post, replace(comment, reply_to="")) for post, comment in rows]
    return alone, told_lost(Counter(answers=answers), _LOST)


def _talks(rows: Iterable[tuple[str, Comment]]) -> Iterator[Talk]:
    """The comments of rows that follow each other and name one post: so all stay in their order."""
    for post, of_post in groupby(rows, key=itemgetter(0)):
        comments = tuple(comment for _, comment in of_post)
        yield Talk(post=post, service=ARCHIVE, comments=comments)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """The text, whatever a spreadsheet saved it as."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), [_NOT_UTF_8]


def _columns(head: Sequence[str]) -> list[str]:
    columns = ["_".join(cell.strip().casefold().split()) for cell in head]
    if "text" not in columns and "removed" not in columns:
        raise Unfit(
            "This is neither a file of comments in JSON, nor the database of Isso, nor a table"
            f" whose first row names its columns: {', '.join(COLUMNS)}."
        )
    if twice := [one for one in COLUMNS if columns.count(one) > 1]:
        raise Unfit(f"The table has the column {twice[0]} twice. Take one of the two out.")
    return columns


def _unknown_columns(columns: Sequence[str]) -> list[str]:
    unknown = [f'"{one}"' for one in columns if one and one not in COLUMNS]
    return [f"Columns that are not kept: {join_words(unknown)}."] if unknown else []


def _read_row(
    row: Sequence[str],
    columns: Sequence[str],
    here: Problem,
    found: list[tuple[str, Comment]],
    problems: list[Problem],
) -> None:
    """Put the comment of a row with the name of its post, or tell what is wrong with it."""
    if len(row) != len(columns):
        message = f"This row has {len(row)} cells, and the first row has {len(columns)}."
        remedy = "Save the table again; the file may have been cut off."
        problems.append(_at(here, message, remedy))
        return
    cells = {name: cell.strip() for name, cell in zip(columns, row, strict=True)}
    try:
        comment = _comment(cells)
    except NotADay as wrong:
        problems.append(_at(here, wrong.message, wrong.remedy))
        return
    found.append((cells.get("post", ""), comment))


def _comment(cells: Mapping[str, str]) -> Comment:
    """The comment of a row. Raises NotADay."""
    name, date, text = (cells.get(key, "") for key in ("name", "date", "text"))
    removed = cells.get("removed", "")
    known_name = None if name.casefold() in {"", UNKNOWN} else name
    return Comment(
        id=cells.get("id", "") or id_of_words([name, date, text, removed]),
        name=known_name,
        date=None if date.casefold() in {"", UNKNOWN} else date_of(read_day(date)),
        text="" if removed else text,
        reply_to=cells.get("reply_to", ""),
        removed=_removed(removed) if removed else None,
    )


def _removed(cell: str) -> Removed:
    """When and why, of a cell: a day, a reason, or both, the day first."""
    words = cell.split()
    for length in range(min(len(words), 3), 0, -1):
        try:
            day = read_day(" ".join(words[:length]).rstrip(":,;."))
        except NotADay:
            continue
        return Removed(date=date_of(day), reason=" ".join(words[length:]))
    return Removed(reason=cell)


def _at(here: Problem, message: str, remedy: str) -> Problem:
    return Problem(here.path, here.line, "", message, remedy)


def _half_a_line(path: str, line: int, wrong: csv.Error) -> Problem:
    message = f"The table cannot be read from here on: {wrong}."
    remedy = "A quotation mark may lack its other half, or the file was cut off. Save it again."
    return Problem(path, line, "", message, remedy) if line else of_file(path, message, remedy)
