"""How declared fields are read: matching of keys, absent values, and what the spot is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

import pytest

from plugins.model.field import Fields, Key, Spot, is_absent, keys_of, read_fields, text_keys
from plugins.model.problem import Problem
from plugins.model.source import split
from plugins.model.values import TEXT, YES_NO, list_of, record


class Inner(Fields, frozen=True, kw_only=True):
    word: Annotated[str, Key("A word.", TEXT, required=True)] = ""
    from_: Annotated[str, Key("Where from.", TEXT)] = ""


class Outer(Fields, frozen=True, kw_only=True):
    title: Annotated[str, Key("A title.", TEXT, "Our year", required=True)] = ""
    topics: Annotated[tuple[str, ...], Key("Topics.", list_of(TEXT), synonyms=("tags",))] = ()
    words: Annotated[tuple[Inner, ...], Key("Words.", list_of(record(Inner, "word")))] = ()
    shown: Annotated[bool, Key("Whether.", YES_NO)] = True

    def check(self, spot: Spot) -> None:
        if self.title == "Bad":
            spot.at("title").error("A bad title.")


def read(front: str, extra: tuple[str, ...] = ()) -> tuple[Outer, list[str]]:
    source = split("a.md", f"---\n{front}---\n".encode(), text_keys(Outer))
    problems: list[Problem] = list(source.problems)
    return read_fields(Outer, source.values, Spot(source, problems), extra), list(
        map(str, problems)
    )


def test_keys_match_whatever_their_spelling() -> None:
    fields, problems = read("TITLE: x\nTags: [a, b]\n")
    assert (fields.title, fields.topics, problems) == ("x", ("a", "b"), [])


def test_a_text_alone_stands_for_its_key() -> None:
    fields, problems = read("title: x\nwords:\n  - a\n  - word: b\n    from: c\n")
    assert fields.words == (Inner(word="a"), Inner(word="b", from_="c"))
    assert problems == []


def test_a_problem_of_a_text_alone_is_told_of_the_key_that_was_typed() -> None:
    _, problems = read('title: x\nwords: "\\x07"\n')
    assert [line.split(": ")[1] for line in problems] == ["words"]


def test_empty_values_are_absent_ones() -> None:
    fields, problems = read('title: x\ntopics: []\nshown:\nwords: ["", []]\n')
    assert fields == Outer(title="x")
    assert problems == []
    assert is_absent([["", {}], []])
    assert not is_absent(["", "x"])


@pytest.mark.parametrize(
    "text",
    ["\u200b", "\u00ad\u2060", " \u3164 ", "\u2800", "\u0301", "\ufeff\ufe0f", "\u2066\u2069"],
)
def test_what_nobody_can_see_is_absent(text: str) -> None:
    _, (words,) = read(f"title: '{text}'\n")
    assert 'title: The key "title" is empty' in words


@pytest.mark.parametrize(
    "text", ["e\u0301", "\u0939\u093f", ".", "\U0001f1ec\U0001f1e7", "\u200bx"]
)
def test_what_can_be_seen_is_not(text: str) -> None:
    assert read(f"title: '{text}'\n")[1] == []


class Other(Outer, frozen=True, kw_only=True):
    refused: ClassVar[Mapping[str, str]] = {"nopage": "Take it out."}

    topics: Annotated[
        tuple[str, ...], Key("Topics.", list_of(TEXT), "\n  - A topic", placeholder=True)
    ] = ()
    subject: Annotated[str, Key("A subject.", TEXT, "A subject", placeholder=True)] = ""


def test_an_example_that_stands_for_words_of_ones_own_is_never_meant() -> None:
    text = "title: Our year\ntopics: [b, A  topic]\nsubject: A subject\n"
    source = split("a.md", f"---\n{text}---\n".encode(), text_keys(Other))
    problems: list[Problem] = []
    fields = read_fields(Other, source.values, Spot(source, problems))
    assert fields == Other(title="Our year")
    assert [str(one) for one in problems] == [
        "a.md:3: topics: This is still the example. Write your own.",
        "a.md:4: subject: This is still the example. Write your own.",
    ]


def test_a_key_is_refused_however_it_is_written() -> None:
    source = split("a.md", b"---\ntitle: x\nNo Page: yes\n---\n", text_keys(Other))
    problems: list[Problem] = []
    read_fields(Other, source.values, Spot(source, problems))
    assert [str(one) for one in problems] == [
        'a.md:3: no_page: "No Page" is a key of other systems: here it keeps nothing from readers.'
        " Take it out."
    ]


def test_a_wrong_value_leaves_the_default_and_is_told() -> None:
    fields, problems = read("title: x\nshown: perhaps\n")
    assert fields.shown is True
    assert problems == ['a.md:3: shown: This must be "yes" or "no", and "perhaps" was found.']


def test_missing_empty_and_unreadable_keys_are_three_things() -> None:
    assert read("shown: yes\n")[1] == [
        'a.md:1: title: The key "title" is missing; it must hold text.'
        " Add a line at the top of the file, such as: title: Our year"
    ]
    assert read("title:\n")[1] == [
        'a.md:2: title: The key "title" is empty; it must hold text.'
        " Write something after it, such as: title: Our year"
    ]
    unreadable = read("title:\n  - [x\n")[1]
    assert len(unreadable) == 1
    assert "so this cannot be read" in unreadable[0]


def test_two_words_for_one_key_are_told() -> None:
    fields, problems = read("title: x\ntopics: a\ntags: b\n")
    assert fields.topics == ("a",)
    assert problems == [
        'a.md:4: tags: "tags" and "topics" are two words for the same key. Keep one of them.'
    ]


def test_an_unknown_key_is_near_one_or_none_or_allowed() -> None:
    _, problems = read("title: x\ntopisc: a\ncolour: b\nmood: c\n", extra=("mood",))
    assert problems == [
        'a.md:3: topisc: "topisc" is not a key that is known here. Did you mean "topics"?',
        'a.md:4: warning: colour: "colour" is not a key that is known here, so nothing is done'
        " with it. Take the line out, or list the key in FRONT_MATTER_EXTRA_KEYS in the settings.",
    ]


def test_nested_keys_are_told_with_their_path_and_line() -> None:
    _, problems = read("title: x\nwords:\n  - wrod: a\n")
    assert problems == [
        'a.md:4: words.wrod: "wrod" is not a key that is known here. Did you mean "word"?',
        'a.md:4: words.word: The key "word" is missing; it must hold text.'
        ' Add a line under "words", such as: word: ...',
    ]


def test_rules_between_fields_are_checked_last() -> None:
    assert read("title: Bad\n")[1] == ["a.md:2: title: A bad title."]


def test_declared_keys_keep_their_order() -> None:
    assert list(keys_of(Outer)) == ["title", "topics", "words", "shown"]
    assert text_keys(Outer) == {"title", "shown"}
