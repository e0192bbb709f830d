"""The network's own pages: home, lists, people, series, topics, Easy Read, old addresses; cards.

Settings: MAKER, which `publication` sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Protocol

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator

from plugins.model.view.sheets import Sheet, network_sheets, own_sheets, redirect_sheets
from plugins.model.view.social_card import card_sheets


class NetworkGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Asks the writer for every page, but for those that Pelican asks for itself."""

    def generate_output(self, writer: _SheetWriter) -> None:
        """Write them, in time that grows with their number alone."""
        maker = self.settings["MAKER"]
        own = [] if self.settings["ARTICLE_PATHS"] else own_sheets(maker)
        others = network_sheets(maker), redirect_sheets(maker), card_sheets(maker)
        writer.write_sheets(chain(own, *others))


class _SheetWriter(Protocol):
    """What this generator needs of a writer."""

    def write_sheets(self, sheets: Iterable[Sheet]) -> None:
        """Render pages and write them."""


def empty_pelicans_lists(generators: Iterable[Generator]) -> None:
    """Take away the lists by category, tag, author and period, which our pages replace.

    Pelican goes through all articles for each of them, which is quadratic.
    """
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            generator.categories, generator.authors, generator.dates = [], [], []
            generator.tags, generator.period_archives = {}, {}


def get_generators(_pelican: object) -> type[NetworkGenerator]:
    """The generator that Pelican should run."""
    return NetworkGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
    signals.all_generators_finalized.connect(empty_pelicans_lists)
