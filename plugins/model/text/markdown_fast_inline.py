"""Python-Markdown's inline phase, without the work that finds nothing.

Python-Markdown tries every pattern on every text, and that is most of its time. Here a pattern is
tried only on a text that holds one of its triggers: pieces of text without which it cannot match.
What the phase does, and in which order, is that of `markdown.treeprocessors.InlineProcessor`, in
the place of which it is registered; a test compares the two.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from re import Match
from typing import Any
from xml.etree.ElementTree import Element

import msgspec
from markdown import Markdown
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import Treeprocessor
from markdown.util import (
    INLINE_PLACEHOLDER,
    INLINE_PLACEHOLDER_PREFIX,
    INLINE_PLACEHOLDER_RE,
    AtomicString,
)

from plugins.model.text.markdown_inline import Span, SpanProcessor
from plugins.model.text.markdown_simple import Simple

Triggers = tuple[str, ...]
ALWAYS: Triggers = ("",)  # every text holds it

_Queued = tuple[Element, list[str]]  # an element, and the tags around it


class _Rule(msgspec.Struct, frozen=True):
    """A pattern ready to be run: what it takes to look for it, and its place among the others."""

    place: int
    triggers: Triggers
    excludes: frozenset[str]
    find: Callable[[str, int], Iterator[Match[str]]]
    find_all: Callable[[str], list[Span]] | None
    handle: Callable[[Match[str], str], tuple[Element | str | None, int | None, int | None]]


class FastInline(Treeprocessor):
    """The tree processor "inline" of one parser, whose patterns are all of the newer style.

    triggers: for each pattern, pieces of text of which every match of it holds at least one; a
        pattern that is not among them is tried on every text.
    read_simple: takes a text apart as all the patterns would, if none of them can find anything
        in the words that it gives.
    """

    def __init__(
        self,
        md: Markdown,
        triggers: Mapping[Pattern, Triggers],
        read_simple: Callable[[str], Simple] | None = None,
    ) -> None:
        super().__init__(md)
        self.triggers = triggers
        self.read_simple = read_simple
        self.stashed_nodes: dict[str, Element | str] = {}  # patterns look into it
        self.ancestors: list[str] = []
        self._held: list[str] = []

    @cached_property
    def _rules(self) -> list[_Rule]:
        """The patterns in their order, looked up once and not for every text."""
        patterns: Iterable[Any] = self.md.inlinePatterns  # declared to be of the older style
        return [
            _Rule(
                place,
                self.triggers.get(pattern, ALWAYS),
                frozenset(tag.lower() for tag in pattern.ANCESTOR_EXCLUDES),
                pattern.getCompiledRegExp().finditer,
                pattern.find if isinstance(pattern, SpanProcessor) else None,
                pattern.handleMatch,
            )
            for place, pattern in enumerate(patterns)
        ]

    @cached_property
    def _tries(self) -> list[list[tuple[str, _Rule]]]:
        """For each place among the patterns, the triggers from there on and what each is of."""
        tries = [[(trigger, rule) for trigger in rule.triggers] for rule in self._rules]
        return [list(chain(*tries[place:])) for place in range(len(tries) + 1)]

    @cached_property
    def _all_triggers(self) -> list[str]:
        """The triggers of all patterns, but for those that hold another."""
        every = {trigger for rule in self._rules for trigger in rule.triggers}
        return sorted(one for one in every if not any(other in one for other in every - {one}))

    def _triggers_in(self, root: Element) -> list[str]:
        """The triggers in the texts of a tree, most of which hold few, and the sign of our own.

        Where a tag may be left out, the words around it may make any.
        """
        text = "".join(root.itertext())
        held = [one for one in self._all_triggers if one in text or "<" in text]
        return [*held, INLINE_PLACEHOLDER_PREFIX]

    def _may_hold(self, text: str) -> bool:
        """Whether something may be found in a text of this tree, or was found in it."""
        return True in map(text.__contains__, self._held)  # much quicker than any()

    def run(self, root: Element) -> None:
        """Put the elements that the patterns find into the tree."""
        self.stashed_nodes = {}
        self._held = self._triggers_in(root)
        queue: deque[_Queued] = deque([(root, [])])
        while queue:
            parent, ancestors = queue.popleft()
            self.ancestors = [*ancestors, parent.tag.lower()]
            found: list[tuple[Element, list[Element]]] = []
            for place, child in enumerate(parent, 1):
                if child.text and (elements := self._read_text(child, child.text)):
                    found.append((child, elements))
                    for element in elements:
                        if len(element):
                            queue.append((element, [*self.ancestors, child.tag.lower()]))
                if child.tail:
                    self._read_tail(parent, place, child)
                if len(child):
                    queue.append((child, self.ancestors))
            for child, elements in found:
                child[:0] = elements

    def _read_text(self, child: Element, text: str) -> list[Element]:
        """Read the text of a child; gives the elements in it, which are not yet in the tree."""
        if isinstance(text, AtomicString) or not self._may_hold(text):
            return []
        if self.read_simple:
            simple = self.read_simple(text)
            if not self._may_hold(simple.words):
                child.text = simple.start
                return simple.elements
        self.ancestors.append(child.tag.lower())
        text = self._replace(text)
        self.ancestors.pop()
        if INLINE_PLACEHOLDER_PREFIX not in text:
            return []
        child.text, elements = self._put_back(text)
        return elements

    def _read_tail(self, parent: Element, place: int, child: Element) -> None:
        """Read the text after a child; the elements in it go into the tree at `place`."""
        if not self._may_hold(child.tail or ""):
            return
        tail = self._replace(child.tail or "")
        if INLINE_PLACEHOLDER_PREFIX in tail:
            child.tail, parent[place:place] = self._put_back(tail)

    def _replace(self, text: str, first: int = 0) -> str:
        """A text with placeholders for all that the patterns from `first` on find in it."""
        if isinstance(text, AtomicString):
            return text
        done = None
        for trigger, rule in self._tries[first]:
            if trigger in text and rule is not done:
                text = self._replace_one(rule, text)
                done = rule
        return text

    def _replace_one(self, rule: _Rule, text: str) -> str:
        """A text with placeholders for all that one pattern finds in it."""
        if not rule.excludes.isdisjoint(self.ancestors):
            return text
        if rule.find_all:
            return self._replace_all(rule.find_all(text), rule, text)
        pos = 0
        while True:
            for match in rule.find(text, pos):
                node, start, end = rule.handle(match, text)
                if start is not None and end is not None:
                    break
            else:
                return text
            if node is None:
                pos = end
                continue
            placeholder = self._stash(node, rule.place)
            text = f"{text[:start]}{placeholder}{text[end:]}"
            pos = start + len(placeholder)

    def _replace_all(self, spans: list[Span], rule: _Rule, text: str) -> str:
        """A text with placeholders for spans that were found at once, in their order."""
        pieces: list[str] = []
        pos = 0
        for span in spans:
            pieces += text[pos : span.start], self._stash(span.element, rule.place)
            pos = span.end
        return "".join([*pieces, text[pos:]])

    def _stash(self, node: Element | str, place: int) -> str:
        """Read the texts in what the pattern at `place` found, and keep it; its placeholder."""
        if not isinstance(node, str) and not isinstance(node.text, AtomicString):
            for part in (node, *node):
                if part.text:
                    self.ancestors.append(part.tag.lower())
                    part.text = self._replace(part.text, place + 1)
                    self.ancestors.pop()
                if part.tail:
                    part.tail = self._replace(part.tail, place)
        name = f"{len(self.stashed_nodes):04d}"
        self.stashed_nodes[name] = node
        return INLINE_PLACEHOLDER % name

    def _put_back(self, text: str) -> tuple[str | None, list[Element]]:
        """What stands for a text with placeholders: its first words, and the elements after them.

        The words after an element are its tail.
        """
        words: str | None = None
        elements: list[Element] = []
        for piece in self._pieces(text):
            if not isinstance(piece, str):
                elements.append(piece)
            elif elements and piece:
                last = elements[-1]
                last.tail = last.tail + piece if last.tail else piece
            elif piece:
                words = words + piece if words else piece
        return words, elements

    def _pieces(self, text: str) -> Iterator[Element | str]:
        """The words of a text with placeholders, and what these stand for."""
        pos = 0
        while (start := text.find(INLINE_PLACEHOLDER_PREFIX, pos)) >= 0:
            match = INLINE_PLACEHOLDER_RE.search(text, start)
            node = self.stashed_nodes.get(match.group(1)) if match else None
            if match is None or node is None:  # words that look like a placeholder
                end = start + len(INLINE_PLACEHOLDER_PREFIX)
                yield text[pos:end]
            else:
                end = match.end()
                yield text[pos:start]
                if not isinstance(node, str):
                    self._put_back_inside(node)
                yield node
            pos = end
        yield AtomicString(text[pos:]) if isinstance(text, AtomicString) else text[pos:]

    def _put_back_inside(self, node: Element) -> None:
        """Put back what the placeholders in the texts of an element and its children stand for."""
        for child in (node, *node):
            if child.tail and INLINE_PLACEHOLDER_PREFIX in child.tail:
                place = 0 if child is node else list(node).index(child) + 1
                child.tail, node[place:place] = self._put_back(child.tail)
            if child.text and INLINE_PLACEHOLDER_PREFIX in child.text:
                child.text, child[:0] = self._put_back(child.text)
