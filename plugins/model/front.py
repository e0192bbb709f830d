"""Find a file's front matter and cut it into chunks: a key with the lines that belong to it."""

from __future__ import annotations

import re
from itertools import pairwise

from plugins.model.place import HIDDEN, Chunk, Findings, quoted, short

FENCES = {"---", "..."}
_DASHES = re.compile(r"[-\u2010-\u2015]{1,8}")  # what word-processors make of ---
_KEY = re.compile(
    r"""("[^"]+"|'[^']+'|\w[^\s:]*(?:[^\S\n]+[^\s:]+){0,2})[^\S\n]*:(?!//|(?<=\d:)\S)(.*)"""
)  # a key is one word to three, neither http:// nor 12:30; with more, it is a sentence
_OPENINGS = {
    "+++": "TOML front matter (+++)",
    "{": "JSON front matter ({)",
    "<": "HTML",
}
_MOST_STRAYS = 20
_BEGIN = 'Begin it with a line ---, then lines such as "title: Our first year", then a line ---.'


def first_line(lines: list[str]) -> int | None:
    """The index of the first line that is not blank."""
    return next((number for number, line in enumerate(lines) if line.strip()), None)


def find_opening(found: Findings, lines: list[str]) -> int | None:
    """The index of the first line of front matter; None where there is none, which is told."""
    start = first_line(lines)
    if start is None:
        tell_empty(found)
        return None
    first = lines[start].strip()
    if lines[start].rstrip() == "---":
        return start + 1
    if _DASHES.fullmatch(first):
        end = _find_fence(lines, start + 1)
        also = f", and of line {end + 1}" if lines[end : end + 1] == [first] else ""
        message = f"{quoted(lines[start])} cannot open the front matter."
        found.tell(
            start + 1, (), message, f"Write exactly --- at the beginning of that line{also}."
        )
        return start + 1
    if _KEY.match(first) and _is_front_matter(lines, start):
        message = "The front matter has no opening line."
        found.tell(start + 1, (), message, f"Put a line with only --- {_before(lines, start)}.")
        return start
    kind = next((kind for mark, kind in _OPENINGS.items() if first.startswith(mark)), "")
    begins = f"begins with {kind}" if kind else f"has {quoted(first)} as its first line"
    message = f"This file {begins}, where front matter must stand between two lines of ---."
    found.tell(start + 1, (), message, _BEGIN)
    return None


def _find_fence(lines: list[str], start: int) -> int:
    """The index of the next line that closes front matter; past the end if there is none.

    A wrong opening line, which was told, may be closed by another like it.
    """
    opening = lines[start - 1].strip() if start else ""
    fences = FENCES | {opening} if _DASHES.fullmatch(opening) else FENCES
    ends = (number for number in range(start, len(lines)) if lines[number].rstrip() in fences)
    return next(ends, len(lines))


def _is_front_matter(lines: list[str], start: int) -> bool:
    """Whether nothing but keys stands between here and a closing line."""
    end = _find_fence(lines, start)
    return end < len(lines) and not cut(lines[start:end], 1)[1]


def find_chunks(found: Findings, lines: list[str], start: int) -> tuple[list[Chunk], int]:
    """The chunks of the front matter and the index of the body's first line.

    Where the closing line is missing, the front matter ends before the first line that cannot be
    part of one.
    """
    end = _find_fence(lines, start)
    chunks, strays = cut(lines[start:end], start + 1)
    seam = _seam(lines, start, strays) if strays else end
    if end < len(lines) and not _is_text_after(lines[seam:end], chunks, seam, strays):
        tell_strays(found, lines, strays, chunks)
        return chunks, end + 1
    message = f"The front matter opens with --- on line {start} and is never closed."
    if end < len(lines):
        message = f"{message[:-1]}; the {lines[end].rstrip()} on line {end + 1} is in the text."
    place = f"after its last key, {_before(lines, seam)}"
    found.tell(start, (), message, f"Put a line with only --- {place}.")
    return [
        chunk._replace(more=chunk.more[: seam - chunk.line])
        for chunk in chunks
        if chunk.line <= seam
    ], seam


