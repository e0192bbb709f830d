"""Front matter: read as typed, every fault told once, nothing lost in silence."""

import json
import re
from collections.abc import Callable, Collection
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.model import yaml_value
from plugins.model.encoding import read_text
from plugins.model.place import fold_key
from plugins.model.problem import errors
from plugins.model.source import Source, split, split_yaml
from tests.model.front_matter import TEXT_KEYS, read, told

FOLDER = Path(__file__).with_name("source")
CASE = re.compile(r"^## ([^\n]+)\n+~~~\n(.*?)~~~\n+~~~\n(.*?)~~~$", re.DOTALL | re.MULTILINE)
INVISIBLE = str.maketrans({"→": "\t", "⍽": "\u00a0", "␍": "\r"})
CASES = [
    pytest.param(
        split_yaml if file.stem == "yaml-file" else split,
        text.translate(INVISIBLE),
        expected,
        id=f"{file.stem}: {name}",
    )
    for file in sorted(FOLDER.glob("*.md"))
    for name, text, expected in CASE.findall(file.read_text(encoding="utf-8"))
]
Cut = Callable[[str, bytes, Collection[str]], Source]


def outcome(found: Source) -> str:
    """What a case expects: the values as JSON, where the body begins, the problems."""
    values = json.dumps(found.values, ensure_ascii=False)
    body = [f"body {found.body_line}: {found.body.strip()}"] if found.body.strip() else []
    return "\n".join([values, *body, *told(found), ""])


@pytest.mark.parametrize(("cut", "text", "expected"), CASES)
def test_cases(cut: Cut, text: str, expected: str) -> None:
    assert outcome(cut("a.md", text.encode(), TEXT_KEYS)) == expected.translate(INVISIBLE)


@pytest.mark.parametrize(("cut", "text", "expected"), CASES)
def test_cases_are_the_same_by_the_loader_written_in_python(
    cut: Cut, text: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_value, "_LOADER", yaml.SafeLoader)
    assert outcome(cut("a.md", text.encode(), TEXT_KEYS)) == expected.translate(INVISIBLE)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("opening", ["---", "\n \n---", "---  ", "---\t"])
@pytest.mark.parametrize("closing", ["---", "--- ", "..."])
def test_what_is_forgiven_around_front_matter(
    end: str, mark: str, opening: str, closing: str
) -> None:
    text = f"{opening}\ntitle: A\n{closing}\n\nBody\n---\ntitle: B\n---\n"
    found = read(mark + text.replace("\n", end))
    assert (found.values, found.problems) == ({"title": "A"}, ())
    assert found.body == "\nBody\n---\ntitle: B\n---\n"
    assert text.split("\n")[found.body_line :][0] == "Body"


def test_a_body_without_a_last_line_ending() -> None:
    assert read("---\ntitle: A\n---").body == ""
    assert read("---\ntitle: A\n---\nx").body == "x"


def test_lines_of_values_and_their_parents() -> None:
    found = read("---\ntitle: A\noriginal:\n  URL: u\nauthors:\n- name: n\n---\n")
    assert found.line_of(("title",)) == 2
    assert found.line_of(("original", "url")) == 4
    assert found.line_of(("original", "date")) == 3
    assert found.line_of(("authors", 0, "name")) == 6
    assert found.line_of(("date",)) == 1
    assert found.places[("original", "url")].key == "URL"
    assert found.places[("authors", 0)].key == ""


ITEMS = st.text("ab1é .,'&/(-[\ufeff\u00a0", max_size=8) | st.sampled_from(
    ["null", "null ", "Null"]
)


@given(st.lists(ITEMS, min_size=1, max_size=4), st.sampled_from(["", " ", "  "]))
@example(["a"] * 1001, "")
def test_a_list_of_words_is_what_yaml_reads(items: list[str], margin: str) -> None:
    lines = [f"{margin}- {item}" for item in items]
    plain, by_yaml = (
        read("\n".join(["---", "authors:", *lines, *more, "---", ""])) for more in ([], ["# note"])
    )
    assert (plain.values, plain.places) == (by_yaml.values, by_yaml.places)
    assert len(plain.problems) == len(by_yaml.problems)


NAMES = st.sampled_from(
    ["src", "made_from", "null", "nulls", "a_", "a__b", "a_b_c", "Alt", "k1", "yes", "a" * 41]
)


@given(
    st.lists(
        st.tuples(NAMES, st.sampled_from(["", "./", "../../", "/", "..."]), ITEMS), min_size=1
    ),
    st.sampled_from([" ", "  ", "    "]),
)
@example([("src", "../../", "a.svg"), ("alt", "", "Two, at a table - in 2014 ")], "  ")
@example([("src", "", "a"), ("src", "", "b")], "  ")
def test_a_group_of_words_is_what_yaml_reads(
    parts: list[tuple[str, str, str]], margin: str
) -> None:
    lines = [f"{margin}{name}: {start}{words}" for name, start, words in parts]
    plain, by_yaml = (
        read("\n".join(["---", "image:", *lines, *more, "---", ""])) for more in ([], ["# note"])
    )
    assert (plain.values, plain.places) == (by_yaml.values, by_yaml.places)
    assert len(plain.problems) == len(by_yaml.problems)


def test_a_group_where_one_text_must_stand_is_a_text_with_a_colon() -> None:
    found = read("---\ntitle:\n  subtitle: words\n---\n")
    assert found.values == {"title": "subtitle: words"}


