"""Whatever words stand in it, a feed is well-formed, and says them."""

import json
import re
from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from plugins.model.credit import Credit
from plugins.model.feeds.content import fit
from plugins.model.library import Library
from plugins.model.loading import load
from plugins.model.post import Post
from plugins.model.registry import Named
from plugins.model.text.body import render
from tests.plugins.feeds.small_site import (
    NAMESPACES,
    SITE,
    URL,
    channel,
    content,
    every_address,
    files_of,
    item,
    items,
    post,
    quoted,
    texts,
    write,
)

WORDS = st.text(st.characters(exclude_categories=()), max_size=60)  # surrogates too
HOSTILE = [
    "<script>alert(1)</script> & <b>bold</b>",
    "Quotes \" and ' and ]]> and <![CDATA[ x ]]>",
    "Fish &amp; chips &lt;b&gt; &#65; &nope;",
    "Emoji 👩🏽‍🦽🎉 and more",
    "\u200fدنیش\u200e \u202eabc\u202c",
    "soft\u00adhyphen zero\u200bwidth café",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_escaped_exactly_once(tmp_path: Path, words: str) -> None:
    front = f"summary: {quoted(words)}\nauthor:\n  name: {quoted(words)}"
    entry = item(tmp_path, post(front, title=words), name=words, may_be_wrong=True)
    assert texts(entry, "title") == [" ".join(words.split())]
    assert texts(entry, "description") == [escape(words, quote=False)]  # it is HTML
    assert texts(entry, "dc:creator") == [words]
    (name,) = texts(entry.getparent(), "title")
    assert name == words
    shown = unescape(content(entry).rpartition("Read this post on the ")[2])
    assert shown.startswith(f"{words} website")


@pytest.mark.parametrize(
    "words", ["a\x00b", "a\x0bb", "a\x1fb", "a\ufffeb", "a\uffffb", "a\ud800b"]
)
def test_what_no_xml_can_hold_is_left_out(words: str) -> None:
    assert fit(words) == "ab"


@pytest.mark.parametrize(
    "words", ["\t\n\r ~", "\x7f\x85\ud7ff\ue000\ufffd", "\U00010000\U0010ffff"]
)
def test_what_xml_can_hold_stays(words: str) -> None:
    assert fit(words) == words


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    posts = {"one": post("topics: Support"), "two": post("date: 2013-01-01")}
    return load(write(tmp_path_factory.mktemp("content"), posts), SITE)


def saying(one: Post, title: str, text: str, name: str) -> Post:
    """A post with other words, past all that the model would have said of them."""
    body = render(text, path="one.md", folder="posts", first_line=1, id_prefix="one")
    return replace(
        one,
        title=title,
        summary=title,
        credits=(Credit(Named(name), organisations=(Named(name),)),),
        entry=replace(one.entry, body=body),
    )


@given(title=WORDS, text=st.text(max_size=300), name=WORDS)
@example(title="]]>", text="<![CDATA[ ]]>", name="<a> & b")
@example(title="\ufffe\ud800\x00", text="\uffff\x1f", name="\x0b")
@example(title="&amp;lt;", text='<a href="#x" title="<a href=">x</a>', name="&quot;")
@example(title=" a\r\n\tb ", text='[x]: /posts/two/ "]]>"\n\n[x] ![](//x.y/z)', name="\u202e")
def test_any_words_make_a_well_formed_feed(
    library: Library, title: str, text: str, name: str
) -> None:
    one, two = library.posts
    said = saying(one, title, text, name)
    site = replace(SITE, name=name)
    found = files_of(
        replace(library, settings=site, posts=(said, two), by_slug={"one": said, "two": two})
    )
    data = found["feed.xml"]
    first, second = items(data)
    kept, who = fit(title).strip(), fit(name)
    assert first.findtext("title", "") == (kept or f"{URL}/posts/one/")
    assert first.findtext("description") == (escape(kept, quote=False) or f"{URL}/posts/one/")
    assert texts(first, "dc:creator") == ([f"{who} ({who})".strip()] if name else [])
    assert channel(data).findtext("title") == (who.strip() or URL)
    atom, parsed = (
        etree.fromstring(found["feeds/all.atom.xml"]),
        json.loads(found["feeds/all.json"]),
    )
    entry, item = atom.find("atom:entry", NAMESPACES), parsed["items"][0]
    assert entry is not None
    assert entry.findtext("atom:title", "", NAMESPACES) == item["title"] == first.findtext("title")
    assert entry.findtext("atom:content", "", NAMESPACES) == item["content_html"] == content(first)
    names = [author["name"] for author in item.get("authors", [])]
    assert texts(entry, "atom:author/atom:name") == (names or ["Author not known"])
    assert names == texts(first, "dc:creator")
    assert all(re.match(r"[a-z]+:", found) for found in every_address(content(first)))
    assert content(second).startswith("<p>The text.</p>")
