"""Whether two words are meant to be the same, and how a name becomes part of an address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache

_APOSTROPHES = "'’‘`´ʼ＇"  # noqa: RUF001 (all that people type for one)
_DASHES = re.compile(r"[\s_\-‐-―−]+")  # noqa: RUF001 (likewise)
_MARKS = range(0x300, 0x370)  # accents and the like, taken off the letters that they stand on
_UNSAID = dict.fromkeys([*map(ord, _APOSTROPHES), *_MARKS])
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_IN_SLUG = re.compile(r"[^\w-]+|_")

LONGEST_SLUG = 200  # bytes, of which letters beyond English take two to four
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
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_UNSAID)
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
    if _SLUG.fullmatch(name):
        return name
    latin = fold(unicodedata.normalize("NFKC", name))
    kept = unicodedata.normalize("NFC", latin)
    return re.sub(r"-+", "-", _NOT_IN_SLUG.sub("-", kept.replace(" ", "-"))).strip("-")


def fits_an_address(slug: str) -> bool:
    """Whether a slug can be the name of a folder: most computers take 255 bytes at most."""
    return len(slug.encode()) <= LONGEST_SLUG


def near(word: str, words: Iterable[str], likeness: float = NAME_LIKENESS) -> list[str]:
    """Up to three of `words` that `word` was probably meant to be, the likeliest first.

    Case, accents, apostrophes, hyphens and the order of first and last name do not count.
    """
    return near_among(word, by_fold(words), likeness)


def by_fold(words: Iterable[str]) -> dict[str, str]:
    """Words as `near_among` compares them, where many questions are asked of the same ones."""
    found: dict[str, str] = {}
    for known in words:
        found.setdefault(fold(known), known)
        found.setdefault(_turned(fold(known)), known)
    return found


def near_among(word: str, words: Mapping[str, str], likeness: float = NAME_LIKENESS) -> list[str]:
    """What `near` says, of words that `by_fold` has made ready."""
    folded = fold(word)
    found = [name for name in words if _same_initial_and_surname(folded, name)]
    found += get_close_matches(folded, words, n=6, cutoff=likeness)
    letters = sorted(folded)  # the same in another order: "naem", "dtae"
    found += [name for name in words if len(name) == len(folded) and sorted(name) == letters]
    return list(dict.fromkeys(words[name] for name in found))[:3]


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
