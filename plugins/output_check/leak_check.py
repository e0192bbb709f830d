"""Nothing that is held back stands anywhere in the site.

A text is compared by its words alone, in small letters: typography, escaping and the tags between
them make no difference. The longest word of each text that is sought is looked up among those of a
file, and the whole is sought only where it is: so hundreds of texts in thousands of files cost
little more than cutting the files into words.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from plugins.model.problem import Problem, of_file
from plugins.model.tag import ADDRESSES, TAG
from plugins.output_check.tree import FRAGMENT, ending

_WORD = re.compile(r"\w+")
# The value of an attribute that may hold words; most values are names and addresses.
_NO_WORDS = "".join(f'(?<! {name}=")' for name in sorted({"class", "id", *ADDRESSES}))
_VALUE = re.compile(f'="{_NO_WORDS}([^"]*)"')
_APART = " _ "  # a word between texts that do not belong together
_JSON = frozenset({".json", FRAGMENT})
_NO_MARKUP = _JSON | {".css", ".js", ".txt", ".csv", ".vtt"}
# All that must not be told: by the longest word of each text, its file, the text, its words.
Sought = Mapping[str, Sequence[tuple[str, str, str]]]


def check_nothing_held_back_is_told(name: str, data: bytes, sought: Sought) -> Iterator[Problem]:
    """Hold that a text file tells nothing that is held back; it is told once of each owner."""
    if not sought:
        return
    for owner, said in find_in(data.decode("utf-8", "replace"), ending(name), sought).items():
        yield of_file(
            name,
            f'This tells "{said}" of {owner}, which is held back.',
            "Find what put it here (another text, a plugin, a template),"
            f" or publish {owner} if it may be read already.",
        )


def to_be_sought(private: Mapping[str, Sequence[str]]) -> Sought:
    """What must not be told, made ready for `find_in`; what holds no word is not sought.

    private: texts, by the held-back file that they come from.
    """
    sought: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for owner, texts in private.items():
        for said in texts:
            if words := _WORD.findall(said.lower()):
                sought[max(words, key=len)].append((owner, said, f" {' '.join(words)} "))
    return sought


def find_in(raw: str, kind: str, sought: Sought) -> dict[str, str]:
    """One thing that a file tells of each held-back file, by that file.

    kind: the ending of its name.
    """
    words = _WORD.findall(text_of(raw, kind).lower())
    met = sorted(sought.keys() & set(words))
    row = f" {' '.join(words)} " if met else ""
    return {owner: said for word in met for owner, said, phrase in sought[word] if phrase in row}


def text_of(raw: str, kind: str) -> str:
    """All words that can be read in a file: what is shown, then the values of attributes."""
    if kind in _NO_MARKUP:
        return _APART.join(_strings_of_json(raw)) if kind in _JSON else raw
    shown = unescape(TAG.sub(" ", raw))
    if kind in {".xml", ".svg"}:  # a feed holds HTML as text
        shown = f"{text_of(shown, '.html')}{_APART}{shown}"
    return f"{shown}{_APART}{unescape(_APART.join(_VALUE.findall(raw)))}"


def _strings_of_json(raw: str) -> Iterator[str]:
    """Every text in it, HTML in it as what it shows; what is no JSON is one text as it stands."""
    try:
        left: list[Any] = [json.loads(raw)]
    except (ValueError, RecursionError):
        left = [raw]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += [*value.values(), *value.keys()]
        elif isinstance(value, list):
            left += value
        elif isinstance(value, str):
            yield text_of(value, ".html")
