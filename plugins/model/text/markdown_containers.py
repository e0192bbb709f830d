"""Quotes, list items, definitions and footnotes: the blocks that hold other blocks.

The rules of indentation are those of CommonMark (https://spec.commonmark.org/, chapter 5): what
belongs to a list item starts below the first letter of its text, be that 2, 3 or 5 columns in.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

import msgspec

ITEM = re.compile(r"(?:([-*+])|(\d{1,9})([.)]))(?=[ \t]|$)")
NOTE = re.compile(r"\[\^([^\[\]\s]+)\]:[ \t]*")
DEFINITION = re.compile(r":[ \t]+(?=\S)")
NOT_BLANK = re.compile(r"\S")

_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)", re.I)
_TASK = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")


class List(msgspec.Struct):
    """A list or definition list; `loose` when a blank line stands between its parts."""

    element: Element
    mark: str
    loose: bool = False


class Container(msgspec.Struct):
    """An open block that holds blocks.

    kind: "document", "quote", "item" (also a definition) or "note".
    offset: how many columns what belongs to it is indented.
    """

    kind: str
    element: Element
    offset: int = 0
    part_of: List | None = None
    children: list[List] = []

    def resume(self, text: str, pos: int, *, empty: bool) -> int:
        """Where its content goes on in this line; -1 if the line does not belong to it."""
        match = NOT_BLANK.search(text, pos)
        if self.kind == "quote":
            if not match or match.start() - pos > 3 or match.group() != ">":
                return -1
            end = match.end()
            return end + 1 if text[end : end + 1] == " " else end
        if not match:
            return -1 if empty and self.kind == "item" else len(text)
        return pos + self.offset if match.start() - pos >= self.offset else -1


def add_item(parent: Container, match: re.Match[str], *, blank: bool) -> tuple[Element, List]:
    """Append a list item, to the list before it where that has the same mark."""
    bullet, number, end = match.groups()
    mark = bullet or end
    found = open_list(parent, mark)
    if found is None:
        found = List(SubElement(parent.element, "ul" if bullet else "ol"), mark)
        parent.children.append(found)
        if number and int(number) != 1:
            found.element.set("start", str(int(number)))
    elif blank:
        found.loose = True
    return SubElement(found.element, "li"), found


def open_list(parent: Container, mark: str) -> List | None:
    """The list with that mark that the next item belongs to."""
    last = parent.children[-1] if parent.children else None
    if last and last.mark == mark and last.element is parent.element[-1]:
        return last
    return None


def item_offset(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the text of a list item starts, and its distance from the start of the mark."""
    end = match.end()
    content = NOT_BLANK.search(text, end)
    gap = content.start() - end if content else 1
    gap = gap if 1 <= gap <= 4 else 1
    return min(end + gap, len(text)), end + gap - match.start()


def add_definition(parent: Container, terms: list[str], *, blank: bool) -> tuple[Element, List]:
    """Append a definition, and the terms before it, to the definition list."""
    found = open_list(parent, ":")
    if found is None:
        found = List(SubElement(parent.element, "dl"), ":")
        parent.children.append(found)
    if blank:
        found.loose = True
    for term in terms:
        SubElement(found.element, "dt").text = term
    return SubElement(found.element, "dd"), found


def finish_list(made: List) -> None:
    """Once a list is read: its tasks get their boxes, a tight one loses its paragraphs."""
    for item in made.element:
        if item.tag == "li" and _add_task(item):
            made.element.set("class", "task-list")
        if not made.loose:
            _tighten(item)


def finish_quote(quote: Element) -> None:
    """Once a quote is read: `> [!TIP]` makes it a note (GitHub calls it an alert)."""
    first = quote[0] if len(quote) else None
    match = _ALERT.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is None or not match:
        return
    kind = match.group(1).lower()
    quote.tag = "aside"
    quote.set("class", f"note note-{kind}")
    # Role note, so that a page with many of them does not become a page of landmarks.
    quote.set("role", "note")
    first.text = (first.text or "")[match.end() :]
    if not first.text:
        quote.remove(first)
    title = Element("p", {"class": "note-title"})
    title.text = kind.capitalize()
    quote.insert(0, title)


def _add_task(item: Element) -> bool:
    first = item[0] if len(item) else None
    match = _TASK.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is None or not match:
        return False
    # The label gives the box a name (WCAG 4.1.2): the task itself.
    label = Element("label")
    box = SubElement(label, "input", {"type": "checkbox", "disabled": "disabled"})
    if match.group(1) != " ":
        box.set("checked", "checked")
    box.tail = " " + (first.text or "")[match.end() :]
    first.text = None
    first.append(label)
    item.set("class", "task")
    return True


def _tighten(item: Element) -> None:
    before: Element | None = None
    for child in list(item):
        if child.tag != "p":
            before = child
            continue
        position = list(item).index(child)
        item.remove(child)
        if before is None:
            item.text = (item.text or "") + (child.text or "")
        else:
            before.tail = (before.tail or "") + (child.text or "")
        for moved in child:
            item.insert(position, moved)
            before, position = moved, position + 1
