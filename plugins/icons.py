"""The icons of the site, and the manifest that names them: drawn of its name and its colours.

A theme that has a file of one of these names in theme/static keeps its own. Formats: the W3C's Web
Application Manifest; 180 pixels are what telephones of Apple ask for.

Settings: THEME, and DRAWN, MAKER, which `publication` sets.
Adds to `theme` of what is given to views.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, Protocol

from pelican import signals
from pelican.generators import Generator

from plugins.drawn import drawn_once
from plugins.lettering import BOLD, Font, Lettering, font_of
from plugins.model.digest import digest_of_bytes
from plugins.model.view.given import Given
from plugins.theme_colours import Colour, colours_of
from plugins.theme_file import PLACE, ThemeFile, theme_file

ICON, TOUCH_ICON, MANIFEST = "icon.svg", "apple-touch-icon.png", "site.webmanifest"
_SIDE = 180
_LETTERS = 0.6  # of the side
_FOOT = 0.7  # where the letter stands
_DOT = (0.84, 0.63, 0.075)  # the full stop after it: its middle and its radius
_FINER = 4  # times: a circle is drawn larger, so that its edge is smooth
_RECIPE = digest_of_bytes(Path(__file__).read_bytes())
# Where a theme names none: those that ours began with.
_TONES = {"accent": "#07565a", "on-accent": "#fffdf8", "second": "#e8b960", "paper": "#fcf9f2"}


class Mark(NamedTuple):
    """What an icon shows: the first letter of the site's name, on its colours."""

    letter: str
    ground: str
    ink: str
    dot: str


class IconsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes the icons that the theme has none of, and lets the views know their names."""

    def generate_context(self) -> None:
        """Name them, after the theme's own; this comes before any view is made."""
        maker, static = self.settings["MAKER"], Path(self.settings["THEME"]) / "static"
        self._files = give_icons(maker.given, static, maker.settings.name, self.settings["DRAWN"])

    def generate_output(self, writer: _BytesWriter) -> None:
        """Write them."""
        for file in self._files.values():
            writer.write_bytes(f"{PLACE}/{file.name}", file.data)


class _BytesWriter(Protocol):
    """What this generator needs of a writer."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write one file of the output."""


def give_icons(given: Given, static: Path, name: str, drawn: Path) -> dict[str, ThemeFile]:
    """Tell views the names of the icons; the files, to be written. Arguments: as `icons` has."""
    files = icons(static, name, given.theme, drawn / "icons")
    given.theme = {**given.theme, **addresses(files)}
    return files


def icons(static: Path, name: str, theme: Mapping[str, str], drawn: Path) -> dict[str, ThemeFile]:
    """The files that the theme has none of, by the names under which templates ask for them.

    static: the theme's folder of files that are published; theme: the addresses of these.
    name: of the site. drawn: where what is drawn is kept. Raises ThemeProblem.
    """
    tones = _tones(colours_of(static))
    mark = Mark(_letter(name), tones["accent"], tones["on-accent"], tones["second"])
    font = font_of(static)
    shows = [_RECIPE, version("pillow"), mark, digest_of_bytes(font.data if font else b"")]
    found: dict[str, ThemeFile] = {}
    if ICON not in theme:
        found[ICON] = theme_file(ICON, as_svg(mark).encode())
    if TOUCH_ICON not in theme:
        data = drawn_once(drawn, shows, lambda: as_png(mark, font))
        found[TOUCH_ICON] = theme_file(TOUCH_ICON, data)
    if MANIFEST not in theme:
        named = dict(theme) | addresses(found)
        told = manifest(name, named, tones["accent"], tones["paper"])
        found[MANIFEST] = theme_file(MANIFEST, told.encode())
    return found


def addresses(files: Mapping[str, ThemeFile]) -> dict[str, str]:
    """Where these files stand, from the site's root."""
    return {name: f"/{PLACE}/{file.name}" for name, file in files.items()}


def _tones(known: Mapping[str, Colour]) -> dict[str, str]:
    """The colours by name. The ground is dark, so the second colour is that of dark pages."""
    return {
        name: (known[name].dark if name == "second" else known[name].light)
        if name in known
        else usual
        for name, usual in _TONES.items()
    }


def _letter(name: str) -> str:
    """The first letter of a name, as a capital; "" for a name without any."""
    first = next((sign for sign in name if sign.isalnum()), "")
    return first.upper()[:1]


def as_svg(mark: Mark) -> str:
    """The icon for browsers: the letter is in a font of the reader's own."""
    x, y, radius = (round(part * 32, 2) for part in _DOT)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">'
        f'<rect width="32" height="32" rx="6" fill="{mark.ground}"/>'
        f'<text x="14" y="{_FOOT * 32:.1f}" font-family="sans-serif" font-weight="700"'
        f' font-size="{_LETTERS * 32:.1f}" text-anchor="middle" fill="{mark.ink}">'
        f"{escape(mark.letter)}</text>"
        f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{mark.dot}"/></svg>\n'
    )


def as_png(mark: Mark, font: Font | None) -> bytes:
    """The icon for telephones, which cut its corners themselves: no part of it is clear."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (_SIDE, _SIDE), mark.ground)
    lettering = Lettering(font, round(_SIDE * _LETTERS), BOLD) if font else None
    if lettering and mark.letter and lettering.can_write(mark.letter):
        letter = lettering.letter(mark.letter)
        if letter.mask:
            width, height = letter.mask.size
            place = round(_SIDE * 14 / 32) - width // 2, round(_SIDE * _FOOT) - height
            image.paste(mark.ink, place, letter.mask)
    large = Image.new("L", (_SIDE * _FINER, _SIDE * _FINER), 0)
    x, y, radius = (part * _SIDE * _FINER for part in _DOT)
    ImageDraw.Draw(large).ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    image.paste(mark.dot, (0, 0), large.resize(image.size))
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def manifest(name: str, theme: Mapping[str, str], colour: str, paper: str) -> str:
    """What a telephone is told that keeps the site beside its programs; names are beside it."""
    icons = [
        {"src": _beside(theme[ICON]), "sizes": "any", "type": "image/svg+xml"},
        {
            "src": _beside(theme[TOUCH_ICON]),
            "sizes": f"{_SIDE}x{_SIDE}",
            "type": "image/png",
        },
    ]
    told = {
        "name": name,
        "start_url": "../",
        "display": "browser",
        "theme_color": colour,
        "background_color": paper,
        "icons": icons,
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _beside(address: str) -> str:
    """An address in the theme's folder, as it is written in a file there."""
    return address.removeprefix(f"/{PLACE}/")


def get_generators(_pelican: object) -> type[IconsGenerator]:
    """The generator that Pelican should run."""
    return IconsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
