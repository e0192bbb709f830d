"""Markdown to HTML as GitHub shows it, with what the rest of the site needs to know of a text.

`render` is the door; the phases behind it are `markdown_parser` (Python-Markdown), `finishing`
(headings, links, pictures, punctuation) and `cleaning` (nh3). The result depends on the arguments
alone, so that it can be cached and made in any process.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from html import escape, unescape
from itertools import accumulate

import msgspec

from plugins.model.problem import Problem, Severity
from plugins.model.text import cleaning
from plugins.model.text.finishing import Finishing
from plugins.model.text.link_target import Reference
from plugins.model.text.markdown_document import (
    Document,
    Finding,
    UnreadableError,
    check_size,
    refuse,
)
from plugins.model.text.markdown_parser import convert, convert_title
from plugins.model.text.reading_time import minutes_to_read
from plugins.model.text.rendered import Body, body_of
from plugins.model.text.shown import IN_TEXT, Shown, in_text, not_shown
from plugins.model.wording.english import ENGLISH
from plugins.model.wording.table import Wording

# Python-Markdown keeps its placeholders between control characters; neither HTML nor the XML of
# feeds allows any of these.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LEFT_OVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>\n?")
_REFERRING = re.compile(
    r"<(?P<tag>a|img|audio|video|source|track)(?P<attributes>(?: [^\s\"=<>]+=\"[^\"]*\")*)>|</a>"
)
_ADDRESS = re.compile(r" (href|src|poster)=\"((?:source|site):[^\"]*)\"")
_MOST_ALIKE = 20  # problems of one message in one text
_MARKUP = re.compile(r"[`*_~\\]")


def render(
    text: str,
    *,
    path: str,
    folder: str,
    first_line: int,
    id_prefix: str,
    site_url: str = "",
    frame_hosts: frozenset[str] = frozenset(),
    words: Wording = ENGLISH,
) -> Body:
    """Render the text of one file; never raises for any text.

    path: the file's name in problems ("content/posts/2014/x.md").
    folder: where it stands in content/ ("posts/2014"), from which its links are read.
    first_line: the line of the file on which the text begins.
    id_prefix: what the ids of footnotes start with, different for each post on a page.
    site_url: full addresses that start with it are internal.
    frame_hosts: the hosts whose frames (`<iframe>`) are let through.
    words: what the site itself says in the text, in its language.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = _Lines(text)
    prefix = f"{id_prefix.rstrip('-')}-" if id_prefix else ""
    document = Document(id_prefix=prefix, words=words)
    try:
        check_size(text)
        html = convert(without_control(text, document), document)
        lines.hide(document.code_lines)
        finishing = Finishing(
            document, lines.next, folder=folder, site_url=site_url, frame_hosts=frame_hosts
        )
        html = _cleaned(finishing.run(html), document)
    except UnreadableError as error:
        return _unreadable(error.finding, path, first_line)
    except RecursionError:
        return _unreadable(_too_deep().finding, path, first_line)
    return body_of(
        html,
        finishing.text,
        headings=tuple(finishing.headings),
        references=tuple(_on_line(reference, first_line) for reference in finishing.references),
        first_paragraph=finishing.paragraph,
        problems=_problems(document.findings, path, first_line, lines),
        minutes=minutes_to_read(finishing.text),
    )


def resolve(
    html: str,
    address: Callable[[str], str | None],
    picture: Callable[[str], Shown | None] = not_shown,
    sizes: str = IN_TEXT,
) -> str:
    """Put an address in the place of each `source:` and `site:` reference.

    Where `address` gives None, a link becomes its words and a picture vanishes.
    picture: gives the sizes of the picture that a reference means; sizes: how wide it is shown.
    """
    if "source:" not in html and "site:" not in html:
        return html
    kept = True

    def replace(match: re.Match[str]) -> str:
        nonlocal kept
        tag = match.group("tag")
        if tag is None:
            was_kept, kept = kept, True
            return match.group() if was_kept else ""
        found: list[str | None] = []
        target = ""

        def put(attribute: re.Match[str]) -> str:
            nonlocal target
            target = unescape(attribute.group(2))
            found.append(address(target))
            return f' {attribute.group(1)}="{escape(found[-1] or "")}"' if found[-1] else ""

        attributes = _ADDRESS.sub(put, match.group("attributes"))
        lost = None in found and tag in ("a", "img", "source", "track")
        if tag == "a":
            kept = not lost
        if lost:
            return ""
        made = f"<{tag}{attributes}>"
        shown = picture(target) if tag == "img" and target else None
        return in_text(made, shown, sizes) if shown else made

    return _REFERRING.sub(replace, html)


def inline(text: str) -> str:
    """A title as HTML: code and emphasis are read, everything else is escaped exactly once."""
    text = " ".join(_CONTROL.sub("", text).split())
    if not _MARKUP.search(text):
        return escape(text)
    try:
        return convert_title(text)
    except (UnreadableError, RecursionError):
        return escape(text)


