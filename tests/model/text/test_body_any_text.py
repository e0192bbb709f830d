"""What must hold of a body for any text whatever."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.model.text import cleaning
from plugins.model.text.body import inline, resolve
from plugins.model.text.comment_text import clean_comment
from plugins.model.text.markup import plain
from tests.model.text.bodies import UNTIMED, ids, read

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


@pytest.mark.slow
@given(DOCUMENT)
@UNTIMED
def test_no_word_is_ever_lost(text: str) -> None:
    body = read(text)
    shown = body.text
    info = {"python"}
    lost = [word for word in re.findall("[A-Za-z]{3,}", text) if word not in shown]
    assert set(lost) <= info
    assert plain(body.html) == shown
