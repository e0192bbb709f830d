"""Whether two words are meant to be the same, and how a name becomes part of an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_APOSTROPHES = "'’‘`´ʼ＇"  # noqa: RUF001 (all that people type for one)
_DASHES = re.compile(r"[\s_\-‐-―−]+")  # noqa: RUF001 (likewise)
_NOT_IN_SLUG = re.compile(r"[^\w-]+|_")

# Measured on misspelt keys and names: transposed, doubled and dropped letters all score above.
KEY_LIKENESS = 0.8
NAME_LIKENESS = 0.84


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    r"""A name without what people vary: case, accents, apostrophes, hyphens and spaces.

    Only the accents of European scripts go: elsewhere a mark makes another letter.

    >>> fold("Inês  O\u2019Neill-Smith") == fold("ines o'neill smith")
    True
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not "\u0300" <= letter <= "\u036f" and letter not in _APOSTROPHES
    )
    return _DASHES.sub(" ", plain).strip()


@lru_cache(maxsize=65536)
def slugify(name: str) -> str:
    """The part of an address that stands for a name; letters of any script are kept.

    Returns "" only where the name holds no letter and no digit.

    >>> slugify("Inês O'Neill & Co")
    'ines-oneill-co'
    >>> slugify("山田 太郎")
    '山田-太郎'
    """
    latin = fold(unicodedata.normalize("NFKC", name))
    kept = unicodedata.normalize("NFC", latin)
    return re.sub(r"-+", "-", _NOT_IN_SLUG.sub("-", kept.replace(" ", "-"))).strip("-")


def near(word: str, words: Iterable[str], likeness: float = NAME_LIKENESS) -> list[str]:
    """Up to three of `words` that `word` was probably meant to be, the likeliest first.

    Case, accents, apostrophes, hyphens and the order of first and last name do not count.
    """
    by_fold: dict[str, str] = {}
    for known in words:
        by_fold.setdefault(fold(known), known)
        by_fold.setdefault(_turned(fold(known)), known)
    folded = fold(word)
    found = [name for name in by_fold if _same_initial_and_surname(folded, name)]
    found += get_close_matches(folded, by_fold, n=6, cutoff=likeness)
    letters = sorted(folded)  # the same in another order: "naem", "dtae"
    found += [name for name in by_fold if len(name) == len(folded) and sorted(name) == letters]
    return list(dict.fromkeys(by_fold[name] for name in found))[:3]


def _turned(name: str) -> str:
    return " ".join(reversed(name.replace(",", " ").split()))


def _same_initial_and_surname(one: str, other: str) -> bool:
    """Whether "r. farrant" may stand for "ruth farrant"."""
    first, last = one.replace(".", " ").split(), other.split()
    return (
        len(first) > 1
        and len(last) > 1
        and first[-1] == last[-1]
        and first[0][0] == last[0][0]
        and 1 in (len(first[0]), len(last[0]))
    )


def did_you_mean(found: Iterable[str]) -> str:
    """The question to put: 'Did you mean "author"?', or "" where nothing is near."""
    listed = [f'"{word}"' for word in found]
    return f"Did you mean {join_words(listed, 'or')}?" if listed else ""


def join_words(words: Iterable[str], word: str = "and") -> str:
    """Words in a row: "a, b and c"."""
    *others, last = list(words) or [""]
    return f"{', '.join(others)} {word} {last}" if others else last


def counted(number: int, noun: str) -> str:
    """How many of something there are: "1 post", "4 posts"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
