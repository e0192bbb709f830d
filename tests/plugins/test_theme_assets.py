"""The theme's files: stylesheets joined as CSS would import them, names that hold a hash."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.settings import DEFAULT_CONFIG

from plugins.model.view.maker import Maker
from plugins.theme_assets import ThemeAssetsGenerator, prepare, read
from plugins.theme_compact import compact
from plugins.theme_file import ThemeFile
from plugins.theme_problem import ThemeProblem
from tests.loading import loaded

SITE = "css/site.css"
IMPORT = 'write it as @import url("a.css")'
BLANK = re.compile(r"\s+")


def joined(files: dict[str, str], name: str = SITE) -> str:
    """The stylesheet as it is written, blanks made one."""
    made = prepare({file: text.encode() for file, text in files.items()})
    return BLANK.sub(" ", made[name].data.decode()).strip()


def fault(files: dict[str, str]) -> str:
    with pytest.raises(ThemeProblem) as stopped:
        joined(files)
    said = str(stopped.value)
    assert len(said.splitlines()) == 1
    return said.removeprefix("The theme has a fault in theme/static/")


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ("", "b { }"),
        ("layer(base)", "@layer base { b { }}"),
        ("layer(a.b)", "@layer a.b { b { }}"),
        ("print", "@media print { b { }}"),
        ("print, (width >= 40em)", "@media print, (width >= 40em) { b { }}"),
        ("layer(x) screen and (hover)", "@media screen and (hover) { @layer x { b { }} }"),
        ("layered", "@media layered { b { }}"),
    ],
)
def test_an_import_keeps_its_conditions(conditions: str, expected: str) -> None:
    files = {SITE: f'@import url("b.css") {conditions};\na {{ }}', "css/b.css": "b { }"}
    assert joined(files) == compact(f"{expected} a {{ }}")


@pytest.mark.parametrize("way", ['url("b.css")', "url('b.css')", "url( b.css )"])
def test_an_address_stands_in_quotes_or_not(way: str) -> None:
    assert joined({SITE: f"@import {way};", "css/b.css": "b {}"}) == "b{}"


def test_layers_and_imports_keep_their_order() -> None:
    files = {
        SITE: '@layer z, a; /* ; */ @import url("one.css") layer(a);'
        '\n/* @import "none.css"; */\n@import url("two.css") layer(z); @layer late; p { }',
        "css/one.css": "one { }",
        "css/two.css": "two { }",
    }
    assert joined(files) == "@layer z,a;@layer a{one{}}@layer z{two{}}@layer late;p{}"


def test_a_sheet_imported_twice_is_there_twice_as_in_css() -> None:
    files = {
        SITE: "@import url(a.css); @import url(b.css); @import url(a.css);",
        "css/a.css": "a { }",
        "css/b.css": "b { }",
    }
    assert joined(files) == "a{}b{}a{}"


def test_what_is_only_imported_is_not_written_and_all_else_is() -> None:
    files = {
        SITE: b"@import url(part.css);",
        "css/part.css": b"p { }",
        "css/alone.css": b"q { }",
        "js/a.js": b"1",
        "LICENCE": b"free",
    }
    made = prepare(files)
    assert set(made) == {SITE, "css/alone.css", "js/a.js", "LICENCE"}
    assert all(
        re.fullmatch(rf"{name.partition('.')[0]}\.[0-9a-f]{{10}}{Path(name).suffix}", asset.name)
        for name, asset in made.items()
    )
    assert made["js/a.js"].data == b"1"


def test_an_address_leads_to_the_new_name_seen_from_the_whole() -> None:
    files = {
        SITE: "@import url(parts/one.css); a { background: url( ../i/a%20b.svg#x ) }",
        "css/parts/one.css": "@font-face { src: url('../../i/f.woff2?v=1') format(\"woff2\") }",
        "i/a b.svg": "<svg/>",
        "i/f.woff2": "font",
    }
    made = prepare({name: text.encode() for name, text in files.items()})
    picture, font = (
        posixpath.relpath(made[name].name, "css") for name in ("i/a b.svg", "i/f.woff2")
    )
    assert joined(files) == (
        f'@font-face{{src:url("{font}?v=1") format("woff2")}}'
        f'a{{background:url("{picture.replace(" ", "%20")}#x")}}'
    )


@pytest.mark.parametrize(
    "rules",
    [
        "a { background: url(data:image/svg+xml,%3Csvg/%3E) }",
        "a { background: url(\"data:image/svg+xml;utf8,<svg a='b'/>\") }",
        "a { background: url(https://a.example/b.svg) }",
        'a { background: url("//a.example/b.svg") }',
        "a { background: url(/media/b.svg) }",
        "a { filter: url(#soft); background: url() }",
        '/* url(none.svg) { */ a { content: "url(none.svg) } @import" "\\"" \'{\' }',
        r".a\{b\" { color: red }",
        "a { content: '\\\n' }",
        "@layer a, b;",
        "",
    ],
)
def test_what_names_no_file_of_the_theme_stays_as_it_is(rules: str) -> None:
    files = {SITE: "@import url(part.css);", "css/part.css": rules}
    made = prepare({name: text.encode() for name, text in files.items()})[SITE]
    assert made.data.decode() == compact(rules)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("\n@import url(none.css);", "line 2: it imports none.css, which is no file of the theme"),
        ("@import url(../../a.css);", "line 1: it imports ../../a.css, which is no file"),
        ("@import url(part.css);\n@import url(//a.example/a.css);", "line 2: it imports //a.exam"),
        ("\n\na { b: url(none.svg) }", "line 3: it names none.svg, which is no picture or font"),
        ("a { b: url('site.css') }", "line 1: it names site.css, which is no picture or font"),
        ("a { }\n@import url(part.css);", f"line 2: {IMPORT}"),
        ("@import url(part.css)\na { }", f"line 1: {IMPORT}"),
        ("@import url(part.css); @layer a;\n@import url(part.css);", f"line 2: {IMPORT}"),
        ("/* a */ a { } /* b */ @import url(part.css);", f"line 1: {IMPORT}"),
        ('@import "part.css";', f"line 1: {IMPORT}"),
        ("@import url(part.css) layer;", f"line 1: {IMPORT}"),
        ("@import url(part.css) supports(a: b);", f"line 1: {IMPORT}"),
        ("@import url(part.css) layer(x) supports(a: b) print;", f"line 1: {IMPORT}"),
        ("@import url(part.css) (width > 1em;", f"line 1: {IMPORT}"),
        ("\n@namespace url(http://www.w3.org/1999/xhtml);", "line 2: this cannot be kept"),
        ('@charset "utf-8";', "line 1: this cannot be kept"),
        ("a { b: image-set('c.svg' 1x) }", "line 1: image-set(...) is not supported"),
        ("a {\n b { }", 'line 1: this "{" is never closed'),
        ("a { }\n}", 'line 2: this "}" closes nothing'),
        ("a { b: c(1] }", 'line 1: this "]" closes nothing'),
        ("a { }\n/* b", "line 2: a comment, a text in quotes"),
        ('a { }\nb { c: "d\n" }', "line 2: a comment, a text in quotes"),
        ("a { b: url(c d.svg) }", "line 1: a comment, a text in quotes"),
        ("a { }\n@layer b\n/* c */", "line 3: its last rule has no end"),
    ],
)
def test_a_fault_stops_with_one_line_that_names_the_place(rules: str, said: str) -> None:
    files = {SITE: rules, "css/part.css": "p { }", "css/a.svg": ".a { }"}
    assert fault(files).startswith(f"css/site.css, {said}")


def test_a_fault_in_a_part_names_the_part() -> None:
    files = {SITE: "@import url(part.css);", "css/part.css": "\np { q: url(none.svg) }"}
    assert fault(files).startswith("css/part.css, line 2: ")


def test_bytes_that_are_no_text_are_a_fault() -> None:
    with pytest.raises(ThemeProblem, match=r"css/site\.css, line 2: it is not in UTF-8"):
        prepare({SITE: b"a { }\n/* \xe9 */"})


def test_only_a_sheet_that_none_imports_may_import() -> None:
    files = {SITE: "@import url(a.css);", "css/a.css": "\n@import url(b.css);", "css/b.css": ""}
    assert fault(files).startswith(f"css/a.css, line 2: {IMPORT}")
    assert fault({SITE: "@import url(site.css);"}).startswith(f"css/site.css, line 1: {IMPORT}")


WHOLE = {
    SITE: b'@import url("part.css") layer(p);\na { background: url(../a.svg) }',
    "css/part.css": b"p { }",
    "css/other.css": b"o { }",
    "a.svg": b"<svg/>",
    "b.svg": b"<svg/>",
}


@pytest.mark.parametrize(
    ("changed", "renamed"),
    [
        (SITE, {SITE}),
        ("css/part.css", {SITE}),
        ("css/other.css", {"css/other.css"}),
        ("a.svg", {"a.svg", SITE}),
        ("b.svg", {"b.svg"}),
    ],
)
def test_a_name_changes_with_what_the_file_is_made_of_and_only_then(
    changed: str, renamed: set[str]
) -> None:
    before, after = prepare(WHOLE), prepare(WHOLE | {changed: WHOLE[changed] + b"/* more */"})
    assert {name for name in before if before[name].name != after[name].name} == renamed


NAMES = st.sampled_from(["a.css", "d/a.css", "b.svg", "d/b", "d/é.css"])
RULES = st.sampled_from(
    ["p { }", "@import url(a.css); q { }", "é { }", "r { s: url(b.svg) }", "}", ""]
)


@given(st.dictionaries(NAMES, st.one_of(RULES.map(str.encode), st.binary())), st.randoms())
def test_the_same_files_have_the_same_names_whatever_their_order(
    files: dict[str, bytes], random: Any
) -> None:
    shuffled = list(files.items())
    random.shuffle(shuffled)
    assert outcome(files) == outcome(dict(shuffled))


def outcome(files: dict[str, bytes]) -> dict[str, ThemeFile] | str:
    """What is made of these files, or what is said of the first fault."""
    try:
        return prepare(files)
    except ThemeProblem as stopped:
        return str(stopped)


PIECES = st.sampled_from(
    [
        "@import",
        " url(a.css)",
        "url(",
        ")",
        "{",
        "}",
        ";",
        "/*",
        "*/",
        "'",
        "\\",
        "@layer a",
        "x",
        "\n",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_mangled_css_is_joined_or_refused_in_one_line(text: str) -> None:
    made = outcome({SITE: f"@import url(part.css);\n{text}".encode(), "css/part.css": b"p { }"})
    if isinstance(made, str):
        assert re.fullmatch(r".* theme/static/css/site\.css, line \d+: .*", made)
    else:
        assert made[SITE].data.startswith(b"p{}")


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    for name in ("css/a.css", ".hidden", ".git/b", "css/.c.css.swp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert read(tmp_path) == {"css/a.css": b""}


class Output(dict[str, bytes]):
    """A writer that keeps what it is given."""

    def write_bytes(self, name: str, data: bytes) -> None:
        self[name] = data


def test_views_know_the_files_by_links_under_the_base(tmp_path: Path) -> None:
    (tmp_path / "theme/static").mkdir(parents=True)
    (tmp_path / "theme/static/a b.svg").write_bytes(b"<svg/>")
    maker = Maker(loaded(tmp_path, {}, url="https://example.org/sub"))
    generator = ThemeAssetsGenerator(
        context={},
        settings=DEFAULT_CONFIG | {"THEME": str(tmp_path / "theme"), "MAKER": maker},
        path="",
        theme=str(tmp_path / "theme"),
        output_path="",
    )
    generator.generate_context()
    written = Output()
    generator.generate_output(written)
    ((name, data),) = written.items()
    assert re.fullmatch(r"theme/a b\.[0-9a-f]{10}\.svg", name)
    assert data == b"<svg/>"
    assert maker.site().theme == {"a b.svg": f"/sub/{name}".replace(" ", "%20")}