def test_a_key_that_cannot_be_read_still_has_its_place() -> None:
    found = read("---\noriginal: [a\ntitle: A\n---\n")
    assert found.values == {"title": "A"}
    assert found.line_of(("original",)) == 2


@pytest.mark.parametrize(
    "key", ["Last Updated", "last-updated", "LAST_UPDATED", "last  updated", "last\u00a0- updated "]
)
def test_spellings_of_one_key(key: str) -> None:
    assert fold_key(key) == "last_updated"


@given(st.text())
def test_a_folded_key_is_folded_for_good(key: str) -> None:
    assert fold_key(fold_key(key)) == fold_key(key)


# Bytes that are not text.


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "a.md: This file is empty. Write its text, or delete it."),
        (b" \n\n", "a.md: This file is empty. Write its text, or delete it."),
        (b"x" * 5 * 1024**2, "a.md: This file has more than 1 MB, the most that a text may have. "),
        (b"PK\x03\x04\x14", "a.md: This file is a word-processor's document or a zip file, not"),
        (b"\xd0\xcf\x11\xe0\xa1", "a.md: This file is an old word-processor's document, not "),
        (b"{\\rtf1", "a.md: This file is a rich text (RTF) document, not plain text. Save it"),
        (b"%PDF-1.7", "a.md: This file is a PDF, not plain text. "),
        (b"\x89PNG\r\n", "a.md: This file is a picture, not plain text. "),
        (b"---\ntitle: \0\n---\n", "a.md: This file is not plain text in UTF-8: it holds bytes of"),
        (b"# Hello", 'a.md:1: This file has "# Hello" as its first line, where front matter must'),
        (b"+++\ntitle='A'\n+++", "a.md:1: This file begins with TOML front matter (+++), where "),
        (b'{"title": "A"}', "a.md:1: This file begins with JSON front matter ({), where front "),
        (b"<!doctype html>", "a.md:1: This file begins with HTML, where front matter must stand "),
    ],
)
def test_what_has_no_front_matter_gives_one_error(data: bytes, words: str) -> None:
    found = split("a.md", data, TEXT_KEYS)
    assert found.values == {}
    assert [str(problem)[: len(words)] for problem in errors(found.problems)] == [words]


def test_latin_1_is_an_error_and_all_else_is_read() -> None:
    found = split("a.md", "---\ntitle: A\nauthor: José Díaz\n---\nÉté".encode("cp1252"), TEXT_KEYS)
    assert found.values == {"title": "A", "author": "José Díaz"}
    assert found.body == "Été"
    assert told(found) == [
        '3: "é" in "José" is not written in UTF-8 (it is the single byte E9, as in Latin-1 or '
        "Windows-1252). Save it as plain text in UTF-8 (in most editors: Save as, Encoding, "
        "UTF-8; on the web page: paste the words into a new file, and delete this one); or "
        "delete that character and type it again."
    ]


def test_one_loose_byte_leaves_the_utf_8_around_it() -> None:
    found = split("a.md", "---\ntitle: “é ".encode() + b"\x96\n---\n", TEXT_KEYS)
    assert found.values == {"title": "“é \u2013"}
    assert len(found.problems) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    found = split("a.md", f"{mark}---\r\ntitle: é\r\n---\r\nx".encode(encoding), TEXT_KEYS)
    assert (found.values, found.body) == ({"title": "é"}, "x")
    assert told(found)[0].startswith("1: This file is saved as UTF-16, not as UTF-8. Save it as")


@pytest.mark.parametrize(
    ("typed", "read_as", "words"),
    [
        ("a\x0bb", "a b", "An invisible character (U+000B) was read as a blank."),
        ("a\u2028b", "a b", "An invisible character (U+2028) was read as a blank."),
        ("it\u0092s", "it’s", 'An invisible character (U+0092) was read as "’".'),
        ("a\x07\x07b", "a  b", "(U+0007) was read as a blank, and 1 more below it likewise."),
    ],
)
def test_invisible_characters_are_read_as_browsers_do(typed: str, read_as: str, words: str) -> None:
    found = read(f"---\ntitle: {typed}\n---\n")
    assert found.values == {"title": read_as}
    assert words in told(found)[0]
    assert found.problems[0].line == 2
    assert not errors(found.problems)


@given(st.binary() | st.text().map(str.encode))
def test_text_of_any_bytes_has_nothing_invisible(data: bytes) -> None:
    text, problems = read_text("a.md", data)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", text)
    assert text or problems or not data.decode("utf-8-sig")


ESCAPES = ["\\x07", "\\0", "\\e", "\\N", "\\L", "\\uD800", "\\uFFFF"]


@pytest.mark.parametrize("typed", ["\x07", *ESCAPES])
@pytest.mark.parametrize(
    ("front", "without"),
    [
        ('title: "a{}"', {"title": "a"}),
        ('x: ["a{}"]', {"x": ["a"]}),
        ('x:\n  - "a{}"', {"x": ["a"]}),
        ('x: {{"a{}": b}}', {"x": {"a": "b"}}),
    ],
)
def test_no_value_has_anything_invisible(front: str, without: object, typed: str) -> None:
    found = read(f"---\n{front.format(typed)}\n---\n")
    assert found.values == ({} if typed in ESCAPES else without)
    assert found.problems
