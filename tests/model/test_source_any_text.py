"""Front matter of any text whatever: read as typed, no word lost in silence, and soon."""

import re
import time

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from plugins.model import source as module
from plugins.model import yaml_value
from plugins.model.encoding import read_text
from plugins.model.place import Value
from plugins.model.problem import Severity, errors
from plugins.model.source import split, split_yaml
from tests.model.front_matter import TEXT_KEYS, read, told

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
MARKUP = st.sampled_from(
    [
        *[
            "title",
            "Last updated",
            "topics",
            "x y",
            "---",
            "...",
            ": ",
            ":",
            "#",
            " #",
            "\n",
            "\n\n",
        ],
        *["- ", "-", "[", "]", "{", "}", ", ", '"', "'", "\\", "|\n", ">", "&a", "*a", "!t ", "@"],
        *["\t", "  ", " ", "a", "é", "“", "\u00a0", "? ", "%", "<<", "~", "null", "2014-02-10"],
    ]
)
MANGLED = st.lists(MARKUP | LINE, max_size=40).map("".join)


def words_of(value: Value) -> list[str]:
    if isinstance(value, str):
        return value.split()
    inner = value.values() if isinstance(value, dict) else value
    return [word for part in inner for word in words_of(part)]


@given(st.binary() | MANGLED.map(str.encode) | MANGLED.map(lambda text: f"---\n{text}".encode()))
@example(b"---\nx:\n\t- a\n---")
def test_no_bytes_raise_and_the_body_is_the_end_of_the_file(data: bytes) -> None:
    for cut in (split, split_yaml):
        found = cut("a.md", data, TEXT_KEYS)
        text, _ = read_text("a.md", data)
        assert all(problem.message.endswith(".") for problem in found.problems)
        assert all(problem.remedy for problem in found.problems)
        assert all(0 <= problem.line <= text.count("\n") + 1 for problem in found.problems)
        if cut is split:
            assert "\n".join(text.split("\n")[found.body_line - 1 :]) == found.body


@given(LINE)
@example("Co-production: what it is")
@example("Why #MeToo matters")
@example("#MeToo")
@example('say "hello" to')
@example("'Twas")
@example("[Draft]")
@example("12:30")
@example("0042 ")
@example("\u00a0a\u00a0")
@example("- a")
@example("key:")
@example("| a")
def test_a_text_comes_back_as_typed(text: str) -> None:
    assume(text.strip() not in module._ABSENT and not yaml_value.QUOTED.fullmatch(text.strip()))
    found = read(f"---\ntitle: {text}\nkind: blog\n---\n")
    assert found.values == {"title": text.strip(), "kind": "blog"}
    assert not errors(found.problems)


def by_yaml(text: str) -> str | None:
    """What YAML reads: a text, None if it is another thing or an error."""
    try:
        value = yaml.load(f"title: {text}", Loader=yaml.BaseLoader)["title"]  # noqa: S506 - it makes texts alone
    except yaml.YAMLError:
        return None
    return value.strip() if isinstance(value, str) else None


@given(LINE | MANGLED.map(lambda text: text.replace("\n", " ")))
@example("a\t")
@example("a: b")
@example("a:")
@example("a #b")
@example("@a")
@example("- a")
@example("-a")
@example('"a" b')
def test_a_warning_stands_where_yaml_would_read_another_text_and_only_there(text: str) -> None:
    assume(text.strip() == text.strip(" \t"))  # to YAML, other blanks at the ends are letters
    found = read(f"---\ntitle: {text}\n---\n")
    assert bool(found.problems) == (found.values.get("title") != by_yaml(text)) or (
        text.strip() in module._ABSENT
        or bool(yaml_value.QUOTED.fullmatch(text.strip()))  # a comment after quotes is told as well
    )


SURPRISES = st.sampled_from([": ", ":", " #", " # ", "\t", "'", '"', "- ", "[", "@", "&", "\\"])
SURPRISING = st.lists(SURPRISES | LINE, min_size=1, max_size=6).map("".join)


