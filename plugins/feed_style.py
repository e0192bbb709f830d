"""How a feed looks that is opened in a browser: one stylesheet for all feeds, in RSS and in Atom.

Feeds name it by an address that never changes, or a new look would change them all. Its source is
theme/feeds/feed.css; the colours and letters are those of the theme, and the words in it (custom
properties such as --say-what) those of the site.

Settings: THEME; MAKER, which `publication` sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from pelican import signals
from pelican.generators import Generator

from plugins.model.address import FEED_STYLE, FEEDS, file_of
from plugins.model.view.maker import Maker
from plugins.theme_assets import one_sheet, read
from plugins.theme_file import PLACE
from plugins.theme_problem import stop_at


class FeedStyleGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes the stylesheet of feeds."""

    def generate_output(self, writer: _BytesWriter) -> None:
        """Make it of the theme and the words. Raises ThemeProblem where the theme is at fault."""
        style = feed_style(Path(self.settings["THEME"]), self.settings["MAKER"])
        writer.write_bytes(file_of(FEED_STYLE), style.encode())


class _BytesWriter(Protocol):
    """What this generator needs of a writer."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write one file of the output."""


def feed_style(theme: Path, maker: Maker) -> str:
    """The stylesheet of feeds.

    Raises ThemeProblem where it is not there, is at fault, or names a file that is not there.
    """
    source = theme / file_of(FEED_STYLE)
    if not source.is_file():
        fault = "it is not there, and feeds that are opened in a browser need it"
        stop_at(f"theme/{file_of(FEED_STYLE)}", 1, fault)
    name = f"../{file_of(FEED_STYLE)}"  # seen from theme/static
    files = {f"../static/{one}": data for one, data in read(theme / "static").items()}
    sheet = one_sheet(name, {**files, name: source.read_bytes()})
    words = "".join(_words(maker))
    return f":root{{{words}}}" + sheet.replace('url("../static/', f'url("../{PLACE}/')


def _words(maker: Maker) -> Iterator[str]:
    address = maker.full(maker.href(FEEDS))
    for name, text in maker.words.feeds.style.items():
        yield f"--say-{name}:{quoted(text.format(address=address))};"


def quoted(text: str) -> str:
    r"""A text as CSS writes it (css-syntax-3, 4.3.5).

    >>> quoted('a "b"')
    '"a \\22 b\\22 "'
    """
    return '"' + "".join(f"\\{ord(one):x} " if one in '"\\\n\r\f<' else one for one in text) + '"'


def get_generators(_pelican: object) -> type[FeedStyleGenerator]:
    """The generator that Pelican should run."""
    return FeedStyleGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
