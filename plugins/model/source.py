"""Split a file into its front matter, every value as it was typed, and its body.

The front matter is cut into chunks, one for each key at the margin. A chunk whose meaning is plain
is read as typed, the others are given to YAML one by one: what cannot be read hides nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
import yaml

from plugins.model.problem import Problem, Severity

Value = str | list["Value"] | dict[str, "Value"]
Keys = tuple[str | int, ...]


class Place(msgspec.Struct, frozen=True):
    """Where a value stands: its line, counted from 1, and its key as typed ("" in a list)."""

    line: int
    key: str


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
        for length in range(len(keys), 0, -1):
            if place := self.places.get(keys[:length]):
                return place.line
        return 1


class _Findings:
    """What is gathered while one file is read."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.places: dict[Keys, Place] = {}

    def tell(
        self,
        line: int,
        keys: Keys,
        message: str,
        remedy: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem; its field is the path of keys, without the places in lists."""
        field = ".".join(key for key in keys if isinstance(key, str))
        self.problems.append(Problem(self.path, line, field, message, remedy, severity))

    def source(self, values: dict[str, Value], body: str, body_line: int) -> Source:
        problems = tuple(self.problems)
        return Source(self.path, values, self.places, body, body_line, problems)


def split(path: str, data: bytes, text_keys: Collection[str] = ()) -> Source:
    """Take a Markdown file with front matter apart; whatever is wrong becomes a problem.

    text_keys: the folded top-level keys whose value is one text, a date or a choice; theirs is
    read to the end of the line as typed, unless quoted. The result holds all that could be read.
    """
    text, problems = read_text(path, data)
    found = _Findings(path, problems)
    lines = text.split("\n")
    start = _find_opening(found, lines)
    if start is None:
        return found.source({}, text, 1)
    chunks, body = _find_chunks(found, lines, start)
    values = _read_chunks(found, chunks, text_keys)
    return found.source(values, "\n".join(lines[body:]), body + 1)


def split_yaml(path: str, data: bytes, text_keys: Collection[str] = ()) -> Source:
    """Take a file apart that is YAML through and through (moved comments); its body is ""."""
    text, problems = read_text(path, data)
    found = _Findings(path, problems)
    lines = text.rstrip().split("\n")
    start = _first_line(lines)
    if start is None:
        _tell_empty(found)
        return found.source({}, "", 1)
    if lines[-1] in _FENCES:
        lines.pop()
    if lines[start : start + 1] and lines[start].rstrip() == "---":
        start += 1
    chunks, strays = _cut(lines[start:], start + 1)
    _tell_strays(found, lines, strays, chunks)
    if not chunks:
        _tell_empty(found)
    return found.source(_read_chunks(found, chunks, text_keys), "", len(lines) + 1)


@lru_cache(4096)
def fold_key(key: str) -> str:
    """One spelling for all that mean one key: "Last Updated", "last-updated" -> "last_updated"."""
    return re.sub(r"[\s_\u2010-\u2015-]+", "_", key.strip()).lower()


# From bytes to text.

_MOST_BYTES = 1024 * 1024
_FOREIGN = {
    b"PK\x03\x04": "a word-processor's document or a zip file",
    b"\xd0\xcf\x11\xe0": "an old word-processor's document",
    b"{\\rtf": "a rich text (RTF) document",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes({*range(32), 0x7F} - {*b"\t\n\r"})
_RARE = (b"\xc2", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbf")  # begin one of _INVISIBLE
_SAVE = "Save it as plain text in UTF-8 (in most editors: Save as, Encoding, UTF-8)"
_LOOSE_BYTE = re.compile("[\udc80-\udcff]")  # where Python keeps a byte that is not UTF-8
_INVISIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def read_text(path: str, data: bytes) -> tuple[str, list[Problem]]:
    """The text of a file, its lines ending as in Unix, and what is wrong with its bytes.

    Text in another encoding is an error, yet is read as well as it can be, so that the rest of
    the file can be checked. What is no text at all is read as "".
    """
    if refusal := _refusal(data):
        return "", [Problem(path, 0, "", *refusal)]
    text, problem = _decode(path, data)
    problems = [problem] if problem else []
    if (problems or _may_hide(data)) and (first := _INVISIBLE.search(text)):
        text, problem = _replace_invisible(path, text, first.start())
        problems.append(problem)
    return text, problems


def _decode(path: str, data: bytes) -> tuple[str, Problem | None]:
    """The text of data, and the error if it is not in UTF-8."""
    if data.startswith(_UTF_16):
        message = "This file is saved as UTF-16, not as UTF-8."
        text = _unix(data.decode("utf-16", "replace"))
        return text, Problem(path, 1, "", message, f"{_SAVE}.")
    try:
        return _unix(data.decode("utf-8-sig")), None
    except UnicodeDecodeError:
        return _read_loose_bytes(path, _unix(data.decode("utf-8-sig", "surrogateescape")))


def _unix(text: str) -> str:
    """The text with every line ending in one character, whatever system wrote it."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _may_hide(data: bytes) -> bool:
    """Whether UTF-8 may hold invisible characters: far quicker than to search for each."""
    if len(data.translate(None, _CONTROLS)) < len(data):
        return True
    return not data.isascii() and any(part in data for part in _RARE)


def _refusal(data: bytes) -> tuple[str, str] | None:
    """Why data is not read at all, and the cure."""
    if len(data) > _MOST_BYTES:
        size = f"{len(data) / _MOST_BYTES:.1f} MB"
        cure = "Divide the text; pictures and recordings belong in files of their own."
        return f"This file has {size}; a text may have at most 1 MB.", cure
    for mark, kind in _FOREIGN.items():
        if data.startswith(mark):
            return f"This file is {kind}, not plain text.", f"{_SAVE}."
    if b"\0" in data and not data.startswith(_UTF_16):
        return "This file is not plain text in UTF-8: it holds bytes of value 0.", f"{_SAVE}."
    return None


def _read_loose_bytes(path: str, text: str) -> tuple[str, Problem]:
    """The text with each byte that is not UTF-8 read as Windows means it, and the error."""
    first = next(_LOOSE_BYTE.finditer(text)).start()
    read = _LOOSE_BYTE.sub(lambda match: _windows(ord(match[0]) - 0xDC00), text)
    word = _word_at(read, first)
    message = (
        f"“{read[first]}” in “{word}” is not written in UTF-8 (it is the single byte"
        f" {ord(text[first]) - 0xDC00:02X}, as in Latin-1 or Windows-1252)."
    )
    remedy = f"{_SAVE}; or delete that character and type it again."
    return read, Problem(path, _line_at(text, first), "", message, remedy)


def _replace_invisible(path: str, text: str, first: int) -> tuple[str, Problem]:
    """The text without characters that no page can show, and the warning."""
    read = _INVISIBLE.sub(lambda match: _windows(ord(match[0])), text)
    meaning = f"“{read[first]}”" if read[first].strip() else "a blank"
    message = f"An invisible character (U+{ord(text[first]):04X}) was read as {meaning}."
    if more := len(_INVISIBLE.findall(text)) - 1:
        message = f"{message[:-1]}, and {more} more below it likewise."
    remedy = f"Type the words around it again, after “{_word_at(read, max(first - 1, 0))}”."
    return read, Problem(path, _line_at(text, first), "", message, remedy, Severity.WARNING)


def _windows(code: int) -> str:
    """What code means in Windows-1252, as web browsers read it; a blank if nothing visible."""
    read = bytes([code]).decode("cp1252", "ignore") if 0x80 <= code <= 0xFF else ""
    return read or " "


def _line_at(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


def _word_at(text: str, index: int) -> str:
    before, after = text[max(0, index - 20) : index], text[index : index + 20]
    return (re.split(r"\s", before)[-1] + re.split(r"\s", after)[0]).strip()


# From text to chunks: a key at the margin with the lines that belong to it.

_FENCES = {"---", "..."}
_DASHES = re.compile(r"[-\u2010-\u2015]{1,8}")  # what word-processors make of ---
_KEY = re.compile(
    r"""("[^"]+"|'[^']+'|\w[^\s:]*(?:[^\S\n]+[^\s:]+){0,2})[^\S\n]*:(?!//|(?<=\d:)\S)(.*)"""
)  # a key is one word to three, neither http:// nor 12:30; with more, it is a sentence
_OPENINGS = {
    "+++": "TOML front matter (+++)",
    "{": "JSON front matter ({)",
    "<": "HTML",
}
_MOST_STRAYS = 20
_BEGIN = "Begin it with a line ---, then lines such as “title: Our first year”, then a line ---."


class _Chunk(NamedTuple):
    line: int
    key: str
    rest: str
    more: list[str]


def _first_line(lines: list[str]) -> int | None:
    """The index of the first line that is not blank."""
    return next((number for number, line in enumerate(lines) if line.strip()), None)


def _find_opening(found: _Findings, lines: list[str]) -> int | None:
    """The index of the first line of front matter; None where there is none, which is told."""
    start = _first_line(lines)
    if start is None:
        _tell_empty(found)
        return None
    first = lines[start].strip()
    if lines[start].rstrip() == "---":
        return start + 1
    if _DASHES.fullmatch(first):
        message = f"“{lines[start]}” cannot open the front matter."
        found.tell(start + 1, (), message, "Write exactly --- at the beginning of that line.")
        return start + 1
    if _KEY.match(first) and _is_front_matter(lines, start):
        message = "The front matter has no opening line."
        found.tell(start + 1, (), message, f"Put a line with only --- {_before(lines, start)}.")
        return start
    kind = next((kind for mark, kind in _OPENINGS.items() if first.startswith(mark)), "")
    begins = f"begins with {kind}" if kind else f"has “{_short(first)}” as its first line"
    message = f"This file {begins}, where front matter must stand between two lines of ---."
    found.tell(start + 1, (), message, _BEGIN)
    return None


def _find_fence(lines: list[str], start: int) -> int:
    """The index of the next line that closes front matter; past the end if there is none."""
    fences = (number for number in range(start, len(lines)) if lines[number].rstrip() in _FENCES)
    return next(fences, len(lines))


def _is_front_matter(lines: list[str], start: int) -> bool:
    """Whether nothing but keys stands between here and a closing line."""
    end = _find_fence(lines, start)
    return end < len(lines) and not _cut(lines[start:end], 1)[1]


def _find_chunks(found: _Findings, lines: list[str], start: int) -> tuple[list[_Chunk], int]:
    """The chunks of the front matter and the index of the body's first line.

    Where the closing line is missing, the front matter ends before the first line that cannot be
    part of one.
    """
    end = _find_fence(lines, start)
    chunks, strays = _cut(lines[start:end], start + 1)
    seam = _seam(lines, start, strays) if strays else end
    if end < len(lines) and not _is_text_after(lines[seam:end], chunks, seam, strays):
        _tell_strays(found, lines, strays, chunks)
        return chunks, end + 1
    message = f"The front matter opens with --- on line {start} and is never closed."
    if end < len(lines):
        message = f"{message[:-1]}; the {lines[end].rstrip()} on line {end + 1} is in the text."
    place = f"after its last key, {_before(lines, seam)}"
    found.tell(start, (), message, f"Put a line with only --- {place}.")
    return [chunk for chunk in chunks if chunk.line <= seam], seam


def _cut(lines: list[str], first: int) -> tuple[list[_Chunk], list[int]]:
    """The chunks of lines, the first of which is line `first` of its file, and what fits in none.

    Also the numbers of the lines that belong to no key.
    """
    chunks: list[_Chunk] = []
    strays: list[int] = []
    chunk = None
    for number, line in enumerate(_at_margin(lines), first):
        if not line or line[0].isspace() or line[0] == "#":
            if chunk:
                chunk.more.append(line)
            elif line.strip() and line[0] != "#":
                strays.append(number)
        elif match := _KEY.match(line):
            chunk = _Chunk(number, match[1].strip("\"'"), match[2], [])
            chunks.append(chunk)
        elif chunk and _continues(chunk, line):
            chunk.more.append(line)
        else:
            chunk = None
            strays.append(number)
    return chunks, strays


def _at_margin(lines: list[str]) -> list[str]:
    """The lines without the blanks that all of a front matter may be indented by."""
    first = next((line for line in lines if line.strip() and line[0] != "#"), "")
    margin = first[: len(first) - len(first.lstrip(" "))]
    return [line.removeprefix(margin) for line in lines] if margin else lines


def _continues(chunk: _Chunk, line: str) -> bool:
    """Whether a line at the margin belongs to a list or group that the chunk opens."""
    opening = chunk.rest.strip()[:1]
    if line[0] == "-":
        return opening in {"", "#"} and not line[1:2].strip()
    return (opening, line[0]) in {("[", "]"), ("{", "}")}


def _seam(lines: list[str], start: int, strays: list[int]) -> int:
    """The index of the line before which the front matter was probably meant to end."""
    seam = strays[0] - 1
    while seam > start and (not lines[seam - 1].strip() or lines[seam - 1].startswith("#")):
        seam -= 1
    return seam


def _is_text_after(lines: list[str], chunks: list[_Chunk], seam: int, strays: list[int]) -> bool:
    """Whether the lines after the seam are a body with a rule, not front matter with a slip."""
    keys = sum(chunk.line > seam for chunk in chunks)
    return len(strays) > keys and any(not line.strip() for line in lines)


def _tell_strays(
    found: _Findings, lines: list[str], strays: list[int], chunks: list[_Chunk]
) -> None:
    """Tell of the lines that belong to no key, once for those that follow each other."""
    if strays and not chunks and lines[strays[0] - 1].lstrip().startswith(("-", "[", "{")):
        message = "A list or a group in brackets stands here, where keys with values must stand."
        found.tell(strays[0], (), message, "Write one key a line, as in “title: Our year”.")
        return
    first_ones = [number for before, number in pairwise([-1, *strays]) if number > before + 1]
    for number in first_ones[:_MOST_STRAYS]:
        line = _short(lines[number - 1].strip())
        message = f"“{line}” has no key that ends in a colon."
        remedy = (
            f"Write it as “key: {line}”; or, if it belongs to the text of the line above it, "
            "begin it with two blanks."
        )
        found.tell(number, (), message, "Delete it." if line in _FENCES else remedy)
    if unsaid := first_ones[_MOST_STRAYS:]:
        message = f"Here and below it, {len(unsaid)} more places have lines without a key."
        found.tell(unsaid[0], (), message, "Write each line as “key: text”.")


def _tell_empty(found: _Findings) -> None:
    if not found.problems:
        found.tell(0, (), "This file is empty.", "Write its text, or delete it.")


def _before(lines: list[str], seam: int) -> str:
    if seam >= len(lines) or not "".join(lines[seam:]).strip():
        return "at the end of the file"
    line = next(number for number in range(seam, len(lines)) if lines[number].strip())
    return f"before line {line + 1} (“{_short(lines[line].strip())}”)"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


# From a chunk to its value, as typed where the meaning is plain.

_MOST_KEYS = 200  # each may cost a call of the YAML parser
_ABSENT = {"~", "null", "|", ">", "|-", ">-", "[]", "{}"}
_BLOCK_SCALAR = re.compile(r"[|>][0-9+-]{0,2}")
_QUOTED = re.compile(r"""("[^"\\]*(?:\\.[^"\\]*)*"|'[^']*(?:''[^']*)*')(?:\s+(#.*))?""", re.DOTALL)
_AS_TEXT = "here the whole line is text."
_SURPRISES = (  # where YAML would read a text otherwise than it was typed; the first is told
    (re.compile(r"^#|[ \t]#"), f"YAML would leave out everything from # on; {_AS_TEXT}"),
    (re.compile(r":([ \t]|$)"), f"YAML allows no second colon in text without quotes; {_AS_TEXT}"),
    (
        re.compile(r"^[\[\]{},!&*|>@`\"'%]|^[-?]([ \t]|$)"),
        f"YAML gives the first character of this text a meaning of its own; {_AS_TEXT}",
    ),
)


def _read_chunks(
    found: _Findings, chunks: list[_Chunk], text_keys: Collection[str]
) -> dict[str, Value]:
    """The values of the chunks by their folded keys; what cannot be read is told."""
    values: dict[str, Value] = {}
    for chunk in chunks[:_MOST_KEYS]:
        key = fold_key(chunk.key)
        if (key,) in found.places:
            _tell_twice(found, chunk.line, (key,), chunk.key)
            continue
        found.places[key,] = Place(chunk.line, chunk.key)
        try:
            values[key] = _read_chunk(found, chunk, key, key in text_keys)
        except _Unreadable as fault:
            found.tell(fault.line, fault.keys, fault.message, fault.remedy)
    if len(chunks) > _MOST_KEYS:
        message = f"There are {len(chunks)} keys; at most {_MOST_KEYS} are read."
        found.tell(chunks[_MOST_KEYS].line, (), message, "Shorten the front matter.")
    return values


def _read_chunk(found: _Findings, chunk: _Chunk, key: str, is_text: bool) -> Value:
    """The value of a chunk: typed text, unless it is quoted or can only be YAML.

    Raises _Unreadable.
    """
    rest = chunk.rest.strip()
    more = [line.strip() for line in chunk.more if line.strip() and line[0] != "#"]
    text = " ".join([rest, *more]).strip()
    if chunk.rest[:1].strip():
        message = "A blank is missing after the colon; it was read as if it stood there."
        cure = f"Write: {chunk.key}: {_short(rest)}"
        found.tell(chunk.line, (key,), message, cure, Severity.WARNING)
    if is_text:
        by_yaml = not rest and bool(more) and f"{more[0]} ".startswith("- ")
    else:
        by_yaml = bool(more) or (rest.startswith(("[", "{", "!", "&")) and rest not in _ABSENT)
    if by_yaml or (more and _BLOCK_SCALAR.fullmatch(rest)):
        return _Yaml(found, chunk, key).read()
    if quoted := _QUOTED.fullmatch(text):
        return _read_quoted(found, chunk, key, quoted)
    if text in _ABSENT:
        return ""
    if surprise := _surprise(chunk, text):
        cure = f"Write: {chunk.key}: {_quote(text)}"
        if " # " in text:
            cure = f"Put a note on a line of its own. If it is part of the text, w{cure[1:]}"
        found.tell(chunk.line, (key,), surprise, cure, Severity.WARNING)
    return text


def _read_quoted(found: _Findings, chunk: _Chunk, key: str, quoted: re.Match[str]) -> Value:
    """The text between the quotes; a comment after them is told."""
    text, note = quoted.groups()
    if note:
        cure = f"{chunk.key}: {_quote(_unquoted(quoted[0]))}"
        _tell_note(found, chunk.line, (key,), note, cure)
    if text[0] == '"' and "\\" in text:
        return _Yaml(found, chunk._replace(rest=text, more=[]), key).read()
    return _unquoted(text).strip()


def _surprise(chunk: _Chunk, text: str) -> str:
    """Why YAML would not read the chunk as this text; "" if it would."""
    for pattern, reason in _SURPRISES:
        if pattern.search(text):
            return reason
    raw = "\n".join([chunk.rest, *chunk.more]).rstrip(" \n")
    if raw.endswith("\t"):
        return "A tab stands after the value, which YAML does not allow; it was left out."
    return (
        f"A tab stands in the value, which YAML does not allow; {_AS_TEXT}" if "\t" in raw else ""
    )


def _quote(text: str) -> str:
    """The text as a YAML string on one line."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


# From a chunk to its value, by YAML.

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_VALUES = 50_000  # under one key: about a fifth of a second
_DEEPEST = 20
_NOTE = re.compile(r"(?:[|>][0-9+-]*)?[\s:,\]}]*\s(#.*)")
_NESTED = re.compile(r"((?:\s|-\s)*)([^\s:#-][^:]*):\s+([^\s\[{].*)")
_ITEM = re.compile(r"((?:\s|-\s)*-\s+)([^\s\[{].*)")
_TIDY = "Put texts in quotes, close every bracket, and indent the lines of a group alike."
_FAULTS = {  # words in the messages of both YAML loaders -> what an editor is told
    "',' or ']'": "A list that opens with [ lacks a comma or its closing ]",
    "',' or '}'": "A group that opens with { lacks a comma or its closing }",
    "unexpected end": "A quotation mark is opened and never closed",
    "escape": "A backslash stands between double quotes",
    "cannot start": "A text begins with a character that needs quotes",
}
_OTHER_FAULT = "The indentation is uneven, or something stands after a closing quote or bracket"


class _Unreadable(Exception):  # noqa: N818 - it says what the chunk is
    """A chunk that YAML does not allow, or that we do not."""

    def __init__(self, line: int, keys: Keys, message: str, remedy: str) -> None:
        super().__init__(message)
        self.line, self.keys, self.message, self.remedy = line, keys, message, remedy


class _Yaml:
    """One chunk on its way through the YAML parser: all scalars stay text."""

    def __init__(self, found: _Findings, chunk: _Chunk, key: str) -> None:
        # The key stays outside: whatever it is called, YAML reads only what it holds.
        self.found, self.chunk, self.key = found, chunk, key
        self.lines = [f"k: {chunk.rest}", *chunk.more]
        self.events: Iterator[Any] = yaml.parse("\n".join(self.lines), Loader=_LOADER)
        self.left = _MOST_VALUES
        self.last_note = -1

    def read(self) -> Value:
        """The value that the chunk's key has. Raises _Unreadable."""
        try:
            for _ in range(3):  # the stream, its document and the mapping begin
                next(self.events)
            self.check_note(next(self.events), (self.key,))
            value = self.value(next(self.events), (self.key,))
            after = next(self.events)
        except yaml.YAMLError as error:
            raise self.translated(error) from None
        if not isinstance(after, yaml.MappingEndEvent):
            raise self.fault(after, (self.key,), "A line stands further left than its group")
        return value

    def value(self, event: Any, keys: Keys) -> Value:
        """What begins with this event, read to its end."""
        self.left -= 1
        if self.left < 0:
            raise self.fault(event, keys, f"There are more than {_MOST_VALUES} values here")
        if isinstance(event, yaml.ScalarEvent):
            self.check_note(event, keys)
            return self.text(event, keys)
        self.refuse(event, keys)
        if len(keys) > _DEEPEST:
            raise self.fault(event, keys, f"This is nested more than {_DEEPEST} deep")
        return (self.items if isinstance(event, yaml.SequenceStartEvent) else self.group)(keys)

    def items(self, keys: Keys) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            inner = (*keys, len(values))
            self.found.places[inner] = Place(self.line(event), "")
            values.append(self.value(event, inner))
        return values

    def group(self, keys: Keys) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.fault(event, keys, "A key must be a word or two")
            typed = self.text(event, keys)
            inner = (*keys, key := fold_key(typed))
            self.check_note(event, inner)
            if key in values:
                _tell_twice(self.found, self.line(event), inner, typed)
                self.value(next(self.events), (*inner, "again"))
                continue
            self.found.places[inner] = Place(self.line(event), typed)
            values[key] = self.value(next(self.events), inner)
        return values

    def text(self, event: Any, keys: Keys) -> str:
        """The scalar as text without blanks around it."""
        self.refuse(event, keys)
        text: str = event.value
        if event.style == '"' and _INVISIBLE.search(text):
            raise self.fault(event, keys, "A backslash makes an invisible character")
        if not event.style and text in {"~", "null"}:
            return ""
        return text.rstrip() if event.style in {"|", ">"} else text.strip()

    def check_note(self, event: Any, keys: Keys) -> None:
        """Tell of a comment that follows the scalar, or its key, on its line."""
        block = event.style in {"|", ">"}
        mark = event.start_mark if block else event.end_mark
        if mark.line == self.last_note or mark.line >= len(self.lines):
            return
        if note := _NOTE.match(self.lines[mark.line], mark.column):
            self.last_note = mark.line
            line = self.chunk.line + mark.line
            _tell_note(self.found, line, keys, note[1], self.quoted(mark.line))

    def refuse(self, event: Any, keys: Keys) -> None:
        """Raise _Unreadable for what YAML has and front matter has not."""
        if event.anchor is not None:
            raise self.fault(event, keys, "& and * at the beginning of a text need quotes")
        if getattr(event, "tag", None) is not None:
            raise self.fault(event, keys, "! at the beginning of a text needs quotes")

    def line(self, event: Any) -> int:
        return self.chunk.line + int(event.start_mark.line)

    def fault(self, event: Any, keys: Keys, message: str) -> _Unreadable:
        return self.unreadable(event.start_mark.line, keys, message)

    def translated(self, error: yaml.YAMLError) -> _Unreadable:
        """An error of the YAML parser in our words, where its cause begins."""
        told = str(getattr(error, "problem", ""))
        reason = next((ours for theirs, ours in _FAULTS.items() if theirs in told), "")
        opened = getattr(error, "context_mark", None) if reason else None
        mark = opened or getattr(error, "problem_mark", None)
        number = min(mark.line if mark else 0, len(self.lines) - 1)
        return self.unreadable(number, (self.key,), reason or self.suspect(number))

    def suspect(self, number: int) -> str:
        """What is probably wrong with a line that YAML only calls unexpected."""
        line = self.typed(number)
        match = _NESTED.fullmatch(line) or _ITEM.fullmatch(line)
        text = match[match.lastindex or 0] if match else ""
        if text.startswith(("'", '"')):
            return "Text goes on after its closing quotation mark"
        if re.search(r":([ \t]|$)", text):
            return "A second colon stands in text without quotes"
        return _FAULTS["cannot start"] if text.startswith(("*", "&", "!")) else _OTHER_FAULT

    def unreadable(self, number: int, keys: Keys, message: str) -> _Unreadable:
        line = self.typed(number)
        cure = self.quoted(number) if message != _OTHER_FAULT else ""
        cure = f"Write: {cure}" if cure else _TIDY
        if re.match(r" *\t", line):
            message = "A tab stands at the beginning of a line"
            cure = "Put blanks in its place, two for each step."
        message = f"{message}, so this cannot be read: “{_short(line.strip())}”."
        return _Unreadable(self.chunk.line + number, keys, message, cure)

    def typed(self, number: int) -> str:
        """A line of the chunk as the editor typed it."""
        return self.lines[number] if number else f"{self.chunk.key}: {self.chunk.rest.strip()}"

    def quoted(self, number: int) -> str:
        """The line with its text in quotes; "" if it holds more than one text."""
        line = self.typed(number).rstrip()
        if nested := _NESTED.fullmatch(line):
            return f"{nested[1]}{nested[2]}: {_quote(_unquoted(nested[3]))}"
        item = _ITEM.fullmatch(line)
        return f"{item[1]}{_quote(_unquoted(item[2]))}" if item else ""


def _unquoted(text: str) -> str:
    """The text without the quotes around it, and with the comment that follows them."""
    if quoted := _QUOTED.fullmatch(text):
        inner = quoted[1][1:-1]
        inner = inner.replace("''", "'") if text[0] == "'" else inner
        return f"{inner} {quoted[2]}" if quoted[2] else inner
    return text.strip(text[0]) if text[0] in "\"'" and text.count(text[0]) == 1 else text


def _tell_twice(found: _Findings, line: int, keys: Keys, typed: str) -> None:
    first = found.places[keys]
    message = f"“{typed}” stands here and on line {first.line}"
    if typed != first.key:
        message = f"“{typed}” and, on line {first.line}, “{first.key}” are one key"
    found.tell(line, keys, f"{message}; a key may stand once.", "Keep one of the two.")


def _tell_note(found: _Findings, line: int, keys: Keys, note: str, cure: str) -> None:
    """Tell that a comment is not shown: an error where it is more likely text (#MeToo)."""
    severity = Severity.WARNING if note[1:2] in {"", " "} else Severity.ERROR
    message = f"“{_short(note)}” is left out: after a blank, # begins a note to editors."
    cure = f"write: {cure}" if cure else "put the text in quotes."
    remedy = f"Put a note on a line of its own. If it is part of the text, {cure}"
    found.tell(line, keys, message, remedy, severity)
