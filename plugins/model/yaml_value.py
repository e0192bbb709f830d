"""Read the value of one key by YAML, every scalar staying the text that was typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

import yaml

from plugins.model.encoding import INVISIBLE
from plugins.model.place import HIDDEN, Chunk, Findings, Keys, Place, Value, fold_key, quoted
from plugins.model.problem import Severity

QUOTED = re.compile(r"""("[^"\\]*(?:\\.[^"\\]*)*"|'[^']*(?:''[^']*)*')(?:\s+(#.*))?""", re.DOTALL)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_VALUES = 50_000  # under one key: about a fifth of a second
_LETTERS = 20  # of a longer text, for each value beyond: kept comments have 60 or more
_DEEPEST = 20
_MOST_HIDDEN = 20  # lines told under one key
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


class Unreadable(Exception):  # noqa: N818 - it says what the chunk is
    """A chunk that YAML does not allow, or that we do not."""

    def __init__(self, line: int, keys: Keys, message: str, remedy: str) -> None:
        super().__init__(message)
        self.line, self.keys, self.message, self.remedy = line, keys, message, remedy


class Yaml:
    """One chunk on its way through the YAML parser: all scalars stay text."""

    def __init__(self, found: Findings, chunk: Chunk, key: str) -> None:
        # The key stays outside: whatever it is called, YAML reads only what it holds.
        self.found, self.chunk, self.key = found, chunk, key
        self.lines = [f"k: {chunk.rest}", *chunk.more]
        text = "\n".join(self.lines)
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.most = self.left = max(_MOST_VALUES, len(text) // _LETTERS)
        self.last_note = -1
        self.inside: set[int] = set()  # the lines of texts that take several

    def read(self) -> Value:
        """The value that the chunk's key has. Raises Unreadable."""
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
        tell_hidden(self.found, self.chunk, self.key, self.inside)
        return value

    def value(self, event: Any, keys: Keys) -> Value:
        """What begins with this event, read to its end."""
        self.left -= 1
        if self.left < 0:
            raise self.fault(event, keys, f"There are more than {self.most} values here")
        if isinstance(event, yaml.ScalarEvent):
            self.check_note(event, keys)
            return self.text(event, keys)
        self.refuse(event, keys)
        if len(keys) > _DEEPEST:
            raise self.fault(event, keys, f"This is nested more than {_DEEPEST} deep")
        return (self.items if isinstance(event, yaml.SequenceStartEvent) else self.group)(keys)

    def items(self, keys: Keys) -> list[Value]:
        """The values of a list whose beginning was read."""
        values: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            inner = (*keys, len(values))
            self.found.places[inner] = Place(self.line(event), "")
            values.append(self.value(event, inner))
        return values

    def group(self, keys: Keys) -> dict[str, Value]:
        """The values of a group of keys whose beginning was read."""
        values: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.fault(event, keys, "A key must be a word or two")
            typed = self.text(event, keys)
            inner = (*keys, key := fold_key(typed))
            self.check_note(event, inner)
            if key in values:
                tell_twice(self.found, self.line(event), inner, typed)
                self.value(next(self.events), (*inner, "again"))
                continue
            self.found.places[inner] = Place(self.line(event), typed)
            values[key] = self.value(next(self.events), inner)
        return values

    def text(self, event: Any, keys: Keys) -> str:
        """The scalar as text without blanks around it."""
        self.refuse(event, keys)
        first, end = event.start_mark.line, event.end_mark
        if end.line > first:  # the end of a block stands at the start of the line after it
            self.inside.update(range(first, end.line + bool(end.column)))
        text: str = event.value
        if event.style == '"' and INVISIBLE.search(text):
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
            tell_note(self.found, line, keys, note[1], self.quoted(mark.line))

    def refuse(self, event: Any, keys: Keys) -> None:
        """Raise Unreadable for what YAML has and front matter has not."""
        if event.anchor is not None:
            raise self.fault(event, keys, "& and * at the beginning of a text need quotes")
        if getattr(event, "tag", None) is not None:
            raise self.fault(event, keys, "! at the beginning of a text needs quotes")

    def line(self, event: Any) -> int:
        """The line of the file on which the event begins."""
        return self.chunk.line + int(event.start_mark.line)

    def fault(self, event: Any, keys: Keys, message: str) -> Unreadable:
        """What to raise for an event that front matter may not hold."""
        return self.unreadable(event.start_mark.line, keys, message)

    def translated(self, error: yaml.YAMLError) -> Unreadable:
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

    def unreadable(self, number: int, keys: Keys, message: str) -> Unreadable:
        """What to raise for a line of the chunk, with the line to write in its place."""
        line = self.typed(number)
        cure = self.quoted(number) if message != _OTHER_FAULT else ""
        cure = f"Write: {cure}" if cure else _TIDY
        if re.match(r" *\t", line):
            message = "A tab stands at the beginning of a line"
            cure = "Put blanks in its place, two for each step."
        message = f"{message}, so this cannot be read: {quoted(line.strip())}."
        return Unreadable(self.chunk.line + number, keys, message, cure)

    def typed(self, number: int) -> str:
        """A line of the chunk as the editor typed it."""
        return self.lines[number] if number else f"{self.chunk.key}: {self.chunk.rest.strip()}"

    def quoted(self, number: int) -> str:
        """The line with its text in quotes; "" if it holds more than one text."""
        line = self.typed(number).rstrip()
        if nested := _NESTED.fullmatch(line):
            return f"{nested[1]}{nested[2]}: {quote(unquoted(nested[3]))}"
        item = _ITEM.fullmatch(line)
        return f"{item[1]}{quote(unquoted(item[2]))}" if item else ""


def unquoted(text: str) -> str:
    """The text without the quotes around it, and with the comment that follows them."""
    if quoted := QUOTED.fullmatch(text):
        inner = quoted[1][1:-1]
        inner = inner.replace("''", "'") if text[0] == "'" else inner
        return f"{inner} {quoted[2]}" if quoted[2] else inner
    return text.strip(text[0]) if text[0] in "\"'" and text.count(text[0]) == 1 else text


def tell_twice(found: Findings, line: int, keys: Keys, typed: str) -> None:
    """Tell of a key that stood before, in this spelling or another."""
    first = found.places[keys]
    message = f"{quoted(typed)} stands here and on line {first.line}"
    if typed != first.key:
        message = f"{quoted(typed)} and, on line {first.line}, {quoted(first.key)} are one key"
    found.tell(line, keys, f"{message}; a key may stand once.", "Keep one of the two.")


def tell_note(found: Findings, line: int, keys: Keys, note: str, cure: str) -> None:
    """Tell that a comment is not shown: an error where it is more likely text (#MeToo)."""
    severity = Severity.WARNING if note[1:2] in {"", " "} else Severity.ERROR
    message = f"{quoted(note)} is left out: after a blank, # begins a note to editors."
    cure = f"write: {cure}" if cure else "put the text in quotes."
    remedy = f"Put a note on a line of its own. If it is part of the text, {cure}"
    found.tell(line, keys, message, remedy, severity)


def tell_hidden(
    found: Findings, chunk: Chunk, key: str, inside: Collection[int], cure: str = ""
) -> None:
    """Tell of each line that is no note to editors by its looks, and is read as one.

    inside: the lines, counted from that of the key, which belong to a text and are read.
    """
    lines = enumerate(chunk.more, 1)
    hidden = [number for number, line in lines if number not in inside and HIDDEN.match(line)]
    for number in hidden[:_MOST_HIDDEN]:
        line = quoted(chunk.more[number - 1].strip())
        message = f"{line} is left out: a line that begins with # is a note to editors."
        remedy = cure or "put it into quotes, after a dash or on the line that it goes on from."
        remedy = f"If it is a note, put a blank after its #. If it is part of the text, {remedy}"
        found.tell(chunk.line + number, (key,), message, remedy)
    if unsaid := hidden[_MOST_HIDDEN:]:
        message = f"Here and below it, {len(unsaid)} more lines are left out that begin with #."
        found.tell(chunk.line + unsaid[0], (key,), message, "Put a blank after the # of a note.")


def quote(text: str) -> str:
    """The text as a YAML string on one line."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
