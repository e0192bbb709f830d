"""The letters that stand for a name where there is no picture."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_][^\s-]*")
_LETTERS = 2  # more could not be read in a small round


def monogram(name: str) -> str:
    """The first letters of the first two words of a name that have a capital.

    Of a name in letters without capitals, its first one: in some scripts two would join to a word.
    "" for a name without letters.

    >>> monogram("Tidewell Carers' Circle"), monogram("the sound of two"), monogram("山田太郎")
    ('TC', 't', '山')
    """
    words = _WORD.findall(unicodedata.normalize("NFC", name))
    firsts = [word[0] for word in words]
    capitals = [letter for letter in firsts if letter.isupper() or letter.isdigit()]
    return "".join(capitals[:_LETTERS] or firsts[:1])
