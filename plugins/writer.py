"""The writer: renders each page from its view alone, and writes it at once or not at all.

Settings: MAKER, which `publication` sets; THEME, THEME_TEMPLATES_OVERRIDES.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from pelican import signals
from pelican.writers import Writer

from plugins.model.address import file_of
from plugins.model.page import Page
from plugins.model.post import Post
from plugins.model.schema import PageFields
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import Sheet, page_sheet, post_sheet


class ViewWriter(Writer):  # type: ignore[misc]  # Pelican ships no types
    """Gives a template its view and nothing else: no context, no settings, no other page."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self._maker: Maker = settings["MAKER"]
        self._environment = environment(settings)

    def write_file(
        self, name: str, template: Template, _context: dict[str, Any], *_: Any, **wanted: Any
    ) -> None:
        """What Pelican's own generators call for an article or a page.

        Raises LookupError for anything else: such a page would have no view.
        """
        found = wanted.get("article") or wanted.get("page")
        source = (
            self._maker.library.by_path.get(found.get_relative_source_path()) if found else None
        )
        if source is None:
            raise LookupError(
                f"{name} is no page of the library; its template {template.name}"
                " can be shown nothing."
            )
        self.write_sheet(_sheet(self._maker, source))

    def write_sheet(self, sheet: Sheet) -> None:
        """Render one page and write it."""
        template = self._environment.get_template(f"{sheet.template}.html")
        self.write_bytes(file_of(sheet.path), template.render(view=sheet.make()).encode())

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write one file of the output, which nobody reads until the whole is switched in.

        Raises FileExistsError where something has been written to that name before.
        """
        path = Path(self.output_path) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
        signals.content_written.send(str(path), context={})


def _sheet(maker: Maker, source: Post | Page[PageFields]) -> Sheet:
    if isinstance(source, Post):
        return post_sheet(maker, source)
    return page_sheet(maker, source)


def environment(settings: dict[str, Any]) -> Environment:
    """Jinja for our theme alone: Pelican's falls back to another theme without a word."""
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], str(Path(settings["THEME"]) / "templates")]
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # a build makes its own, so no template changes under it
    )


def get_writer(_pelican: object) -> type[ViewWriter]:
    """The writer that Pelican should use."""
    return ViewWriter


def register() -> None:
    """Connect to Pelican."""
    signals.get_writer.connect(get_writer)
