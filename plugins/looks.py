"""How views become files: by the templates of the theme, or drawn where there is none for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from plugins.model.view.parts import View
from plugins.rendering import Theme, digest, load, render


class _Painter(NamedTuple):
    """What makes a file of a view where no template does: what it draws with, and how."""

    look: bytes
    paint: Callable[[Any], bytes]


class Looks:
    """All that the files of one template have in common, by the template's name."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._painters: dict[str, _Painter] = {}
        self._known: dict[str, bytes] = {}

    def draw(self, template: str, look: bytes, paint: Callable[[Any], bytes]) -> None:
        """Let the sheets of this template be drawn, and not be rendered with one of the theme.

        look: all that they are drawn with; paint: makes the bytes of a file of its view.
        """
        self._painters[template] = _Painter(look, paint)

    def of(self, template: str) -> bytes:
        """The look of a template, in short; raises as `rendering.digest` does."""
        if template in self._painters:
            return self._painters[template].look
        if template not in self._known:
            self._known[template] = digest(self._theme, f"{template}.html")
        return self._known[template]

    def load(self, templates: Iterable[str]) -> None:
        """Compile templates, so that no process forked from this one need do so."""
        load(self._theme, sorted({*templates} - {*self._painters}))

    def made(self, template: str, view: View) -> bytes:
        """The file of a view; raises as `rendering.render` does."""
        painter = self._painters.get(template)
        return painter.paint(view) if painter else render(self._theme, template, view)
