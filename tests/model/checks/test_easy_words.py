"""Advice on the words of an Easy Read text, on the line that it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.problem import Severity
from tests.loading import loaded, post

HEAD = "---\ntitle: Easy\nof: a\n---\n![A cup](../media/cup.svg)\n\n"
TWENTY = " ".join(["word"] * 20)


def told(folder: Path, body: str) -> list[tuple[int, str]]:
    files = {"posts/a.md": post(), "media/cup.svg": "<svg/>", "easy-read/a.md": HEAD + body}
    problems = loaded(folder, files).problems
    assert all(one.severity is Severity.WARNING and one.remedy for one in problems)
    return [(one.line, one.message.partition(" words")[0]) for one in problems]


@pytest.mark.parametrize(
    "body",
    [
        f"{TWENTY}.\n",
        f"{TWENTY}. {TWENTY}!\n",
        f"{TWENTY}\n\n{TWENTY}\n",
        f"- {TWENTY}\n- {TWENTY}\n",
        f"# {TWENTY} {TWENTY}\n",
        f"[{TWENTY}](https://a.example/and-many-more-words-that-nobody-reads).\n",
        f"![{TWENTY} {TWENTY}](../media/cup.svg)\n",
        f"Short:\n```python\n{TWENTY} {TWENTY}\n~~~\n{TWENTY} more\n```\n",
        f"~~~~\n{TWENTY} {TWENTY}\n~~~\n```\n\n{TWENTY} more.\n~~~~\n",
        f"| {TWENTY} | {TWENTY} |\n| --- | --- |\n",
    ],
)
def test_what_is_short_is_not_told_of(body: str, tmp_path: Path) -> None:
    assert told(tmp_path, body) == []


def test_a_long_sentence_is_told_of_where_it_begins(tmp_path: Path) -> None:
    body = f"Short. Then\nit goes on. But **this**\none {TWENTY}.\n\nShort.\n\n{TWENTY} more.\n"
    assert told(tmp_path, body) == [
        (8, "A sentence of 23"),
        (13, "A sentence of 21"),
    ]


def test_after_code_sentences_are_read_again(tmp_path: Path) -> None:
    body = f"```\ncode\n```\n{TWENTY} more.\n\n```a``` {TWENTY} more.\n"
    assert told(tmp_path, body) == [(10, "A sentence of 21"), (12, "A sentence of 22")]


def test_a_long_paragraph_is_told_of(tmp_path: Path) -> None:
    assert told(tmp_path, f"{TWENTY}. {TWENTY}.\n{TWENTY}.\n") == [(7, "A paragraph of 60")]


def test_of_very_many_only_some_are_told(tmp_path: Path) -> None:
    found = told(tmp_path, f"{TWENTY} more.\n\n" * 25)
    assert len(found) == 10
    assert found[-1] == (25, "16 more sentences and paragraphs from here on are long too.")


def test_a_post_may_say_it_at_length(tmp_path: Path) -> None:
    assert loaded(tmp_path, {"posts/a.md": post(f"{TWENTY} {TWENTY}.\n")}).problems == ()
