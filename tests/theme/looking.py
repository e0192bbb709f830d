"""Pages as the theme makes them of sample views, and what is in them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from plugins.model.view.parts import View
from plugins.rendering import environment

THEME = Path(__file__).parents[2] / "theme"
TEMPLATES = THEME / "templates"
env = environment({"THEME": THEME, "THEME_TEMPLATES_OVERRIDES": []})


def render(template: str, view: View) -> str:
    return env.get_template(template).render(view=view)


class Page(HTMLParser):
    """The elements of a page in order, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self) -> str:
        return " ".join(self.words.split())
