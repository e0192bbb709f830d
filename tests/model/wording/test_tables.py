"""The tables of the site's own words: whole, alike in shape, and each in its own language."""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.day import MONTHS
from plugins.model.schema import KINDS
from plugins.model.schema.nested import FORMATS
from plugins.model.view.easy_reads import easy_reads_view
from plugins.model.view.lists import groups_of
from plugins.model.view.maker import Maker
from plugins.model.wording import table
from plugins.model.wording.english import ENGLISH
from plugins.model.wording.table import Wording
from plugins.model.wording.tables import TABLES, has_wording, wording
from plugins.model.wording.welsh import WELSH
from tests.loading import loaded

OTHERS = [one for one in TABLES.values() if one is not ENGLISH]
# What a language says as English does, and rightly.
SAME = {
    "cy": {
        *("things.people", "kinds.blog.name", "formats.pdf"),
        *("languages.hi", "languages.ps", "languages.sw", "languages.ta", "languages.ti"),
        "languages.tl",
    },
}


def texts(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a table by its name; of the functions, what they say of some numbers."""
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from texts(getattr(value, field), f"{name}.{field}".lstrip("."))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from texts(one, f"{name}.{key}")
    elif isinstance(value, tuple):
        yield from texts(dict(enumerate(value)), name)
    elif isinstance(value, str):
        yield name, value


def counts(words: Wording) -> dict[str, table.Count]:
    alone = ("posts", "all_posts", "parts", "comments", "reading_time", "others")
    return {name: getattr(words, name) for name in alone} | {
        f"counts.{kind}": count for kind, count in words.counts.items()
    }


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("words", OTHERS, ids=lambda words: words.lang)
def test_a_table_has_all_that_the_english_one_has(words: Wording) -> None:
    english, other = dict(texts(ENGLISH)), dict(texts(words))
    assert other.keys() == english.keys()
    assert words.counts.keys() == ENGLISH.counts.keys()
    assert [name for name, text in other.items() if not text.strip()] == []
    assert [name for name in english if places(english[name]) != places(other[name])] == []


@pytest.mark.parametrize("words", OTHERS, ids=lambda words: words.lang)
def test_no_english_is_left_in_another_table(words: Wording) -> None:
    english, other = dict(texts(ENGLISH)), dict(texts(words))
    assert {name for name in english if english[name] == other[name]} == SAME[words.lang]
    of = {name: (count(3), other(3)) for (name, count), other in pairs(words)}
    assert [name for name, (one, another) in of.items() if one == another] == []


def pairs(words: Wording) -> Iterator[tuple[tuple[str, table.Count], table.Count]]:
    return zip(counts(ENGLISH).items(), counts(words).values(), strict=True)


def test_a_table_stands_under_its_own_language() -> None:
    assert {lang: words.lang for lang, words in TABLES.items()} == {lang: lang for lang in TABLES}
    assert {"en", "cy"} <= TABLES.keys()


def declared() -> Iterator[str]:
    """The lines of the table, and of what it is put together from."""
    for file in (Path(table.__file__), *Path(table.__file__).parent.glob("*_words.py")):
        yield from file.read_text(encoding="utf-8").splitlines()


def test_the_comments_of_the_table_say_the_english() -> None:
    """In full, or up to where they leave off with dots."""
    english = dict(texts(ENGLISH))
    within = {"FeedWords": "feeds.", "SearchWords": "search.", "StatementWords": "statement."}
    within |= {"CommentWords": "comment.", "Wording": ""}
    wrong, checked, part = [], 0, ""
    for line in declared():
        part = found[1] if (found := re.match(r"class (\w+)", line)) else part
        if field := re.match(r' {4}(\w+): str  # "(.*?)"', line):
            text, said = english[within[part] + field[1]], field[2]
            begins, dots, _ = said.partition(" …")
            checked += 1
            if text != said and not (dots and text.startswith(begins)):
                wrong.append(line)
    assert wrong == []
    assert checked > 150


def test_there_are_words_for_each_kind_and_format_and_index(tmp_path: Path) -> None:
    for words in TABLES.values():
        assert tuple(words.kinds) == KINDS
        assert tuple(words.formats) == FORMATS
        maker = Maker(loaded(tmp_path, {}, lang=words.lang))
        assert maker.words is words
        for kind in words.counts:
            assert words.titles[kind]
            if kind != "easy-read":  # its index has no groups
                groups_of(maker, kind)
        assert easy_reads_view(maker).count == words.counts["easy-read"](0)


@pytest.mark.parametrize(
    ("langs", "lang"),
    [
        (("cy",), "cy"),
        (("cy-GB",), "cy"),
        (("CY",), "cy"),
        (("", "cy"), "cy"),
        (("fr", "cy"), "cy"),
        (("en-GB", "cy"), "en"),
        (("fr", "de"), "en"),
        (("cyx",), "en"),
        ((), "en"),
    ],
)
def test_a_page_speaks_the_first_language_that_has_words(langs: tuple[str, ...], lang: str) -> None:
    assert wording(*langs) is TABLES[lang]


def test_it_is_known_which_languages_have_words() -> None:
    assert [has_wording(lang) for lang in ("en", "cy-GB", "fr", "")] == [True, True, False, False]


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_day_is_said_with_its_numbers_and_month(date: datetime.date) -> None:
    for words, months in ((ENGLISH, MONTHS), (WELSH, WELSH_MONTHS)):
        day, month, year = words.day(date).split(" ")
        assert (int(day), months.index(month) + 1, int(year)) == (date.day, date.month, date.year)


WELSH_MONTHS = (
    *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
    *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
)


@given(st.integers(min_value=0, max_value=10**6))
def test_a_count_says_its_number_once(number: int) -> None:
    for words in TABLES.values():
        for name, count in counts(words).items():
            assert re.findall(r"\d+", count(number)) == [str(number)], name


@pytest.mark.parametrize(
    ("number", "english", "welsh"),
    [
        (1, "1 minute to read", "1 munud i’w darllen"),
        (2, "2 minutes to read", "2 funud i’w darllen"),
        (3, "3 minutes to read", "3 munud i’w darllen"),
    ],
)
def test_minutes(number: int, english: str, welsh: str) -> None:
    assert (ENGLISH.reading_time(number), WELSH.reading_time(number)) == (english, welsh)


def test_what_follows_a_word_that_softens_is_soft_in_welsh() -> None:
    """ "i" softens the "rh" of "rhywun", which is a word; not a name, nor "sylw"."""
    assert f"{WELSH.in_reply} {WELSH.reply_to_no_name}" == "mewn ateb i rywun na chadwyd eu henw"
    assert WELSH.series_about.startswith("Holl rannau’r gyfres")


def test_counts_of_one_and_many() -> None:
    assert [ENGLISH.counts["people"](n) for n in (1, 2)] == ["1 person", "2 people"]
    assert [ENGLISH.posts(n) for n in (0, 1, 2)] == ["0 posts", "1 post", "2 posts"]
    assert [WELSH.posts(n) for n in (1, 2, 3)] == ["1 erthygl", "2 erthygl", "3 erthygl"]
    assert [WELSH.parts(n) for n in (1, 2, 3)] == ["1 rhan", "2 ran", "3 rhan"]
    assert WELSH.counts["people"](2) == "Cyfanswm: 2"


@pytest.mark.parametrize(
    ("word", "joined"),
    [
        *(("Ada", "ac"), ("Émile", "ac"), ("Ynys Môn", "ac"), ("Iolo", "ac"), ("Ŵyn", "ac")),
        *(("8 arall", "ac"), ("11 arall", "ac"), ("ysgol", "ac"), ("W. Jones", "ac")),
        *(("Gwen", "a"), ("Yamada", "a"), ("William", "a"), ("Helen", "a"), ("2 arall", "a")),
        *(("18 arall", "a"), ("山田", "a"), ("", "a")),
    ],
)
def test_and_in_welsh_hangs_on_the_next_word(word: str, joined: str) -> None:
    assert WELSH.and_before(word) == joined
    assert ENGLISH.and_before(word) == "and"


def test_names_in_a_row() -> None:
    names = ["Bram", "Gwen", "Ada"]
    assert ENGLISH.in_a_row(names) == "Bram, Gwen and Ada"
    assert WELSH.in_a_row(names) == "Bram, Gwen ac Ada"
    assert WELSH.in_a_row(names[:2]) == "Bram a Gwen"
    assert (WELSH.in_a_row(names[:1]), WELSH.in_a_row([])) == ("Bram", "")


def test_the_names_of_languages() -> None:
    assert [ENGLISH.language(code) for code in ("cy", "pt-BR", "xx")] == [
        "Welsh",
        "Portuguese",
        "xx",
    ]
    assert [WELSH.language(code) for code in ("cy", "EN", "xx")] == ["Cymraeg", "Saesneg", "xx"]
