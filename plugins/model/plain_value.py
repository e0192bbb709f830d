"""Read the value of one key that is words alone, a list of such or a group, as YAML would.

Most values are such: it spares them the parser and every check.
"""

from __future__ import annotations

import re

from plugins.model.place import Chunk, Findings, Place, Value

_MOST_PLAIN = 1000  # items of a list that is read without it
# Words that YAML too would read as they stand: one text, or an item of a list.
_WORDS = r"(?!null\s*$)[^\W_][^\t#:\ufeff]*"
_TEXT = re.compile(rf" +{_WORDS}")
_ITEM = re.compile(rf"( *)- +({_WORDS})")
_PART = re.compile(rf"( +)(?!null:)([a-z]{{1,40}}(?:_[a-z]{{1,40}})?): +((?:\.{{0,2}}/)*{_WORDS})")


def read_plain(found: Findings, chunk: Chunk, key: str, is_text: bool) -> Value | None:
    """The value of a chunk; None where it is no such.

    is_text: whether it must be one text, so that what looks like a group is none.
    """
    if not chunk.more:
        return chunk.rest.strip() if _TEXT.fullmatch(chunk.rest) else None
    if chunk.rest.strip(" ") or len(chunk.more) > _MOST_PLAIN:
        return None
    if items := _all_like(_ITEM, chunk.more):
        for place in range(len(items)):
            found.places[key, place] = Place(chunk.line + 1 + place, "")
        return [item[2].strip() for item in items]
    parts = [] if is_text else _all_like(_PART, chunk.more)
    group: dict[str, Value] = {part[2]: part[3].strip() for part in parts}
    if not parts or len(group) < len(parts):
        return None
    for line, name in enumerate(group, chunk.line + 1):
        found.places[key, name] = Place(line, name)
    return group


def _all_like(pattern: re.Pattern[str], lines: list[str]) -> list[re.Match[str]]:
    """Each line as the pattern finds it; none unless all are so, and begin at one margin."""
    found: list[re.Match[str]] = []
    for line in lines:
        match = pattern.fullmatch(line)
        if not match or (found and match[1] != found[0][1]):
            return []
        found.append(match)
    return found
