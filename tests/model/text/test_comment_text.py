"""A comment kept from an older site: shown in a few tags, and no word of it lost in silence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plugins.model.text.comment_text import clean_comment, lost_from
from tests.loading import loaded, post, said

MARKS = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "    ",
            "  \n",
            "# ",
            "- ",
            "1. ",
            "> ",
            "> [!NOTE]\n> ",
            "***",
            "`",
            "\n```\n",
        ),
        *("[", "]", "](", ")", "](https://e.org)", "![", "[^n]", "\n[^n]: ", "\n*[n]: ", "\n[n]: "),
        *(
            "<b>",
            "</b>",
            "<p>",
            "<div>",
            "<svg>",
            "</svg>",
            "<script>",
            "</script>",
            "<!-- ",
            " -->",
        ),
        *(
            "<![CDATA[",
            "]]>",
            "<!",
            "<?",
            "?>",
            "<title>",
            "<a href=x>",
            "<td>",
            "\n: ",
            "| ",
            "\n|-|\n",
        ),
        *("*", "_", "~~", "{: .x}", "\\", "&amp;", "<select>", "<option>", "<textarea>", "<xmp>"),
    ]
)
TEXTS = st.lists(MARKS | st.text("klmn", min_size=4, max_size=6), max_size=14).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\n\n*two* **three**", "<p>One</p>\n<p><em>two</em> <strong>three</strong></p>"),
        (
            "[a](https://e.org) https://f.org",
            '<p><a href="https://e.org" rel="nofollow ugc">a</a>'
            ' <a href="https://f.org" rel="nofollow ugc">https://f.org</a></p>',
        ),
        ("[a](javascript:x) [b](/c) [d](../x.md)", "<p>a b d</p>"),
        ("# Title\n\n![A dog](d.jpg) <u>u</u>", "<p><strong>Title</strong></p>\n<p>A dog u</p>"),
        ('<p onclick="x()">a<script>b</script></p>', "<p>a</p>"),
        ("| a | b |\n|---|---|\n| c | d |", "a b <br> c d <br>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("", ""),
    ],
)
def test_a_comment_keeps_a_few_tags(text: str, expected: str) -> None:
    found = clean_comment(text)
    assert (re.sub(r"\s+", " ", found) if "<br>" in found else found) == expected


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hello[^1]\n\n[^1]: note", "<p>Hello[^1]</p>\n<p>[^1]: note</p>"),
        ("HTML\n\n*[HTML]: words", "<p>HTML</p>\n<p>*[HTML]: words</p>"),
        ("[Note]: Remember", "<p>[Note]: Remember</p>"),
        ("a <![CDATA[b]]> <!c> <?d?>", "<p>a &lt;![CDATA[b]]&gt; &lt;!c&gt; &lt;?d?&gt;</p>"),
        ("> [!NOTE]\n> a `<!-- b -->`", "<p>Note</p>\n<p>a <code>&lt;!-- b --&gt;</code></p>"),
    ],
)
def test_what_old_sites_did_not_know_is_text(text: str, html: str) -> None:
    assert clean_comment(text) == html
    assert lost_from(text) == []


@pytest.mark.parametrize(
    ("text", "severities", "words"),
    [
        ("a <svg>words</svg>", ["error"], "drawing"),
        ("a <script>words</script>", ["warning"], "<script> and what is in it"),
        ("a <!-- words -->", ["warning"], "What stands between <!-- and -->"),
        ("a\n\n<!--\nwords\n-->\n\n<!-- more -->", ["warning"], "What stands between <!-- and -->"),
        ("a <!-- -->", [], ""),
        ("a ![A dog](d.jpg)", ["warning"], 'The picture "A dog" is not shown'),
        ("[our *page*](../x.md)", ["warning"], 'The link "our page" was left out'),
        ("a\x07b", ["warning"], "characters that cannot be shown"),
        ("[" * 20_000, ["warning"], "too tangled"),
        ("<!-- words -->", ["warning", "error"], "Nothing of this comment can be shown"),
        ("***", ["error"], "Nothing of this comment can be shown"),
        ("-\n\n>", ["error"], "Nothing of this comment can be shown"),
    ],
)
def test_what_is_lost_is_told(text: str, severities: list[str], words: str) -> None:
    found = lost_from(text)
    assert [str(one.severity) for one in found] == severities
    assert words in (found[-1].message if found else "")


@given(TEXTS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("kkkk[^n]\n[^n]: llll")
@example("<option>kkkk")
def test_no_word_is_lost_in_silence(text: str) -> None:
    html = clean_comment(text)
    without_info = re.sub(r"`{3,}.*", "", text)  # what stands after a fence names a language
    lost = [word for word in re.findall("[klmn]{4,}", without_info) if word not in html]
    assert not lost or lost_from(text), (lost, html)


def test_a_thread_tells_what_is_lost_with_its_line(tmp_path: Path) -> None:
    thread = (
        "origin:\n  site: Old\ncomments:\n"
        "  - id: 1\n    name: B\n    date: unknown\n    text: a <!-- b -->\n"
        "  - id: 2\n    name: B\n    date: unknown\n    text: '***'\n"
        "  - id: 3\n    name: B\n    date: unknown\n    text: '***'\n"
        "    removed:\n      reason: Rude\n"
    )
    assert said(loaded(tmp_path, {"posts/a.md": post(), "comments/a.yml": thread})) == [
        "content/comments/a.yml:7: warning: comments.text: What stands between <!-- and --> is not"
        " shown. If it was said, write \\<!-- in its place; if not, take it out.",
        "content/comments/a.yml:11: comments.text: Nothing of this comment can be shown, for it has"
        " no words outside of HTML and signs. Write its words as plain text; if it has none, take"
        " the comment out.",
    ]
