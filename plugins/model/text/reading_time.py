"""How long a text takes to read."""

from __future__ import annotations

import re

WORDS_A_MINUTE = 200  # a calm pace: grown-ups read 175 to 300 (Brysbaert 2019, J. Mem. Lang. 109)
_WITHOUT_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # Japanese and Chinese
_LETTERS_A_WORD = 2.5  # of these: about 500 letters a minute


def minutes_to_read(text: str) -> int:
    """Whole minutes for a plain text, rounded up; 0 for none.

    text: its words one blank apart, as `markup` leaves it, so that the blanks tell their number: to
        divide it took a twentieth of the time of reading a post.

    >>> minutes_to_read(""), minutes_to_read("One word."), minutes_to_read("a word" + " more" * 199)
    (0, 1, 2)
    """
    words = text.count(" ") + 1 if text else 0
    if not text.isascii():
        words += int(len(_WITHOUT_BLANKS.findall(text)) / _LETTERS_A_WORD)
    return -(-words // WORDS_A_MINUTE)
