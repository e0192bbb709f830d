"""Headings, code blocks, HTML blocks, tables and link definitions: the blocks that hold no other.

Each function recognises or builds one of them, as GitHub Flavored Markdown describes it
(https://github.github.com/gfm/, chapter 4).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

import msgspec
from markdown.util import AtomicString, code_escape

from plugins.model.text.markdown_document import Definition, Document

HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
ABBREVIATION = re.compile(r"\*\[\s*([^\]\\\s][^\]\\]*)\]:[ \t]*(\S.*)$")
ATTRIBUTES = re.compile(r"[ \t]*(?<!\{)(?:\{:[^{}\n]*\}|\{#[\w:.-]+\})(?!\})")

_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
WIDE_TABLE = 5  # columns: more than a small screen can show beside each other
LONG_WORD = 28  # letters: two columns of such words fill a page
_LONG_WORD = re.compile(rf"\S{{{LONG_WORD},}}")
_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_LABEL = r"\[((?:[^\[\]\\]|\\.){1,999})\]"
_TITLE = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)"
_REFERENCE = re.compile(
    rf" {{0,3}}{_LABEL}:[ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s<]\S*)"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t]*)({_TITLE}))?[ \t]*(?:\n|$)"
)
_BARE_REFERENCE = re.compile(
    rf" {{0,3}}{_LABEL}:[ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s<]\S*)()[ \t]*(?:\n|$)"
)

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|"
    "hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|"
    "search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_ATTRIBUTE = r"\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
_HTML_STARTS: tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?:\s|>|$)", re.I),
        re.compile(r"</(?:script|pre|style|textarea)>", re.I),
    ),
    (re.compile(r"<!--"), re.compile(r"-->")),
    # On GitHub, <?, <! and <![CDATA[ hide the words after them; here they are text.
    (re.compile(r"<!DOCTYPE\s", re.I), re.compile(r">")),
    (re.compile(rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.I), None),
)
_LONE_TAG = re.compile(rf"(?:<[A-Za-z][\w-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][\w-]*\s*>)\s*$")


class Leaf(msgspec.Struct):
    """The open block that takes lines: a paragraph, a table, code or HTML."""

    kind: str
    line: int
    lines: list[str] = []
    fence: str = ""
    info: str = ""
    indent: int = 0
    end: re.Pattern[str] | None = None
    table: Element | None = None
    no_table: bool = False  # a paragraph in which a table was looked for in vain
    alignments: list[str] = []


def start_html(text: str, at: int, *, in_paragraph: bool) -> tuple[bool, re.Pattern[str] | None]:
    """Whether an HTML block starts here, and what ends it (None: a blank line)."""
    for start, end in _HTML_STARTS:
        if start.match(text, at):
            return True, end
    return not in_paragraph and bool(_LONE_TAG.match(text, at)), None


def heading_words(typed: str) -> str:
    """The words of a heading, without the # signs that may close it."""
    words = typed.rstrip(" \t")
    before = words.rstrip("#")
    return words if before and before[-1] not in " \t" else before.rstrip(" \t")


def add_heading(parent: Element, level: int, text: str) -> None:
    """Append a heading of that level, as it was typed (levels are shifted later)."""
    SubElement(parent, f"h{level}").text = text.strip()


def add_code(parent: Element, text: str, info: str = "") -> None:
    """Append a code block; `info` is what stands after the fence, its first word the language."""
    pre = SubElement(parent, "pre")
    code = SubElement(pre, "code")
    if language := _LANGUAGE.match(info.strip()):
        code.set("class", f"language-{language.group()}")
    code.text = AtomicString(code_escape(text))


def split_row(row: str) -> list[str]:
    r"""The cells of a table's row; a bar that belongs to a cell is written `\|`."""
    row = row.strip().removeprefix("|")
    cells = _CELL_END.split(row)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [cell.strip().replace("\\|", "|") for cell in cells]


def is_under_heading(heading: str, line: str) -> bool:
    """Whether a line is the dashes below the heading of a table."""
    return "|" in heading + line and bool(_DELIMITERS.match(line.strip()))


def start_table(heading: str, line: str) -> tuple[Element, list[str]] | None:
    """A table from its heading and the dashes below it, and the class of each column.

    A wide one takes the keyboard's focus, since the theme lets it scroll sideways (WCAG 2.1.1);
    `add_row` tells of one that is wide by a word.

    None where the two have not the same number of cells.
    """
    alignments = [_alignment(cell) for cell in split_row(line)]
    cells = split_row(heading)
    if len(cells) != len(alignments):
        return None
    table = Element("table")
    if len(cells) >= WIDE_TABLE:
        table.set("tabindex", "0")
    _add_row(SubElement(table, "thead"), "th", cells, alignments)
    _scroll_if_wide(table, cells)
    return table, alignments


def add_row(table: Element, alignments: list[str], row: str) -> int:
    """Append a row, filled up with empty cells; gives the number of cells too many for it."""
    body = table[1] if len(table) > 1 else SubElement(table, "tbody")
    cells = split_row(row)
    surplus = len(cells) - len(alignments)
    # A cell too many is an error by then; its words still go with the last column.
    if surplus > 0:
        cells[len(alignments) - 1 :] = [" ".join(cells[len(alignments) - 1 :])]
    cells += [""] * (len(alignments) - len(cells))
    _add_row(body, "td", cells, alignments)
    _scroll_if_wide(table, cells)
    return max(surplus, 0)


def _scroll_if_wide(table: Element, cells: list[str]) -> None:
    """Let a table scroll that has a word as wide as half a page; where links lead is not shown."""
    if any(len(cell) > LONG_WORD and _LONG_WORD.search(_TARGET.sub("", cell)) for cell in cells):
        table.set("tabindex", "0")


def take_definitions(text: str, document: Document, line: int) -> str:
    """Keep the link definitions (`[label]: address "title"`) that open a paragraph; the rest."""
    while not document.is_comment and text.startswith("["):
        match = _REFERENCE.match(text) or _BARE_REFERENCE.match(text)
        if not match or match.group(1).startswith("^") or not match.group(1).strip():
            break
        href, title = match.group(2), match.group(3) or ""
        href = href[1:-1] if href.startswith("<") else href
        definition = Definition(
            " ".join(match.group().split()), _unescape(href), _unescape(title[1:-1]), line
        )
        document.define(label(match.group(1)), definition)
        line += match.group().count("\n")
        text = text[match.end() :].lstrip(" ")
    return text


def label(text: str) -> str:
    """The label of a link definition, so that case and blanks do not matter."""
    return " ".join(text.split()).casefold()


def _unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def _alignment(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    if left and right:
        return "align-center"
    return "align-left" if left else "align-right" if right else ""


def _add_row(parent: Element, tag: str, cells: list[str], alignments: list[str]) -> None:
    row = SubElement(parent, "tr")
    for text, alignment in zip(cells, alignments, strict=True):
        cell = SubElement(row, tag)
        cell.text = text
        if alignment:
            cell.set("class", alignment)
