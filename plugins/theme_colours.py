"""The colours of a stylesheet, which stand there once: for what else must know them.

A colour is a custom property: `--paper: light-dark(#fcf9f2, #181614);`, or one for both.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from plugins.theme_problem import stop_at

TOKENS = "css/tokens.css"  # seen from theme/static

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_HEX = r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"
_COLOUR = re.compile(
    rf"--(?P<name>[\w-]+):\s*"
    rf"(?:light-dark\(\s*(?P<light>{_HEX})\s*,\s*(?P<dark>{_HEX})\s*\)|(?P<both>{_HEX}))\s*;"
)


class Colour(NamedTuple):
    """What one colour is where the page is light, and where it is dark.

    Both as #rgb or #rrggbb, with one or two digits more where it is clear (CSS Color 4, 5.2).
    """

    light: str
    dark: str


def colours(sheet: str) -> dict[str, Colour]:
    """The colours of a stylesheet by name; where one is set twice, as it is set first.

    >>> colours("--ink: light-dark(#000, #fff); --on: #222; --ink: #00f;")
    {'ink': Colour(light='#000', dark='#fff'), 'on': Colour(light='#222', dark='#222')}
    """
    found: dict[str, Colour] = {}
    for one in _COLOUR.finditer(_COMMENT.sub("", sheet)):
        colour = Colour(one["light"] or one["both"], one["dark"] or one["both"])
        found.setdefault(one["name"], colour)
    return found


def colours_of(static: Path) -> dict[str, Colour]:
    """The colours of a theme; none where it has no file of them.

    static: its folder of files that are published. Raises ThemeProblem where that cannot be read.
    """
    sheet = static / TOKENS
    try:
        return colours(sheet.read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        return {}
    except OSError as wrong:
        stop_at(str(sheet), 1, f"it cannot be read: {wrong.strerror}")


def without_light_dark(sheet: str) -> str:
    """Rules for browsers that do not know light-dark() (before 2024): they get the light colours.

    There the colours would else be none at all. "" for a stylesheet without colours in pairs.
    """
    pairs = {name: pair for name, pair in colours(sheet).items() if pair.light != pair.dark}
    if not pairs:
        return ""
    lines = "".join(f"--{name}: {pair.light}; " for name, pair in pairs.items())
    return f"@supports not (color: light-dark(#000, #fff)) {{ :root {{ {lines}}} }}\n"
