"""Comments as lines of YAML, as an editor would write them into content/comments/<slug>.yml."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from plugins.model.day import Day
from plugins.model.encoding import INVISIBLE
from plugins.model.field import UNKNOWN
from plugins.model.schema.thread import CommentFields, OriginFields, RemovedFields
from plugins.model.text.unseen import shows_nothing

# Words that every reader of YAML takes for a text, and for the same one.
_PLAIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ ,.()'\u2019-]*(?<! )")
_MEANT_OTHERWISE = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"}

WriteText = Callable[[str, str], list[str]]


def one_line(text: str) -> str:
    """A text as one line of a file can hold it, without what does not show."""
    return " ".join(INVISIBLE.sub(" ", text).split())


def shown_line(text: str) -> str:
    """The same; "" where nothing of it would show, which the reader takes for nothing."""
    line = one_line(text)
    return "" if shows_nothing(line) else line


def many_lines(text: str) -> str:
    """A text of several lines as a file can hold it, without what does not show."""
    return INVISIBLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def scalar(text: str) -> str:
    """A text of one line as a value of YAML, in quotes where it needs them.

    >>> scalar("Gwenda Pugh-Marsh"), scalar("17"), scalar("Bob: a man")
    ('Gwenda Pugh-Marsh', '"17"', '"Bob: a man"')
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _MEANT_OTHERWISE:
        return text
    return json.dumps(text, ensure_ascii=False)


def written_day(day: Day) -> str:
    """A day as the files of the content have it: "2014-02-10", or "2014-02-10 14:30:00"."""
    return f"{day.date} {day.time}" if day.time else str(day.date)


def in_block(key: str, text: str) -> list[str]:
    """A text of several lines below its key, as it stands (YAML 1.2.2, 8.1.2)."""
    return [f"{key}: |", *(f"  {line}" if line.strip() else "" for line in text.split("\n"))]


def in_quotes(key: str, text: str) -> list[str]:
    """A text of several lines in quotes on one, whatever is in it."""
    return [f"{key}: {json.dumps(text, ensure_ascii=False)}"]


def comment_lines(comment: CommentFields, write: WriteText = in_block) -> list[str]:
    """The lines of one comment, the first with its dash, at the margin."""
    date = written_day(comment.date) if isinstance(comment.date, Day) else UNKNOWN
    lines = [
        f"id: {scalar(comment.id)}",
        f"name: {scalar(comment.name)}",
        f"date: {date}",
    ]
    if comment.reply_to:
        lines.append(f"reply_to: {scalar(comment.reply_to)}")
    if comment.removed:
        lines += removed_lines(comment.removed)
    if comment.text:
        lines += write("text", comment.text)
    return [f"{'  ' if number else '- '}{line}".rstrip() for number, line in enumerate(lines)]


def removed_lines(removed: RemovedFields) -> list[str]:
    """The lines that say that a comment was taken out, when, and why."""
    lines = [f"  date: {written_day(removed.date)}"] if removed.date else []
    if removed.reason or not lines:
        lines.append(f"  reason: {scalar(removed.reason)}")
    return ["removed:", *lines]


def origin_lines(origin: OriginFields) -> list[str]:
    """The lines of where comments came from."""
    lines = ["origin:", f"  site: {scalar(origin.site)}"]
    if origin.moved:
        lines.append(f"  moved: {written_day(origin.moved)}")
    if origin.note:
        lines.append(f"  note: {scalar(origin.note)}")
    return lines
