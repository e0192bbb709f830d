"""Running text, outside code: what in it is no text, and the abbreviations that it explains."""

from __future__ import annotations

import re
from html import escape, unescape

from plugins.model.place import short
from plugins.model.text.markdown_document import Document
from plugins.model.text.markdown_leaves import ATTRIBUTES
from plugins.model.text.markup import as_html

_BROKEN_LINK = re.compile(r"\]\([^()\s]+ [^()]*\)")
_UNKNOWN_LABEL = re.compile(r"\[[^\[\]]+\]\[([^\[\]]+)\]")
_MARKED_AT_MOST = 2000  # abbreviations in one text: each carries its meaning along


def check_text(text: str, document: Document) -> str:
    """A text without attribute lists (`{: .x}`); they, and links that are none, are noted."""
    if "]" not in text and "{" not in text:
        return text
    if "](" in text and (found := _BROKEN_LINK.search(text)):
        document.fail(
            f'"{short(unescape(found.group()))}" looks like a link, but its address holds a blank,'
            " so that readers would see it as it stands.",
            "Write %20 for each blank in the address.",
            near=unescape(found.group()),
        )
    if "][" in text and (found := _UNKNOWN_LABEL.search(text)):
        document.warn(
            f"{short(unescape(found.group()))} looks like a link, but nothing says where it leads.",
            f"Add a line of its own: [{short(unescape(found.group(1)))}]: and the address.",
            near=unescape(found.group()),
        )
    return _without_attributes(text, document) if "{" in text else text


def _without_attributes(text: str, document: Document) -> str:
    for match in ATTRIBUTES.finditer(text):
        written = match.group().strip()
        document.warn(
            f"{written} is no text, and was left out: attributes cannot be set here.",
            "Take it out.",
            near=written,
        )
    return ATTRIBUTES.sub("", text)


class Abbreviations:
    """The abbreviations that one text explains (`*[BSL]: British Sign Language`)."""

    def __init__(self, meanings: dict[str, str]) -> None:
        self._meanings = meanings
        self._left = _MARKED_AT_MOST
        self._used: set[str] = set()
        names = sorted(map(as_html, meanings), key=len, reverse=True)
        self._names = (
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None
        )

    def mark(self, text: str) -> str:
        """A text in which each of them carries its meaning."""
        if self._names is None or self._left <= 0:
            return text
        marked, count = self._names.subn(self._with_meaning, text, self._left)
        self._left -= count
        return marked

    def tell_unused(self, document: Document) -> None:
        """Note those that the text, once it was marked, does not hold."""
        for name in sorted(self._meanings.keys() - self._used) if self._left > 0 else ():
            typed = f"*[{name}]: {self._meanings[name]}"[:80]
            document.warn(
                f"{typed} explains an abbreviation that the text does not hold, and is not shown.",
                f"If it is text, write \\{typed}; if not, take it out.",
                near=f"*[{name}]:",
            )

    def _with_meaning(self, found: re.Match[str]) -> str:
        name = unescape(found.group())
        self._used.add(name)
        meaning = self._meanings[name]
        return f'<abbr title="{escape(meaning)}">{found.group()}</abbr>'
