"""Footnotes: `[^1]` in the text, `[^1]: ...` anywhere; shown at the end, as on GitHub.

Numbered in the order of their first use. Ids carry a prefix, so that several posts can stand on
one page. Roles are those of https://www.w3.org/TR/dpub-aria-1.1/.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plugins.model.text.markdown_document import Document
from plugins.model.text.markdown_inline import Handled
from plugins.model.text.markdown_leaves import label
from plugins.model.wording.table import Wording

_LABEL_KEY = "data-footnote"


class NoteMark(InlineProcessor):
    """`[^label]` in running text."""

    def __init__(self, md: Markdown, document: Callable[[], Document]) -> None:
        super().__init__(r"\[\^([^\[\]\s]+)\]", md)
        self.document = document

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: ARG002, N802 - of Python-Markdown
        """The mark of a footnote that is defined; otherwise a warning."""
        name = label(m.group(1))
        if self.document().is_comment:
            return None, m.start(), m.end()
        if name not in self.document().notes:
            self.document().warn(
                f"The footnote {m.group()} is used here, but defined nowhere.",
                f"Add a line of its own with {m.group()}: and the text of the note.",
                near=m.group(),
            )
            return None, m.start(), m.end()
        mark = Element("sup", {"class": "footnote-ref", _LABEL_KEY: name})
        return mark, m.start(), m.end()


class Notes(Treeprocessor):
    """Number the marks in the order of the page and put the notes at its end."""

    def __init__(self, md: Markdown, document: Callable[[], Document]) -> None:
        super().__init__(md)
        self.document = document

    def run(self, root: Element) -> None:
        """Turn the holder at the end of the tree into the section of the notes."""
        document = self.document()
        if not document.notes:
            return
        holder = root[-1]
        root.remove(holder)
        order: dict[str, int] = {}
        uses: dict[str, list[str]] = {}
        _number(root, order, uses, document.id_prefix)
        numbered: set[str] = set()
        while found := [name for name in order if name not in numbered]:  # notes mention notes
            for name in found:
                _number(document.notes[name], order, uses, document.id_prefix)
            numbered.update(found)
        if order:
            root.append(_section(document, order, uses))
        for name in [name for name in document.notes if name not in order]:
            document.warn(
                f"The footnote [^{name}] is defined, but used nowhere, and is not shown.",
                f"Put [^{name}] where the text refers to it, or take the definition out.",
                line=document.note_lines[name],
            )


def hold(root: Element, document: Document) -> None:
    """Hang the notes below the tree, so that the inline phase reads them."""
    holder = SubElement(root, "div")
    holder.extend(document.notes.values())


def _number(tree: Element, order: dict[str, int], uses: dict[str, list[str]], prefix: str) -> None:
    for mark in tree.iter("sup"):
        name = mark.attrib.pop(_LABEL_KEY, None)
        if name is None:
            continue
        number = order.setdefault(name, len(order) + 1)
        ids = uses.setdefault(name, [])
        ids.append(f"{prefix}fnref-{number}" + (f"-{len(ids) + 1}" if ids else ""))
        link = SubElement(mark, "a", {"id": ids[-1], "href": f"#{prefix}fn-{number}"})
        link.set("role", "doc-noteref")
        link.text = AtomicString(str(number))


def _section(document: Document, order: dict[str, int], uses: dict[str, list[str]]) -> Element:
    section = Element("section", {"class": "footnotes", "role": "doc-endnotes"})
    section.set("aria-label", document.words.footnotes)
    items = SubElement(section, "ol")
    for name, number in order.items():
        item = document.notes[name]
        item.set("id", f"{document.id_prefix}fn-{number}")
        _add_ways_back(item, uses[name], document.words)
        items.append(item)
    return section


def _add_ways_back(item: Element, ids: list[str], words: Wording) -> None:
    last = item[-1] if len(item) and item[-1].tag == "p" else SubElement(item, "p")
    for count, target in enumerate(ids, start=1):
        back = words.back_to_place.format(number=count) if len(ids) > 1 else words.back
        link = SubElement(last, "a", {"class": "footnote-back", "href": f"#{target}"})
        link.set("role", "doc-backlink")
        link.set("aria-label", back)
        link.text = AtomicString("↩")
        previous = last[-2] if len(last) > 1 else None
        if previous is None:
            last.text = f"{last.text or ''} "
        else:
            previous.tail = f"{previous.tail or ''} "
