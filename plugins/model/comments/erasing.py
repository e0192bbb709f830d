"""Take name and words out of a comment in the archive; every other line stays as it was typed."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec
import yaml

from plugins.model.comments.archive_file import Archive, chunk_length, comments_chunk
from plugins.model.comments.archive_lines import comment_lines, removed_lines
from plugins.model.field import UNKNOWN
from plugins.model.place import fold_key
from plugins.model.problem import Problem, errors, of_file
from plugins.model.reading import read_entry
from plugins.model.schema import ThreadFields
from plugins.model.schema.thread import CommentFields, RemovedFields

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STAY = frozenset({"id", "date", "reply_to", "removed"})
_ITEM = re.compile(r" *- *")


class _OddShape(Exception):  # noqa: N818 - it says what was found
    """A comment is written so that no program can be sure to change it alone; says how."""


class _Part(NamedTuple):
    """A key of a comment: the lines that are its own, and the blank ones and notes below them."""

    key: str
    lines: list[str]
    below: list[str]


def has_words(comment: CommentFields) -> bool:
    """Whether a comment still says who wrote it, or what was said."""
    return bool(comment.text) or comment.name.lower() != UNKNOWN


def gap_of(comment: CommentFields, removed: RemovedFields) -> CommentFields:
    """What is left of a comment that is erased; one that was removed before keeps that."""
    return msgspec.structs.replace(
        comment, name=UNKNOWN, text="", removed=comment.removed or removed
    )


def erase(archive: Archive, comment: str, removed: RemovedFields) -> bytes | Problem:
    """The bytes of the file without the name and the words of a comment, or why that cannot be.

    comment: its id, which the file has once. Keys that mean nothing here go too, as a website may
    stand there. Whatever else is wrong in the file stays so.
    """
    data = archive.data or b""
    before, wrong = _read(archive, data)
    gaps = {one.id: gap_of(one, removed) for one in before.comments if one.id == comment}
    kept = tuple(gaps.get(one.id, one) for one in before.comments)
    meant = msgspec.structs.replace(before, comments=kept)
    why = "would not be read as meant without its words"
    try:
        made = _erased(data, comment, removed_lines(removed))
        after, still_wrong = _read(archive, made)
        if after == meant and still_wrong <= wrong:
            return made
    except _OddShape as odd:
        why = str(odd)
    message = f'The comment "{comment}" {why}, so no program can be sure to change it alone.'
    lines = "\n".join(f"  {line}" for line in comment_lines(gaps[comment]))
    return of_file(archive.place, message, f"Put these lines in its place:\n{lines}")


def _read(archive: Archive, data: bytes) -> tuple[ThreadFields, int]:
    """What bytes say as the archive's own, and how many errors are in them."""
    entry = read_entry(archive.path, data, archive.settings, archive.root)
    return entry.fields, len(errors(entry.problems))


def _erased(data: bytes, comment: str, gap: list[str]) -> bytes:
    """The bytes with a gap for a comment. Raises _OddShape."""
    text = data.decode("utf-8", "surrogateescape")
    if "\r" in text.replace("\r\n", ""):
        raise _OddShape("stands in a file whose lines end as on an old Mac")
    lines, ending = text.split("\n"), "\r" if "\r\n" in text else ""
    chunk = comments_chunk(data)
    if chunk is None:
        raise _OddShape('is not below the one key "comments:" of this file')
    whole = [f"k: {chunk.rest}", *chunk.more[: chunk_length(chunk)]]
    start, end, starts = _place_of(whole, comment)
    new = _without_words(whole[start:end], [(key, line - start) for key, line in starts], gap)
    first = chunk.line - 1 + start
    lines[first : first + end - start] = [line + ending for line in new]
    if first + len(new) == len(lines):  # the last line of the file had no end
        lines[-1] = lines[-1].removesuffix("\r")
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _place_of(lines: list[str], comment: str) -> tuple[int, int, list[tuple[str, int]]]:
    """Where a comment begins and ends among lines, and where each of its keys begins.

    Raises _OddShape where there is no such comment, or more than one, or its keys share lines.
    """
    try:
        node: Any = yaml.compose("\n".join(lines), Loader=_LOADER)
        ((_, items),) = node.value
        found = [(n, one) for n, one in enumerate(items.value) if _id_of(one) == comment]
        ((number, item),) = found
        after = items.value[number + 1 : number + 2]
        starts = [(fold_key(key.value), key.start_mark.line) for key, _ in item.value]
        columns = {key.start_mark.column for key, _ in item.value}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, RecursionError):
        raise _OddShape("is not once in a list that can be read") from None
    begin = [line for _, line in starts]
    if item.flow_style or items.flow_style:
        raise _OddShape("is written in one piece, between { and }")
    if len(columns) > 1 or len(set(begin)) < len(begin) or not _ITEM.match(lines[begin[0]]):
        raise _OddShape('has not each of its keys on a line of its own, below one "-"')
    end = after[0].start_mark.line if after else len(lines)
    return begin[0], end, starts


def _id_of(item: Any) -> str:
    ids = [value.value for key, value in item.value if fold_key(key.value) == "id"]
    return " ".join(str(ids[0]).split()) if ids else ""


def _without_words(lines: list[str], starts: list[tuple[str, int]], gap: list[str]) -> list[str]:
    """The lines of one comment as a gap: the name unknown, its words gone, and when that was."""
    mark = _ITEM.match(lines[0])
    dash = mark[0] if mark else ""
    margin = " " * len(dash)
    ends = [line for _, line in starts[1:]] + [len(lines)]
    parts = [
        _part(key, lines[start:end], len(dash))
        for (key, start), end in zip(starts, ends, strict=True)
    ]
    said = any(part.key == "removed" for part in parts)
    new: list[str] = []
    for part in parts:
        if part.key in _STAY:
            new += part.lines
        elif part.key == "name":
            new.append(f"{margin}name: {UNKNOWN}")
        new += part.below if part is not parts[-1] else []
    new += [] if said else [margin + line for line in gap]
    new += parts[-1].below
    return [dash + new[0][len(dash) :], *new[1:]]


def _part(key: str, lines: list[str], column: int) -> _Part:
    """A key's lines; notes at its column or left of it, and blank lines, stand below it."""
    end = len(lines)
    while end > 1 and _is_no_text(lines[end - 1], column):
        end -= 1
    return _Part(key, lines[:end], lines[end:])


def _is_no_text(line: str, column: int) -> bool:
    text = line.strip()
    return not text or (text[0] == "#" and len(line) - len(line.lstrip()) <= column)
