"""The rows of an Easy Read text: each a picture, then its words up to the next picture."""

from __future__ import annotations

import re

from plugins.model.entry import Entry
from plugins.model.problem import Problem, Severity
from plugins.model.schema import EasyReadFields

_IMAGE = r"<img [^>]*>|<picture>(?:<[^>]*>)*</picture>"
_PICTURE = re.compile(_IMAGE)
PICTURE_ALONE = re.compile(rf"<p>\s*({_IMAGE})\s*</p>|(<figure>.*?</figure>)", re.DOTALL)


def check_has_rows(entry: Entry[EasyReadFields]) -> list[Problem]:
    """Hold that a picture stands alone, or the text would be one block of words."""
    if PICTURE_ALONE.search(entry.body.html):
        return []
    return [
        Problem(
            entry.source.path,
            entry.source.body_line,
            "text",
            "No picture stands here alone, so the text has no rows.",
            "Put each picture on a line of its own, with its words underneath.",
            Severity.WARNING,
        )
    ]


def picture_of(html: str) -> str:
    """The first picture that stands alone in the HTML of a text, without its caption; or ""."""
    row = PICTURE_ALONE.search(html)
    picture = _PICTURE.search(row[0]) if row else None
    return picture[0] if picture else ""
