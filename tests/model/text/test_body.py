"""The body of a post: pairs in body/*.md, what it knows, and hostile texts."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from plugins.model.problem import Severity, errors
from plugins.model.text.body import inline, resolve
from plugins.model.text.comment_text import clean_comment
from plugins.model.text.link_target import Reference
from plugins.model.text.markup import plain
from plugins.model.text.outline import Heading
from plugins.model.text.rendered import Body
from tests.model.text.bodies import ids, read

FOLDER = Path(__file__).with_name("body")
CASE = re.compile(
    r"^## ([^\n]+)\n+~~~~~\n(.*?)\n~~~~~\n+~~~~~\n(.*?)\n~~~~~$", re.DOTALL | re.MULTILINE
)
CONTROL = str.maketrans({"␋": "\x0b", "␀": "\x00"})


def outcome(body: Body) -> str:
    """What a case expects: the HTML, then the problems in order."""
    told = [str(problem).removeprefix("a.md:") for problem in sorted(body.problems)]
    return "\n".join([body.html, *told]).strip("\n")


def cases() -> list[object]:
    return [
        pytest.param(text, expected, id=f"{file.stem}: {name}")
        for file in sorted(FOLDER.glob("*.md"))
        for name, text, expected in CASE.findall(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_cases(text: str, expected: str) -> None:
    assert outcome(read(text.translate(CONTROL))) == expected


def test_every_case_is_found() -> None:
    written = sum(file.read_text(encoding="utf-8").count("~~~~~\n") for file in FOLDER.glob("*.md"))
    assert len(cases()) == written / 4


class TestWhatABodyKnows:
    TEXT = """\
Some *words* of "ours" & more.

# Title [one](a.md)

