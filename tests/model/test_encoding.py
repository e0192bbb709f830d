"""Bytes become text as UTF-8; what is not so is told, and read as well as it can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.encoding import INVISIBLE, MOST_BYTES, read_text
from plugins.model.problem import Severity


@pytest.mark.parametrize("data", [b"a\r\nb\rc\n", b"\xef\xbb\xbfa\nb\nc\n"])
def test_line_ends_and_a_byte_order_mark_are_forgiven(data: bytes) -> None:
    assert read_text("a.md", data) == ("a\nb\nc\n", [])


def test_latin_1_is_one_error_at_its_line_and_is_read_all_the_same() -> None:
    text, (problem,) = read_text("a.md", b"one\ncaf\xe9 \xe9\n")
    assert text == "one\ncafé é\n"
    assert (problem.line, problem.severity) == (2, Severity.ERROR)
    assert "the single byte E9" in problem.message


def test_utf_16_is_told() -> None:
    text, (problem,) = read_text("a.md", "Words".encode("utf-16"))
    assert text == "Words"
    assert "UTF-16" in problem.message


@pytest.mark.parametrize("data", [b"PK\x03\x04docx", b"%PDF-1.7", b"a\0b", b"x" * (MOST_BYTES + 1)])
def test_what_is_no_text_is_not_read(data: bytes) -> None:
    text, problems = read_text("a.md", data)
    assert (text, len(problems)) == ("", 1)


def test_an_invisible_sign_becomes_a_blank_with_a_warning() -> None:
    text, (problem,) = read_text("a.md", b"one\ntwo\x07three")
    assert text == "one\ntwo three"
    assert (problem.line, problem.severity) == (2, Severity.WARNING)


@given(st.binary(max_size=200))
def test_any_bytes_become_text_without_anything_invisible(data: bytes) -> None:
    text, problems = read_text("a.md", data)
    assert not INVISIBLE.search(text)
    assert "\r" not in text
    assert problems or text.encode() == data.removeprefix(b"\xef\xbb\xbf").replace(
        b"\r\n", b"\n"
    ).replace(b"\r", b"\n")
