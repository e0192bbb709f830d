"""The few tags of a comment as Markdown that an editor can read."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "pre"})
_AROUND = {"strong": "**", "em": "*", "b": "**", "i": "*", "del": "~~", "s": "~~"}
_ALWAYS = re.compile(r"[\\`*\[\]<]|&(?=#?\w+;)|~|(?<!\w)_|_(?!\w)")
_LEADING = re.compile(r"^(\s*)(?:([#>|=+-])|(\d{1,9})([.)]))", re.MULTILINE)
_PLAIN_LINK = re.compile(r"[^\s()<>\\]+")


def escaped(text: str) -> str:
    r"""A text in which no sign means anything in Markdown (CommonMark, 2.4).

    >>> escaped("1. a *star* & <b>")
    '1\\. a \\*star\\* & \\<b>'
    """
    text = _ALWAYS.sub(lambda sign: "\\" + sign[0], text)
    return _LEADING.sub(_not_at_the_start, text)


def _not_at_the_start(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[1]}\\{found[2]}"
    return f"{found[1]}{found[3]}\\{found[4]}"


def markdown_of(html: str) -> str:
    """HTML that was cleaned as Markdown; whoever asks looks whether it shows the same."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.done()


class _Writer(HTMLParser):
    """Writes Markdown while HTML is read: blocks one below the other, the margin of each before it.

    margins: what the lines of the blocks inside begin with; the first line of an item has its mark.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.inline: list[str] = []
        self.margins: list[str] = []
        self.mark = ""  # of an item whose first line is yet to come
        self.lists: list[int] = []  # the number of the next item, 0 for a list without numbers
        self.links: list[str] = []
        self.in_code = self.in_pre = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_block()
            self.begin_block(tag)
        elif tag == "br":
            self.inline.append("<br>\n")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.inline.append("[")
        elif tag == "code" and not self.in_pre:
            self.in_code = True
        elif tag in _AROUND:
            self.inline.append(_AROUND[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self.end_pre()
        elif tag in _BLOCKS:
            self.end_block()
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag in {"li", "blockquote"} and self.margins:
            self.margins.pop()
        elif tag == "a" and self.links:
            address = self.links.pop()
            address = address if _PLAIN_LINK.fullmatch(address) else f"<{address}>"
            self.inline.append(f"]({address})")
        elif tag == "code":
            self.in_code = False
        elif tag in _AROUND:
            self.inline.append(_AROUND[tag])

    def handle_data(self, data: str) -> None:
        if self.in_pre:
            self.inline.append(data)
        elif self.in_code:
            fence = "`" * (1 + max(map(len, re.findall("`+", data)), default=0))
            self.inline.append(f"{fence} {data} {fence}" if "`" in data else f"`{data}`")
        else:
            self.inline.append(_ALWAYS.sub(lambda sign: "\\" + sign[0], data))

    def begin_block(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append(int(tag == "ol"))
        elif tag == "li":
            self.begin_item()
        elif tag == "blockquote":
            self.margins.append("> ")
        self.in_pre = tag == "pre"

    def begin_item(self) -> None:
        number = self.lists[-1] if self.lists else 0
        self.mark = f"{number}. " if number else "- "
        if number:
            self.lists[-1] += 1
        self.margins.append(" " * len(self.mark))

    def end_block(self) -> None:
        """The words since the last block become one."""
        text = "".join(self.inline).strip()
        self.inline.clear()
        if text:
            lines = [" ".join(line.split()) for line in text.split("\n")]
            self.put([_LEADING.sub(_not_at_the_start, line) for line in lines])

    def end_pre(self) -> None:
        text = "".join(self.inline).strip("\n")
        self.inline.clear()
        self.in_pre = self.in_code = False
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        self.put([fence, *text.split("\n"), fence])

    def put(self, lines: list[str]) -> None:
        margin = "".join(self.margins)
        first = margin
        if self.mark:
            first = margin[: -len(self.mark)] + self.mark
            self.mark = ""
        begun = [f"{first}{lines[0]}", *(f"{margin}{line}" for line in lines[1:])]
        self.blocks.append("\n".join(line.rstrip() for line in begun))

    def done(self) -> str:
        """All that was written."""
        self.end_block()
        return "\n\n".join(self.blocks)
