"""Whether the text alternative of a picture says something (WCAG 1.1.1)."""

from __future__ import annotations

import re

from plugins.model.place import short
from plugins.model.text.unseen import shows_nothing

_FILE_NAME = re.compile(
    r"[^/\\]*\.(?:jpe?g|png|gif|webp|svg|avif|heic|bmp|tiff?)|(?:IMG|DSC|DSCN|DSCF|PXL|MVIMG|P)"
    r"[_-]?\d{3,}[\w-]*",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(?:an? |the |my |our )?(?:alt(?:ernative)?(?: text)?|banner|figure|graphic|icon|illustration|"
    r"image|img|logo|photo|photograph|pic|picture|screenshot|thumbnail|untitled)s?"
    r"(?: ?(?:here|of|\d+))?[.:]?",
    re.IGNORECASE,
)


def check_alternative(text: str) -> str:
    """What is wrong with a text alternative; "" if nothing is."""
    text = text.strip()
    if shows_nothing(text):
        return "The picture has no text alternative, so some readers would not know what it shows."
    if _FILE_NAME.fullmatch(text):
        return (
            f'The text alternative "{short(text)}" is the name of a file; it must say what is seen.'
        )
    if _SAYS_NOTHING.fullmatch(text):
        return f'The text alternative "{short(text)}" does not say what the picture shows.'
    return ""
