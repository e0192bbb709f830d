"""In which language a page speaks, and where its parts say that they are in another.

<html lang> is the language of the words around a text (WCAG 3.1.1). On a site in a language that
has no words of its own these are English, and every text says its language (3.1.2).
"""

from __future__ import annotations

from plugins.model.settings import Settings
from plugins.model.view.parts import Langs
from plugins.model.wording.tables import has_wording, primary, wording


def spoken(settings: Settings) -> str:
    """The language in which the site speaks: its own, where there are words in that."""
    return settings.lang if has_wording(settings.lang) else wording(settings.lang).lang


def langs_of(settings: Settings, lang: str) -> Langs:
    """Where a text and the labels around it say what language they are in.

    lang: of the text; "" for that of the site.
    """
    lang = lang or settings.lang
    if not has_wording(lang):
        return Langs(text=lang, alone=lang)
    return Langs(text=lang, labels="" if lang == spoken(settings) else lang)


def named_among(words: str, lang: str) -> str:
    """What a text says of its language among words in another; "" where that is theirs.

    >>> named_among("en-GB", "cy"), named_among("en-GB", "en")
    ('cy', '')
    """
    return "" if primary(lang) == primary(words) else lang
