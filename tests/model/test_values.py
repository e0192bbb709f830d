"""The kinds of value: what is read from what was typed, and what is told of the rest."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.model.entry import NO_SOURCE
from plugins.model.field import UNKNOWN, Kind, Spot
from plugins.model.place import Value
from plugins.model.problem import Problem
from plugins.model.values import (
    ADDRESS,
    ADDRESS_OR_UNKNOWN,
    DAY,
    DAY_OR_UNKNOWN,
    LANGUAGE,
    LONG_TEXT,
    NUMBER,
    OLD_ADDRESS,
    SLUG,
    TEXT,
    YES_NO,
    choice,
    is_web_address,
    list_of,
)

STATE = choice("open", "closed", "large-print")


def read(kind: Kind, value: Value) -> tuple[Any, list[str]]:
    problems: list[Problem] = []
    found = kind.read(value, Spot(NO_SOURCE, problems))
    return found, [f"{one.message} {one.remedy}".strip() for one in problems]


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        (TEXT, "2024", "2024"),
        (TEXT, " a \n b\tc ", "a b c"),
        (LONG_TEXT, "a\n\nb\n", "a\n\nb"),
        (YES_NO, "Yes", True),
        (YES_NO, "FALSE", False),
        (NUMBER, "12", 12),
        (LANGUAGE, "pt-BR", "pt-BR"),
        (SLUG, "山田-1", "山田-1"),
        (ADDRESS, "https://example.org/a?b#c", "https://example.org/a?b#c"),
        (ADDRESS_OR_UNKNOWN, "Unknown", UNKNOWN),
        (OLD_ADDRESS, "/blog/café/", "/blog/café/"),
        (OLD_ADDRESS, "/index.php?id=42&b=c", "/index.php?id=42&b=c"),
        (OLD_ADDRESS, "/a%20b/...c", "/a%20b/...c"),
        (DAY_OR_UNKNOWN, " unknown ", UNKNOWN),
        (STATE, "Open", "open"),
        (STATE, "large print", "large-print"),
        (list_of(TEXT), "a, b", ("a, b",)),
        (list_of(TEXT), ["a", "", "b"], ("a", "b")),
    ],
)
def test_what_is_right_is_read(kind: Kind, typed: Value, found: object) -> None:
    assert read(kind, typed) == (found, [])


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        (TEXT, ["a"], "one piece of text, and a list was found"),
        (TEXT, {"a": "b"}, "one piece of text, and several keys were found"),
        (LONG_TEXT, ["a"], "one piece of text, and a list was found"),
        (YES_NO, "perhaps", 'must be "yes" or "no", and "perhaps" was found'),
        (NUMBER, "-1", 'must be a whole number, and "-1" was found'),
        (NUMBER, "٣", "must be a whole number"),
        (LANGUAGE, "Welsh!", 'Write a code such as "en" for English'),
        (SLUG, "A Post", "Write: a-post"),
        (SLUG, "a/b", "Write: a-b"),
        (ADDRESS, "example.org/a", "Write: https://example.org/a"),
        (ADDRESS, "javascript:alert(1)", "must begin with https:// or http://"),
        (ADDRESS, UNKNOWN, "is not a web address"),
        (DAY, UNKNOWN, "cannot be read as a date"),
        (STATE, "opne", 'Did you mean "open"?'),
        (STATE, "x", 'This must be "open", "closed" or "large-print", and "x" was found.'),
        (list_of(YES_NO), ["yes", "x"], 'and "x" was found'),
    ],
)
def test_what_is_wrong_is_told(kind: Kind, typed: Value, words: str) -> None:
    found, told = read(kind, typed)
    assert found in (None, (True,))
    assert len(told) == 1
    assert words in told[0]


@pytest.mark.parametrize(
    "text", ["https://", "http:///a", "https://[", "ftp://a.b", "//a.b", "https://a b.c", "", "a"]
)
def test_what_is_no_web_address(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ("old", "Write only the path: /old"),
        ("https://old.example/a/?b=c", "Write only the path: /a/?b=c"),
        ("https://old.example/a#b", ""),
        ("https://old.example", "Write only the path: /"),
        ("javascript:x", ""),
        ("//old.example/a", ""),
        ("../../x", ""),
        ("/a/../b", ""),
        ("/a/%2e%2E/b", ""),
        ("/a%00b", ""),
        ("/a b", ""),
        ("/a\\b", ""),
        ("/a#b", ""),
    ],
)
def test_an_old_address_is_a_path_on_this_site(typed: str, cure: str) -> None:
    found, (words,) = read(OLD_ADDRESS, typed)
    assert found is None
    assert words.startswith(f'"{typed}" is not the path of an old address on this site. Write ')
    assert words.endswith(cure or "Write it as in /blog/our-first-year/.")