@given(SURPRISING)
@example('"Foo" # note')
@example("'It''s' #MeToo")
def test_the_line_to_paste_means_the_same_and_needs_no_warning(text: str) -> None:
    found = read(f"---\ntitle: {text}\n---\n")
    pastes = [
        re.search("(?:rite|round it): (title: .*)", problem.remedy) for problem in found.problems
    ]
    for paste in filter(None, pastes):
        again = read(f"---\n{paste[1]}\n---\n")
        assert again.problems == ()
        if found.values and not yaml_value.QUOTED.fullmatch(text.strip()):
            assert again.values == found.values
    assert not found.problems or all(pastes)


KEYED = st.lists(
    st.tuples(st.sampled_from(["title", "topics", "Series", "original", "x"]), MANGLED | LINE),
    max_size=6,
)


@given(KEYED)
def test_no_line_is_lost_in_silence(pairs: list[tuple[str, str]]) -> None:
    """Every word is in a value, in a body, in a key or told of, but for YAML's own marks."""
    text = "".join(f"{key}: {value}\n" for key, value in pairs)
    found = read(f"---\n{text}---\nbody")
    if errors(found.problems) or " is left out: after a blank" in str(told(found)) or "\\" in text:
        return
    text = re.sub(r"(?m)^[^\S\n]*#(?=[\s#!]|\W*$).*", "", text)  # notes on lines of their own
    kept = words_of(list(found.values.values())) + found.body.split()
    kept += [word for place in found.places.values() for word in place.key.split()]
    marks = re.compile(r"[\s\[\]{}:,'\"?|>~#-]+|null|---|\.\.\.")
    letters = "".join(sorted(marks.sub("", text)))
    assert set(letters) <= set("".join(kept))


@given(st.sampled_from(["x: [", "x: {", "x: &a b", "x: !t b", "x: {[a]: b}", "x:\n\t- a", "x y"]))
def test_a_fault_hides_nothing_else(fault: str) -> None:
    found = read(f"---\ntitle: A\n{fault}\nsummary: B\n---\nx")
    assert (found.values["title"], found.values["summary"]) == ("A", "B")
    assert [problem.severity for problem in found.problems] == [Severity.ERROR]
    assert found.problems[0].line in {3, 4}


ROWS = 150_000
LONG_TO_READ = (
    *["x: [" + "1," * ROWS, "x:\n" + "  a: b\n" * ROWS, "a: b\n" * ROWS, "a: [\n" * ROWS],
    *["a: b\nc d\n" * (ROWS // 2), "x: {" + "a: b," * ROWS],
)


@pytest.mark.parametrize(
    "text",
    [
        *(pytest.param(text, marks=pytest.mark.slow) for text in LONG_TO_READ),
        *["x: [" * ROWS, "x: " + "[" * ROWS, "x: " + "{" * ROWS, "x:\n  " + "- " * ROWS],
        *["x:\n" + "  - a #b\n" * ROWS, "x:\n  " + "? " * ROWS],
        *['title: "' + "\\" * ROWS, "title: '" + "''" * ROWS, 'title: "' + "a" * ROWS],
        *["title: " + ": # " * ROWS, "a\n\n" * ROWS, "a " * ROWS, "#\n" * ROWS],
        *["-" * ROWS, "\n" * ROWS, "\x0b" * ROWS, '"' * ROWS],
        "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{f'*b{n - 1},' * 9}]\n" for n in range(1, 99)),
    ],
)
def test_hostile_front_matter_is_read_in_bounded_time(text: str) -> None:
    begun = time.process_time()
    found = split("a.md", f"---\n{text}\n---\n".encode(), TEXT_KEYS)
    assert time.process_time() - begun < 4
    assert found.problems or not text.strip("#\n")


def test_more_keys_than_are_read_are_told() -> None:
    found = read("---\n" + "".join(f"k{number}: v\n" for number in range(203)) + "---\n")
    assert len(found.values) == 200
    assert told(found) == [
        "202: There are 203 keys; at most 200 are read. Shorten the front matter."
    ]
