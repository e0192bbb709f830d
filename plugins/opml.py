"""All feeds in one file, which feed readers import: OPML 2.0 (opml.org/spec2.opml).

Settings: MAKER, which `publication` sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from pelican import signals
from pelican.generators import Generator

from plugins.model.address import FEEDS_IN_ONE, file_of
from plugins.model.feeds.content import fit
from plugins.model.view.feeds_page import Feed, FeedGroup, feed_groups
from plugins.model.view.maker import Maker


class OpmlGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes the file."""

    def generate_output(self, writer: _MadeWriter) -> None:
        """Make it from the library."""
        maker: Maker = self.settings["MAKER"]
        title = f"{maker.settings.name}: {maker.words.feeds.title}"
        writer.write_made(file_of(FEEDS_IN_ONE), lambda: opml(title, feed_groups(maker)))


class _MadeWriter(Protocol):
    """What this generator needs of a writer."""

    def write_made(self, name: str, make: Callable[[], bytes]) -> None:
        """Write a file that is made of what the library says."""


def opml(title: str, groups: Iterable[FeedGroup]) -> bytes:
    """Feeds in their groups; without the day, which would change the file for nothing."""
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            f"<head><title>{escape(fit(title))}</title></head>",
            "<body>",
            *(line for group in groups for line in _group(group)),
            "</body>",
            "</opml>\n",
        ]
    ).encode()


def _group(group: FeedGroup) -> Iterator[str]:
    yield f"<outline text={_attribute(group.label)}>"
    yield from map(_feed, group.feeds)
    yield "</outline>"


def _feed(feed: Feed) -> str:
    values = {
        "type": "rss",
        "text": feed.title,
        "title": feed.title,
        "description": feed.holds,
        "xmlUrl": feed.address,
        "htmlUrl": feed.page,
    }
    said = " ".join(f"{name}={_attribute(value)}" for name, value in values.items())
    return f"<outline {said}/>"


def _attribute(text: str) -> str:
    return quoteattr(fit(text))


def get_generators(_pelican: object) -> type[OpmlGenerator]:
    """The generator that Pelican should run."""
    return OpmlGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
