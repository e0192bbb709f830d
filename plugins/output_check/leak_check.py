"""Nothing that is held back stands anywhere in the site.

A text is compared by its words alone, in small letters: typography, escaping and the tags between
them make no difference. Two words in a row of each text that is sought are looked up among those of
a file, and the whole is sought only where they are: so hundreds of texts in thousands of files cost
little more than cutting the files into words.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import pairwise
from typing import Any, NamedTuple

from plugins.model.address import encode
from plugins.model.problem import Problem, of_file
from plugins.model.settings import Settings
from plugins.output_check.tree import Tree, ending

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
# The value of an attribute that may hold words; most values are names and addresses.
_VALUE = re.compile(r"=\"(?<! class=\")(?<! href=\")(?<! src=\")(?<! id=\")([^\"]*)\"")
_APART = " _ "  # a word between texts that do not belong together
_NO_MARKUP = frozenset({".css", ".js", ".txt", ".csv", ".vtt", ".json"})
_Pair = tuple[str, str]


class Sought(NamedTuple):
    """All that must not be told.

    texts: by two words in a row of each: its file, the text, its words in a row.
    words: texts of one word, likewise. addresses: each as it would stand in a file, with its file.
    """

    texts: dict[_Pair, list[tuple[str, str, str]]]
    words: dict[str, list[tuple[str, str]]]
    addresses: list[tuple[str, re.Pattern[str], str]]


def check_nothing_held_back_is_told(
    tree: Tree, private: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Hold that no text file tells what is held back; a file is told once of each that it tells.

    private: texts, and addresses (from the site's root, not encoded: they begin with "/"), by the
        held-back file that they come from. What holds no word is not sought.
    """
    sought = to_be_sought(private, tree.settings)
    for name in tree.texts() if any(sought) else ():
        raw = tree.read(name).decode("utf-8", "replace")
        for owner, said in find_in(raw, ending(name), sought).items():
            yield of_file(
                name,
                f'This tells "{said}" of {owner}, which is held back.',
                "Find what put it here (another text, a plugin, a template),"
                f" or publish {owner} if it may be read already.",
            )


def to_be_sought(private: Mapping[str, Sequence[str]], settings: Settings) -> Sought:
    """What must not be told, made ready for `find_in`."""
    sought = Sought(defaultdict(list), defaultdict(list), [])
    for owner, texts in private.items():
        for said in texts:
            words = _WORD.findall(said.lower())
            if said.startswith("/"):
                sought.addresses.append((owner, _address(said, settings), encode(said)))
            elif len(words) > 1:
                phrase = f" {' '.join(words)} "
                longest = max(pairwise(words), key=lambda pair: len("".join(pair)))
                sought.texts[longest].append((owner, said, phrase))
            elif words:
                sought.words[words[0]].append((owner, said))
    return sought


def find_in(raw: str, kind: str, sought: Sought) -> dict[str, str]:
    """The first thing that a file tells of each held-back file, by that file.

    kind: the ending of its name.
    """
    words = _WORD.findall(text_of(raw, kind).lower())
    pairs = sought.texts.keys() & set(pairwise(words))
    phrase = f" {' '.join(words)} " if pairs else ""
    found: dict[str, str] = {}
    for pair in sorted(pairs):
        found |= {owner: said for owner, said, words in sought.texts[pair] if words in phrase}
    for word in sorted(sought.words.keys() & set(words)) if sought.words else ():
        found |= dict(sought.words[word])
    for owner, address, encoded in sought.addresses:
        if encoded in raw and address.search(unescape(raw)):
            found[owner] = encoded
    return found


def text_of(raw: str, kind: str) -> str:
    """All words that can be read in a file: what is shown, then the values of attributes."""
    if kind in _NO_MARKUP:
        return _APART.join(_strings_of_json(raw)) if kind == ".json" else raw
    shown = unescape(_TAG.sub(" ", raw))
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


def _address(path: str, settings: Settings) -> re.Pattern[str]:
    """Finds an address, full or from the root, and not as the end of a longer one."""
    here = re.escape(encode(path))
    base, url = re.escape(settings.base), re.escape(settings.url)
    return re.compile(f"(?:(?<![^\\s\"'(<>=,;]){base}{f'|{url}' if url else ''}){here}")
