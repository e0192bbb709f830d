"""The tables that there are, and which of them a page or a text speaks by.

To add a language: docs/languages.md.
"""

from __future__ import annotations

from functools import cache

from plugins.model.wording.english import ENGLISH
from plugins.model.wording.table import Wording
from plugins.model.wording.welsh import WELSH

TABLES = {table.lang: table for table in (ENGLISH, WELSH)}


@cache
def wording(*langs: str) -> Wording:
    """The table of the first of these languages that has one; English where none has.

    langs: codes (BCP 47), of which the first part counts, or "" for a text that names none.

    >>> wording("cy-GB", "en").lang, wording("", "cy").lang, wording("fr", "de").lang
    ('cy', 'cy', 'en')
    """
    return next((TABLES[primary(one)] for one in langs if primary(one) in TABLES), ENGLISH)


def has_wording(lang: str) -> bool:
    """Whether the site can speak a language."""
    return primary(lang) in TABLES


def primary(lang: str) -> str:
    """The first part of a language's code, which says which language it is (RFC 5646, 2.2.1)."""
    return lang.partition("-")[0].lower()
