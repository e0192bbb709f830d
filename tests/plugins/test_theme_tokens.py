"""A mistake in the colours of a network is told before a reader sees a page without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.theme_assets import read
from plugins.theme_colours import TOKENS
from plugins.theme_problem import ThemeProblem
from plugins.theme_tokens import check_tokens, contrast

STATIC = Path(__file__).parents[2] / "theme" / "static"
ACCENT = "light-dark(#07565a, #7fd3cb)"


def check(old: str = "", new: str = "") -> None:
    """Check our theme with something else in the place of what stands in its tokens first."""
    files = read(STATIC)
    tokens = files[TOKENS].decode()
    assert old in tokens
    check_tokens(files | {TOKENS: tokens.replace(old, new, 1).encode()})


@pytest.mark.parametrize(
    "accent",
    [
        ACCENT,
        "light-dark(rgb(7 86 90), oklch(80% 0.1 190))",
        "light-dark(rgb(7, 86, 90), color-mix(in srgb, #fff 80%, rgb(0 0 0)))",
        "light-dark(\n    #07565a,\n    #7fd3cb\n  )",
        "var(--rule)",
    ],
)
def test_a_colour_may_be_written_in_each_way_that_browsers_take(accent: str) -> None:
    check(ACCENT, accent)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("#07565a", "#07565", '--accent cannot be "#07565"; write a colour'),
        ("#07565a", "07565a", '--accent cannot be "07565a"; write a colour'),
        ("#07565a", "greenish", '--accent cannot be "greenish"; write a colour'),
        ("#07565a, ", "", '--accent cannot be "light-dark(#7fd3cb)"; write a colour'),
        ("#7fd3cb);", "#7fd3cb)", 'a ";" is missing between --accent and --accent-deep'),
        ("--accent:", "--acent:", "it needs --accent, which is set nowhere"),
        ("#221d17", "#807a72", "--ink on --paper has a contrast of 4.0 to 1 on light pages"),
        ("#efe8dc", "#555", "--ink on --paper has a contrast of 2.4 to 1 on dark pages"),
        ("#fffdf8", "#07565a", "--on-accent on --accent has a contrast of 1.0 to 1"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_cure(old: str, new: str, said: str) -> None:
    with pytest.raises(ThemeProblem, match=r"theme/static/css/\S+\.css, line \d+: ") as problem:
        check(old, new)
    assert said in str(problem.value)


def test_a_line_is_counted_with_the_comments_before_it() -> None:
    sheet = b"/* one\ntwo */\n:root {\n  --ink: #12;\n}\n"
    with pytest.raises(ThemeProblem, match=r"tokens\.css, line 4: --ink"):
        check_tokens({TOKENS: sheet})


def test_a_theme_without_tokens_has_no_fault() -> None:
    check_tokens({"css/site.css": b"a { color: var(--ink, #000); } /* var(--not) */"})


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#fff", "#000000") == 21
