"""The text of a comment as the archive keeps it: Markdown that shows what was said, and no less."""

from __future__ import annotations

import re

from plugins.model.comments.archive_lines import many_lines
from plugins.model.comments.html_to_markdown import escaped, markdown_of
from plugins.model.field import keys_of
from plugins.model.problem import Severity
from plugins.model.schema.thread import CommentFields
from plugins.model.text.comment_text import clean_comment, clean_said, lost_from
from plugins.model.text.markup import plain
from plugins.model.text.unseen import shows_nothing

MOST_LETTERS = 100_000  # of one comment; services take less, and no page is read that long
_EXAMPLE = keys_of(CommentFields)["text"].example
_LINK = re.compile(r'<a href="([^"]*)"')


def archive_text(text: str, form: str) -> str | None:
    """The text as Markdown; None where it has no word that could be shown.

    form: "markdown" or "html". HTML becomes Markdown that shows the same words and links as a
    page did; where that cannot be had it stays HTML, and where that would lose words too, they are
    kept alone.
    """
    if form == "html":
        shown = clean_said(text)
        for candidate in (markdown_of(shown), re.sub(r"\s*\n\s*", " ", shown)):
            kept = many_lines(candidate)
            if kept and _shows(kept) == _seen(shown) and _can_be_shown(kept):
                return kept
        text = escaped(plain(shown))
    kept = many_lines(text)
    if kept == _EXAMPLE:  # whoever reads the file would take it for words to be replaced
        kept = f"<p>{kept}</p>"
    if kept and not _can_be_shown(kept):
        kept = many_lines(escaped(kept))
    return kept if not shows_nothing(kept) and _can_be_shown(kept) else None


def _can_be_shown(text: str) -> bool:
    return all(found.severity is not Severity.ERROR for found in lost_from(text))


def _shows(text: str) -> tuple[str, list[str]]:
    return _seen(clean_comment(text))


def _seen(html: str) -> tuple[str, list[str]]:
    """What a reader has of HTML: its words, wherever lines end, and where its links lead."""
    return "".join(plain(html).split()), _LINK.findall(html)
