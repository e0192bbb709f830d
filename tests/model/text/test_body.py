"""The body of a post: pairs in body/*.md, and what must hold for any text whatever."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plugins.model.problem import Severity, errors
from plugins.model.text import cleaning
from plugins.model.text.body import inline, render, resolve
from plugins.model.text.comment_text import clean_comment
from plugins.model.text.link_target import Reference
from plugins.model.text.markup import plain
from plugins.model.text.outline import Heading
from plugins.model.text.rendered import Body

FOLDER = Path(__file__).with_name("body")
CASE = re.compile(
    r"^## ([^\n]+)\n+~~~~~\n(.*?)\n~~~~~\n+~~~~~\n(.*?)\n~~~~~$", re.DOTALL | re.MULTILINE
)
CONTROL = str.maketrans({"␋": "\x0b", "␀": "\x00"})
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine


def read(text: str, first_line: int = 1, prefix: str = "p") -> Body:
    return render(
        text,
        path="a.md",
        folder="posts/2014",
        first_line=first_line,
        id_prefix=prefix,
        site_url="https://example.org",
        frame_hosts=frozenset({"player.example.net"}),
    )


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


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', html)


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


FRAGMENTS = (
    *("a", "word ", "\n", "\n\n", "  ", "\t", "- ", "1. ", "> ", "# ", "    ", "  \n", "\\\n"),
    *("\\", "*", "**", "_", "`", "```\n", "~~~\n", "~~", "[", "]", "(", ")", "](", "![", "]["),
    *("]: ", "|", "|---|---|\n", "| a | b |\n", "[^1]", "[^1]: ", "[ ] ", ": ", "*[a]: "),
    *("> [!TIP]\n", "{: .x}", "<", ">", "<b>", "</b>", "<div>", "</div>", "<p>", "<a href='"),
    *("'>", "</a>", "<img src=x>", "<script>", "</script>", "<style>", "<!--", "-->", "<?"),
    *("<![CDATA[", "<svg>", "<math>", '<a href="javascript:x" onclick="x">'),
    *("<iframe src=//e.org>", "<h1>", "<table>", "<li>", "javascript:", "data:", "source:"),
    *("site:", "https://e.org", "www.e.org", "a@b.org", "x.md", "&", "&lt;", "&#2;", "&#106;"),
    *(";", '"', "'", "--", "...", "\x00", "\x02", "\x03", "\ud800", "\x02klzzwxh:0000\x03"),
    *("\x02wzxhzdk:0\x03", "\ufeff", "\u2028", "é", "日本", "שלום", "{{ x }}"),
)
ANY_TEXT = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join) | st.text(max_size=60)


class Tags(HTMLParser):
    """Every tag of some HTML with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


class TestAnyText:
    @given(ANY_TEXT)
    @UNTIMED
    @example("[^1]: a\n\n[^1]")
    @example("*a [*b*](c)*\n\n![*](d)")
    @example("<h1>a\n\n[b](c")
    @example("*<h1>a<h1>*")
    def test_is_rendered_and_clean(self, text: str) -> None:
        body = read(text)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", body.html + body.text)
        assert body.html == cleaning.clean(body.html).strip()
        for tag, attributes in Tags(body.html).found:
            assert tag not in ("script", "style", "svg", "math", "h1", "form", "object")
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            address = attributes.get("href") or attributes.get("src") or "#"
            assert re.match(r"(?:https?:|mailto:|tel:|source:|site:/|#)", address, re.IGNORECASE)
        assert all(problem.line >= 1 for problem in body.problems)

    @given(ANY_TEXT)
    @UNTIMED
    def test_titles_and_comments_too(self, text: str) -> None:
        allowed = {"code", "em", "strong"}
        assert {tag for tag, _ in Tags(inline(text)).found} <= allowed
        allowed |= {"p", "br", "a", "ul", "ol", "li", "blockquote", "pre"}
        assert {tag for tag, _ in Tags(clean_comment(text)).found} <= allowed

    @given(ANY_TEXT)
    @UNTIMED
    def test_no_placeholder_is_left(self, text: str) -> None:
        html = read(text.replace("klzzwxh", "").replace("wzxhzdk", "")).html
        assert not re.search("klzzwxh|wzxhzdk|None", html.replace("None", "", text.count("None")))

    @given(ANY_TEXT)
    @UNTIMED
    def test_ids_are_unique(self, text: str) -> None:
        found = ids(read(text).html)
        assert len(found) == len(set(found))

    @given(ANY_TEXT, ANY_TEXT)
    @UNTIMED
    @example("[a]: b\n\n[^1]: c\n\n*[d]: e\n\n<b>f *g", "[a] [^1] d *g*")
    def test_the_text_before_leaves_nothing_behind(self, first: str, second: str) -> None:
        alone = read(second)
        read(first)
        inline(first)
        assert read(second) == alone

    @given(ANY_TEXT)
    @UNTIMED
    def test_references_can_be_resolved_away(self, text: str) -> None:
        html = resolve(read(text).html, lambda _: None)
        for tag, attributes in Tags(html).found:
            if tag in ("a", "img"):
                address = attributes.get("href") or attributes.get("src") or ""
                assert not address.startswith(("source:", "site:"))


WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=8).map(str.capitalize)
SENTENCE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=3).map("\n".join)
MARKED = st.builds(
    lambda mark, text: f"{mark}{text}{mark}", st.sampled_from(["*", "**", "_", "`", "~~"]), SENTENCE
)
TABLE = st.tuples(*[SENTENCE] * 4).map(
    lambda cells: "| {} | {} |\n|---|:-:|\n| {} | {} |".format(*cells)
)
FENCE = st.tuples(st.sampled_from(["```", "~~~~"]), PARAGRAPH).map(
    lambda made: f"{made[0]} python\n{made[1]}\n{made[0]}"
)
HEADING = st.builds(lambda level, text: "#" * level + " " + text, st.integers(1, 6), SENTENCE)
LEAF = PARAGRAPH | MARKED | TABLE | FENCE | HEADING


def indented(blocks: list[str], marks: tuple[str, str]) -> str:
    first, rest = marks
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join([first + lines[0], *((rest + line).rstrip() for line in lines[1:])])


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blocks = st.lists(inner, min_size=1, max_size=3)
    marks = st.sampled_from([("- ", "  "), ("1. ", "   "), ("* ", "    "), ("> ", "> ")])
    return st.builds(indented, blocks, marks)


DOCUMENT = st.lists(st.recursive(LEAF, containers, max_leaves=6), min_size=1, max_size=5).map(
    "\n\n".join
)


@given(DOCUMENT)
@UNTIMED
def test_no_word_is_ever_lost(text: str) -> None:
    body = read(text)
    shown = body.text
    info = {"python"}
    lost = [word for word in re.findall("[A-Za-z]{3,}", text) if word not in shown]
    assert set(lost) <= info
    assert plain(body.html) == shown
