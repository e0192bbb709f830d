"""Every text says its language where that is not the one of the words around it (WCAG 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from plugins.model.view.langs import langs_of, spoken
from plugins.model.view.parts import Langs
from tests.loading import loaded, post, rendered, settings
from tests.site.built import Page

SAID = ("alt", "title", "aria-label")  # attributes that hold words
PICTURE = "{src: ../media/a.svg, alt: %s, caption: %s}"


@pytest.mark.parametrize(
    ("site", "text", "langs"),
    [
        ("en", "", Langs(text="en")),
        ("en", "en", Langs(text="en")),
        ("en", "cy", Langs(text="cy", labels="cy")),
        ("en", "fr", Langs(text="fr", alone="fr")),
        ("cy-GB", "", Langs(text="cy-GB")),
        ("cy-GB", "en", Langs(text="en", labels="en")),
        ("fr", "", Langs(text="fr", alone="fr")),
        ("fr", "en", Langs(text="en")),
        ("fr", "cy", Langs(text="cy", labels="cy")),
    ],
)
def test_a_page_says_what_language_its_parts_are_in(site: str, text: str, langs: Langs) -> None:
    assert langs_of(settings(lang=site), text) == langs


def test_a_site_speaks_a_language_that_it_has_words_in() -> None:
    langs = ("en-GB", "cy", "cy-GB", "fr", "fr-CH")
    spoke = [spoken(settings(lang=lang)) for lang in langs]
    assert spoke == ["en-GB", "cy", "cy-GB", "en", "en"]


def written(word: str, lang: str = "", **keys: str) -> str:
    """A post that says a word wherever it says something."""
    front = f"summary: {word} summary\nimage: {PICTURE % (f'{word} alt', f'{word} caption')}\n"
    note = f"{{date: 2015-01-01, kind: major, note: {word} note}}"
    more = {"title": f"{word} {keys.pop('name', 'one')}", "lang": lang, "changes": f"[{note}]"}
    return post(f"{word} text.\n", front, **(more | keys))


def records(word: str) -> dict[str, str]:
    """Records and pages that say a word wherever they say something, but for names."""
    return {
        **{
            f"{kind}/{slug}.md": f"---\ntitle: {word} {slug}\n{more}---\n{word} about {slug}.\n"
            for kind, slug, more in (
                ("topics", "tea", ""),
                ("topics", "green", f"broader: {word} tea\n"),
                ("series", "path", ""),
                ("pages", "menu", "menu: 1\n"),
                ("pages", "foot", ""),
            )
        },
        "people/ann-example.md": f"---\nname: Ann Example\n---\n{word} biography.\n",
        "organisations/mill.md": f"---\nname: The Mill\n---\n{word} mill.\n",
        "media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    }


def unmarked(pages: dict[str, str], word: str, lang: str) -> set[tuple[str, str]]:
    """The places and texts in the bodies of pages where a word is not said to be in a language."""
    found = set()
    for path, html in pages.items():
        page = Page(path, html)
        for text, at in texts(page.one("body"), page.root.get("lang", "")):
            if (word in text) and at.partition("-")[0] != lang:
                found.add((path, text))
    return found


def texts(element: Element, lang: str) -> Iterator[tuple[str, str]]:
    """Every text of an element with the language that it is said to be in."""
    lang = element.get("lang", lang)
    yield from ((value, lang) for name, value in element.attrib.items() if name in SAID)
    yield " ".join((element.text or "").split()), lang
    for child in element:
        yield from texts(child, lang)
        yield " ".join((child.tail or "").split()), lang


STATEMENT = """\
standard: level AA
meets: most
issues:
  - {what: Foreign issue., affects: Foreign readers., plan: Foreign plan., by: 2027-01-01}
contact: {phone: "1", answer: Foreign answer., complain: Foreign complaints.}
"""
THREAD = "origin: {site: old}\ncomments:\n  - {id: 1, name: Jo, date: unknown, text: Words}\n"
ALL = {"topics": "[green]", "series": "path"}


def quoted_in_a_citation(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those that are part of one: it names a text in whatever language that is."""
    return {one for one in found if "Ann Example (20" in one[1]}


@pytest.mark.parametrize("lang", ["cy", "fr"])
def test_texts_in_another_language_than_the_site_say_so(tmp_path: Path, lang: str) -> None:
    files = {
        **records("English"),
        "posts/a.md": written("Foreign", lang, **ALL),
        "posts/b.md": written("Foreign", lang, name="two", date="2014-03-01", **ALL),
        "posts/c.md": written("English", name="three", date="2014-04-01", **ALL),
        "posts/d.md": written("Foreign", lang, name="four", topics="[green]"),
        "comments/a.yml": THREAD,
    }
    library = loaded(tmp_path, files, tagline="English tagline")
    assert library.problems == ()
    pages = rendered(library)
    for word, of in (("Foreign", lang), ("English", "en")):
        found = unmarked(pages, word, of)
        assert found - quoted_in_a_citation(found) == set()
    assert "related-title" in pages["/posts/a/"]
    assert f'<span lang="{lang}">Foreign one</span></span></a></li>' in pages["/"]


def test_all_texts_of_a_site_without_words_in_its_language_say_so(tmp_path: Path) -> None:
    files = {
        **records("Foreign"),
        "posts/a.md": written("Foreign", **ALL),
        "posts/b.md": written("Foreign", name="two", date="2014-03-01", **ALL),
        "posts/c.md": written("English", "en", name="three", date="2014-04-01", **ALL),
        "posts/d.md": written("Foreign", name="four", topics="[green]"),
        "pages/accessibility.md": "---\ntitle: Foreign statement\n---\nForeign text.\n",
        "accessibility.yml": STATEMENT,
        "comments/a.yml": THREAD,
    }
    pages = rendered(loaded(tmp_path, files, lang="fr", tagline="Foreign tagline"))
    assert {Page(path, html).root.get("lang") for path, html in pages.items()} == {"en"}
    for word, of in (("Foreign", "fr"), ("English", "en")):
        found = unmarked(pages, word, of)
        assert found - quoted_in_a_citation(found) == set()


def test_an_english_site_says_it_once(tmp_path: Path) -> None:
    files = records("English") | {"posts/a.md": written("English", **ALL), "comments/a.yml": THREAD}
    pages = rendered(loaded(tmp_path, files, lang="en-GB", tagline="English tagline"))
    for html in pages.values():
        assert html.count(" lang=") == 1
