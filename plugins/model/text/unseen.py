"""Signs that do not show, or turn others around: a name or a comment says nothing by them."""

from __future__ import annotations

import re
import unicodedata

# Format characters (category Cf) that show: they enclose a number (Unicode 15, 9.2, 23.2;
# PropList: Prepended_Concatenation_Mark).
_SHOWN = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# What does not show and is no format character: the rest of what is ignored by default (Unicode 15,
# 5.21; DerivedCoreProperties: Default_Ignorable_Code_Point), and the blank of Braille.
_NOT_SHOWN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
_MARKS = frozenset({"Mn", "Me"})  # stand on other letters

# Where such signs are part of what is written; theme/static/js/comments.js has the same.
_FLAGS = (  # the three of UTS 51: England, Scotland, Wales
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
_KEY = "[0-9#*]\ufe0f\u20e3"
_EMOJI = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff]\ufe0f?"
)
_IDEOGRAPH = (  # and which of its forms (UTS 37; StandardizedVariants)
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
    "[\ufe00-\ufe02\U000e0100-\U000e01ef]"
)
_AFTER_VIRAMA = (
    "[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2][\u200c\u200d]"
)
# Arabic to Thaana, the scripts of India, Tibetan, Burmese, Khmer, Mongolian: letters of one word
# may be kept apart, or together, by a sign between them (Unicode 15, 9.2, 12.1, 13.5, 23.2).
_OF_JOINING = "[\u0620-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17b3\u17b6-\u180a\u1820-\u18af]"
_WRITTEN = re.compile(
    f"(?P<whole>{_FLAGS}|{_KEY}|{_EMOJI}(?:\u200d{_EMOJI})*|{_IDEOGRAPH}|{_AFTER_VIRAMA})"
    f"|(?P<before>{_OF_JOINING})[\u200c\u200d](?=(?P<after>{_OF_JOINING}))|[^\0-\xac]"
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def shows_nothing(text: str) -> bool:
    """Whether nothing in a text can be seen: blanks, marks alone, signs that do not show.

    Some keyboards and word-processors leave these behind (U+200B, U+00AD, U+2800).
    """
    if text[:1].isascii() and text[:1].isalnum():  # as nearly always
        return False
    return all(
        sign.isspace() or unicodedata.category(sign) in _MARKS or _is_unseen(sign) for sign in text
    )


def without_unseen(text: str) -> str:
    r"""A text without signs that do not show, but those that its letters are written with.

    These stay in flags, keys and emoji, directly after an ideograph, after a virama, and between
    two letters of scripts that join. So two names may still look the same: by a sign of these where
    the letters, or the fonts of a reader, make no difference of it (U+FE0F after an emoji that is
    always one; U+200C between letters that never join), and by letters that look alike.

    >>> without_unseen("An\u200bn\u2060")
    'Ann'
    """
    return text if text.isascii() else _WRITTEN.sub(_shown, text)


def _is_unseen(sign: str) -> bool:
    if unicodedata.category(sign) == "Cf":
        return sign not in _SHOWN
    return _NOT_SHOWN.match(sign) is not None


def _shown(match: re.Match[str]) -> str:
    if match["whole"]:
        return match[0]
    if before := match["before"]:
        is_joined = _is_letter(before) and _is_letter(match["after"])
        return match[0] if is_joined else before
    return "" if _is_unseen(match[0]) else match[0]


def _is_letter(sign: str) -> bool:
    """Whether it is a letter or a mark on one."""
    return unicodedata.category(sign)[0] in "LM"


def without_turning(text: str) -> str:
    """A text without the signs that turn letters around, or begin what others end (UAX 9, 2).

    What one leaves open would reach beyond the text. Marks for one place (U+200E, U+200F) stay.
    """
    return text if text.isascii() else _TURNING.sub("", text)
