"""The pictures that other sites show where somebody leads to a post: its title, drawn.

They have the colours and the font of the theme. A title in letters that the font lacks is left
out, and the card is then that of the site; so is a name.

Settings: SOCIAL_CARDS, by the model; THEME, and DRAWN, MAKER, INCREMENT, which `publication` sets.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pelican import signals
from pelican.generators import Generator

from plugins.drawn import drawn_once, forget_others
from plugins.lettering import BOLD, REGULAR, Font, Lettering, font_of, lines_of, shortened
from plugins.model.digest import digest, digest_of_bytes
from plugins.model.view.social_card import TEMPLATE, SocialCard
from plugins.model.view.social_image import HEIGHT, WIDTH, has_cards
from plugins.theme_colours import TOKENS, colours_of
from plugins.theme_problem import stop_at

if TYPE_CHECKING:
    from PIL.Image import Image

_MARGIN = 80
_ROOM = WIDTH - 2 * _MARGIN
_TITLE_TOP, _TITLE_END = 158, 470
_TITLES = ((96, 2), (76, 3), (62, 4), (50, 5))  # sizes, with the most lines: the first that fits
_LEADING = 1.18
_NAME_TOP, _SERIES_TOP, _BYLINE_TOP = 62, 486, 536
_BAR = 18
_FILTER = 2  # points before each line; see png
_SHADES = {"ink": 6, "accent": 5, "ink-soft": 4}  # from paper to each: sixteen colours in all
_PAPER = "paper"
_RECIPE = digest_of_bytes(Path(__file__).read_bytes())


class SocialCardsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Has the cards drawn that are not as they were, among the pages."""

    def generate_context(self) -> None:
        """Say how they are drawn. Raises ThemeProblem where the theme has nothing to draw with."""
        if has_cards(self.settings["MAKER"].settings):
            self._pen = pen_of(Path(self.settings["THEME"]) / "static")
            draw = partial(_kept, self._folder, self._pen)
            self.settings["INCREMENT"].looks.draw(TEMPLATE, self._pen.look, draw)

    def generate_output(self, _writer: object) -> None:
        """Forget those that no post has any more; the network plugin has written the others."""
        if has_cards(self.settings["MAKER"].settings):
            shown = self.settings["INCREMENT"].shown(TEMPLATE)
            forget_others(self._folder, [(self._pen.look, one) for one in shown])

    @property
    def _folder(self) -> Path:
        return Path(self.settings["DRAWN"] / "cards")


class Shade(NamedTuple):
    """The place of a colour in a card's table, after the steps that lead to it from paper."""

    first: int
    last: int


