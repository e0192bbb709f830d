"""HTML as a list of what a reader would notice, so that ours can be compared with GitHub's.

Left out is what differs by design and is said in docs/markdown-differences.md: ids and roles,
the level of headings, typographic signs, the attributes of footnotes and pictures.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import cmarkgfm
from cmarkgfm.cmark import Options

from plugins.model.text.body import render, resolve

_STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."}
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "code",
        "del",
        "em",
        "i",
        "img",
        "input",
        "kbd",
        "mark",
        "s",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
_KEPT = frozenset({"href", "src", "alt", "title", "start", "align", "checked"})
_BACK = re.compile(r'\s*<a[^>]*class="footnote-back(?:ref)?"[^>]*>.*?</a>', re.DOTALL)


def noticed_on_github(text: str) -> list[str]:
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return noticed(cmarkgfm.github_flavored_markdown_to_html(text, options=options))


def noticed_here(text: str) -> list[str]:
    body = render(text, path="a.md", folder="", first_line=1, id_prefix="")
    return noticed(resolve(body.html, lambda target: target.partition(":")[2]))


def noticed(html: str) -> list[str]:
    """Tags and words in order; blanks count only between words and in code blocks."""
    reader = _Reader()
    reader.feed(_BACK.sub("", html).translate(_STRAIGHT))
    reader.close()
    return reader.result()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[bool, str]] = []  # whether it is a block's tag, and the part
        self.verbatim = False
        self.strong = 0  # GitHub makes one of two that stand in each other

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.verbatim = self.verbatim or tag == "pre"
        self.strong += tag == "strong"
        if tag == "label" or (tag == "strong" and self.strong > 1):
            return
        kept = {name: unquote(value or "") for name, value in attrs if name in _KEPT}
        classes = dict(attrs).get("class") or ""
        if classes.startswith("align-"):
            kept["align"] = classes.removeprefix("align-")
        if kept.get("href", "").startswith(("#fn-", "#user-content-fn")):
            kept["href"] = "#note"
        name = "h" if re.fullmatch(r"h\d", tag) else tag
        written = " ".join([name, *(f'{key}="{value}"' for key, value in sorted(kept.items()))])
        self.parts.append((tag not in _INLINE, f"<{written}>"))

    def handle_endtag(self, tag: str) -> None:
        self.verbatim = self.verbatim and tag != "pre"
        self.strong -= tag == "strong"
        if tag == "strong" and self.strong:
            return
        if tag not in ("label", "br", "hr", "img", "input"):
            name = "h" if re.fullmatch(r"h\d", tag) else tag
            self.parts.append((tag not in _INLINE, f"</{name}>"))

    def handle_data(self, data: str) -> None:
        self.parts.append((False, data if self.verbatim else re.sub(r"\s+", " ", data)))

    def result(self) -> list[str]:
        lines = [""]
        for is_block, part in self.parts:
            if is_block:
                lines += [part, ""]
            else:
                lines[-1] += part
        found = [line.strip("\n ") if "\n" in line else squeezed(line) for line in lines]
        return without_empty_paragraphs([line for line in found if line])


def squeezed(line: str) -> str:
    return re.sub(r" +", " ", line).strip()


def without_empty_paragraphs(lines: list[str]) -> list[str]:
    """A footnote's way back stands alone where the note ends in a list."""
    kept: list[str] = []
    for line in lines:
        if line == "</p>" and kept[-1:] == ["<p>"]:
            kept.pop()
        else:
            kept.append(line)
    return kept
