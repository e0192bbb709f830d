"""HTML as the Markdown of the archive: readable, and no word of it lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from plugins.model.comments.archive_text import archive_text
from plugins.model.problem import Severity
from plugins.model.text.comment_text import clean_comment, clean_said, lost_from
from plugins.model.text.markup import plain

PIECES = [
    *("<p>", "</p>", "<br>", "<strong>", "</strong>", "<em>", "</em>", "<ul>", "<li>", "</li>"),
    *("</ul>", "<ol>", "</ol>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<code>"),
    *("</code>", '<a href="https://a.example/b_c">', "</a>", "<script>", "</script>", "<h1>"),
    *("</h1>", "&lt;b&gt;", "&amp;amp;", "word ", "1. ", "# ", "- ", "*", "_a_", "`", "\n", "\n\n"),
    *("    ", "[x](y)", "https://z.example ", "> ", "---\n", "\\", "~~", "| a | b |\n", "<!--"),
]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A <strong>b</strong> <em>c</em> &amp; d</p>", "A **b** *c* & d"),
        ("<p>One<br>\ntwo</p>\n<p>three</p>", "One<br>\n\ntwo\n\nthree"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "- a\n\n- b"),
        ("<blockquote><p>q</p></blockquote><p>a</p>", "> q\n\na"),
        ('<p><a href="https://a.example/b">here</a></p>', "[here](https://a.example/b)"),
        ("<p>1. 2 * 3 _x_ [y]</p>", "1\\. 2 \\* 3 \\_x\\_ \\[y\\]"),
        ("<pre><code>a\n  b</code></pre>", "```\na\n  b\n```"),
        ("<script>alert(1)</script>", None),
        ("", None),
    ],
)
def test_html_becomes_markdown_that_an_editor_can_read(html: str, text: str | None) -> None:
    assert archive_text(html, "html") == text


@pytest.mark.slow
@how(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_html_shows_the_same_words_in_the_archive(html: str) -> None:
    text = archive_text(html, "html")
    shown = plain(clean_said(html)).split()
    assert (text is None) == (not shown)
    if text is not None:
        assert "".join(plain(clean_comment(text)).split()) == "".join(shown)
        assert all(one.severity is not Severity.ERROR for one in lost_from(text))
        assert text == text.strip()


@pytest.mark.slow
@given(st.text(max_size=100))
def test_markdown_stays_as_it_is_where_it_can_be_shown(typed: str) -> None:
    text = archive_text(f"Words: {typed}", "markdown")
    assert text is not None
    assert text.split()[0] == "Words:"
