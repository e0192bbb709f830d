"""Split a file into its front matter, every value as it was typed, and its body.

The front matter is cut into chunks, one for each key at the margin. A chunk whose meaning is plain
is read as typed, the others are given to YAML one by one: what cannot be read hides nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

import msgspec

from plugins.model.encoding import MOST_BYTES, read_text
from plugins.model.front import (
    FENCES,
    cut,
    find_chunks,
    find_opening,
    first_line,
    tell_empty,
    tell_strays,
)
from plugins.model.place import HIDDEN, Chunk, Findings, Keys, Place, Value, fold_key
from plugins.model.plain_value import read_plain
from plugins.model.problem import Problem, Severity
from plugins.model.yaml_value import (
    QUOTED,
    Unreadable,
    Yaml,
    quote,
    tell_hidden,
    tell_note,
    tell_twice,
    unquoted,
)

_MOST_KEYS = 200  # each may cost a call of the YAML parser
_ABSENT = {"~", "null", "|", ">", "|-", ">-", "[]", "{}"}
_BLOCK_SCALAR = re.compile(r"[|>][0-9+-]{0,2}")
_AS_MEANT = "It is read as you mean it here, but other programs"
# Where YAML, and so every other program, would read a text otherwise than it was typed; the first
# that fits is told.
_SURPRISES = (
    (
        re.compile(r"^#|[ \t]#"),
        f"This line has a # in it. {_AS_MEANT} may leave out everything from the # on.",
    ),
    (re.compile(r":([ \t]|$)"), f"This line has a second colon. {_AS_MEANT} may not."),
    (
        re.compile(r"^[\"']"),
        f"This text begins with a quotation mark. {_AS_MEANT} may not.",
    ),
    (
        re.compile(r"^[\[\]{},!&*|>@`%]|^[-?]([ \t]|$)"),
        f"This text begins with the sign {{}}. {_AS_MEANT} may not.",
    ),
)


class Source(msgspec.Struct, frozen=True):
    """A file taken apart.

    values: keyed by fold_key(key); every scalar is the text as typed, "" where it is absent.
    places: of every value, and of each key whose value could not be read.
    body, body_line: the text after the closing line, and the line of the file where it begins.
    """

    path: str
    values: dict[str, Value]
    places: dict[Keys, Place]
    body: str
    body_line: int
    problems: tuple[Problem, ...]

    def line_of(self, keys: Keys) -> int:
        """The line of the value, of its nearest parent that has one, or 1."""
        return _line_of(keys, self.places)

    @property
    def origin(self) -> Origin:
        """What is worth keeping of it: all but the text and the problems, which others have."""
        keys = _encode(_Keys(self.values, self.places))
        return Origin(self.path, self.body_line, msgspec.Raw(keys))


class _Keys(msgspec.Struct, array_like=True):
    """The keys of a file; the values nest without end, which no declaration can say here."""

    values: Any
    places: dict[Keys, Place]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Keys).decode


class Origin(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """Where the keys of a file stand, as its Source says; they stay packed until one is told of."""

    path: str
    body_line: int = 1
    keys: msgspec.Raw = msgspec.Raw(_encode(_Keys({}, {})))

    @property
    def values(self) -> dict[str, Value]:
        """All values as typed."""
        values: dict[str, Value] = self._unpacked.values
        return values

    @property
    def places(self) -> dict[Keys, Place]:
        """Where they stand."""
        return self._unpacked.places

    @cached_property
    def _unpacked(self) -> _Keys:
        return _decode(self.keys)

    def line_of(self, keys: Keys) -> int:
        """The line of the value, of its nearest parent that has one, or 1."""
        return _line_of(keys, self.places)


def _line_of(keys: Keys, places: Mapping[Keys, Place]) -> int:
    for length in range(len(keys), 0, -1):
        if place := places.get(keys[:length]):
            return place.line
    return 1


def split(path: str, data: bytes, text_keys: Collection[str] = ()) -> Source:
    """Take a Markdown file with front matter apart; whatever is wrong becomes a problem.

    text_keys: the folded top-level keys whose value is one text, a date or a choice; theirs is
    read to the end of the line as typed, unless quoted. The result holds all that could be read.
    """
    text, problems = read_text(path, data)
    found = Findings(path, problems)
    lines = text.split("\n")
    start = find_opening(found, lines)
    if start is None:
        return _source(found, {}, text, 1)
    chunks, body = find_chunks(found, lines, start)
    values = _read_chunks(found, chunks, text_keys)
    return _source(found, values, "\n".join(lines[body:]), body + 1)


def split_yaml(
    path: str, data: bytes, text_keys: Collection[str] = (), most: int = MOST_BYTES
) -> Source:
    """Take a file apart that is YAML through and through (moved comments); its body is "".

    most: how many bytes it may have.
    """
    text, problems = read_text(path, data, most)
    found = Findings(path, problems)
    lines = text.rstrip().split("\n")
    start = first_line(lines)
    if start is None:
        tell_empty(found)
        return _source(found, {}, "", 1)
    if lines[-1] in FENCES:
        lines.pop()
    if lines[start : start + 1] and lines[start].rstrip() == "---":
        start += 1
    chunks, strays = cut(lines[start:], start + 1)
    tell_strays(found, lines, strays, chunks)
    if not chunks:
        tell_empty(found)
    return _source(found, _read_chunks(found, chunks, text_keys), "", len(lines) + 1)


def _source(found: Findings, values: dict[str, Value], body: str, body_line: int) -> Source:
    """All that was found, in one record."""
    return Source(found.path, values, found.places, body, body_line, tuple(found.problems))


def _read_chunks(
    found: Findings, chunks: list[Chunk], text_keys: Collection[str]
) -> dict[str, Value]:
    """The values of the chunks by their folded keys; what cannot be read is told."""
    values: dict[str, Value] = {}
    for chunk in chunks[:_MOST_KEYS]:
        key = fold_key(chunk.key)
        if (key,) in found.places:
            tell_twice(found, chunk.line, (key,), chunk.key)
            continue
        found.places[key,] = Place(chunk.line, chunk.key)
        try:
            values[key] = _read_chunk(found, chunk, key, key in text_keys)
        except Unreadable as fault:
            found.tell(fault.line, fault.keys, fault.message, fault.remedy)
    if len(chunks) > _MOST_KEYS:
        message = f"There are {len(chunks)} keys; at most {_MOST_KEYS} are read."
        found.tell(chunks[_MOST_KEYS].line, (), message, "Shorten the front matter.")
    return values


def _read_chunk(found: Findings, chunk: Chunk, key: str, is_text: bool) -> Value:
    """The value of a chunk: typed text, unless it is quoted or can only be YAML.

    Raises Unreadable.
    """
    if (plain := read_plain(found, chunk, key, is_text)) is not None:
        return plain
    chunk = _with_blanks_after_dashes(found, chunk, key)
    rest = chunk.rest.strip()
    more = [line.strip() for line in chunk.more if line.strip() and line[0] != "#"]
    text = " ".join([rest, *more]).strip()
    if chunk.rest[:1].strip():
        message = "A blank is missing after the colon; it was read as if it stood there."
        cure = f"Write: {chunk.key}: {rest}"
        found.tell(chunk.line, (key,), message, cure, Severity.WARNING)
    if is_text:
        by_yaml = not rest and bool(more) and f"{more[0]} ".startswith("- ")
    else:
        by_yaml = bool(more) or (rest.startswith(("[", "{", "!", "&")) and rest not in _ABSENT)
    if by_yaml or (more and _BLOCK_SCALAR.fullmatch(rest)):
        return Yaml(found, chunk, key).read()
    _tell_lines_left_out(found, chunk, key)
    if quoted := QUOTED.fullmatch(text):
        return _read_quoted(found, chunk, key, quoted)
    if text in _ABSENT:
        return ""
    if surprise := _surprise(chunk, text):
        cure = f"Put quotes round it: {chunk.key}: {quote(text)}"
        if " # " in text:
            cure = f"Put a note on a line of its own. If it is part of the text, p{cure[1:]}"
        found.tell(chunk.line, (key,), surprise, cure, Severity.WARNING)
    return text


def _with_blanks_after_dashes(found: Findings, chunk: Chunk, key: str) -> Chunk:
    """A chunk whose list is read as if a blank stood after each dash; where none does is told."""
    lines = [line for line in chunk.more if line.strip() and not line.lstrip().startswith("#")]
    start = f"{lines[0][: -len(lines[0].lstrip())]}-" if lines else ""
    if chunk.rest.strip() or not all(_is_item(line, start) for line in lines):
        return chunk
    more = list(chunk.more)
    for place, line in enumerate(more):
        if line.startswith(start) and line[len(start) :][:1].strip():
            more[place] = f"{start} {line.removeprefix(start)}"
            message = "A blank is missing after the dash; it was read as if it stood there."
            cure = f"Write: {more[place]}"
            found.tell(chunk.line + 1 + place, (key,), message, cure, Severity.WARNING)
    return chunk._replace(more=more)


def _is_item(line: str, start: str) -> bool:
    """Whether the line begins with this indentation and one dash."""
    return line.startswith(start) and line[len(start) :][:1] != "-"


def _tell_lines_left_out(found: Findings, chunk: Chunk, key: str) -> None:
    """Tell of the lines at the margin that begin with # and are no notes."""
    read = {number for number, line in enumerate(chunk.more, 1) if line[:1] != "#"}
    if len(read) == len(chunk.more):
        return
    texts = [line for line in chunk.more if line[:1] != "#" or HIDDEN.match(line)]
    whole = " ".join(" ".join([chunk.rest, *texts]).split())
    cure = f"write: {chunk.key}: {quote(unquoted(whole))}"
    tell_hidden(found, chunk, key, read, cure)


def _read_quoted(found: Findings, chunk: Chunk, key: str, quoted: re.Match[str]) -> Value:
    """The text between the quotes; a comment after them is told."""
    text, note = quoted.groups()
    if note:
        cure = f"{chunk.key}: {quote(unquoted(quoted[0]))}"
        tell_note(found, chunk.line, (key,), note, cure)
    if text[0] == '"' and "\\" in text:
        return Yaml(found, chunk._replace(rest=text, more=[]), key).read()
    return unquoted(text).strip()


def _surprise(chunk: Chunk, text: str) -> str:
    """Why YAML would not read the chunk as this text; "" if it would."""
    for pattern, reason in _SURPRISES:
        if pattern.search(text):
            return reason.format(text[0])
    raw = "\n".join([chunk.rest, *chunk.more]).rstrip(" \n")
    if raw.endswith("\t"):
        return "A tab stands after the text. It was left out here, but other programs may fail."
    inside = f"A tab stands in the text. {_AS_MEANT} may not."
    return inside if "\t" in raw else ""
