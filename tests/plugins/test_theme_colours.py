"""What is known of the theme's colours outside the stylesheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.theme_assets import prepare
from plugins.theme_colours import TOKENS, colours, without_light_dark

STATIC = Path(__file__).parents[2] / "theme" / "static"
SHEET = """
/* --ink: #f00; */
:root {
  --ink: light-dark(#000, #fff);
  --leaf: #0a0;
  --clear: light-dark(transparent, #fff);
}
@media (prefers-contrast: more) { :root { --ink: light-dark(#111, #eee); } }
"""


def test_a_colour_is_known_by_its_name_as_it_is_first_set() -> None:
    assert colours(SHEET) == {"ink": ("#000", "#fff"), "leaf": ("#0a0", "#0a0")}


@pytest.mark.parametrize("tone", ["#12", "#12345", "#1234567", "#123456789"])
def test_what_is_no_colour_in_css_is_none(tone: str) -> None:
    assert colours(f"--ink: {tone}; --leaf: light-dark(#000, {tone});") == {}


@pytest.mark.parametrize("tone", ["#123", "#123f", "#123456", "#123456ff"])
def test_a_colour_has_so_many_digits(tone: str) -> None:
    assert colours(f"--ink: {tone};") == {"ink": (tone, tone)}


def test_a_browser_without_light_dark_gets_the_light_colours_and_no_other_does() -> None:
    assert without_light_dark(SHEET) == (
        "@supports not (color: light-dark(#000, #fff)) { :root { --ink: #000; } }\n"
    )
    assert without_light_dark(":root { --leaf: #0a0; }") == ""


def test_these_rules_stand_in_the_layer_of_the_colours() -> None:
    files = {
        "css/site.css": b'@import url("tokens.css") layer(tokens);',
        TOKENS: SHEET.encode(),
    }
    sheet = prepare(files)["css/site.css"].data.decode()
    assert sheet.startswith("@layer tokens{")
    assert sheet.endswith("{:root{--ink:#000}}}")


def test_our_theme_has_a_colour_for_the_page() -> None:
    assert "paper" in colours((STATIC / TOKENS).read_text("utf-8"))
