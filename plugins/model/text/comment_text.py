"""The text of a comment kept from an older site: Markdown, reduced to a few harmless tags."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import accumulate

from plugins.model.encoding import INVISIBLE
from plugins.model.text import cleaning
from plugins.model.text.body import EMPTY_PARAGRAPH, without_control
from plugins.model.text.markdown_document import Document, Finding, UnreadableError, check_size
from plugins.model.text.markdown_parser import convert
from plugins.model.text.markup import plain
from plugins.model.text.unseen import shows_nothing, without_turning, without_unseen

_PICTURE = re.compile(r"<img[^>]*? alt=\"([^\"]*)\"[^>]*>|<img[^>]*>")
_DEAD_LINK = re.compile(r"<a rel=\"[^\"]*\">(.*?)</a>", re.DOTALL)
_MOST_TAGS = 5_000  # of a comment; more take long to clean, and nobody writes so many
_DEEPEST = 40  # elements in each other; programs that read pages give up at some hundreds
_OPEN_OR_END = re.compile(r"<(?!br>)(/?)\w")
_LONGEST_NAME = 100
_FEWER_TAGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<h\d>"), "<p><strong>"),
    (re.compile(r"</h\d>"), "</strong></p>"),
    (re.compile(r"</t[dh]>"), " "),
    (re.compile(r"</tr>"), "<br>"),
    (re.compile(r"<(/?)(?:b)>"), r"<\1strong>"),
    (re.compile(r"<(/?)(?:i)>"), r"<\1em>"),
)


def clean_comment(text: str) -> str:
    """The HTML of a comment."""
    return _read(text, Document(is_comment=True))


def clean_said(html: str) -> str:
    """The HTML of a comment as a comment service gives it, in as few tags as one of our own.

    What the service has cleaned is cleaned again: it may be another's by now. One beyond all bounds
    is shown as it stands.
    """
    document = Document(is_comment=True)
    html = without_control(html.replace("\r\n", "\n").replace("\r", "\n"), document)
    if html.count("<") > _MOST_TAGS:
        return f"<p>{escape(html, quote=False)}</p>"
    html = _DEAD_LINK.sub(r"\1", _in_few_tags(html))
    if _depth(html) > _DEEPEST:
        return f"<p>{escape(plain(html), quote=False)}</p>"
    return EMPTY_PARAGRAPH.sub("", html).strip()


def _depth(html: str) -> int:
    """How many elements stand in each other; the HTML is rightly nested."""
    steps = (-1 if end else 1 for end in _OPEN_OR_END.findall(html))
    return max(accumulate(steps), default=0)


def plain_name(name: str) -> str:
    """A name as plain text on one line, without signs that do not show; "" for one of these."""
    name = " ".join(without_unseen(INVISIBLE.sub(" ", name)).split())
    if shows_nothing(name):
        return ""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def lost_from(text: str) -> list[Finding]:
    """What of a comment is not shown as it was written, each thing once."""
    document = Document(is_comment=True)
    if not plain(_read(text, document)):
        document.fail(
            "Nothing of this comment can be shown, for it has no words outside of HTML and signs.",
            "Write its words as plain text; if it has none, take the comment out.",
        )
    return list(dict.fromkeys(document.findings))


def _read(text: str, document: Document) -> str:
    """The HTML of a comment; `document` takes what is found on the way."""
    text = without_control(text.replace("\r\n", "\n").replace("\r", "\n"), document)
    try:
        check_size(text)
        html = convert(text, document)
    except (UnreadableError, RecursionError):
        document.warn(
            "This comment is too long or too tangled to be read as Markdown, and is shown as it"
            " stands.",
            "Take out what was pasted by mistake.",
        )
        return f"<p>{escape(text, quote=False)}</p>"
    html = _in_few_tags(_without_pictures(html, document))
    return EMPTY_PARAGRAPH.sub("", _without_dead_links(html, document)).strip()


def _without_pictures(html: str, document: Document) -> str:
    """HTML in which the words of each picture stand for it."""
    for picture in _PICTURE.finditer(html):
        document.warn(
            f'The picture "{unescape(picture[1] or "")}" is not shown, only its words.',
            "Comments have no pictures. If it matters, write a link to it.",
        )
    return _PICTURE.sub(r"\1", html)


def _in_few_tags(html: str) -> str:
    for pattern, replacement in _FEWER_TAGS:
        html = pattern.sub(replacement, html)
    return without_turning(cleaning.clean_short(html))


def _without_dead_links(html: str, document: Document) -> str:
    """HTML in which the words of each link that leads nowhere stand for it."""
    for link in _DEAD_LINK.finditer(html):
        document.warn(
            f'The link "{plain(link[1])}" was left out; its words are kept.',
            "Write its whole address, from https:// on, or take the link out.",
        )
    return _DEAD_LINK.sub(r"\1", html)
