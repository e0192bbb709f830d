"""Whether the colours that a network sets are written so that browsers take them, and can be read.

A browser says nothing of a colour that it does not know, and shows the page without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from plugins.theme_colours import TOKENS, colours
from plugins.theme_problem import stop_at

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SET = re.compile(r"(?<![\w-])(?P<name>--[\w-]+)\s*:(?P<value>[^;{}]*)")
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_INSIDE = r"(?:[^(),]|\((?:[^()]|\([^()]*\))*\))+"  # one of several, with what is in its brackets
_PAIR = re.compile(rf"light-dark\(({_INSIDE}),({_INSIDE})\)")
_FUNCTION = re.compile(r"[a-z-]+\(.*\)", re.DOTALL)  # rgb(...), var(...): for a browser to know
_MEDIUM = re.compile(r"@media\b")
_BRACE = re.compile(r"[{}]")
_CLEAR = frozenset({"transparent", "currentcolor"})
_MOST = 7.0  # of text, by WCAG 1.4.6
_ENOUGH = 4.5  # of all else that is read, by WCAG 1.4.3
# What stands on what, and the least contrast of it.
_READ = {
    ("ink", "paper"): _MOST,
    **dict.fromkeys(product(["ink"], ["paper-deep", "accent-tint", "second-tint"]), _ENOUGH),
    **dict.fromkeys(product(["ink-soft"], ["paper", "paper-deep", "second-tint"]), _ENOUGH),
    **dict.fromkeys(product(["accent"], ["paper", "paper-deep", "second-tint"]), _ENOUGH),
    **dict.fromkeys(product(["accent-deep", "second"], ["paper"]), _ENOUGH),
    **dict.fromkeys(product(["on-accent"], ["accent", "accent-deep"]), _ENOUGH),
}
_COLOURS = frozenset(f"--{name}" for pair in _READ for name in pair)


def check_tokens(files: Mapping[str, bytes]) -> None:
    """Hold that each property which stylesheets use is set, and that the colours can be read.

    files: those of a theme by their names seen from theme/static.
    Raises ThemeProblem for the first fault.
    """
    sheets = {
        name: _COMMENT.sub(_blank, data.decode("utf-8", "replace"))
        for name, data in files.items()
        if name.endswith(".css")
    }
    tokens = sheets.get(TOKENS, "")
    for at, fault in (*_wrong_values(tokens), *_too_pale(tokens)):
        stop_at(f"theme/static/{TOKENS}", tokens.count("\n", 0, at) + 1, fault)
    known = {one["name"] for sheet in sheets.values() for one in _SET.finditer(_always(sheet))}
    for name, sheet in sheets.items():
        for used in _USED.finditer(sheet):
            if used[1] not in known:
                fault = f"it needs {used[1]}, which is set nowhere; set it in css/tokens.css"
                stop_at(f"theme/static/{name}", sheet.count("\n", 0, used.start()) + 1, fault)


def _wrong_values(sheet: str) -> Iterator[tuple[int, str]]:
    """Where in a stylesheet a property is set to what no browser takes, and how to mend it."""
    for one in _SET.finditer(sheet):
        name, value = one["name"], one["value"]
        if swallowed := _SET.search(value):
            yield one.start(), f'a ";" is missing between {name} and {swallowed["name"]}'
        elif name in _COLOURS:
            pair = _PAIR.fullmatch(value.strip())
            for colour in pair.groups() if pair else [value]:
                if not _is_colour(colour.strip()):
                    fault = f'{name} cannot be "{colour.strip()}"; write a colour as #07565a'
                    yield one.start(), f"{fault}, or two of these as light-dark(#07565a, #7fd3cb)"


def _is_colour(value: str) -> bool:
    is_pair = value.startswith("light-dark(")
    is_function = bool(_FUNCTION.fullmatch(value)) and not is_pair
    return bool(_HEX.fullmatch(value)) or is_function or value.lower() in _CLEAR


def _too_pale(sheet: str) -> Iterator[tuple[int, str]]:
    """Where a colour is set that cannot be read well on another, of those in hex."""
    found = colours(sheet)
    for (name, behind), least in _READ.items():
        for way in ("light", "dark") if {name, behind} <= found.keys() else ():
            there = contrast(getattr(found[name], way), getattr(found[behind], way))
            if there and there < least:
                at = re.search(rf"--{name}\s*:", sheet)
                yield (
                    at.start() if at else 0,
                    f"--{name} on --{behind} has a contrast of {there:.1f} to 1 on {way} pages, and"
                    f" must have {least:g} or more to be read (WCAG 1.4.3); make one of them"
                    " darker, or the other lighter",
                )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours in hex, from 1 to 21 (WCAG 2.2); 0 where one is clear.

    >>> contrast("#000", "#ffffff"), contrast("#777", "#777"), contrast("#0008", "#fff")
    (21.0, 1.0, 0.0)
    """
    if len(one) in {5, 9} or len(other) in {5, 9}:
        return 0.0
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour in hex (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _always(sheet: str) -> str:
    """A stylesheet without what holds for some readers only."""
    kept, at = [], 0
    for medium in _MEDIUM.finditer(sheet):
        if medium.start() < at:
            continue  # in the one before
        kept.append(sheet[at : medium.start()])
        depth = 0
        for brace in _BRACE.finditer(sheet, medium.end()):
            depth += 1 if brace[0] == "{" else -1
            at = brace.end()
            if not depth:
                break
    return "".join([*kept, sheet[at:]])


def _blank(comment: re.Match[str]) -> str:
    """A comment as blanks, so that lines keep their numbers."""
    return re.sub(r"[^\n]", " ", comment[0])
