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
from plugins.theme_assets import prepare, read
from plugins.theme_file import PLACE

_SOURCE = "feeds"  # the folder of the theme; that of the output has the same name


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
    """The stylesheet of feeds; "" for a theme that has none.

    Raises ThemeProblem where it cannot be read or names a file that is not there.
    """
    own = {f"{_SOURCE}/{name}": data for name, data in read(theme / _SOURCE).items()}
    name = file_of(FEED_STYLE)
    if name not in own:
        return ""
    # Under the names that readers see, so that the way from the one to the other is right.
    others = {f"{PLACE}/{name}": data for name, data in read(theme / "static").items()}
    made = prepare({**others, **own})[name]
    return f":root{{{''.join(_words(maker))}}}{made.data.decode()}"


def _words(maker: Maker) -> Iterator[str]:
    address = maker.full(maker.href(FEEDS))
    for name, text in maker.words.feeds.style.items():
        yield f"--say-{name}:{_quoted(text.format(address=address))};"


def _quoted(text: str) -> str:
    r"""A text as CSS writes it (css-syntax-3, 4.3.5).

    >>> _quoted('a "b"')
    '"a \\22 b\\22 "'
    """
    return '"' + "".join(f"\\{ord(one):x} " if one in '"\\\n\r\f<' else one for one in text) + '"'


def get_generators(_pelican: object) -> type[FeedStyleGenerator]:
    """The generator that Pelican should run."""
    return FeedStyleGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
