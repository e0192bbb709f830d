"""The block phase: lines become paragraphs, lists, quotes, tables and code, as on GitHub.

Python-Markdown divides a text at blank lines and nests by four columns; GitHub reads it line by
line, as CommonMark describes (https://spec.commonmark.org/, appendix "A parsing strategy"). This
block processor takes the whole text, reads it that way in one pass and leaves the text inside each
block to Python-Markdown's inline phase.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from plugins.model.text import markdown_leaves as leaves
from plugins.model.text.markdown_containers import (
    NOT_BLANK,
    Container,
    List,
    finish_list,
    finish_quote,
)
from plugins.model.text.markdown_document import MAX_DEPTH, Document, refuse
from plugins.model.text.markdown_leaves import Leaf
from plugins.model.text.markdown_starts import LINE_DONE, STARTS, start_indented

_INDENTATION = re.compile(r"[ \t>*+\-.)\d]*")


class Blocks:
    """One reading of one text; `keep_html` turns a piece of raw HTML into what stands for it."""

    def __init__(
        self,
        root: Element,
        document: Document,
        keep_html: Callable[[str, int], str],
    ) -> None:
        self.open = [Container("document", root)]
        self.leaf: Leaf | None = None
        self.document = document
        self.keep_html = keep_html
        self.lists: list[List] = []
        self.number = 0
        self.matched = 0  # index of the innermost container that this line belongs to
        self.entered = False  # whether a quote or item starts on this line
        self.blank_from: int | None = None  # containers from here in saw a blank line just before

    def read(self, lines: list[str]) -> None:
        """Read all lines, but for an empty one at the end, and close every block."""
        for raw in lines if lines[-1] else lines[:-1]:
            self.number += 1
            if not raw or raw[0].isalpha():
                self._read_plain(raw)
            else:
                self._read_line(raw)
        self.matched = 0
        self.close()
        for made in self.lists:
            finish_list(made)

    def _read_plain(self, raw: str) -> None:
        """Read a line that is empty or begins with a letter, so that no block starts in it.

        Most are so, and outside all quotes, lists and code it takes no more to read one.
        """
        if len(self.open) > 1 or (self.leaf and self.leaf.kind != "paragraph"):
            self._read_line(raw)
            return
        self.entered = False
        self.blank_from = None if raw else 0
        if raw:
            self._add_words(raw, 0, 0)
        else:
            self.close()

    def _read_line(self, raw: str) -> None:
        text = _expand_tabs(raw) if "\t" in raw else raw
        pos = self._match_containers(text)
        self.entered = False
        if self.leaf is None or not self._takes_verbatim(self.leaf, text, pos, raw):
            self._read_content(text, pos)

    def _match_containers(self, text: str) -> int:
        pos = 0
        self.matched = last = len(self.open) - 1
        for index in range(1, last + 1):
            container = self.open[index]
            empty = index == last and self.leaf is None and not len(container.element)
            resumed = container.resume(text, pos, empty=empty)
            if resumed < 0:
                self.matched = index - 1
                return pos
            pos = resumed
        return pos

    @property
    def whole(self) -> bool:
        """Whether the line belongs to every open container."""
        return self.matched == len(self.open) - 1

    @property
    def in_paragraph(self) -> bool:
        """Whether the line goes on with an open paragraph."""
        return self.leaf is not None and self.leaf.kind == "paragraph" and self.whole

    def _takes_verbatim(self, leaf: Leaf, text: str, pos: int, raw: str) -> bool:
        """Whether the line went, as it is, into an open code or HTML block."""
        if leaf.kind in ("paragraph", "table") or not self.whole:
            return False
        if leaf.kind == "fence":
            self._continue_fence(leaf, text[pos:] if len(self.open) > 1 else raw)
            return True
        blank = not NOT_BLANK.search(text, pos)
        if leaf.kind == "indented":
            if blank or text[pos : pos + 4] == "    ":
                leaf.lines.append(text[pos + 4 :])
                self.blank_from = self._quote_index() if blank else None
                return True
            return False
        if blank and leaf.end is None:
            return False
        leaf.lines.append(text[pos:])
        if leaf.end and leaf.end.search(text, pos):
            self.close_leaf(leaf)
        return True

    def _continue_fence(self, leaf: Leaf, line: str) -> None:
        stripped = line.strip()
        closes = (
            stripped.startswith(leaf.fence)
            and not stripped.strip(leaf.fence[0])
            and len(line) - len(line.lstrip(" ")) < 4
        )
        if closes:
            leaf.fence = ""
            self.close_leaf(leaf)
            return
        indent = min(len(line) - len(line.lstrip(" ")), leaf.indent)
        leaf.lines.append(line[indent:])

    def _read_content(self, text: str, pos: int) -> None:
        """Read a line from `pos` on: the blocks that start there, and then words."""
        while match := NOT_BLANK.search(text, pos):
            at = match.start()
            result = self._start_block(text, pos, at)
            if result is None:
                self._add_words(text, pos, at)
            if result is None or result == LINE_DONE:
                self.blank_from = None
                return
            pos = result
        self.close()
        self.blank_from = None if self.entered else self._quote_index()

    def _start_block(self, text: str, pos: int, at: int) -> int | None:
        """Start the block whose first sign stands at `at`; gives what `markdown_starts` says."""
        if at - pos >= 4:
            return start_indented(self, text, pos)
        for start in STARTS.get(text[at], ()):
            result = start(self, text, pos, at)
            if result is not None:
                return result
        return None

    def begin(self) -> Container:
        """Close what the line does not belong to; gives the container of the new block."""
        self.document.count_blocks(1, self.number)
        self.close()
        container = self.open[-1]
        if container.part_of and len(container.element) and self.blank_before():
            container.part_of.loose = True
        return container

    def blank_before(self) -> bool:
        """Whether a blank line stood just before, inside the innermost container."""
        return self.blank_from is not None and len(self.open) - 1 >= self.blank_from

    def enter(self, container: Container) -> None:
        """Open a container; raises UnreadableError where too many are open."""
        if len(self.open) > MAX_DEPTH:
            raise refuse(
                self.number,
                f"Lists or quotes stand more than {MAX_DEPTH} deep inside each other here.",
                "Take out the extra > signs or list marks at the start of this line.",
            )
        self.open.append(container)
        self.entered = True
        self.matched = len(self.open) - 1

    def _add_words(self, text: str, pos: int, at: int) -> None:
        leaf = self.leaf
        if leaf and leaf.kind == "paragraph":
            leaf.lines.append(text[at:])
        elif leaf and leaf.kind == "table" and self.whole:
            self._add_row(leaf, text[pos:])
        else:
            self.begin()
            self.leaf = Leaf("paragraph", self.number, [text[at:]])

    def _add_row(self, leaf: Leaf, row: str) -> None:
        if leaf.table is None:  # pragma: no cover - a table leaf has one
            return
        self.document.count_blocks(len(leaf.alignments), self.number)
        self.document.count_marks(row, self.number)
        if leaves.add_row(leaf.table, leaf.alignments, row):
            self.document.fail(
                f"This row of the table has more cells than the {len(leaf.alignments)} of its"
                " heading; GitHub would drop them.",
                "Take out the extra |, or write a bar that belongs to the text as \\|.",
                line=self.number,
            )

    def _quote_index(self) -> int:
        """The innermost open quote, whose own mark makes its blank lines no blank outside it."""
        for index in range(min(self.matched, len(self.open) - 1), 0, -1):
            if self.open[index].kind == "quote":
                return index
        return 0

    def close(self) -> None:
        """Close the open leaf, and the containers that the line does not belong to."""
        if self.leaf:
            self.close_leaf(self.leaf)
        while len(self.open) - 1 > self.matched:
            closed = self.open.pop()
            if closed.kind == "quote":
                finish_quote(closed.element)

    def take_paragraph(self) -> str:
        """End the open paragraph; gives its text without link definitions."""
        leaf, self.leaf = self.leaf, None
        if leaf is None:  # pragma: no cover - asked only of an open paragraph
            return ""
        lines = leaf.lines if len(leaf.lines) == 1 else map(_hard_break, leaf.lines)
        text = "\n".join(lines).rstrip()
        self.document.count_marks(text, leaf.line)
        return leaves.take_definitions(text, self.document, leaf.line) if text[:1] == "[" else text

    def close_leaf(self, leaf: Leaf) -> None:
        """Close the open paragraph, table, code or HTML, and put it into the tree."""
        parent = self.open[-1].element
        if leaf.kind == "paragraph":
            if text := self.take_paragraph():
                SubElement(parent, "p").text = text
        elif leaf.kind == "html":
            self.document.count_marks("\n".join(leaf.lines), leaf.line)
            if html := self.keep_html("\n".join(leaf.lines), leaf.line):
                SubElement(parent, "p").text = html
            else:  # a comment between two lists keeps them apart
                self.open[-1].children.clear()
        elif leaf.kind != "table":
            self._close_code(parent, leaf)
        self.leaf = None

    def _close_code(self, parent: Element, leaf: Leaf) -> None:
        self.document.code_lines.append(range(leaf.line, self.number + 1))
        if leaf.kind == "indented":
            while leaf.lines and not leaf.lines[-1].strip():
                leaf.lines.pop()
        elif leaf.fence:
            self.document.fail(
                f"The code block that starts here with {leaf.fence} is never closed, so that"
                " what follows would be shown as code.",
                f"Put a line with {leaf.fence} alone after the last line of the code.",
                line=leaf.line,
            )
        leaves.add_code(parent, "".join(f"{line}\n" for line in leaf.lines), leaf.info)


def _hard_break(line: str) -> str:
    stripped = line.rstrip()
    return f"{stripped}  " if line.endswith("  ") else stripped


def _expand_tabs(line: str) -> str:
    match = _INDENTATION.match(line)
    end = match.end() if match else 0
    return line[:end].expandtabs(4) + line[end:]
