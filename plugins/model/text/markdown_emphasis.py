"""Emphasis: `*one*`, `**two**`, `_one_`, `__two__`, `~~struck~~`, as GitHub reads them.

The algorithm is that of CommonMark (https://spec.commonmark.org/0.31.2/#phase-2-inline-structure),
which is linear and right about punctuation, where Python-Markdown's is neither.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

import msgspec
from markdown import Markdown
from markdown.util import ETX, STX

from plugins.model.text.markdown_inline import PUNCTUATION, Span, SpanProcessor

_SETTLED = {ord(sign): f"{STX}{ord(sign)}{ETX}" for sign in "*_~"}


class Run(msgspec.Struct):
    """A run of one sign: what is left of it, and whether it can open and close."""

    char: str
    start: int
    left: int
    length: int
    opens: bool
    closes: bool


class Pair(NamedTuple):
    """An opening and a closing sign: where the element starts and ends, how long the signs are."""

    start: int
    end: int
    width: int
    tag: str


class _Node(msgspec.Struct):
    pair: Pair
    element: Element
    children: list[_Node] = []


class Emphasis(SpanProcessor):
    """The pattern for `*`, `_` and `~`, or some of them."""

    def __init__(self, md: Markdown, signs: str = "*_~") -> None:
        super().__init__(f"[{signs}]", md)
        self._run = re.compile(rf"([{signs}])\1*")

    def find(self, data: str) -> list[Span]:
        """The outermost emphasised spans, those inside them being their children."""
        roots: list[_Node] = []
        parents: list[_Node] = []
        nodes: list[_Node] = []
        for pair in sorted(match_runs(find_runs(data, self._run))):
            while parents and parents[-1].pair.end <= pair.start:
                parents.pop()
            node = _Node(pair, Element(pair.tag))
            (parents[-1].children if parents else roots).append(node)
            parents.append(node)
            nodes.append(node)
        for node in nodes:
            _fill(node, data)
        return [Span(node.pair.start, node.pair.end, node.element) for node in roots]


def find_runs(data: str, run: re.Pattern[str]) -> list[Run]:
    """Every run of signs in a text, with what the characters around it allow it to do."""
    runs = []
    for match in run.finditer(data):
        start, end = match.span()
        before, after = _around(data, start, end)
        left = after != " " and (after != "." or before in " .")
        right = before != " " and (before != "." or after in " .")
        char = match.group()[0]
        if char == "~" and end - start > 2:
            continue
        if char == "_":
            left, right = (
                left and (not right or before == "."),
                right and (not left or after == "."),
            )
        runs.append(Run(char, start, end - start, end - start, left, right))
    return runs


def match_runs(runs: list[Run]) -> list[Pair]:
    """Which run closes which, each pair once."""
    pairs: list[Pair] = []
    openers: list[Run] = []
    # Below these no opener of that kind can be found: what keeps the search linear.
    floors: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        key = (run.char, run.opens, run.length % 3)
        while run.closes and run.left:
            index = _opener_of(run, openers, floors.get(key, 0))
            if index < 0:
                floors[key] = len(openers)
                break
            if run.char == "~" and openers[index].left != run.left:
                run.left = 0  # ~~ and ~ do not belong together, nor anything between them
            else:
                pairs.append(_pair(openers[index], run))
            del openers[index + (run.char != "~" and openers[index].left > 0) :]
        if run.opens and run.left:
            openers.append(run)
    return pairs


def _opener_of(run: Run, openers: list[Run], floor: int) -> int:
    """The place of the nearest opener that a run closes, `floor` or above; -1 for none."""
    for place in range(len(openers) - 1, floor - 1, -1):
        if _fits(openers[place], run):
            return place
    return -1


def _fits(opener: Run, closer: Run) -> bool:
    if opener.char != closer.char:
        return False
    if opener.closes or closer.opens:
        both = opener.length + closer.length
        return both % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True


def _pair(opener: Run, closer: Run) -> Pair:
    width = closer.left if closer.char == "~" else 2 if min(opener.left, closer.left) > 1 else 1
    opener.left -= width
    pair = Pair(
        opener.start + opener.left,
        closer.start + width,
        width,
        "del" if closer.char == "~" else "strong" if width == 2 else "em",
    )
    closer.start += width
    closer.left -= width
    return pair


def _fill(node: _Node, data: str) -> None:
    """Give an element its text and children."""
    start, end, width, _ = node.pair
    if not node.children:
        node.element.text = _settled(data[start + width : end - width])
        return
    marks = [start + width, *(child.pair.end for child in node.children)]
    ends = [*(child.pair.start for child in node.children), end - width]
    texts = [_settled(data[a:b]) for a, b in zip(marks, ends, strict=True)]
    node.element.text = texts[0]
    for child, tail in zip(node.children, texts[1:], strict=True):
        child.element.tail = tail
        node.element.append(child.element)


def _settled(text: str) -> str:
    """A text whose signs mean nothing any more, as Python-Markdown reads it once again."""
    return text.translate(_SETTLED) if "*" in text or "_" in text or "~" in text else text


def _around(data: str, start: int, end: int) -> tuple[str, str]:
    """The kinds of the characters around a run; GitHub looks past the signs of ~~struck~~ text."""
    while start and data[start - 1] == "~":
        start -= 1
    while data[end : end + 1] == "~":
        end += 1
    return _kind(data[start - 1 : start]), _kind(data[end : end + 1])


@lru_cache(maxsize=512)
def _kind(char: str) -> str:
    """A blank, "." for punctuation, or "a"; a placeholder stands for something in brackets."""
    if not char or char.isspace():
        return " "
    if char in PUNCTUATION or char in STX + ETX:
        return "."
    if char.isascii() or unicodedata.category(char)[0] not in "PS":
        return "a"
    return "."
