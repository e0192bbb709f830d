"""What is held back is found however it is written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.output_check.leak_check import find_in, to_be_sought

pytestmark = pytest.mark.slow

OWNER = "content/posts/a.md"


def tells(raw: str, said: str, kind: str = ".html") -> bool:
    return find_in(raw, kind, to_be_sought({OWNER: [said]})) == {OWNER: said}


@pytest.mark.parametrize(
    ("raw", "said", "kind"),
    [
        ("<p>The new plan</p>", "The new plan", ".html"),
        ("<p>THE <b>new</b>\n plan.</p>", "The new plan", ".html"),
        ("<p>R&amp;D &#39;quoted&#39; x &lt; y</p>", "R&D 'quoted' x < y", ".html"),
        ("<p>“Don’t”</p>", '"Don\'t"', ".html"),
        ('<meta name="description" content="The new plan">', "The new plan", ".html"),
        ('<p class="a">Plan</p>', "Plan", ".html"),
        ("<p>山田 太郎</p>", "山田 太郎", ".html"),
        ("<t>&lt;p&gt;R&amp;amp;D &lt;i&gt;plan&lt;/i&gt;&lt;/p&gt;</t>", "R&D plan", ".xml"),
        ("<t><![CDATA[<p>The <i>new</i> plan</p>]]></t>", "The new plan", ".xml"),
        ("<svg><title>The new plan</title></svg>", "The new plan", ".svg"),
        ('{"a": ["\\u0054he <b>new</b> plan"]}', "The new plan", ".json"),
        ('{"a": "The new plan', "The new plan", ".json"),
        ("a { content: 'The new plan' }", "The new plan", ".css"),
        ("<!-- The new plan -->", "The new plan", ".html"),
        ('<p title="a > b">The new</p> plan', "The new plan", ".html"),
        ("<p>実践者のための新しい計画</p>", "実践者のための新しい計画", ".html"),
    ],
)
def test_what_is_told(raw: str, said: str, kind: str) -> None:
    assert tells(raw, said, kind)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("<p>The newest plan</p>", "The new plan"),
        ("<p>The new planning</p>", "The new plan"),
        ("<p>new plan the</p>", "The new plan"),
        ('<img alt="The new" title="plan">', "The new plan"),
        ('<p class="secret">', "Secret"),
        ('<a href="/posts/the-new-plan/">', "The new plan"),
        ("<p>Anything</p>", "!"),
        ("<p>Anything</p>", ""),
    ],
)
def test_what_is_not_told(raw: str, said: str) -> None:
    assert not tells(raw, said)


WORD = st.from_regex(r"[a-zé]{1,8}", fullmatch=True)


@given(st.lists(WORD, min_size=1, max_size=12), st.lists(WORD, max_size=30), st.lists(WORD))
def test_a_text_is_found_wherever_it_stands(
    said: list[str], before: list[str], after: list[str]
) -> None:
    assert tells(f"<p>{' '.join(before)} {' '.join(said)} {' '.join(after)}</p>", " ".join(said))


def test_each_owner_is_named_once() -> None:
    sought = to_be_sought({"a": ["one two", "three four"], "b": ["two three"], "c": ["six"]})
    found = find_in("one two three four", ".txt", sought)
    assert set(found) == {"a", "b"}
