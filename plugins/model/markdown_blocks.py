"""The block phase: lines become paragraphs, lists, quotes, tables and code, as on GitHub.

Python-Markdown divides a text at blank lines and nests by four columns; GitHub reads it line by
line, as CommonMark describes (https://spec.commonmark.org/, appendix "A parsing strategy"). This
block processor takes the whole text, reads it that way in one pass and leaves the text inside each
block to Python-Markdown's inline phase.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from plugins.model import markdown_leaves as leaves
from plugins.model.markdown_containers import (
    DEFINITION,
    ITEM,
    NOT_BLANK,
    NOTE,
    Container,
    List,
    add_definition,
    add_item,
    finish_list,
    finish_quote,
    item_offset,
)
from plugins.model.markdown_document import MAX_DEPTH, Document, check_marks, refuse

_INDENTATION = re.compile(r"[ \t>*+\-.)\d]*")
_LINE_DONE = -1


@dataclass(slots=True)
class Leaf:
    """The open block that takes lines: a paragraph, a table, code or HTML."""

    kind: str
    line: int
    lines: list[str] = field(default_factory=list)
    fence: str = ""
    info: str = ""
    indent: int = 0
    end: re.Pattern[str] | None = None
    table: Element | None = None
    alignments: list[str] = field(default_factory=list)


class Blocks:
    """One reading of one text; `keep_html` turns a piece of raw HTML into what stands for it."""

    def __init__(
        self,
        root: Element,
        document: Document,
        references: dict[str, tuple[str, str]],
        keep_html: Callable[[str, int], str],
    ) -> None:
        self.open = [Container("document", root)]
        self.leaf: Leaf | None = None
        self.document = document
        self.references = references
        self.keep_html = keep_html
        self.lists: list[List] = []
        self.number = 0
        self.matched = 0  # index of the innermost container that this line belongs to
        self.entered = False  # whether a quote or item starts on this line
        self.blank_from: int | None = None  # containers from here in saw a blank line just before

    def read(self, text: str) -> None:
        """Read all lines and close every block."""
        for raw in text.split("\n"):
            self.number += 1
            self._read_line(raw)
        self.matched = 0
        self._close_unmatched()
        self._close_leaf()
        for made in self.lists:
            finish_list(made)

    def _read_line(self, raw: str) -> None:
        text = _expand_tabs(raw) if "\t" in raw else raw
        pos = self._match_containers(text)
        self.entered = False
        if self._takes_verbatim(text, pos, raw):
            return
        pos = self._start_blocks(text, pos)
        if pos != _LINE_DONE:
            self._add_text(text, pos)

    def _match_containers(self, text: str) -> int:
        pos = 0
        last = len(self.open) - 1
        for index in range(1, last + 1):
            container = self.open[index]
            empty = index == last and self.leaf is None and not len(container.element)
            resumed = container.resume(text, pos, empty=empty)
            if resumed < 0:
                self.matched = index - 1
                return pos
            pos = resumed
        self.matched = last
        return pos

    @property
    def _whole(self) -> bool:
        return self.matched == len(self.open) - 1

    @property
    def _in_paragraph(self) -> bool:
        return self.leaf is not None and self.leaf.kind == "paragraph" and self._whole

    def _takes_verbatim(self, text: str, pos: int, raw: str) -> bool:
        """Whether the line went, as it is, into an open code or HTML block."""
        leaf = self.leaf
        if leaf is None or not self._whole or leaf.kind in ("paragraph", "table"):
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
            self._close_leaf()
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
            self._close_leaf()
            return
        indent = min(len(line) - len(line.lstrip(" ")), leaf.indent)
        leaf.lines.append(line[indent:])

    def _start_blocks(self, text: str, pos: int) -> int:
        while match := NOT_BLANK.search(text, pos):
            at = match.start()
            if at - pos >= 4:
                return self._start_indented(text, pos)
            for start in _STARTS.get(match.group(), ()):
                result = start(self, text, pos, at)
                if result is not None:
                    break
            else:
                return pos
            if result == _LINE_DONE:
                self.blank_from = None
                return _LINE_DONE
            pos = result
        return pos

    def _begin(self) -> Container:
        """Close what the line does not belong to; gives the container of the new block."""
        self._close_unmatched()
        self._close_leaf()
        container = self.open[-1]
        if container.part_of and self._blank_before() and len(container.element):
            container.part_of.loose = True
        return container

    def _blank_before(self) -> bool:
        return self.blank_from is not None and len(self.open) - 1 >= self.blank_from

    def _enter(self, container: Container) -> None:
        if len(self.open) > MAX_DEPTH:
            raise refuse(
                self.number,
                f"Lists or quotes stand more than {MAX_DEPTH} deep inside each other here.",
                "Take out the extra > signs or list marks at the start of this line.",
            )
        self.open.append(container)
        self.entered = True
        self.matched = len(self.open) - 1

    def _start_indented(self, text: str, pos: int) -> int:
        if self.leaf and self.leaf.kind == "paragraph":
            return pos
        self._begin()
        self.leaf = Leaf("indented", self.number, [text[pos + 4 :]])
        self.blank_from = None
        return _LINE_DONE

    def _start_quote(self, text: str, _pos: int, at: int) -> int | None:
        parent = self._begin()
        self._enter(Container("quote", SubElement(parent.element, "blockquote")))
        return at + 2 if text[at + 1 : at + 2] == " " else at + 1

    def _start_heading(self, text: str, _pos: int, at: int) -> int | None:
        match = leaves.HEADING.match(text, at)
        if not match:
            if text.startswith("##", at) and not self._in_paragraph:
                self.document.warn(
                    "This line starts with # signs, but is not a heading: no blank follows them.",
                    "Put a blank between the # signs and the words.",
                    line=self.number,
                )
            return None
        leaves.add_heading(self._begin().element, len(match.group(1)), match.group(2) or "")
        return _LINE_DONE

    def _start_fence(self, text: str, pos: int, at: int) -> int | None:
        match = leaves.FENCE.match(text, at)
        if not match:
            return None
        self._begin()
        fence, info = match.group(1) or match.group(3), match.group(2) or match.group(4) or ""
        self.leaf = Leaf("fence", self.number, fence=fence, info=info, indent=at - pos)
        return _LINE_DONE

    def _start_html(self, text: str, pos: int, at: int) -> int | None:
        in_paragraph = self.leaf is not None and self.leaf.kind == "paragraph"
        starts, end = leaves.start_html(text, at, in_paragraph=in_paragraph)
        if not starts:
            return None
        self._begin()
        self.leaf = Leaf("html", self.number, [text[pos:]], end=end)
        if end and end.search(text, at):
            self._close_leaf()
        return _LINE_DONE

    def _start_underline(self, text: str, _pos: int, at: int) -> int | None:
        if not self._in_paragraph or not leaves.UNDERLINE.match(text, at):
            return None
        heading = self._take_paragraph()
        if not heading:
            return None
        leaves.add_heading(self._begin().element, 1 if text[at] == "=" else 2, heading)
        return _LINE_DONE

    def _start_rule(self, text: str, _pos: int, at: int) -> int | None:
        if not leaves.RULE.match(text, at):
            return None
        SubElement(self._begin().element, "hr")
        return _LINE_DONE

    def _start_item(self, text: str, pos: int, at: int) -> int | None:
        match = ITEM.match(text, at)
        if not match:
            return None
        # Only "1." and an item with text may end a paragraph: a line that happens to start
        # with "2014." must stay text.
        if self._in_paragraph and (
            match.group(2) not in (None, "1") or not NOT_BLANK.search(text, match.end())
        ):
            return None
        self._close_unmatched()
        self._close_leaf()
        parent = self.open[-1]
        last = len(parent.element)
        blank = self._blank_before()
        item, made = add_item(parent, match, blank=blank)
        if len(parent.element) > last:
            self.lists.append(made)
            if parent.part_of and blank and last:
                parent.part_of.loose = True
        start, width = item_offset(text, match)
        self._enter(Container("item", item, at - pos + width, made))
        return start

    def _start_note(self, text: str, _pos: int, at: int) -> int | None:
        match = NOTE.match(text, at)
        if not match:
            return None
        self._begin()
        name = leaves.label(match.group(1))
        if name in self.document.notes:
            self.document.fail(
                f"The footnote [^{match.group(1)}] is defined twice; only one can be shown.",
                "Give one of them another name, in its definition and where it is used.",
                line=self.number,
            )
            name += f" {self.number}"
        element = self.document.notes[name] = Element("li")
        self.document.note_lines[name] = self.number
        self._enter(Container("note", element, 4))
        return match.end()

    def _start_abbreviation(self, text: str, _pos: int, at: int) -> int | None:
        match = leaves.ABBREVIATION.match(text, at)
        if not match:
            return None
        self._begin()
        self.document.abbreviations[match.group(1).strip()] = match.group(2).strip()
        return _LINE_DONE

    def _start_definition(self, text: str, pos: int, at: int) -> int | None:
        match = DEFINITION.match(text, at)
        if not match:
            return None
        blank = self._blank_before()
        terms = self._take_terms()
        parent = self.open[-1]
        if not terms and not (len(parent.element) and parent.element[-1].tag == "dl"):
            return None
        self._begin()
        made_before = len(parent.children)
        element, made = add_definition(parent, terms, blank=blank)
        if len(parent.children) > made_before:
            self.lists.append(made)
        gap = match.end() - at if match.end() - at <= 5 else 2
        self._enter(Container("item", element, at - pos + gap, made))
        return at + gap

    def _take_terms(self) -> list[str]:
        """The lines before a definition, taken out of their paragraph."""
        if self._in_paragraph:
            return self._take_paragraph().split("\n")
        parent = self.open[-1]
        if self.leaf or not self._whole or not len(parent.element) or parent.element[-1].tag != "p":
            return []
        paragraph = parent.element[-1]
        parent.element.remove(paragraph)
        return (paragraph.text or "").split("\n")

    def _start_table(self, text: str, pos: int, _at: int) -> int | None:
        leaf = self.leaf
        if leaf is None or not self._in_paragraph:
            return None
        started = leaves.start_table(leaf.lines[-1], text[pos:])
        if not started:
            return None
        leaf.lines.pop()
        parent = self._begin()
        table, alignments = started
        check_marks("".join(table.itertext()), self.number)
        parent.element.append(table)
        self.leaf = Leaf("table", self.number, table=table, alignments=alignments)
        return _LINE_DONE

    def _add_text(self, text: str, pos: int) -> None:
        match = NOT_BLANK.search(text, pos)
        leaf = self.leaf
        if not match:
            self._close_unmatched()
            self._close_leaf()
            self.blank_from = None if self.entered else self._quote_index()
            return
        if leaf and leaf.kind == "paragraph":
            leaf.lines.append(text[match.start() :])
        elif leaf and leaf.kind == "table" and self._whole:
            self._add_row(leaf, text[pos:])
        else:
            self._begin()
            self.leaf = Leaf("paragraph", self.number, [text[match.start() :]])
        self.blank_from = None

    def _add_row(self, leaf: Leaf, row: str) -> None:
        if leaf.table is None:  # pragma: no cover - a table leaf has one
            return
        check_marks(row, self.number)
        if leaves.add_row(leaf.table, leaf.alignments, row):
            self.document.fail(
                f"This row of the table has more cells than the {len(leaf.alignments)} of its"
                " heading; GitHub would drop them.",
                "Take out the extra |, or write a bar that belongs to the text as \\|.",
                line=self.number,
            )

    def _quote_index(self) -> int:
        """The innermost open quote, whose own mark makes its blank lines no blank outside it."""
        inner = range(min(self.matched, len(self.open) - 1), 0, -1)
        return next((index for index in inner if self.open[index].kind == "quote"), 0)

    def _close_unmatched(self) -> None:
        if self._whole:
            return
        self._close_leaf()
        while len(self.open) - 1 > self.matched:
            closed = self.open.pop()
            if closed.kind == "quote":
                finish_quote(closed.element)

    def _take_paragraph(self) -> str:
        """End the open paragraph; gives its text without link definitions."""
        leaf, self.leaf = self.leaf, None
        if leaf is None:  # pragma: no cover - asked only of an open paragraph
            return ""
        text = "\n".join([_hard_break(line) for line in leaf.lines]).rstrip()
        check_marks(text, leaf.line)
        return leaves.take_references(text, self.references)

    def _close_leaf(self) -> None:
        leaf = self.leaf
        if leaf is None:
            return
        parent = self.open[-1].element
        if leaf.kind == "paragraph":
            if text := self._take_paragraph():
                SubElement(parent, "p").text = text
        elif leaf.kind == "html":
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


_Start = Callable[[Blocks, str, int, int], int | None]
_ITEM_STARTS: tuple[_Start, ...] = (Blocks._start_item,)
_STARTS: dict[str, tuple[_Start, ...]] = {
    ">": (Blocks._start_quote,),
    "#": (Blocks._start_heading,),
    "`": (Blocks._start_fence,),
    "~": (Blocks._start_fence,),
    "<": (Blocks._start_html,),
    "=": (Blocks._start_underline,),
    "-": (Blocks._start_table, Blocks._start_underline, Blocks._start_rule, Blocks._start_item),
    "*": (Blocks._start_rule, Blocks._start_abbreviation, Blocks._start_item),
    "_": (Blocks._start_rule,),
    "|": (Blocks._start_table,),
    ":": (Blocks._start_table, Blocks._start_definition),
    "[": (Blocks._start_note,),
    **dict.fromkeys("+0123456789", _ITEM_STARTS),
}
