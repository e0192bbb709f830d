"""The writer that Pelican uses: it makes what is new of each page, file and picture.

Settings: INCREMENT, which `publication` sets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from jinja2 import Template
from pelican import signals
from pelican.writers import Writer

from plugins.extras import PluginProblem, extras_of
from plugins.incremental import Increment
from plugins.model.page import Page
from plugins.model.post import Post
from plugins.model.schema import PageFields
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import Sheet, Together, page_sheet, post_sheet


class ViewWriter(Writer):  # type: ignore[misc]  # Pelican ships no types
    """Gives a template its view and nothing else: no context, no settings, no other page."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self._increment: Increment = settings["INCREMENT"]

    def write_file(
        self, name: str, template: Template, _context: dict[str, Any], *_: Any, **wanted: Any
    ) -> None:
        """What Pelican's own generators call for an article or a page.

        Raises PluginProblem for anything else, as such a page would have no view, and where
        VIEW_EXTRAS names what no template can be shown.
        """
        maker = self._increment.maker
        found = wanted.get("article") or wanted.get("page")
        path = found.get_relative_source_path() if found else ""
        source = maker.facts.behind.by_path.get(path)
        if source is None:
            raise PluginProblem(
                f"A plugin wants to make the page {name}, and no file of the content stands for it;"
                f" its template {template.name} can be shown nothing."
            )
        maker.extras[path] = extras_of(maker, found)
        self.write_sheets([_sheet(maker, source)])

    def write_sheets(self, sheets: Iterable[Sheet]) -> None:
        """Render pages and write them."""
        self._told(lambda: self._increment.make_pages(sheets))

    def write_made(self, name: str, make: Callable[[], bytes]) -> None:
        """Write a file that is made of what the library says."""
        self._told(lambda: self._increment.make_file(name, make))

    def write_together(self, groups: Iterable[Together]) -> None:
        """Write files of which several are made of the same."""
        self._told(lambda: self._increment.make_together(groups))

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write one file of the output, which nobody reads until the whole is switched in.

        Raises FileExistsError where something has been written to that name before.
        """
        self._told(lambda: self._increment.write(name, data))

    def copy(self, files: Iterable[tuple[Path, str]]) -> None:
        """Copy files into the output, each to a name; raises as `write_bytes` does, and OSError."""
        self._told(lambda: self._increment.copy(files))

    def _told(self, write: Callable[[], None]) -> None:
        """Write, and let plugins know each file that was written."""
        before = len(self._increment.written)
        write()
        if signals.content_written.receivers:
            for name in self._increment.written[before:]:
                signals.content_written.send(str(Path(self.output_path) / name), context={})


def _sheet(maker: Maker, source: Post | Page[PageFields]) -> Sheet:
    if isinstance(source, Post):
        return post_sheet(maker, source)
    return page_sheet(maker, source)


def get_writer(_pelican: object) -> type[ViewWriter]:
    """The writer that Pelican should use."""
    return ViewWriter


def register() -> None:
    """Connect to Pelican."""
    signals.get_writer.connect(get_writer)
