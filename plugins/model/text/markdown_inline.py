"""The inline phase's own patterns: code, bare links, emphasis and raw HTML, as on GitHub.

They take the place of Python-Markdown's where those differ from GitHub Flavored Markdown or take
quadratic time; everything else (entities, breaks, autolinks in <>) is Python-Markdown's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element

import msgspec
from markdown import Markdown
from markdown.inlinepatterns import HtmlInlineProcessor, InlineProcessor
from markdown.util import AMP_SUBSTITUTE, ETX, INLINE_PLACEHOLDER_RE, STX, AtomicString, code_escape

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

ANGLE_LINK = r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
ANGLE_MAIL = r"<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9][\w-]*(?:\.[A-Za-z0-9][\w-]*)*)>"
TAG = (
    r"(</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*"
    r"(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*+\s*/?>"
    r"|<!--.*?-->|<!(?i:doctype)\s[^>]*>)"
)
# A script inside a paragraph goes with its text, of which nobody should read a word.
SCRIPT = r"(<(?i:script|style|svg)\b[^>]*>.*?</(?i:script|style|svg)\s*>)"
_HOST_START = re.compile(r"(?:https?://|www\.)[^\s!-/:-@\[-`{-~]", re.IGNORECASE)

Handled = tuple[Element | str | None, int | None, int | None]


class CodeAndEscape(InlineProcessor):
    r"""Code spans and backslash escapes in one pass from the left, since each can hide the other.

    A backslash at the end of a line is a line break.
    """

    def __init__(self, md: Markdown) -> None:
        # What starts with a set of signs is found faster than one of two alternatives.
        super().__init__(r"[\\`](?:(?<=\\)(.)|(?<=`)`*)", md)
        self._unclosed: tuple[str, set[int]] = ("", set())

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - of Python-Markdown
        """The element or character that a match stands for."""
        if char := m.group(1):
            if char == "\n":
                return Element("br"), m.start(), m.end()
            return _escaped(char), m.start(), m.end()
        return self._code(m, data)

    def _code(self, m: re.Match[str], data: str) -> Handled:
        length = m.end() - m.start()
        if self._unclosed[0] is not data:
            self._unclosed = (data, set())
        missing = self._unclosed[1]
        close = None
        if length not in missing:
            close = _ticks(length).search(data, m.end())
        if close is None:
            missing.add(length)
            return None, m.start(), m.end()
        return code_span(data[m.end() : close.start()]), m.start(), close.end()


def code_span(typed: str) -> Element:
    """Code in running text, from what stands between its backticks."""
    text = typed.replace("\n", " ")
    if text[0] == text[-1] == " " and text.strip():
        text = text[1:-1]
    code = Element("code")
    code.text = AtomicString(code_escape(text))
    return code


@lru_cache(maxsize=16)
def _ticks(length: int) -> re.Pattern[str]:
    """What finds so many backticks and no more."""
    return re.compile(f"(?<!`)`{{{length}}}(?!`)")


class Span(msgspec.Struct):
    """A stretch of text that becomes an element."""

    start: int
    end: int
    element: Element


class SpanProcessor(InlineProcessor):
    """A pattern that finds all its spans in a text at once, so that the time stays linear.

    Python-Markdown puts a placeholder for each span and asks again for the rest; what was found
    is kept by its distance from the end, which the placeholder does not change.
    """

    def __init__(self, trigger: str, md: Markdown) -> None:
        super().__init__(trigger, md)
        self.forget()

    def forget(self) -> None:
        """Keep nothing of the text before."""
        self._spans: list[Span] = []
        self._before, self._after, self._length = "", "", -1

    def find(self, data: str) -> list[Span]:
        """The spans of a text, in order, none inside another."""
        raise NotImplementedError

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: N802 - of Python-Markdown
        """The next span at or after the match."""
        if not self._goes_on(data):
            self._spans = self.find(data)[::-1]
            self._length = len(data)
        shift = len(data) - self._length
        while self._spans and self._spans[-1].start + shift < m.start():
            self._spans.pop()
        if not self._spans:
            self.forget()
            return None, m.start(), len(data)
        span = self._spans.pop()
        start, end = span.start + shift, span.end + shift
        self._before, self._after = data[:start], data[end:]
        return span.element, start, end

    def _goes_on(self, data: str) -> bool:
        """Whether this is the text of the last call with its span made a placeholder."""
        start, end = len(self._before), len(data) - len(self._after)
        return (
            self._length >= 0
            and start < end
            and data.startswith(self._before)
            and data.endswith(self._after)
            and INLINE_PLACEHOLDER_RE.fullmatch(data, start, end) is not None
        )


class BareLinks(InlineProcessor):
    """`https://...`, `www....` and e-mail addresses in running text become links.

    After https://github.github.com/gfm/#autolinks-extension-
    """

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown) -> None:
        super().__init__(
            r"(?<![\w/:.@+-])(?:(?P<web>(?:https?://|www\.)[^\s<\x02\x03]+)"
            r"|(?P<mail>[\w.+-]+@[^\W_][\w-]*(?:\.[\w-]*[^\W_])+)(?![\w@-]))",
            md,
        )
        self.compiled_re = re.compile(self.pattern, re.IGNORECASE)

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: ARG002, N802 - of Python-Markdown
        """The link, without the punctuation that ends the sentence."""
        if mail := m.group("mail"):
            return _link(f"mailto:{mail}", mail), m.start(), m.end()
        web = _without_sentence_end(m.group("web"))
        if not _HOST_START.match(web):
            return None, m.start(), m.end()
        href = f"http://{web}" if web[:4].lower() == "www." else web
        return _link(href, web), m.start(), m.start() + len(web)


class AngleMail(InlineProcessor):
    """`<jo@example.org>` becomes a link; Python-Markdown would write it as numbers."""

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]  # noqa: ARG002, N802 - of Python-Markdown
        """The link."""
        return _link(f"mailto:{m.group(1)}", m.group(1)), m.start(), m.end()


class RawHtml(HtmlInlineProcessor):
    """A tag inside a paragraph, as far as the allow-list lets it through."""

    def __init__(self, pattern: str, md: Markdown, keep: Callable[[str, int], str]) -> None:
        super().__init__(pattern, md)
        self.keep = keep

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: ARG002, N802 - of Python-Markdown
        """What stands for the tag."""
        raw = self.backslash_unescape(self.unescape(m.group(1)))
        return self.keep(raw, 0), m.start(), m.end()


def _escaped(char: str) -> str | None:
    """What stands for an escaped character; an & must not start an entity."""
    if char == "&":
        return f"{AMP_SUBSTITUTE}amp;"
    return f"{STX}{ord(char)}{ETX}" if char in PUNCTUATION else None


def _link(href: str, text: str) -> Element:
    link = Element("a", {"href": href})
    link.text = AtomicString(text)
    return link


def _without_sentence_end(address: str) -> str:
    while True:
        shorter = address.rstrip("?!.,:*_~'\"")
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        elif shorter.endswith(";"):
            shorter = re.sub(r"(?:&[A-Za-z0-9]+)?;$", "", shorter)
        if shorter == address:
            return address
        address = shorter
