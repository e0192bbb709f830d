"""What HTML is let through, and what is told of the rest."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.text.cleaning import WRITTEN, clean, clean_short, is_harmless, take_tags
from plugins.model.text.link_target import Leads, read_aim
from plugins.model.text.text_alternative import check_alternative
from plugins.model.text.typography import set_punctuation


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("<b>one</b>", "<b>one</b>"),
        ("<B>one</B>", "<b>one</b>"),
        ("<b class='x' lang=cy>", '<b lang="cy">'),
        ('<a href="x?a=1&amp;b=2">', '<a href="x?a=1&amp;b=2">'),
        ("<img src=x alt='a \"b\" < c'>", '<img src="x" alt="a &quot;b&quot; &lt; c">'),
        ("<br/><hr />", "<br><hr>"),
        ("1 < 2 > 0", "1 &lt; 2 &gt; 0"),
        ("<font>a</font>", "a"),
        ("<name>a</name>", "&lt;name&gt;a&lt;/name&gt;"),
        ("a<script>b</script>c<STYLE>d</STYLE >e", "ace"),
        ("a<script>b", "a"),
        ("a<!-- b -->c<!-- d", "ac"),
        ("a<!DOCTYPE b>c<!doctype\nd>e", "ace"),
        ("a<?b?><![CDATA[d]]><!e><?f", "a&lt;?b?&gt;&lt;![CDATA[d]]&gt;&lt;!e&gt;&lt;?f"),
        ("<b", "&lt;b"),
        ("<b title='", "&lt;b title='"),
    ],
)
def test_tags_are_written_anew_or_left_out(raw: str, kept: str) -> None:
    assert take_tags(raw)[0] == kept


def test_what_is_left_out_is_told_with_its_line() -> None:
    _, removed = take_tags("<p\nid=a>\n<font\n>x</font>\n<script>\n</script>\n<!-- -->")
    assert [(what.line, what.near, what.is_error) for what in removed] == [
        (0, "<p", False),
        (2, "<font", False),
        (4, "<script", False),
    ]


@pytest.mark.parametrize("raw", ["<script>a", "<style>a", "<!-- a", "<svg><path/></svg>"])
def test_what_would_lose_text_or_pictures_is_an_error(raw: str) -> None:
    assert [what.is_error for what in take_tags(raw)[1]] == [True]


@given(st.text("<>/abp!-='\" \n&;?[]", max_size=40))
def test_what_is_kept_holds_no_bare_sign(raw: str) -> None:
    """What the last pass over a text relies on."""
    kept = take_tags(raw)[0]
    without_tags = re.sub(r'<(?:/?[a-z]+)(?: [a-z]+="[^"<>]*")*>', "", kept)
    assert "<" not in without_tags
    assert ">" not in without_tags


@pytest.mark.parametrize("tag", sorted(WRITTEN))
def test_an_editor_can_set_no_handler_style_id_or_class(tag: str) -> None:
    kept, removed = take_tags(f'<{tag} onclick="x" style="x" id="x" class="x">')
    assert kept == f"<{tag}>"
    assert len(removed) == 4


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ('<a href="javascript:x" onclick="y">a</a>', "<a>a</a>"),
        ('<p style="x">a<script>b</script></p>', "<p>a</p>"),
        ('<h2 id="a" class="b">c</h2>', '<h2 id="a">c</h2>'),
        ('<a href="source:a b.md">c</a>', '<a href="source:a b.md">c</a>'),
        ("<form><input type='checkbox' disabled name='a'></form>", None),
        ("<b>a", "<b>a</b>"),
    ],
)
def test_nh3_has_the_last_word(html: str, cleaned: str | None) -> None:
    expected = '<input type="checkbox" disabled="">' if cleaned is None else cleaned
    assert clean(html) == expected


def test_a_comment_keeps_no_address_of_this_site_and_says_that_links_are_not_ours() -> None:
    html = clean_short('<a href="/x" id="y">a</a> <a href="https://e.org">b</a> <div>c</div>')
    assert html == (
        '<a rel="nofollow ugc">a</a> <a href="https://e.org" rel="nofollow ugc">b</a> c'
    )


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        ('<img src="https://e.org/a.png" alt="Our rota" width=1>', "Our rota"),
        ("<IMG title='alt=\"no\"' alt='Our rota'/>", "Our rota"),
        ("<image alt=rota>", "rota"),
        ('<img alt="<b>&quot;5 &lt; 6&quot; &amp;amp;">', '&lt;b&gt;"5 &lt; 6" &amp;amp;'),
        ('<img alt="&lt;script&gt;x">', "&lt;script&gt;x"),
        ("<img alt>", ""),
        ("<img src=x>", ""),
    ],
)
def test_in_a_comment_the_words_of_a_picture_stand_for_it(picture: str, words: str) -> None:
    assert clean_short(f'<p><a href="https://e.org">{picture}</a></p>') == (
        f'<p><a href="https://e.org" rel="nofollow ugc">{words}</a></p>'
    )
    assert clean_short(clean_short(picture)) == clean_short(picture)


@given(st.text(max_size=40))
def test_a_target_is_inside_content_outside_or_wrong(written: str) -> None:
    aim = read_aim(written, folder="posts/2014", site_url="https://example.org")
    if aim.leads is Leads.INSIDE:
        assert aim.address.startswith(("source:", "site:/"))
        assert not aim.address.startswith(("source:../", "source:/"))
    if aim.leads is Leads.OUTSIDE:
        assert aim.address.lower().startswith(("http://", "https://", "mailto:", "tel:"))
    assert bool(aim.message) == (aim.leads is Leads.NOWHERE)


@pytest.mark.parametrize(
    ("site_url", "written", "address"),
    [
        ("https://example.org/blog/", "https://example.org/blog/posts/x/", "site:/posts/x/"),
        ("https://example.org/blog", "http://example.org/blog", "site:/"),
        ("https://example.org/blog", "https://example.org/blogs/", "https://example.org/blogs/"),
        ("https://example.org/blog", "https://example.org/", "https://example.org/"),
        ("", "https://example.org/", "https://example.org/"),
    ],
)
def test_this_site_is_told_from_others(site_url: str, written: str, address: str) -> None:
    assert read_aim(written, folder="posts", site_url=site_url).address == address


@pytest.mark.parametrize(
    "text", ["", " ", "a.JPG", "my photo 1.png", "IMG_1234", "image", "An image.", "picture 3"]
)
def test_these_alternatives_say_nothing(text: str) -> None:
    assert check_alternative(text)


@pytest.mark.parametrize("text", ["A dog", "The logo of Ash Lane", "Figures from 2014 in a chart"])
def test_these_alternatives_say_something(text: str) -> None:
    assert not check_alternative(text)


@given(st.text(max_size=40))
def test_punctuation_changes_nothing_else(text: str) -> None:
    plain = str.maketrans(
        {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "---", "–": "--", "…": "..."}
    )
    assert set_punctuation(text).translate(plain) == text.translate(plain)


# What is harmless is not cleaned, so that cleaning it must change nothing.

HARMLESS = (
    '<h2 id="a-b">A b</h2>\n<p>One <em>two <strong>three</strong></em> <code>"4\'</code></p>',
    '<ul><li>a<br>\nb</li>\n</ul>\n<blockquote><p>c <a href="source:posts/é.md#d">e</a></p>',
    '<p><a href="https://www.example.org/a/b.html#c">d</a> <a href="site:/a/">e</a></p>',
    '<figure><img src="source:media/a.jpg" alt="A, b" loading="lazy" decoding="async"></figure>',
    '<table><thead><tr><th>a</th>\n<th class="align-right">b</th>\n</tr>\n</thead>\n</table>\n<hr>',
)
NOT_HARMLESS = (
    *(
        "<script>",
        "<p onclick=x>",
        "<P>",
        "<p >",
        "<p",
        "a > b",
        "a & b",
        "&lt;",
        "a\u00a0b",
        "\x02",
    ),
    *('<a href="javascript:a">', '<a href="https://xn--a.org/">', '<a href="https://a.1/">'),
    *('<a href="https://[a/">', '<a href="https://a/b">', "<svg>", "<!-- -->", "<pre>", "\ud800"),
    *('<img src="x.jpg">', '<h2 id="a" id="b">', '<td class="x">', '<a href="#" rel="me">'),
)


@pytest.mark.parametrize("html", HARMLESS)
def test_what_is_harmless(html: str) -> None:
    assert is_harmless(html)


@pytest.mark.parametrize("html", NOT_HARMLESS)
def test_what_may_not_be(html: str) -> None:
    assert not is_harmless(f"<p>{html}</p>")


NAMES = st.text("ab1é_-./#:?%@ ", max_size=8)
SCHEMES = st.sampled_from(["source:", "site:", "#", "https://", "https://a.", "http://b.org/", ""])


@pytest.mark.slow
@given(st.text("\r\n\t ab1é\"'\u2028\u200b\ufeff;=/", max_size=20), SCHEMES, NAMES, NAMES)
def test_cleaning_leaves_what_is_harmless(text: str, scheme: str, name: str, alt: str) -> None:
    for html in (
        f"<p>{text}</p>",
        f'<p><a href="{scheme}{name}">{text}</a></p>',
        f'<h2 id="{name}">{text}</h2>',
        f'<p><img src="source:{name}" alt="{alt}{text}" loading="lazy" decoding="async"></p>',
    ):
        assert clean(html) == html or not is_harmless(html)
