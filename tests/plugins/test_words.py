"""What a build says, and what one that builds again and again leaves unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.words import Words, built, said_once

WORDS = Words(problems=(), held_back="Held back (1):\n  a.md: a draft", made="1 post", preview=True)
NONE_HELD_BACK = Words(problems=(), held_back="", made="1 post", preview=True)


def first_words(said: str) -> list[str]:
    return [line.split()[0] for line in said.splitlines() if not line.startswith(" ")]


def test_each_build_says_all(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        WORDS.say(Path("site"), 1.0)
        assert first_words(capsys.readouterr().out) == ["Held", "Built", "This"]


def test_what_was_said_last_is_left_unsaid(capsys: pytest.CaptureFixture[str]) -> None:
    before: dict[str, str] = {}
    heard = []
    for words in (WORDS, WORDS, NONE_HELD_BACK, WORDS):
        with said_once(before):
            words.say(Path("site"), 1.0)
        heard.append(first_words(capsys.readouterr().out))
    assert heard == [["Held", "Built", "This"], ["Built"], ["Built"], ["Held", "Built"]]


@pytest.mark.parametrize(("seconds", "told"), [(0.0, "0.1"), (0.04, "0.1"), (0.26, "0.3")])
def test_no_build_takes_no_time(seconds: float, told: str) -> None:
    assert built("1 post", Path("site"), seconds) == f"Built 1 post into site in {told} s"
