"""Advice on the words of an Easy Read text: short sentences, and one idea in a paragraph.

Sources: Change's "How to make information accessible", and the UK Government's "Making written
information easier to understand for people with learning disabilities": sentences of 15 words or
so, one idea in each. Nobody's judgement is replaced: whoever reads with the readers knows better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.model.problem import Problem, Severity
from plugins.model.source import Source

MOST_IN_A_SENTENCE = 20  # words
MOST_IN_A_PARAGRAPH = 50
_MOST_TOLD = 10  # of one file
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile("\\w[\\w'\u2019-]*")
_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[^\w\s]*(?=\s|$)|\Z)", re.DOTALL)
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_FENCE = re.compile(r"\s*(`{3,}(?!.*`)|~{3,})")  # CommonMark 0.31.2, 4.5
_NO_TEXT = ("#", "|")  # how lines begin that are no sentences


def long_words(source: Source) -> list[Problem]:
    """What is long for Easy Read, as advice, with the line on which it begins."""
    found = [
        problem
        for line, text in _paragraphs(source.body)
        for problem in _of_paragraph(source, source.body_line + line, text)
    ]
    if len(found) <= _MOST_TOLD:
        return found
    more = f"{len(found) - _MOST_TOLD + 1} more sentences and paragraphs from here on are long too."
    return [*found[: _MOST_TOLD - 1], _advice(source, found[_MOST_TOLD - 1].line, more)]


def _of_paragraph(source: Source, line: int, text: str) -> Iterator[Problem]:
    for found in _SENTENCE.finditer(text):
        words = _WORD.findall(found[0])
        if len(words) > MOST_IN_A_SENTENCE:
            at = line + text.count("\n", 0, found.start())
            yield _advice(
                source,
                at,
                f"A sentence of {len(words)} words is long for Easy Read: it begins"
                f' "{" ".join(words[:5])}".',
            )
    number = len(_WORD.findall(text))
    if number > MOST_IN_A_PARAGRAPH:
        message = f"A paragraph of {number} words is long for Easy Read."
        yield _advice(source, line, message)


def _advice(source: Source, line: int, message: str) -> Problem:
    remedy = "Say one idea in each, in 15 words or so."
    return Problem(source.path, line, "text", message, remedy, Severity.WARNING)


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """The paragraphs and items of a text, with the line on which each begins, counted from 0."""
    begun, lines = 0, list[str]()
    for number, line in enumerate([*_without_code(body), ""]):
        words = _plain(line)
        begins_anew = not words.strip() or line.lstrip().startswith(_NO_TEXT) or _ITEM.match(line)
        if begins_anew and lines:
            yield begun, "\n".join(lines)
            lines = []
        if words.strip() and not line.lstrip().startswith(_NO_TEXT):
            begun = begun if lines else number
            lines.append(words)


def _without_code(body: str) -> Iterator[str]:
    """The lines of a text; those of fenced code are empty."""
    fence = ""
    for line in body.splitlines():
        found = _FENCE.match(line)
        is_code = bool(fence or found)
        if found and not fence:
            fence = found[1]
        elif found and found[1].startswith(fence) and found.end() == len(line.rstrip()):
            fence = ""
        yield "" if is_code else line


def _plain(line: str) -> str:
    """The words of a line of Markdown."""
    return _TAG.sub("", _LINK.sub(r"\1", _PICTURE.sub("", _ITEM.sub("", line, count=1))))
