"""Letters of the theme's own font, to draw with: each is drawn once, and put together to lines.

Only what stands in a row from the left can be written: what joins its letters, or goes from the
right, needs more than a font to be set rightly.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plugins.theme_problem import stop_at

if TYPE_CHECKING:  # a build that draws nothing does not load it
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

ENDINGS = (".woff2", ".ttf", ".otf")
REGULAR, BOLD = 400, 700
_NO_LETTER = "\U0010ffff"
_FROM_THE_LEFT = frozenset({"L", "EN", "ES", "ET", "CS", "ON", "WS"})  # of Unicode's UAX 9
_JOINED = frozenset({"Mn", "Mc", "Me", "Cc", "Cf", "Cs", "Co"})


class Font(NamedTuple):
    """The file of a font, and its bytes."""

    file: Path
    data: bytes


class Letter(NamedTuple):
    """A letter as it is drawn, and where, seen from the pen; None for a blank."""

    mask: Image | None
    x: int
    y: int


def font_of(static: Path) -> Font | None:
    """The theme's upright font: the first in its folder; None where it has none.

    static: the folder of the files that are published. Raises ThemeProblem where its file cannot
    be read.
    """
    fonts = (file for file in sorted(static.rglob("*")) if file.suffix in ENDINGS)
    upright = next((file for file in fonts if "italic" not in file.name.lower()), None)
    try:
        return Font(upright, upright.read_bytes()) if upright else None
    except OSError as wrong:
        stop_at(str(upright), 1, f"this font cannot be read: {wrong.strerror}")


class Lettering:
    """A font in one size and weight.

    font: where it has no such weight, that which it has is used.
    size: of the letters, in pixels. Raises ThemeProblem where the file is no font.
    """

    def __init__(self, font: Font, size: int, weight: int) -> None:
        self._font = _opened(font, size, weight)
        self._missing = self._mask_of(_NO_LETTER)
        self.letter = cache(self._letter)
        self.step = cache(self._step)
        self.can_show = cache(self._can_show)

    def can_write(self, text: str) -> bool:
        """Whether each letter of a text is in the font, and stands beside the one before."""
        return all(map(self.can_show, text))

    def width(self, text: str) -> float:
        """How wide a text is, in pixels."""
        return sum(map(self.step, text, f"{text[1:]} "))

    def write(self, image: Image, x: float, y: int, text: str, value: int = 255) -> None:
        """Write a text into a grey image; y: the top of the line."""
        for one, following in zip(text, f"{text[1:]} ", strict=True):
            mask, right, down = self.letter(one)
            if mask is not None:
                image.paste(value, (round(x) + right, y + down), mask)
            x += self.step(one, following)

    def _letter(self, letter: str) -> Letter:
        from PIL import Image

        core, (x, y) = self._font.getmask2(letter, mode="L")
        if 0 in core.size:
            return Letter(None, 0, 0)
        return Letter(Image.frombytes("L", core.size, bytes(core)), int(x), int(y))

    def _step(self, letter: str, following: str) -> float:
        """From a letter to the one that follows, so that the two look well together."""
        return self._font.getlength(letter + following) - self._font.getlength(following)

    def _can_show(self, letter: str) -> bool:
        stands = unicodedata.bidirectional(letter) in _FROM_THE_LEFT
        if not stands or unicodedata.category(letter) in _JOINED:
            return False
        return letter.isspace() or self._mask_of(letter) != self._missing

    def _mask_of(self, letter: str) -> tuple[tuple[int, int], bytes]:
        mask = self._font.getmask(letter)
        return mask.size, bytes(mask)


def _opened(font: Font, size: int, weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    try:
        opened = ImageFont.truetype(BytesIO(font.data), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        stop_at(str(font.file), 1, "this is no font that can be drawn with; put a whole one here")
    with suppress(OSError, NotImplementedError):  # it has one weight
        opened.set_variation_by_axes([weight])
    return opened


def lines_of(lettering: Lettering, text: str, width: int) -> list[str]:
    """A text in lines that are not wider; a word that is too wide for any is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lettering.width(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        while lettering.width(word) > width:
            fits = next(
                end for end in range(len(word), 0, -1) if lettering.width(word[:end]) <= width
            )
            lines[-1:] = [word[:fits], ""]
            word = word[fits:]
        lines[-1] = word
    return [line for line in lines if line]


def shortened(lettering: Lettering, text: str, width: int) -> str:
    """A text on one line: where it is too wide, as much of it as there is room for."""
    if lettering.width(text) <= width:
        return text
    ends = range(len(text), 0, -1)
    kept = next((end for end in ends if lettering.width(f"{text[:end]}…") <= width), 0)
    return f"{text[:kept].rstrip()}…"