def without_control(text: str, document: Document) -> str:
    """A text without the characters that no page may hold, which are noted."""
    # What can be printed holds none: a question that is far quicker than a search.
    is_plain = text.replace("\n", "").isprintable()
    found = None if is_plain else _CONTROL.search(text)
    if not found:
        return text
    document.warn(
        f"The text holds characters that cannot be shown (code {ord(found.group()):#06x}); they"
        " were left out.",
        "Type the words around them anew, or paste them as plain text.",
        line=text.count("\n", 0, found.start()) + 1,
    )
    return _CONTROL.sub("", text)


def _cleaned(html: str, document: Document) -> str:
    """A finished body as it may be shown.

    What holds no HTML of an editor's is rightly nested, as it was written from a tree.
    """
    if not document.holds_html and cleaning.is_harmless(html):
        return EMPTY_PARAGRAPH.sub("", html).strip()
    return _LEFT_OVER.sub("", EMPTY_PARAGRAPH.sub("", cleaning.clean(html))).strip()


def _unreadable(finding: Finding, path: str, first_line: int) -> Body:
    problem = _problem(finding, path, first_line + finding.line - 1)
    return body_of("", problems=(problem,))


def _too_deep() -> UnreadableError:
    return refuse(
        1,
        "Lists, quotes, brackets or emphasis stand too deep inside each other to be read.",
        "Take out what was pasted by mistake.",
    )


def _on_line(reference: Reference, first_line: int) -> Reference:
    return msgspec.structs.replace(reference, line=reference.line + first_line - 1)


def _problems(
    findings: list[Finding], path: str, first_line: int, lines: _Lines
) -> tuple[Problem, ...]:
    """The findings with their lines: of one found several times, each line that it stands on."""
    alike: dict[tuple[str, str], dict[Problem, None]] = {}
    for finding, times in Counter(findings).items():
        found = [finding.line] if finding.line else lines.find(finding.near, times)
        problems = (_problem(finding, path, first_line + line - 1) for line in found)
        alike.setdefault((finding.message, finding.rule), {}).update(dict.fromkeys(problems))
    return tuple(problem for group in alike.values() for problem in _shortened(list(group)))


def _shortened(alike: list[Problem]) -> list[Problem]:
    """Problems of one message, those too many for a reader made one."""
    if len(alike) <= _MOST_ALIKE or alike[0].rule:
        return alike
    last = alike[_MOST_ALIKE]
    message = f"{last.message} So it is in {len(alike) - _MOST_ALIKE - 1} more places below."
    return [*alike[:_MOST_ALIKE], msgspec.structs.replace(last, message=message)]


def _problem(finding: Finding, path: str, line: int) -> Problem:
    severity = Severity(finding.severity)
    return Problem(path, line, "text", finding.message, finding.remedy, severity, finding.rule)


class _Lines:
    """Where words stand in a text, found only when somebody asks; code blocks do not count."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._hidden: list[range] = []
        self._starts: list[int] = []
        self._pos = 0

    def hide(self, lines: list[range]) -> None:
        """Leave these lines out of every search."""
        self._hidden = lines

    def next(self, words: str) -> int:
        """The line of the next place, in the order of the text, where an address stands."""
        at = self._search(words, self._pos)
        if at < 0:
            at = self._search(words, 0)
        if at < 0:
            return self._line(self._pos)
        # The address of [text][label] stands elsewhere: the search goes on from where it was.
        if not self._text[max(0, at - 4) : at].rstrip().endswith("]:"):
            self._pos = at + 1
        return self._line(at)

    def find(self, words: str, times: int) -> list[int]:
        """The lines of the first places where these words, or the first of them, stand; else 1."""
        for wanted in (words, words.lstrip("# "), words.partition(" ")[0]):
            found: list[int] = []
            at = self._search(wanted, 0, anywhere=True)
            while at >= 0 and len(found) < times:
                found.append(self._line(at))
                at = self._search(wanted, at + 1, anywhere=True)
            if found:
                return found
        return [1]

    def _search(self, words: str, start: int, *, anywhere: bool = False) -> int:
        at = self._text.find(words, start) if words else -1
        while at >= 0:
            before = self._text[at - 1 : at]
            if (anywhere or before in "(<\"'=: \t\n") and not self._is_hidden(at):
                return at
            at = self._text.find(words, at + 1)
        return -1

    def _is_hidden(self, at: int) -> bool:
        return bool(self._hidden) and any(self._line(at) in lines for lines in self._hidden)

    def _line(self, at: int) -> int:
        if not self._starts:
            self._starts = [0, *accumulate(len(line) + 1 for line in self._text.split("\n"))]
        return bisect_right(self._starts, at)
