"""A stylesheet gets shorter and keeps its meaning."""

from __future__ import annotations

import pytest

from plugins.theme_compact import compact


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("a { b: c; }\n\n", "a{b:c}"),
        ("a  >  b ,\n c :d { }", "a > b,c :d{}"),
        ("a{b:c ; ; }", "a{b:c}"),
        ("/* one */ a /* two */ b { }", "a b{}"),
        ("a/* a word */b{}", "a/**/b{}"),
        ("@media (a: b) and (c) { d { e: f(1 + 2) } }", "@media (a:b) and (c){d{e:f(1 + 2)}}"),
        ("a { b: 'c  ; d: /* e */ }' ; }", "a{b:'c  ; d: /* e */ }'}"),
        (r'a { b: "c\"  ; " }', r'a{b:"c\"  ; "}'),
        (r".a\:  b { }", r".a\: b{}"),
        (r".a\{ b { }", r".a\{ b{}"),
        ("", ""),
    ],
)
def test_only_what_means_nothing_is_left_out(sheet: str, expected: str) -> None:
    assert compact(sheet) == expected
    assert compact(expected) == expected