> [two](/posts/b/#c) `x.md`

![A dog](../dog.jpg)
![A dog](../dog.jpg)

- [three](a.md)[^1]

[^1]: [four][label]

[label]: d.md
"""

    def test_references_with_their_lines(self) -> None:
        assert read(self.TEXT, first_line=10).references == (
            Reference("source:posts/2014/a.md", 12, False, "a.md"),
            Reference("site:/posts/b/#c", 14, False, "/posts/b/#c"),
            Reference("source:posts/dog.jpg", 16, True, "../dog.jpg"),
            Reference("source:posts/dog.jpg", 17, True, "../dog.jpg"),
            Reference("source:posts/2014/a.md", 19, False, "a.md"),
            Reference("source:posts/2014/d.md", 23, False, "d.md"),
        )

    def test_headings(self) -> None:
        assert read(self.TEXT).headings == (Heading(2, "title-one", "Title one"),)

    def test_the_first_paragraph_is_plain(self) -> None:
        assert read(self.TEXT).first_paragraph == "Some words of “ours” & more."

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", ""),
            ("# Title\n\n- list\n\n> quote\n\nText", "Text"),
            ("![A dog](a.jpg)\n\nText", "Text"),
            ("> only a quote", ""),
            ("One<br>two  \nthree", "One two three"),
        ],
    )
    def test_the_first_paragraph_is_running_text(self, text: str, expected: str) -> None:
        assert read(text).first_paragraph == expected

    def test_the_text_is_that_of_the_whole_without_marks_and_ways_back(self) -> None:
        assert read(self.TEXT).text == (
            "Some words of “ours” & more. Title one two x.md three four"
        )

    def test_footnotes_of_two_posts_on_a_page_do_not_collide(self) -> None:
        one, two = (set(ids(read("a[^1]\n\n[^1]: b", prefix=name).html)) for name in ("x", "y"))
        assert one == {"x-fn-1", "x-fnref-1"}
        assert not one & two

    def test_a_text_of_windows_has_the_same_lines(self) -> None:
        unix = read(self.TEXT)
        assert read(self.TEXT.replace("\n", "\r\n")) == unix
        assert read(self.TEXT.replace("\n", "\r")) == unix


def test_problems_keep_the_order_of_the_text() -> None:
    """No set may stand behind them: its order differs from run to run."""
    notes = [f"[^{letter}]: note" for letter in "qwertyuiop"]
    lines = [problem.line for problem in read("\n\n".join(notes)).problems]
    assert lines == list(range(1, 20, 2))


class TestResolve:
    HTML = read("[*a*](x.md#p) ![A dog](d.jpg) [b](/p/?q=1&r=2) [c](https://e.org)").html

    def test_addresses_take_the_place_of_references(self) -> None:
        asked: list[str] = []

        def address(target: str) -> str:
            asked.append(target)
            return f"/{len(asked)}?a&b"

        html = resolve(self.HTML, address)
        assert asked == [
            *("source:posts/2014/x.md#p", "source:posts/2014/d.jpg", "site:/p/?q=1&r=2")
        ]
        assert '<a href="/1?a&amp;b"><em>a</em></a>' in html
        assert 'src="/2?a&amp;b"' in html
        assert '<a href="https://e.org">c</a>' in html

    def test_what_leads_nowhere_leaves_its_words(self) -> None:
        html = resolve(self.HTML, lambda _: None)
        assert html == '<p><em>a</em>  b <a href="https://e.org">c</a></p>'

    def test_words_that_look_like_references_are_left_alone(self) -> None:
        html = read('see source:x.md and `<a href="source:x.md">`').html
        assert resolve(html, lambda _: "/no/") == html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain & <b>", "Plain &amp; &lt;b&gt;"),
        ("`<b>` & *em* **two**", "<code>&lt;b&gt;</code> &amp; <em>em</em> <strong>two</strong>"),
        ('&amp; "x" *y*', "&amp;amp; &quot;x&quot; <em>y</em>"),
        ("&lt; `&lt;` \\*", "&amp;lt; <code>&amp;lt;</code> *"),
        ("[a](b) ![c](d) https://e.org *f*", "[a](b) ![c](d) https://e.org <em>f</em>"),
        ("# 1. *one*", "# 1. <em>one</em>"),
        ("snake_case_name", "snake_case_name"),
        ("~~a~~ [^1] *b*", "~~a~~ [^1] <em>b</em>"),
        ("one\n\n*two*", "one <em>two</em>"),
        ("\x02klzzwxh:0000\x03 *a*", "klzzwxh:0000 <em>a</em>"),
        ("", ""),
    ],
)
def test_a_title_is_escaped_once_and_has_code_and_emphasis_only(text: str, expected: str) -> None:
    assert inline(text) == expected


def test_plain_is_the_text_of_html() -> None:
    assert plain('<p>One <b title="a > b">&amp; two</b></p><ul><li>3</li><li>4</li></ul>') == (
        "One & two 3 4"
    )


def test_what_is_found_too_often_is_counted() -> None:
    found = read("a <b class=x>y</b>\n\n" * 25).problems
    assert [problem.line for problem in found] == list(range(1, 43, 2))
    assert found[-1].message.endswith("a text may not set it. So it is in 4 more places below.")
    assert not any("more places" in problem.message for problem in found[:-1])


class TestHostileTexts:
    TEXTS = {  # noqa: RUF012 - nobody changes it
        "brackets": "[" * 20_000,
        "brackets in paragraphs": ("[" * 3_900 + "\n\n") * 250,
        "links begun": "[a](" * 20_000,
        "links": "[a](b) " * 60_000,
        "images begun": "![" * 20_000,
        "stars": "*" * 100_000,
        "stars and words": "a*" * 50_000,
        "emphasis in emphasis": "*a **b " * 1_000 + "c** d* " * 1_000,
        "underscores": "_" * 100_000,
        "line breaks": "word  \n" * 140_000,
        "backticks": "`" * 100_000,
        "backticks of every length": " ".join("`" * length for length in range(600)),
        "less": "<" * 100_000,
        "tags begun": "<a " * 30_000,
        "attributes begun": "<div>\n" + "<a '" * 3_900,
        "many attributes": "<div " + 'a="b" ' * 50_000 + ">",
        "comments begun": "<!--" * 50_000,
        "tags in tags": "<div>" * 100_000,
        "tags in tags, line by line": "<b>\n\n" * 3_000,
        "lists 300 deep": "\n".join("  " * depth + "- a" for depth in range(300)),
        "lists in one line": "- " * 3_000 + "x",
        "quotes 300 deep": ">" * 300 + "x",
        "quote and many lines": "> a\n" + "b\n" * 100_000,
        "a wide table": "a|" * 30_000 + "\n" + "-|" * 30_000,
        "a table that grows": "a|" * 1_000 + "\n" + "-|" * 1_000 + "\n" + "x\n" * 2_000,
        "a long table": "|a|b|\n|-|-|\n" + "|1|2|\n" * 100_000,
        "headings": "# a\n" * 100_000,
        "footnotes": "\n\n".join(f"[^{number}]: b" for number in range(30_000)),
        "labels": "\n\n".join(f"[a{number}]: b" for number in range(30_000)),
        "abbreviations": "*[A]: b\n\n" + "A " * 300_000,
        "addresses": "https://a.b " * 50_000,
        "mail begun": "a@" * 50_000,
        "dots": "a." * 100_000 + "@",
        "entities": "&#x0;&#2;&#xD800;" * 1_000,
        "nulls": "\0" * 100_000,
        "control characters": "".join(map(chr, range(32))) * 1_000,
        "lone surrogates": "\ud800 a" * 1_000,
        "too long": "word " * 300_000,
        "just not too long": "word " * 200_000,
        "blank lines": "\n" * 1_000_000,
        "tabs": "\t" * 1_000_000,
        "quotation marks": "\"'" * 100_000,
    }

    @pytest.mark.parametrize("name", TEXTS)
    def test_end_soon_in_html_or_an_error_with_a_line(self, name: str) -> None:
        started = time.monotonic()
        body = read(self.TEXTS[name], first_line=7)
        assert time.monotonic() - started < 20  # a second or two; more on a busy machine
        assert all(problem.line >= 7 and problem.path == "a.md" for problem in body.problems)
        if not body.html:
            assert errors(body.problems) or name in (
                "blank lines",
                "tabs",
                "nulls",
                "control characters",
            )
        assert not re.search(r"[\x00-\x08]|klzzwxh|wzxhzdk", body.html)

    @pytest.mark.parametrize(
        ("text", "line", "words"),
        [
            ("a\n\n" + ">" * 60 + "x", 3, "more than 50 deep"),
            ("a\n\n" + "[" * 5_000, 3, "4,000 in one paragraph"),
            ("ok\n\n" + "- a\n" * 20_000, 10_002, "more than 20,000 paragraphs"),
            ("x" * 1_100_000, 1, "longer than 1 MB"),
            ("é" * 600_000, 1, "longer than 1 MB"),
        ],
    )
    def test_a_limit_is_told(self, text: str, line: int, words: str) -> None:
        body = read(text)
        assert body.html == ""
        (problem,) = body.problems
        assert problem.line == line
        assert words in problem.message
        assert problem.severity is Severity.ERROR

    def test_a_recursion_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def too_deep(*_: object) -> str:
            raise RecursionError

        for module in ("body", "comment_text"):
            monkeypatch.setattr(f"plugins.model.text.{module}.convert", too_deep)
        (problem,) = read("a").problems
        assert "too deep" in problem.message
        assert clean_comment("<b>") == "<p>&lt;b&gt;</p>"

    def test_comments_and_titles_beyond_a_limit_are_plain_text(self) -> None:
        assert clean_comment("[" * 20_000) == f"<p>{'[' * 20_000}</p>"
        assert inline("*" * 20_000) == "*" * 20_000
