"""Every template renders strictly, escapes once, and keeps to the rules of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from plugins.model.text.outline import THEME_IDS
from plugins.model.view.parts import Html, View
from tests.theme.looking import TEMPLATES, THEME, Page, render
from tests.theme.sample_views import FULL, MINIMAL

STYLES = THEME / "static" / "css"
ALL_TEMPLATES = sorted(TEMPLATES.rglob("*.html"))
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
EVERY_VIEW = [pytest.param(name, view, id=f"{name} full") for name, view in FULL.items()] + [
    pytest.param(name, view, id=f"{name} minimal") for name, view in MINIMAL.items()
]
NASTY = '<b>&"'
ESCAPED = "&lt;b&gt;&amp;&#34;"
ESCAPED_TWICE = re.compile(r"&amp;(?:lt|gt|amp|quot|#\d+);")


def named(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def test_there_is_a_view_for_every_page_template() -> None:
    pages = {path.name for path in TEMPLATES.glob("*.html")} - {"base.html"}
    assert pages == set(FULL) == set(MINIMAL)


@pytest.mark.parametrize(("template", "view"), EVERY_VIEW)
def test_page_keeps_the_rules(template: str, view: View) -> None:
    html = render(template, view)
    page = Page(html)
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert page.elements[[tag for tag, _ in page.elements].index("body") + 1] == (
        "a",
        {"class": "skip-link", "href": "#main"},
    )
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(next_ <= level + 1 for level, next_ in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert "None" not in page.text()


@pytest.mark.parametrize(("template", "view"), EVERY_VIEW)
def test_references_within_a_page_have_their_target(template: str, view: View) -> None:
    page = Page(render(template, view))
    ids = {attributes.get("id", "") for _, attributes in page.elements}
    for _, attributes in page.elements:
        assert attributes.get("aria-labelledby", "") in ids
        href = attributes.get("href", "")
        assert not href.startswith("#") or href[1:] in ids


@pytest.mark.parametrize(("template", "view"), EVERY_VIEW)
def test_links_lead_somewhere_and_images_have_alternatives(template: str, view: View) -> None:
    page = Page(render(template, view))
    assert all(attributes.get("href") for attributes in page.all("a"))
    assert all("alt" in attributes and attributes["src"] for attributes in page.all("img"))
    assert all(attributes["datetime"] for attributes in page.all("time"))


@pytest.mark.parametrize(("template", "view"), EVERY_VIEW)
def test_text_is_escaped_exactly_once(template: str, view: View) -> None:
    html = render(template, nastier(view))
    assert NASTY not in html
    assert ESCAPED in html
    assert not ESCAPED_TWICE.search(html)


def nastier(value: Any) -> Any:
    """The same view with markup at the end of every text that is not HTML."""
    if isinstance(value, View):
        changes = {name: nastier(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **changes)
    if isinstance(value, tuple):
        return tuple(nastier(one) for one in value)
    is_text = isinstance(value, str) and value and not isinstance(value, Html)
    return value + NASTY if is_text else value


@pytest.mark.parametrize("view", FULL.values(), ids=FULL)
def test_full_view_says_something_in_every_field(view: View) -> None:
    assert list(silent_fields(view)) == []


def silent_fields(view: View) -> Iterator[str]:
    for name in view.__struct_fields__:
        value = getattr(view, name)
        if value in ("", None, ()):
            yield name


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=named)
def test_template_is_safe_and_short(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", source)
    assert not re.search(
        r"<script(?! type=\"application/ld\+json\">|[^>]*\ssrc=)|<style\b"
        r"|\sstyle=|\son\w+=|javascript:",
        source,
        re.IGNORECASE,
    )
    assert len(source.splitlines()) < 60


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_component_has_a_macro_and_a_style_of_its_name(path: Path) -> None:
    source = path.read_text("utf-8")
    style = path.stem.replace("_", "-")
    assert f"macro {path.stem}(" in source
    if re.search(r'class="[^{]', source):  # a class of its own, not one that it is given
        assert f".{style}" in (STYLES / "components" / f"{style}.css").read_text("utf-8")


def test_the_sheet_takes_in_every_style_once() -> None:
    sheet = (STYLES / "site.css").read_text("utf-8")
    taken = re.findall(r'@import url\("([^"]+)"\) layer\((\w+)\);', sheet)
    there = {path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css")} - {"site.css"}
    assert sheet.startswith("@layer tokens, base, layout, components, print;\n")
    assert sorted(name for name, _ in taken) == sorted(there)
    for name, layer in taken:
        assert layer == (name.partition("/")[0] if "/" in name else Path(name).stem)


def test_colours_are_named_in_tokens_alone() -> None:
    for path in STYLES.rglob("*.css"):
        if path.name not in {"tokens.css", "print.css"}:
            assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl|oklch", path.read_text("utf-8")), (
                path
            )


def test_every_custom_property_is_declared() -> None:
    styles = "\n".join(path.read_text("utf-8") for path in STYLES.rglob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)", styles))
    assert used == set(re.findall(r"^\s*(--[\w-]+):", styles, re.MULTILINE))


def test_no_heading_of_a_text_can_have_an_id_of_the_theme() -> None:
    ids = {
        name
        for file in TEMPLATES.rglob("*.html")
        # Written there, or given to a macro.
        for name in re.findall(
            r'(?:\bid=|members\(.*, )"([^"{]+)"', file.read_text(encoding="utf-8")
        )
    }
    assert ids == set(THEME_IDS)
