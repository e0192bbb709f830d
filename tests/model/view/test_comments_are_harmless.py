"""Whatever a service or an older site gives as a comment, a page shows nothing of it that runs."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.model.comments.thread import Gap, Thread, read_thread, write_thread
from plugins.model.view.discussion import discussion_of
from plugins.model.view.maker import Maker
from plugins.model.wording.tables import wording
from plugins.rendering import environment
from tests.loading import loaded, post
from tests.talking import said, thread

PAGE = environment({"THEME": "theme", "THEME_TEMPLATES_OVERRIDES": []}).get_template(
    "components/comments.html"
)
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
OF_THE_THEME = {"html", "head", "body", "section", "h2", "h3", "h4", "ol", "li", "article", "time"}
OF_THE_THEME |= {"div", "span", "p", "a", "ul"}
OF_A_COMMENT = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
ATTRIBUTES = {"id", "class", "href", "rel", "datetime", "lang", "dir", "aria-labelledby", "hidden"}
ATTRIBUTES |= {"data-thread", "data-id", "data-name", "data-comment"}
SCHEMES = ("https://", "http://", "mailto:", "#")

WICKED = r"""
<script>alert(1)</script>
<img src=x onerror=alert(1)>
<svg onload=alert(1)>
<a href='javascript:alert(1)'>x</a>
<a href=' java&Tab;script:alert(1)'>x</a>
<a href="data:text/html,x">
<p onclick=alert(1)>
<iframe src=//evil.example>
<style>*{}</style>
</article>
</li></ol></section><h1>
<!--
-->
]]>
<math><mi//xlink:href="data:x">
<form action=//evil.example><input name=q>
<base href=//evil.example>
&lt;script&gt;
"><script>
' onfocus=alert(1) '
<p>Good.</p>
<noscript><p title="</noscript><script>
<b>
</p>
<textarea>
<title>
<plaintext>
<template>
<meta http-equiv=refresh>
""".splitlines()
PIECES = st.sampled_from([*WICKED, "\u202e", "\u2028", "\x00", "\n"])
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=8).map("".join)
PAIRS = st.lists(TEXTS, min_size=2, max_size=2)
IDS = st.text(string.ascii_letters + string.digits + "-_ \"<>&'/#é", min_size=1, max_size=8)
TWO_IDS = st.lists(IDS, min_size=2, max_size=2, unique=True)


def elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    tree: Any = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    for one in tree.iter():
        if isinstance(one.tag, str):
            yield one.tag, dict(one.attrib)


def assert_harmless(html: str) -> None:
    """Nothing but the theme's elements and those that a comment may have, none with a handler."""
    for tag, attributes in elements(html):
        assert tag in OF_THE_THEME | OF_A_COMMENT, html
        assert set(attributes) <= ATTRIBUTES, html
        href = attributes.get("href", "#")
        assert href.startswith(SCHEMES), html


def shown(folder: Path, archive: list[dict[str, str]], talk: Thread) -> Iterator[str]:
    """The comments as the theme shows them: of a post with an archive, and of one without."""
    kept = {"origin": {"site": "Old"}, "comments": archive}
    files = {
        "posts/soup.md": post(title="Soup"),
        "posts/bread.md": post(title="Bread"),
        "comments/soup.yml": yaml.dump(kept, allow_unicode=True, Dumper=DUMPER),
    }
    library = loaded(folder, files, talk, replace(talk, thread="/posts/bread/"))
    maker = Maker(library)
    for slug in ("soup", "bread"):
        found = discussion_of(maker, library.by_slug[slug])
        yield str(PAGE.module.comments(wording("en"), found, "https://a.example/"))  # type: ignore[attr-defined]


@pytest.mark.slow
@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(names=PAIRS, texts=PAIRS, ids=TWO_IDS, reason=TEXTS)
def test_nothing_of_a_comment_runs(
    names: list[str], texts: list[str], ids: list[str], reason: str, tmp_path: Path
) -> None:
    talk = thread(
        said(ids[0], name=names[0], text=texts[0]),
        said(ids[1], name=names[1], text=texts[1], to=ids[0]),
        said("gap", removed=Gap(reason=reason), to=ids[1]),
    )
    talk = read_thread(write_thread(talk))
    archive = [
        {"id": id_, "name": name, "date": "2014-01-01", "text": text}
        for id_, name, text in zip(ids, names, texts, strict=True)
    ]
    for html in shown(tmp_path, archive, talk):
        assert_harmless(html)