class Pen:
    """What cards are drawn with.

    font: of the theme. tones: the colours that are needed, light, by name.
    look: all of it in short.
    """

    def __init__(self, font: Font, tones: dict[str, str]) -> None:
        self._font = font
        self._tones = tones
        self.look = digest([_RECIPE, digest_of_bytes(font.data), tones, version("pillow")])
        self._backs: dict[str, Image] = {}
        self._letterings: dict[tuple[int, int], Lettering] = {}

    def card(self, card: SocialCard) -> bytes:
        """A card as a PNG."""
        title = card.title if self._can_write(card.title) else ""
        image = self._back(card.site).copy()
        self._write_title(image, title or card.tagline or card.site, BOLD if title else REGULAR)
        if title:
            for top, text, colour in (
                (_SERIES_TOP, card.series, "accent"),
                (_BYLINE_TOP, card.byline, "ink-soft"),
            ):
                if self._can_write(text):
                    self._line(image, top, text, 32, REGULAR, colour)
        return png(image, self._table)

    def lettering(self, size: int, weight: int) -> Lettering:
        """The letters in one size, which are kept from card to card."""
        if (size, weight) not in self._letterings:
            self._letterings[size, weight] = Lettering(self._font, size, weight)
        return self._letterings[size, weight]

    def _can_write(self, text: str) -> bool:
        return bool(text) and self.lettering(32, REGULAR).can_write(text)

    @cached_property
    def _shades(self) -> dict[str, Shade]:
        found, place = {}, 1
        for name, steps in _SHADES.items():
            found[name] = Shade(place, place + steps - 1)
            place += steps
        return found

    @cached_property
    def _table(self) -> bytes:
        """The sixteen colours, three bytes each."""
        paper = _rgb(self._tones[_PAPER])
        table = [paper]
        for name, steps in _SHADES.items():
            tone = _rgb(self._tones[name])
            table += [_between(paper, tone, step / steps) for step in range(1, steps + 1)]
        return bytes(value for colour in table for value in colour)

    def _back(self, site: str) -> Image:
        """What all cards have: the name of the site, and a bar at the foot."""
        from PIL import Image

        if site not in self._backs:
            image = Image.new("P", (_FILTER + WIDTH, HEIGHT), 0)
            accent, left = self._shades["accent"].last, _FILTER + _MARGIN
            image.paste(accent, (_FILTER, HEIGHT - _BAR, _FILTER + WIDTH, HEIGHT))
            image.paste(accent, (left, _NAME_TOP + 50, left + 96, _NAME_TOP + 56))
            if self._can_write(site):
                self._line(image, _NAME_TOP, site, 34, BOLD, "accent")
            self._backs[site] = image
        return self._backs[site]

    def _write_title(self, image: Image, text: str, weight: int) -> None:
        if not self._can_write(text):
            return
        for size, most in _TITLES:
            lettering = self.lettering(size, weight)
            lines = lines_of(lettering, text, _ROOM)
            if len(lines) <= most:
                break
        if len(lines) > most:
            last = shortened(lettering, f"{lines[most - 1]} {lines[most]}", _ROOM)
            lines = [*lines[: most - 1], last]
        step = round(size * _LEADING)
        top = _TITLE_TOP + (_TITLE_END - _TITLE_TOP - step * len(lines)) // 4
        self._lines(image, top, lines, lettering, step, "ink")

    def _line(self, image: Image, top: int, text: str, size: int, weight: int, colour: str) -> None:
        lettering = self.lettering(size, weight)
        line = shortened(lettering, text, _ROOM)
        self._lines(image, top, [line], lettering, round(size * 1.3), colour)

    def _lines(
        self,
        image: Image,
        top: int,
        lines: Sequence[str],
        lettering: Lettering,
        step: int,
        colour: str,
    ) -> None:
        """Write lines in shades of a colour, over paper."""
        from PIL import Image as Images

        strip = Images.new("L", (_ROOM + 20, step * len(lines) + step // 4), 0)
        for number, line in enumerate(lines):
            lettering.write(strip, 0, number * step, line)
        image.paste(strip.point(self._places[colour]), (_FILTER + _MARGIN, top))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """For each colour the places in the table of 256 shades of it, from paper on."""
        found: dict[str, list[int]] = {}
        for name, (first, last) in self._shades.items():
            steps = [round(value * (last - first + 1) / 255) for value in range(256)]
            found[name] = [first - 1 + step if step else 0 for step in steps]
        return found


def pen_of(static: Path) -> Pen:
    """What the theme gives to draw with; static: its folder of files that are published.

    Raises ThemeProblem where it has no font, or a colour is missing, or they cannot be read.
    """
    font = font_of(static)
    if font is None:
        stop_at(
            str(static),
            1,
            "it holds no font (.woff2, .ttf or .otf) to draw social cards with; add one, or write"
            " SOCIAL_CARDS = False in the settings",
        )
    found = colours_of(static)
    for name in (_PAPER, *_SHADES):
        if name not in found:
            fault = f"social cards need the colour --{name}; write it as --{name}: #07565a;"
            stop_at(str(static / TOKENS), 1, fault)
    return Pen(font, {name: found[name].light for name in (_PAPER, *_SHADES)})


def _kept(folder: Path, pen: Pen, card: SocialCard) -> bytes:
    return drawn_once(folder, (pen.look, digest(card)), lambda: pen.card(card))


def png(image: Image, table: bytes) -> bytes:
    """An image of sixteen colours as a PNG, which takes a third of the time that Pillow takes.

    image: begins, on the left, with two points of the first colour: they are packed into the very
        byte that says of each line that it is not filtered (PNG, 9.2).
    table: the colours, three bytes each.
    """
    head = struct.pack(">IIBBBBB", image.width - _FILTER, image.height, 4, 3, 0, 0, 0)
    lines = zlib.compress(image.tobytes("raw", "P;4"), 2)
    parts = ((b"IHDR", head), (b"PLTE", table), (b"IDAT", lines), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def _rgb(tone: str) -> tuple[int, int, int]:
    digits = tone.lstrip("#")
    if len(digits) < 6:
        digits = "".join(one * 2 for one in digits)
    red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
    return red, green, blue


def _between(
    paper: tuple[int, int, int], tone: tuple[int, int, int], part: float
) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(paper, tone, strict=True))
    return red, green, blue


def get_generators(_pelican: object) -> type[SocialCardsGenerator]:
    """The generator that Pelican should run."""
    return SocialCardsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
