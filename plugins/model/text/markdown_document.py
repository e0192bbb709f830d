"""What one Markdown text yields besides its HTML: what was found in it, and where.

`Finding` is a problem before its line is known (Python-Markdown keeps no line numbers: what the
block phase finds has a line, what the inline phase finds has the words to look for).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

import msgspec

from plugins.model.problem import Severity
from plugins.model.wording.english import ENGLISH
from plugins.model.wording.table import Wording

# Beyond these a text is refused: no real post comes near, and time grows with them.
MAX_SIZE = 1024 * 1024  # bytes of one text
MAX_DEPTH = 50  # lists and quotes inside each other
MAX_BLOCKS = 20_000  # paragraphs, list items, table cells and the like
MAX_MARKS = 10_000  # signs that may mean something, code blocks not counted
MAX_MARKS_TOGETHER = 4_000  # the same in one paragraph
MAX_TAGS = 200  # HTML elements inside each other

_MARKS = ("[", "*", "_", "~", "`", "<", "&", "\\", "@", "://", "www.", "  \n")


class Finding(msgspec.Struct, frozen=True):
    """A problem in a text: `line` where it is known, else the words `near` it.

    rule: what must hold, where something else depends on it, as in Problem.
    """

    message: str
    remedy: str
    severity: Severity = Severity.WARNING
    line: int = 0
    near: str = ""
    rule: str = ""


class UnreadableError(Exception):
    """A text that is not rendered at all; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Definition(msgspec.Struct, frozen=True):
    """What says where the links of one label lead: as typed, the address, its title, the line."""

    typed: str
    href: str
    title: str
    line: int


class Document(msgspec.Struct):
    """What the phases of one rendering share; a new one for each text.

    id_prefix: what the ids of its footnotes start with; words: those that stand around these.
    is_comment: footnotes, abbreviations and link definitions are text, as on most old sites.
    holds_html: whether raw HTML is in it, whose elements may not be whole.
    definitions, used: of links, by their label; and the labels that a link has.
    notes: footnotes by their label, in the order of their definition.
    code_lines: the lines that are code blocks, where no link is looked for.
    length: of all texts that may hold marks; uncounted: those texts, while even as nothing but
        marks they would not hold too many.
    """

    id_prefix: str = ""
    words: Wording = ENGLISH
    is_comment: bool = False
    holds_html: bool = False
    definitions: dict[str, Definition] = {}
    used: set[str] = set()
    notes: dict[str, Element] = {}
    note_lines: dict[str, int] = {}
    abbreviations: dict[str, str] = {}
    code_lines: list[range] = []
    findings: list[Finding] = []
    blocks: int = 0
    marks: int = 0
    length: int = 0
    uncounted: list[str] = []

    def warn(self, message: str, remedy: str, *, line: int = 0, near: str = "") -> None:
        """Note something that a reader can live with."""
        self.findings.append(Finding(message, remedy, Severity.WARNING, line, near))

    def fail(
        self, message: str, remedy: str, *, line: int = 0, near: str = "", rule: str = ""
    ) -> None:
        """Note something that would mislead a reader."""
        self.findings.append(Finding(message, remedy, Severity.ERROR, line, near, rule))

    def define(self, name: str, definition: Definition) -> None:
        """Note where the links of a label lead; the first definition counts, as on GitHub."""
        first = self.definitions.setdefault(name, definition)
        if (first.href, first.title) != (definition.href, definition.title):
            self.warn(
                f"{definition.typed[:80]} says anew where a link leads, and is left out:"
                f" {first.typed[:80]} stands above it.",
                "Give one of the two another name, or take it out.",
                line=definition.line,
            )

    def tell_unused(self) -> None:
        """Note the link definitions that no link has: they may be text, and are not shown."""
        for name, found in self.definitions.items():
            if name not in self.used:
                self.warn(
                    f"{found.typed[:80]} says where a link leads, but no link asks for it, and it"
                    " is not shown.",
                    f"If it is text, write \\{found.typed[:80]}; if not, take it out.",
                    line=found.line,
                )

    def count_blocks(self, more: int, line: int) -> None:
        """Raise UnreadableError for a text with more blocks than any writer would make."""
        self.blocks += more
        if self.blocks > MAX_BLOCKS:
            raise refuse(
                line,
                f"The text has more than {MAX_BLOCKS:,} paragraphs, list items and table cells.",
                "Take out what was pasted by mistake, offer a table as a file to download, or"
                " divide the text.",
            )

    def count_marks(self, text: str, line: int) -> None:
        """Raise UnreadableError for a text with more signs than any writer would use."""
        self.uncounted.append(text)
        self.length += len(text)
        if self.length <= MAX_MARKS and len(text) <= MAX_MARKS_TOGETHER:
            return
        marks = [_marks_in(text) for text in self.uncounted]
        self.uncounted.clear()
        self.marks += sum(marks)
        if self.marks > MAX_MARKS or marks[-1] > MAX_MARKS_TOGETHER:
            raise refuse(
                line,
                f"The text holds more than {MAX_MARKS:,} signs such as [ * _ ` or <, or"
                f" {MAX_MARKS_TOGETHER:,} in one paragraph (two blanks at the end of a line count"
                " as one): too many to be read.",
                "Take out what was pasted by mistake; put program text into a code block (```).",
            )


def _marks_in(text: str) -> int:
    return sum([text.count(mark) for mark in _MARKS if mark in text])


def refuse(line: int, message: str, remedy: str) -> UnreadableError:
    """The exception that ends the rendering of a text beyond a limit."""
    return UnreadableError(Finding(message, remedy, Severity.ERROR, line))


def check_size(text: str) -> None:
    """Raise UnreadableError for a text of more than a mebibyte."""
    if len(text) > MAX_SIZE or len(text.encode("utf-8", "replace")) > MAX_SIZE:
        raise refuse(
            1,
            "The text is longer than 1 MB; no post is.",
            "Take out what was pasted by mistake, such as a picture as text, or divide the text.",
        )
