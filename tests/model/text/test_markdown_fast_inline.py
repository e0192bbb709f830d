"""Our inline phase finds what Python-Markdown's own finds, to the byte, with any patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, Pattern, SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor as ItsInline
from markdown.util import AtomicString

from plugins.model.text.markdown_document import Document, UnreadableError
from plugins.model.text.markdown_fast_inline import FastInline, Triggers
from plugins.model.text.markdown_parser import GitHubMarkdown
from tests.model.text.test_body import CASE, CONTROL

CASES = Path(__file__).with_name("body")
SITES = Path(__file__).parents[2] / "sites"
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine
PIECES = [
    *("*", "**", "***", "_", "__", "~", "~~", "`", "``", "[", "]", "![", "(", ")", "!", "'", '"'),
    *("](b.md)", '](<b c> "t")', "][lab]", "[lab]", "[^n]", "[^x]", "www.e.org", "wWw.e.org"),
    *("<b>", "</b>", "<i class=x>", "<!-- c -->", "<https://a.b/c>", "<a@b.org>", "a@b.org"),
    *("https://e.org/x?a=b&c", "&amp;", "&copy;", "&#65;", "&", "\\", "\\*", "\\`", "\\&", "\\\n"),
    *("  \n", "\n", "word", " ", " b ", "--", "...", "é", "\u2028", "klzzwxh:0000", "<svg>", "|"),
    *("\n\n", "\n- ", "\n1. ", "\n> ", "\n# ", "\n    ", '\n\n[lab]: /x "T"\n\n'),
    *("\n\n[^n]: note *x*\n\n", "\n\n| a | b |\n|---|---|\n| *c* | d |\n\n", "\n```\n*x*\n```\n"),
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
# The patterns of Python-Markdown and of its extension "extra".
TRIGGERS: dict[str, Triggers] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "autolink": ("://",),
    "automail": ("@",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    "footnote": ("[^",),
    **dict.fromkeys(("reference", "short_reference", "link"), ("[",)),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("![",)),
}


def plain() -> Markdown:
    return Markdown(extensions=["extra", "toc"])


def fast() -> Markdown:
    md = plain()
    triggers = {md.inlinePatterns[name]: triggers for name, triggers in TRIGGERS.items()}
    md.treeprocessors.register(FastInline(md, triggers), "inline", 20)
    return md


def ours(change: Callable[[Markdown], None] = lambda _: None) -> Callable[[str], str]:
    """What makes HTML of a text with our patterns, and tells what was found in it."""
    extension = GitHubMarkdown()
    md = Markdown(extensions=[extension], output_format="html")
    change(md)

    def convert(text: str) -> str:
        md.reset()
        extension.document = document = Document()
        try:
            return f"{md.convert(text)}\n{document.findings}"
        except UnreadableError as error:
            return str(error)

    return convert


def with_its_own_inline(md: Markdown) -> None:
    md.treeprocessors.register(ItsInline(md), "inline", 20)


OURS, OURS_SLOWLY, FAST, PLAIN = ours(), ours(with_its_own_inline), fast(), plain()


def texts() -> Iterator[str]:
    for file in sorted(CASES.rglob("*.md")):
        page = file.read_text(encoding="utf-8")
        yield page
        yield from (text.translate(CONTROL) for _, text, _ in CASE.findall(page))
    for file in sorted(SITES.rglob("*.md")):
        yield file.read_text(encoding="utf-8", errors="replace")


def test_what_is_written_in_the_cases_and_the_sites_of_the_tests() -> None:
    for text in texts():
        assert OURS(text) == OURS_SLOWLY(text)
        assert FAST.reset().convert(text) == slowly(text)


def slowly(text: str) -> str:
    return PLAIN.reset().convert(text)


@UNTIMED
@given(SOUP)
@example("*a **b** `c`* [*d*](e) ![f](g)\n_h <b>_ & &amp; \\* <i@j.k> https://l.m")
@example("[![*a*](b)](c) [d *e*][lab]\n\n[lab]: /f")
def test_anything_with_our_patterns(text: str) -> None:
    assert OURS(text) == OURS_SLOWLY(text)


# Texts of which most signs belong to elements of the plainest form.
SIMPLE = [
    *("`a`", "` a\nb `", "[a](b)", "[a b](/c_d_e?f=*g*&h)", "![a](b.svg)", "![a  b](c_d.svg)"),
    *("*a*", "**a**", "_a_", "__a__", '*"a b"*', "_a\nb_", "*a.*", "**(a)**", "*é*", "*a_b*"),
]
JOINTS = [" ", "\n", ", ", ". ", "", "", "(", ") ", "!", "a", " a ", "’", "  ", "  \n", "- ", "* "]
NEARLY_SIMPLE = st.lists(
    st.tuples(st.sampled_from(SIMPLE) | st.sampled_from(PIECES), st.sampled_from(JOINTS))
    | st.tuples(st.sampled_from(SIMPLE), st.sampled_from(JOINTS)),
    max_size=6,
).map(lambda pairs: "".join(chain(*pairs)))


@UNTIMED
@given(NEARLY_SIMPLE)
@example("[a](b)[c](d) *e*, **f** `g`![h](i) _j_")
@example("*a* *b * c* *d*e *f**g* **h*i** ***j*** \n*k*")
@example("_a_ _b _ c_ _d_e _f__g_ __h_i__ ___j___ \n_k_")
@example("[a] [b](c) d] ![e `f](g)` h](i) `[j](k) ``l` m``")
@example("![a](b)!\\[c](d)!![e](f) [!g](h) [![i](j)](k)")
@example("*a `b* c` [*d](e*) *[f](g)* **`h`** [i](j)*k*")
@example("(*a*) '*b*' *c*’ *d*- *e*é *f*` `")
def test_what_is_nearly_simple(text: str) -> None:
    assert OURS(text) == OURS_SLOWLY(text)


def test_what_is_simple_is_read_without_any_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'So [a b](c_d), `e*f`. _g_: **"h"**! ![i](j_k) *l\nm*; __n__ (o) 10 - 2, "p"'
    expected = OURS(text)
    monkeypatch.setattr(FastInline, "_replace", lambda *_: pytest.fail("a pattern was tried"))
    assert OURS(text) == expected
    assert expected.count("</") == 7


@UNTIMED
@given(SOUP)
@example("**a *b* [c *d*](e)** <f> &amp; *g")
@example("[a [b](c) d](e)")
def test_anything_with_its_own_patterns(text: str) -> None:
    assert FAST.reset().convert(text) == slowly(text)


# Trees that no text makes, but another extension might.


class OutsideLinks(SimpleTagInlineProcessor):
    ANCESTOR_EXCLUDES = ("A",)


WORDS = st.one_of(
    st.none(),
    SOUP,
    SOUP.map(AtomicString),
    st.sampled_from(["\x02klzzwxh:", "\x02klzzwxh:0000\x03", "\x02klzzwxh:9\x03 *a*", " "]),
)
Branch = tuple[str, str | None, str | None, Any]
BRANCHES: st.SearchStrategy[list[Branch]] = st.recursive(
    st.just([]),
    lambda inner: st.lists(
        st.tuples(st.sampled_from(["p", "a", "em", "code"]), WORDS, WORDS, inner), max_size=4
    ),
    max_leaves=8,
)


def grow(parent: Element, branches: list[Branch]) -> Element:
    for tag, words, tail, inner in branches:
        child = SubElement(parent, tag)
        child.text, child.tail = words, tail
        grow(child, inner)
    return parent


@pytest.mark.slow
@UNTIMED
@given(BRANCHES)
@example([("p", "*a*", None, []), ("p", AtomicString("\x02klzzwxh:0000\x03"), None, [])])
@example([("p", "*a*", None, []), ("p", None, AtomicString("\x02klzzwxh:0000\x03 *b*"), [])])
@example([("a", "*b **c** ??d??*", None, [])])
@example([("p", "*a*", "*b* c", [("em", "*d*", "`e` _f_", [])])])
@example(
    [("p", None, AtomicString("*a*"), []), ("p", AtomicString("\x02klzzwxh:0000\x03"), "", [])]
)
def test_any_tree(branches: list[Branch]) -> None:
    trees = []
    for make in (fast, plain):
        md = make()
        md.inlinePatterns.register(OutsideLinks(r"()\?\?(.*?)\?\?", "ins"), "question", 70)
        root = grow(Element("div"), branches)
        md.treeprocessors["inline"].run(root)
        trees.append(tostring(root, "unicode"))
    assert trees[0] == trees[1]


# Triggers: no match may be lost to them.


def all_triggers() -> list[tuple[str, Pattern, Triggers]]:
    inline = Markdown(extensions=[GitHubMarkdown()]).treeprocessors["inline"]
    assert isinstance(inline, FastInline)
    assert {*inline.md.inlinePatterns} == inline.triggers.keys(), "a pattern without triggers"
    own = [(pattern.pattern, pattern, each) for pattern, each in inline.triggers.items()]
    md = plain()
    assert len(TRIGGERS) == len(md.inlinePatterns)
    return own + [(name, md.inlinePatterns[name], each) for name, each in TRIGGERS.items()]


@UNTIMED
@given(st.one_of(SOUP, SOUP.map(str.upper), st.text("wW.:/@<&[]!^*_~`\\ \n;a1#-", max_size=30)))
@example("Www.a wWw.a wwW.a HTTPS://a MAILTO:a@b.c")
def test_every_match_holds_a_trigger(text: str) -> None:
    for name, pattern, triggers in all_triggers():
        for match in pattern.getCompiledRegExp().finditer(text):
            assert any(trigger in match.group() for trigger in triggers), name


class Counting(InlineProcessor):
    """A pattern that counts the texts it is tried on."""

    tried = 0

    def getCompiledRegExp(self) -> re.Pattern[str]:  # noqa: N802 - of Python-Markdown
        return self  # type: ignore[return-value]  # it stands for one

    def finditer(self, *_: object) -> Iterator[re.Match[str]]:
        self.tried += 1
        return iter(())


@pytest.mark.parametrize(("triggers", "times"), [(None, 3), (("?", "!"), 2)])
def test_a_pattern_is_tried_where_it_may_match(triggers: Triggers | None, times: int) -> None:
    md = plain()
    pattern = Counting(r"\?", md)
    md.inlinePatterns.register(pattern, "counting", 1)
    known: dict[Pattern, Triggers] = {pattern: triggers} if triggers else {}
    md.treeprocessors.register(FastInline(md, known), "inline", 20)
    assert md.convert("one?\n\ntwo!\n\nthree") == "<p>one?</p>\n<p>two!</p>\n<p>three</p>"
    assert pattern.tried == times


def test_a_pattern_of_another_extension_is_read_in_its_place() -> None:
    def add(md: Markdown) -> None:
        pattern = OutsideLinks(r"()\?\?(.*?)\?\?", "ins")
        md.inlinePatterns.register(pattern, "question", 70)

    def add_slowly(md: Markdown) -> None:
        add(md)
        with_its_own_inline(md)

    text = "a ??b *c* [d](e)?? [f ??g??](h) _??i??_"
    assert "<ins>b <em>c</em>" in ours(add)(text)
    assert "f ??g??" in ours(add)(text)
    assert ours(add)(text) == ours(add_slowly)(text)
