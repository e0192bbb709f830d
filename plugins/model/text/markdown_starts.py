"""What starts a block: one function for each kind, tried by the first sign of a line.

Each is asked with the reading, the line, where its content starts (`pos`) and where its first sign
stands (`at`). It gives None if its block does not start here, LINE_DONE if it took the whole line,
or where the content of the quote, item or note that it opened goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from plugins.model.text import markdown_leaves as leaves
from plugins.model.text.markdown_containers import (
    DEFINITION,
    ITEM,
    NOT_BLANK,
    NOTE,
    Container,
    add_definition,
    add_item,
    item_offset,
)
from plugins.model.text.markdown_leaves import Leaf

if TYPE_CHECKING:
    from plugins.model.text.markdown_blocks import Blocks

LINE_DONE = -1


def start_indented(blocks: Blocks, text: str, pos: int) -> int | None:
    """A code block by indentation, which cannot interrupt a paragraph."""
    if blocks.leaf and blocks.leaf.kind == "paragraph":
        return None
    blocks.begin()
    blocks.leaf = Leaf("indented", blocks.number, [text[pos + 4 :]])
    blocks.blank_from = None
    return LINE_DONE


def _quote(blocks: Blocks, text: str, _pos: int, at: int) -> int | None:
    parent = blocks.begin()
    blocks.enter(Container("quote", SubElement(parent.element, "blockquote")))
    return at + 2 if text[at + 1 : at + 2] == " " else at + 1


def _heading(blocks: Blocks, text: str, _pos: int, at: int) -> int | None:
    match = leaves.HEADING.match(text, at)
    if not match:
        if text.startswith("##", at) and not blocks.in_paragraph:
            blocks.document.warn(
                "This line starts with # signs, but is not a heading: no blank follows them.",
                "Put a blank between the # signs and the words.",
                line=blocks.number,
            )
        return None
    parent = blocks.begin()
    if words := leaves.heading_words(match.group(2) or ""):
        leaves.add_heading(parent.element, len(match.group(1)), words)
    else:
        blocks.document.warn(
            "A heading has no words, and was left out.",
            "Give it words, or take its # signs out.",
            line=blocks.number,
        )
    return LINE_DONE


def _fence(blocks: Blocks, text: str, pos: int, at: int) -> int | None:
    match = leaves.FENCE.match(text, at)
    if not match:
        return None
    blocks.begin()
    fence, info = match.group(1) or match.group(3), match.group(2) or match.group(4) or ""
    blocks.leaf = Leaf("fence", blocks.number, fence=fence, info=info, indent=at - pos)
    return LINE_DONE


def _html(blocks: Blocks, text: str, pos: int, at: int) -> int | None:
    in_paragraph = blocks.leaf is not None and blocks.leaf.kind == "paragraph"
    starts, end = leaves.start_html(text, at, in_paragraph=in_paragraph)
    if not starts:
        return None
    blocks.begin()
    blocks.leaf = Leaf("html", blocks.number, [text[pos:]], end=end)
    if end and end.search(text, at):
        blocks.close_leaf(blocks.leaf)
    return LINE_DONE


def _underline(blocks: Blocks, text: str, _pos: int, at: int) -> int | None:
    if not blocks.in_paragraph or not leaves.UNDERLINE.match(text, at):
        return None
    heading = blocks.take_paragraph()
    if not heading:  # all of it was link definitions, so this underlines nothing: it is text
        blocks.begin()
        blocks.leaf = Leaf("paragraph", blocks.number, [text[at:]])
        return LINE_DONE
    leaves.add_heading(blocks.begin().element, 1 if text[at] == "=" else 2, heading)
    return LINE_DONE


def _rule(blocks: Blocks, text: str, _pos: int, at: int) -> int | None:
    if not leaves.RULE.match(text, at):
        return None
    SubElement(blocks.begin().element, "hr")
    return LINE_DONE


def _item(blocks: Blocks, text: str, pos: int, at: int) -> int | None:
    match = ITEM.match(text, at)
    if not match:
        return None
    # Only "1." and an item with text may end a paragraph: a line that happens to start
    # with "2014." must stay text.
    if blocks.in_paragraph and (
        match.group(2) not in (None, "1") or not NOT_BLANK.search(text, match.end())
    ):
        return None
    blocks.document.count_blocks(1, blocks.number)
    blocks.close()
    parent = blocks.open[-1]
    last = len(parent.element)
    blank = blocks.blank_before()
    item, made = add_item(parent, match, blank=blank)
    if len(parent.element) > last:
        blocks.lists.append(made)
        if parent.part_of and blank and last:
            parent.part_of.loose = True
    start, width = item_offset(text, match)
    blocks.enter(Container("item", item, at - pos + width, made))
    return start


def _note(blocks: Blocks, text: str, _pos: int, at: int) -> int | None:
    match = NOTE.match(text, at)
    if not match or blocks.document.is_comment:
        return None
    blocks.begin()
    name = leaves.label(match.group(1))
    if name in blocks.document.notes:
        blocks.document.fail(
            f"The footnote [^{match.group(1)}] is defined twice; only one can be shown.",
            "Give one of them another name, in its definition and where it is used.",
            line=blocks.number,
        )
        element = Element("li")  # read, and shown nowhere
    else:
        element = blocks.document.notes[name] = Element("li")
        blocks.document.note_lines[name] = blocks.number
    blocks.enter(Container("note", element, 4))
    return match.end()


def _abbreviation(blocks: Blocks, text: str, _pos: int, at: int) -> int | None:
    match = leaves.ABBREVIATION.match(text, at)
    if not match or blocks.document.is_comment:
        return None
    blocks.begin()
    name, meaning = match.group(1).strip(), match.group(2).strip()
    if blocks.document.abbreviations.setdefault(name, meaning) != meaning:
        blocks.document.fail(
            f"The abbreviation {name} is explained twice; only one meaning can be shown.",
            "Take one of them out.",
            line=blocks.number,
        )
    return LINE_DONE


def _definition(blocks: Blocks, text: str, pos: int, at: int) -> int | None:
    match = DEFINITION.match(text, at)
    if not match:
        return None
    blank = blocks.blank_before()
    terms = _take_terms(blocks)
    parent = blocks.open[blocks.matched]
    if not terms and not (len(parent.element) and parent.element[-1].tag == "dl"):
        return None
    blocks.begin()
    made_before = len(parent.children)
    element, made = add_definition(parent, terms, blank=blank)
    if len(parent.children) > made_before:
        blocks.lists.append(made)
    gap = match.end() - at if match.end() - at <= 5 else 2
    blocks.enter(Container("item", element, at - pos + gap, made))
    return at + gap


def _take_terms(blocks: Blocks) -> list[str]:
    """The lines before a definition, taken out of their paragraph."""
    if blocks.in_paragraph:
        return blocks.take_paragraph().split("\n")
    parent = blocks.open[-1]
    if blocks.leaf or not blocks.whole or not len(parent.element) or parent.element[-1].tag != "p":
        return []
    paragraph = parent.element[-1]
    parent.element.remove(paragraph)
    return (paragraph.text or "").split("\n")


def _table(blocks: Blocks, text: str, pos: int, _at: int) -> int | None:
    leaf = blocks.leaf
    if leaf is None or not blocks.in_paragraph or leaf.no_table:
        return None
    heading = leaf.lines[-1]
    if not leaves.is_under_heading(heading, text[pos:]):
        return None
    started = leaves.start_table(heading, text[pos:])
    if not started:
        leaf.no_table = True
        if "|" in text[pos:] and "|" in heading:
            blocks.document.fail(
                "This looks like a table, but its heading has"
                f" {len(leaves.split_row(heading))} cells and the line of dashes below it"
                f" {len(leaves.split_row(text[pos:]))}, so that it would be shown as text.",
                "Give both lines the same number of cells.",
                line=blocks.number,
            )
        return None
    leaf.lines.pop()
    parent = blocks.begin()
    table, alignments = started
    blocks.document.count_blocks(len(alignments), blocks.number)
    blocks.document.count_marks("".join(table.itertext()), blocks.number)
    parent.element.append(table)
    blocks.leaf = Leaf("table", blocks.number, table=table, alignments=alignments)
    return LINE_DONE


Start = Callable[["Blocks", str, int, int], int | None]
_ITEM: tuple[Start, ...] = (_item,)
STARTS: dict[str, tuple[Start, ...]] = {
    ">": (_quote,),
    "#": (_heading,),
    "`": (_fence,),
    "~": (_fence,),
    "<": (_html,),
    "=": (_underline,),
    "-": (_table, _underline, _rule, _item),
    "*": (_rule, _abbreviation, _item),
    "_": (_rule,),
    "|": (_table,),
    ":": (_table, _definition),
    "[": (_note,),
    **dict.fromkeys("+0123456789", _ITEM),
}