def cut(lines: list[str], first: int) -> tuple[list[Chunk], list[int]]:
    """The chunks of lines, the first of which is line `first` of its file, and what fits in none.

    Also the numbers of the lines that belong to no key.
    """
    chunks: list[Chunk] = []
    strays: list[int] = []
    chunk = None
    for number, line in enumerate(_at_margin(lines), first):
        if not line or line[0].isspace() or line[0] == "#":
            if chunk:
                chunk.more.append(line)
            elif line.strip() and (line[0] != "#" or HIDDEN.match(line)):
                strays.append(number)
        elif match := _KEY.match(line):
            chunk = Chunk(number, match[1].strip("\"'"), match[2], [])
            chunks.append(chunk)
        elif chunk and _continues(chunk, line):
            chunk.more.append(line)
        else:
            chunk = None
            strays.append(number)
    return chunks, strays


def _at_margin(lines: list[str]) -> list[str]:
    """The lines without the blanks that all of a front matter may be indented by."""
    first = next((line for line in lines if line.strip() and line[0] != "#"), "")
    margin = first[: len(first) - len(first.lstrip(" "))]
    return [line.removeprefix(margin) for line in lines] if margin else lines


def _continues(chunk: Chunk, line: str) -> bool:
    """Whether a line at the margin belongs to a list or group that the chunk opens."""
    opening = chunk.rest.strip()[:1]
    if line[0] == "-":
        return opening in {"", "#"} and line[1:2] != "-"
    return (opening, line[0]) in {("[", "]"), ("{", "}")}


def _seam(lines: list[str], start: int, strays: list[int]) -> int:
    """The index of the line before which the front matter was probably meant to end."""
    seam = strays[0] - 1
    while seam > start and (not lines[seam - 1].strip() or lines[seam - 1].startswith("#")):
        seam -= 1
    return seam


def _is_text_after(lines: list[str], chunks: list[Chunk], seam: int, strays: list[int]) -> bool:
    """Whether the lines after the seam are a body with a rule, not front matter with a slip."""
    keys = sum(chunk.line > seam for chunk in chunks)
    return len(strays) > keys and any(not line.strip() for line in lines)


def tell_strays(found: Findings, lines: list[str], strays: list[int], chunks: list[Chunk]) -> None:
    """Tell of the lines that belong to no key, once for those that follow each other."""
    if strays and not chunks and lines[strays[0] - 1].lstrip().startswith(("-", "[", "{")):
        message = "A list or a group in brackets stands here, where keys with values must stand."
        found.tell(strays[0], (), message, 'Write one key a line, as in "title: Our year".')
        return
    first_ones = [number for before, number in pairwise([-1, *strays]) if number > before + 1]
    for number in first_ones[:_MOST_STRAYS]:
        line = short(lines[number - 1].strip())
        message = f"{quoted(line)} has no key that ends in a colon."
        remedy = (
            f"Write it as {quoted(f'key: {line}')};"
            " or, if it belongs to the text of the line above it, begin it with two blanks."
        )
        if line.startswith("#"):
            remedy = f"{remedy} If it is a note to editors, put a blank after its #."
        found.tell(number, (), message, "Delete it." if line in FENCES else remedy)
    if unsaid := first_ones[_MOST_STRAYS:]:
        message = f"Here and below it, {len(unsaid)} more places have lines without a key."
        found.tell(unsaid[0], (), message, 'Write each line as "key: text".')


def tell_empty(found: Findings) -> None:
    """Tell that a file is empty, unless it was found to be no text at all."""
    if not found.problems:
        found.tell(0, (), "This file is empty.", "Write its text, or delete it.")


def _before(lines: list[str], seam: int) -> str:
    if seam >= len(lines) or not "".join(lines[seam:]).strip():
        return "at the end of the file"
    line = next(number for number in range(seam, len(lines)) if lines[number].strip())
    return f"before line {line + 1} ({quoted(lines[line].strip())})"
