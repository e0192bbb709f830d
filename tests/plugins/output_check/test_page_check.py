"""What is broken in a page is told, and nothing else."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.plugins.output_check.breaking import GATE, H1, SITE, URL, change, told

pytestmark = pytest.mark.slow

# The file, what stands there, what is put in its place, what is told.
BROKEN = {
    "cut off": (GATE, "</main>\n", "\0", "This page is not sound HTML: "),
    "a tag closed twice": (
        GATE,
        "</main>",
        "</main></main>",
        "This page is not sound HTML: </main> closes nothing.",
    ),
    "a tag left open": (GATE, "<main ", "<div><main ", "This page is not sound HTML: </"),
    "a letter not escaped": (
        GATE,
        f"{H1}The gate",
        f"{H1}1 < 2, the gate",
        'This page is not sound HTML: a "<" begins no tag.',
    ),
    "no language": (GATE, '<html lang="en">', "<html>", "This page does not say its language."),
    "an empty language": (
        GATE,
        '<html lang="en">',
        '<html lang=" ">',
        "This page does not say its language.",
    ),
    "no title": (
        GATE,
        "<title>The gate - Lantern Row &amp; Friends</title>",
        "<title> </title>",
        "This page has no title.",
    ),
    "an id twice": (
        GATE,
        H1,
        '<h1 id="main">',
        'The id "main" stands 2 times on this page.',
    ),
    "a picture without words": (
        GATE,
        ' alt="A wooden gate, half open"',
        "",
        'The picture "/sub/media/gate.svg" has no text alternative.',
    ),
    "a link to nothing": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="/sub/kinds/blogs/">',
        'The address "/sub/kinds/blogs/" in <a> leads nowhere: the site has no such file.',
    ),
    "a link to a folder": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="/sub/kinds/blog">',
        'The address "/sub/kinds/blog" in <a> leads nowhere',
    ),
    "a full link to nothing": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        f'<a href="{URL}/gone/">',
        f'The address "{URL}/gone/" in <a> leads nowhere',
    ),
    "a relative link to nothing": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="../gone/?a=b#c">',
        'The address "../gone/?a=b#c" in <a> leads nowhere',
    ),
    "a relative link out of the site": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="../../../">',
        'The address "../../../" in <a> leads out of the site.',
    ),
    "a link beside the sub-path": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="/kinds/blog/">',
        'The address "/kinds/blog/" in <a> leads out of the site, which begins at /sub/.',
    ),
    "an empty link": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="">',
        'The address "" in <a> is empty.',
    ),
    "a place that is not on the page": (
        GATE,
        '<a href="#comments">',
        '<a href="#comment">',
        'The address "#comment" in <a> leads to a page that has no such place.',
    ),
    "a place that is not on another page": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="/sub/kinds/blog/#x">',
        'The address "/sub/kinds/blog/#x" in <a> leads to a page that has no such place.',
    ),
    "a picture that is not there": (
        GATE,
        'src="/sub/media/gate.svg"',
        'src="/sub/media/gates.svg"',
        'The address "/sub/media/gates.svg" in <img> leads nowhere',
    ),
    "one of several pictures": (
        GATE,
        'src="/sub/media/gate.svg"',
        'src="/sub/media/gate.svg" srcset="/sub/media/gate.svg 1x, /sub/media/big.svg 2x"',
        'The address "/sub/media/big.svg" in <img> leads nowhere',
    ),
    "a poster that is not there": (
        GATE,
        H1,
        '<video poster="/sub/a.svg"></video><h1>',
        'The address "/sub/a.svg" in <video> leads nowhere',
    ),
    "a form that leads nowhere": (
        GATE,
        H1,
        '<form action="/sub/search"></form><h1>',
        'The address "/sub/search" in <form> leads nowhere',
    ),
    "a redirect to nothing": (
        "rules.html",
        "0; url=/sub/rules/",
        "0; url=/sub/rule/",
        'The address "/sub/rule/" in <meta> leads nowhere',
    ),
    "a picture elsewhere": (
        GATE,
        'src="/sub/media/gate.svg"',
        'src="https://cdn.example/gate.svg"',
        '<img> loads "https://cdn.example/gate.svg" from cdn.example, which would see every',
    ),
    "a script elsewhere": (
        GATE,
        "</head>",
        '<script src="//cdn.example/a.js">if (1 < 2) { "</p>" }</script></head>',
        '<script> loads "//cdn.example/a.js" from cdn.example',
    ),
    "a style elsewhere": (
        GATE,
        "</head>",
        '<link rel="preload stylesheet" href="https://cdn.example/a.css"></head>',
        '<link> loads "https://cdn.example/a.css" from cdn.example',
    ),
    "a frame elsewhere": (
        GATE,
        H1,
        '<iframe src="https://films.example/1"></iframe><h1>',
        '<iframe> loads "https://films.example/1" from films.example',
    ),
    "a link that runs": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href=" JavaScript:alert(1)">',
        'The address "JavaScript:alert(1)" in <a> would run a program.',
    ),
    "a link that holds a page": (
        GATE,
        '<a href="/sub/kinds/blog/">',
        '<a href="data:text/html,x">',
        'The address "data:text/html,x" in <a> would run a program.',
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_and_nothing_else(name: str, site: Path, copied: list[str]) -> None:
    file, before, after, words = BROKEN[name]
    change(site, file, before, after)
    (problem,) = told(site, copied)
    assert problem.startswith(f"{file}: {words}")


def test_a_frame_may_come_from_a_host_of_the_settings(site: Path, copied: list[str]) -> None:
    change(site, GATE, H1, '<iframe src="https://films.example/1"></iframe><h1>')
    allowed = msgspec.structs.replace(SITE, iframe_hosts=frozenset({"films.example"}))
    assert told(site, copied, allowed) == []


@pytest.mark.parametrize(
    "link",
    [
        "#top",
        "#",
        "#:~:text=gate",
        "?page=2",
        "./",
        "../",
        "../the-gate/#main",
        "../../media/gate.svg#view",
        "index.html",
        "/sub/posts/the%2Dgate/?a=/x#m%61in",
        "/sub/",
        URL,
        f"{URL}/posts/the-gate/#comments",
        "https://valid.example/another-site/",
        "https://other.example/gone#x",
        "mailto:a@b.example",
        "tel:+44",
    ],
)
def test_links_that_lead_somewhere(link: str, site: Path, copied: list[str]) -> None:
    change(site, GATE, '<a href="/sub/kinds/blog/">', f'<a href="{link}">')
    assert told(site, copied) == []
