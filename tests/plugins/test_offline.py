"""The addresses of a site as the ways between its files."""

from __future__ import annotations

import doctest
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins import offline
from plugins.offline import beside, make_offline, with_addresses

FOLDERS = frozenset({"posts", "posts/a", "media"})
CODE = ("<script>", "</script>", "<style ", "</style>", "<!--", "-->")
ATTRIBUTES = ('href="/a/"', 'title=\'/a/ " href="/b/"\'', "alt", 'src="#x"', '"', "'", "=", ">")


@pytest.mark.parametrize(
    ("address", "up", "way"),
    [
        ("/", "./", "./index.html"),
        ("/", "../../", "../../index.html"),
        ("/posts/a/", "./", "./posts/a/index.html"),
        ("/posts/a", "../", "../posts/a/index.html"),
        ("/posts/a/#b", "../../", "../../posts/a/index.html#b"),
        ("/posts/a/?b=/c/", "../", "../posts/a/index.html?b=/c/"),
        ("/?q", "../", "../index.html?q"),
        ("/#main", "../", "../index.html#main"),
        ("/media/a%20b.svg", "../", "../media/a%20b.svg"),
        ("/feed.xml", "../", "../feed.xml"),
        ("/a:b.html", "./", "./a:b.html"),
    ],
)
def test_an_address_of_the_site_is_the_way_to_its_file(address: str, up: str, way: str) -> None:
    assert beside(address, up=up, folders=FOLDERS) == way


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#a",
        "?b",
        "a.svg",
        "../a/",
        "//other.example/a/",
        "https://other.example/",
        "mailto:a@b.c",
    ],
)
def test_any_other_address_is_left(address: str) -> None:
    assert beside(address, up="../", folders=FOLDERS) == address


@pytest.mark.parametrize(
    ("html", "changed"),
    [
        ('<a class="b" href="/c/">/c/</a>', '<a class="b" href="+/c/">/c/</a>'),
        ('<img src="/a.svg" alt=\'x > "y"\'>', '<img src="+/a.svg" alt=\'x > "y"\'>'),
        ("<video poster='/a.jpg' controls>", '<video poster="+/a.jpg" controls>'),
        ('<img srcset="/a.svg 1x, /b.svg 2x">', '<img srcset="+/a.svg 1x, +/b.svg 2x">'),
        ('<form method="get" action="/s/">', '<form method="get" action="+/s/">'),
        ('<A\n  HREF="/c/"\n>', '<A\n  HREF="+/c/"\n>'),
        ('a<link rel="preload" as="font" href="/c" crossorigin>b', "ab"),
        ('<link rel="stylesheet" href="/c">', '<link rel="stylesheet" href="+/c">'),
        ("<a href=/c/>", '<a href="+/c/">'),
        ('<img imagesrcset="/a.svg 1x,/b.svg 2x">', '<img imagesrcset="+/a.svg 1x,+/b.svg 2x">'),
        ('<a href="/?a=1&amp;b=&#34;">', '<a href="+/?a=1&amp;b=&quot;">'),
        ('<a href="/a&#39;b/">', '<a href="+/a&#x27;b/">'),
        (
            '<meta http-equiv="refresh" content="0; url=/c/">',
            '<meta http-equiv="refresh" content="0; url=+/c/">',
        ),
        ('<meta name="description" content="/c/">', '<meta name="description" content="/c/">'),
        ('<code>href="/c/"</code>', '<code>href="/c/"</code>'),
        ('&lt;a href="/c/"&gt;', '&lt;a href="/c/"&gt;'),
        ("<p title='<a href=\"/c/\">'>", "<p title='<a href=\"/c/\">'>"),
        ('<a href="/c/', '<a href="/c/'),
        ("", ""),
        ('<img srcset="/a 1x,/b 2x">', '<img srcset="+/a 1x,+/b 2x">'),
        (
            """<script src="/a.js">"<a href='/x/'>" + a<b + '</a>'</script><a href="/c/">""",
            """<script src="+/a.js">"<a href='/x/'>" + a<b + '</a>'</script><a href="+/c/">""",
        ),
        ("<SCRIPT>'<a href=/x/>'</Script ><a href=/c/>", None),
        ("<style>a::before { content: '<a href=/x/>' }</style><a href=/c/>", None),
        ("<!-- <script> <a href=/x/> --><a href=/c/>", None),
        ("<scripted><a href=/c/></scripted>", None),
        ("<script><a href='/x/'>", "<script><a href='/x/'>"),
        ("<!-- <a href='/x/'>", "<!-- <a href='/x/'>"),
    ],
)
def test_the_addresses_that_tags_name_are_changed_and_nothing_else(
    html: str, changed: str | None
) -> None:
    """Without a second text, the one that ends in /c/ is the only address."""
    changed = html.replace("=/c/", '="+/c/"') if changed is None else changed
    assert with_addresses(html, lambda one: f"+{one}" if one.startswith("/") else one) == changed


@given(
    st.lists(
        st.sampled_from((*ATTRIBUTES, "<a ", "<p>", "words", "&lt;", "\n", *CODE)), max_size=12
    )
)
def test_a_page_without_an_address_of_the_site_stays_as_it_is(parts: list[str]) -> None:
    html = " ".join(parts)
    assert with_addresses(html, lambda one: one) == html


def test_every_page_of_a_tree_is_changed_and_no_other_file(tmp_path: Path) -> None:
    page = '<a href="/">Home</a> <a href="/posts/a/">A</a>'
    for name in ("index.html", "404.html", "posts/a/index.html", "old.htm"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(page, encoding="utf-8")
    for name in ("feed.xml", "notes.txt"):
        (tmp_path / name).write_text(page, encoding="utf-8")
    make_offline(tmp_path)
    found = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.*")}
    here = '<a href="./index.html">Home</a> <a href="./posts/a/index.html">A</a>'
    assert found == {
        "index.html": here,
        "404.html": here,
        "old.htm": here,
        "feed.xml": page,
        "notes.txt": page,
    }
    deep = (tmp_path / "posts/a/index.html").read_text(encoding="utf-8")
    assert deep == here.replace("./", "../../")


def test_a_page_that_is_no_utf_8_keeps_its_bytes_and_another_tree_its_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_bytes(b'<a href="/b.html">caf\xe9</a>\r\n')
    os.link(site / "a.html", tmp_path / "kept.html")
    make_offline(site)
    assert (site / "a.html").read_bytes() == b'<a href="./b.html">caf\xe9</a>\r\n'
    assert (tmp_path / "kept.html").read_bytes() == b'<a href="/b.html">caf\xe9</a>\r\n'


def test_the_examples_in_the_code_hold() -> None:
    assert doctest.testmod(offline).failed == 0
