"""The short ways of our templates lead to the very text that Jinja's own make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, Template, UndefinedError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from plugins.lean_templates import LeanEnvironment
from plugins.model.view.parts import Html
from plugins.rendering import Theme, environment, render
from tests.theme.sample_views import FULL, MINIMAL

THEME = Path(__file__).parents[2] / "theme"


class Jinjas(Theme):
    """Our theme without them."""

    code_generator_class: type[CodeGenerator] = CodeGenerator
    template_class: type[Template] = Template


class Said:
    """What is HTML by its own account."""

    def __html__(self) -> str:
        return "<i>said</i>"


class Tagged(str):
    """A text that is none of those that are known to be safe."""

    __slots__ = ()

    def __html__(self) -> str:
        return f"<b>{self}</b>"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where both keep the templates that they have compiled, each in a folder of its own."""
    return tmp_path_factory.mktemp("compiled")


def opened(kind: type[Environment], **more: str) -> Environment:
    return kind(loader=DictLoader(more), autoescape=True, undefined=StrictUndefined)


def both(source: str, **values: Any) -> tuple[str, str]:
    """What a template says, by the short ways and by Jinja's; or how it fails."""
    return said(LeanEnvironment, source, values), said(Environment, source, values)


def said(kind: type[Environment], source: str, values: dict[str, Any]) -> str:
    other = "{% macro tea(cup, sort='<black>') %}{{ cup }} of {{ sort }}{% endmacro %}"
    try:
        return opened(kind, other=other, page=source).get_template("page").render(values)
    except (UndefinedError, TypeError) as wrong:
        return f"{type(wrong).__name__}: {wrong}"


@pytest.mark.parametrize("samples", [FULL, MINIMAL], ids=["full", "minimal"])
@pytest.mark.parametrize("template", FULL)
def test_a_page_of_the_theme_is_the_same(
    template: str, samples: dict[str, object], compiled: Path
) -> None:
    name, view = template.removesuffix(".html"), samples[template]
    settings = {"THEME": str(THEME), "THEME_TEMPLATES_OVERRIDES": []}
    ours = render(environment(settings, compiled / "ours"), name, view)
    assert ours == render(Jinjas([str(THEME / "templates")], compiled / "jinjas"), name, view)
    assert ours


VALUES = [
    "",
    "plain",
    "<a & b>",
    "it's",
    'say "so"',
    Html("<p>&amp;</p>"),
    Markup("<p>"),
    Said(),
    Tagged("plain"),
    Tagged("<a>"),
    7,
    1.5,
    None,
    ["<a>"],
]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "source",
    [
        "{{ value }}",
        '<a title="{{ value }}">',
        "{% macro a(b) %}{{ b }}{% endmacro %}{{ a(value) }}{{ a(a(value)) }}",
        "{% set a %}[{{ value }}]{% endset %}{{ a }}{{ a ~ value }}",
        "{{ value ~ '<' }}{{ value|e }}{{ value|string|upper }}",
        "{% autoescape false %}{{ value }}{% endautoescape %}{{ value }}",
    ],
)
def test_a_value_is_escaped_once_and_where_it_must_be(source: str, value: object) -> None:
    ours, jinjas = both(source, value=value)
    assert ours == jinjas


@pytest.mark.parametrize(
    "source",
    [
        "{% from 'other' import tea %}{{ tea('<cup>') }}",
        "{% from 'other' import tea %}{{ tea('<cup>', 'green') }}",
        "{% from 'other' import tea %}{{ tea(sort='green', cup='<cup>') }}",
        "{% from 'other' import tea %}{{ tea('cup', cup='pot') }}",
        "{% from 'other' import tea %}{{ tea() }}",
        "{% from 'other' import tea %}{{ tea('cup', 'green', 'more') }}",
        "{% from 'other' import tea %}{{ tea('cup', milk='none') }}",
        "{% from 'other' import tea %}{{ tea('cup', 'green', milk='none') }}",
        "{% from 'other' import tea %}{{ tea('cup') ~ '<' }}{{ tea('<') + '<' }}",
        "{% from 'other' import coffee %}{{ coffee('cup') }}",
        "{% import 'other' as other %}{{ other.tea('cup', 'green') }}{{ other.tea.name }}",
        "{% macro a(b) %}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ a(1, 2, c='<') }}",
        "{% macro a(b) %}{{ b }}{{ varargs }}{% endmacro %}{{ a('<') }}{{ a('<', '>') }}",
        "{% macro a(b) %}{{ caller(b) }}{% endmacro %}{% call(x) a('<') %}{{ x }}<i>{% endcall %}",
        "{% macro a(b) %}{{ caller(b) }}{% endmacro %}{{ a('<') }}",
        "{% autoescape false %}{% macro a() %}<{% endmacro %}{{ a() }}{% endautoescape %}{{ a() }}",
        "{% for x in 'ab' %}{% macro a(b) %}{{ b }}{{ x }}{% endmacro %}{{ a('<') }}{% endfor %}",
        "{% for x in ['<', ['>']] recursive %}{{ x if x is string else loop(x) }}{% endfor %}",
        "{% block a %}{{ cycler('<', '>').next() }}{% endblock %}{{ self.a() }}",
        "{% for x in range(3) %}{{ loop.cycle('<', '>') }}{% endfor %}{{ dict(a='<') }}",
        "{{ nothing }}",
        "{{ nothing('<') }}",
        "{{ 'a'.nothing }}",
        "{{ {'a': '<'}.a }}{{ {'class': '<'}.class }}{{ dict(a='<').a }}",
        "{{ {'a': 1}.b is defined }}{{ 'a'.b is defined }}{{ 'a'.b|default('<') }}",
        "{{ (1).real.imag }}{{ -1.5.real }}{{ 'a'.upper().lower() }}{{ ('a' ~ 'b').upper() }}",
        "{{ range(*[1, 3])|join }}{{ dict(**{'a': '<'}) }}",
        "{{ 'a b'.split()[1] }}{{ '<'.join(['a', 'b']) }}",
    ],
)
def test_a_call_says_the_same_in_whatever_way_it_is_made(source: str) -> None:
    ours, jinjas = both(source)
    assert ours == jinjas
