"""Nothing is wrong with the built site; what is added to it or told in it is found."""

from __future__ import annotations

import gzip
import shutil
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from plugins.model.problem import Problem, Severity
from plugins.output_check import _told_once
from tests.plugins.output_check.breaking import GATE, H1, URL, change, told

pytestmark = pytest.mark.slow


def test_nothing_is_wrong_with_the_built_site(built: Path, copied: list[str]) -> None:
    assert told(built, copied) == []


# The file, what stands there, what is put in its place, what is told.
BROKEN = {
    "the title of a draft": (
        GATE,
        ">The gate</h1>",
        ">The gate, a <em>Draft</em></h1>",
        'This tells "A draft" of content/posts/2020/a-draft.md, which is held back.',
    ),
    "a text of a draft in an attribute": (
        GATE,
        'alt="A wooden gate, half open"',
        'alt="Nobody knows of&nbsp;this yet"',
        'This tells "Nobody knows of this yet." of content/posts/2020/a-draft.md',
    ),
    "a text of a draft in the feed": (
        "feed.xml",
        "&lt;p&gt;We open",
        "&lt;p&gt;Nobody &lt;b&gt;knows&lt;/b&gt; of this yet. We open",
        'This tells "Nobody knows of this yet." of content/posts/2020/a-draft.md',
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_and_nothing_else(name: str, site: Path, copied: list[str]) -> None:
    file, before, after, words = BROKEN[name]
    change(site, file, before, after)
    (problem,) = told(site, copied)
    assert problem.startswith(f"{file}: {words}")


# A file, what is written to it, what is told.
ADDED = {
    "empty": ("posts/a.json", b"", "This file is empty."),
    "a program": ("a/run.PHP", b"x", "A web server could run this file as a program."),
    "half a file": ("feed.xml.tmp", b"x", "This was left by a write that did not end."),
    "an editor's copy": ("posts/index.html~", b"x", "This was left by a write that did not end."),
    "a style that lacks a picture": (
        "theme/a.css",
        b"/* url(x) */ a { background: url('../media/gone.svg') }",
        'The address "../media/gone.svg" in this style sheet leads nowhere',
    ),
    "a style that lacks a style": (
        "theme/a.css",
        b'@import "b.css";',
        'The address "b.css" in this style sheet leads nowhere',
    ),
    "a letter from elsewhere": (
        "theme/a.css",
        b"@font-face { src: url(https://fonts.example/a.woff2) }",
        'This style sheet loads "https://fonts.example/a.woff2" from fonts.example',
    ),
    "a draft in JSON": (
        "feed.json",
        b'{"items": [{"title": "\\u0041 dr\\u0061ft"}]}',
        'This tells "A draft" of content/posts/2020/a-draft.md, which is held back.',
    ),
    "a draft in a text": (
        "list.txt",
        b"To come: a draft\n",
        'This tells "A draft" of content/posts/2020/a-draft.md, which is held back.',
    ),
    "a draft in the search index": (
        "pagefind/fragment/en_0123abc.pf_fragment",
        gzip.compress(b'pagefind_dcd{"content":"Nobody <b>knows</b> of this \\u0079et."}'),
        'This tells "Nobody knows of this yet." of content/posts/2020/a-draft.md',
    ),
    "other bytes than UTF-8": (
        "old/index.html",
        b'<!doctype html><html lang="en"><title>\xe9</title></html>',
        "This page is not sound HTML: it is not written in UTF-8.",
    ),
}


@pytest.mark.parametrize("name", ADDED)
def test_what_is_added_is_told_and_nothing_else(name: str, site: Path, copied: list[str]) -> None:
    file, data, words = ADDED[name]
    (site / file).parent.mkdir(parents=True, exist_ok=True)
    (site / file).write_bytes(data)
    (problem,) = told(site, copied)
    assert problem.startswith(f"{file}: {words}")


def test_a_link_in_the_tree_is_told(site: Path, copied: list[str]) -> None:
    (site / "posts/link.txt").symlink_to(site / "feed.xml")
    (problem,) = told(site, copied)
    assert problem.startswith("posts/link.txt: This is a link to another place, not a file.")


def test_what_is_on_every_page_is_told_once(site: Path, copied: list[str]) -> None:
    shutil.rmtree(site / "about")
    on_pages, in_sitemap = sorted(told(site, copied))
    pages = len(list(site.rglob("*.html"))) - 1  # without the feed at an old address
    assert on_pages.startswith('404.html: The address "/sub/about/" in <a> leads nowhere')
    assert f"So it is in {pages - 1} other files." in on_pages
    assert in_sitemap.startswith(f'sitemap.xml: The sitemap names "{URL}/about/"')


def test_files_of_editors_are_only_searched_for_what_is_held_back(
    site: Path, copied: list[str]
) -> None:
    (site / "old.html").write_text("<p>Old words <b> & a draft <a href=gone>", encoding="utf-8")
    (site / "CNAME.txt").write_bytes(b"")
    (problem,) = told(site, [*copied, "old.html", "CNAME.txt"])
    assert problem.startswith('old.html: This tells "A draft" of content/posts/2020/a-draft.md')


def test_the_folder_of_the_build_is_told_and_no_other(site: Path, copied: list[str]) -> None:
    """An editor may write of the very folders in which the forge's machines build."""
    prose = f"<p>It is in {Path.home()}/site, here {Path.cwd()}.</p>"
    change(site, GATE, H1, f"{prose}{H1}")
    (site / "notes.txt").write_text(f"{site}/index.html", encoding="utf-8")
    assert told(site, [*copied, "notes.txt"]) == []
    change(site, GATE, H1, f"<!-- {site}/theme -->{H1}")
    (problem,) = told(site, [*copied, "notes.txt"])
    assert problem.startswith(f"{GATE}: This names the folder in which the site was built: {site}.")


def test_each_file_is_read_once(
    site: Path, copied: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Counter[str] = Counter()
    as_ever = Path.read_bytes

    def counted(file: Path) -> bytes:
        read[file.relative_to(site).as_posix()] += 1
        return as_ever(file)

    monkeypatch.setattr(Path, "read_bytes", counted)
    assert told(site, copied) == []
    assert {GATE, "feed.xml", "sitemap.xml"} <= set(read)
    assert set(read.values()) == {1}


def test_what_many_files_have_stays_what_it_is() -> None:
    one = Problem("a.html", 3, "title", "Long.", "Cut it.", Severity.WARNING, "length")
    (found,) = _told_once([one, msgspec.structs.replace(one, path="b.html")])
    wanted = msgspec.structs.replace(one, message="Long. So it is in 1 other file.")
    assert found == wanted
