"""The report as a terminal shows it."""

from __future__ import annotations

import re
from html import unescape

_MARKUP = re.compile(r"</?[a-z][^>]*>|\*\*|^#+ ", re.MULTILINE)  # the report's own
_FENCED = re.compile(r"^  (`{3,})\n(.*?)^  \1$\n?", re.MULTILINE | re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # by which a text could command a terminal


def plain(report: str) -> str:
    r"""A report without its Markdown, and what the content says as it says it.

    report: one in which every text of the content went through `as_text`, and every line to paste
        through `fenced`: whatever else looks like markup is ours.

    >>> plain("## Title\n\n- **a&#95;b**, <span>@</span>c")
    'Title\n\n- a_b, @c'
    """
    pieces = _FENCED.split(report)  # words, fence, lines to paste, words, ...
    pieces[::3] = map(_words, pieces[::3])
    del pieces[1::3]
    return _CONTROL.sub(_written_out, "".join(pieces))


def _words(markdown: str) -> str:
    return re.sub("\n{3,}", "\n\n", unescape(_MARKUP.sub("", markdown)))


def _written_out(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode()
