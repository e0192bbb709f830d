"""Every template renders strictly, escapes once, and keeps to the rules of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from plugins.model.text.outline import THEME_IDS
from plugins.model.view.lists import ListView
from plugins.model.view.parts import Author, Html, Langs, View
from plugins.rendering import environment
from tests.theme.sample_parts import HIDDEN_NAME
from tests.theme.sample_views import FULL, FULL_POST, MINIMAL

THEME = Path(__file__).parents[2] / "theme"
TEMPLATES = THEME / "templates"
STYLES = THEME / "static" / "css"
ALL_TEMPLATES = sorted(TEMPLATES.rglob("*.html"))
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
EVERY_VIEW = [pytest.param(name, view, id=f"{name} full") for name, view in FULL.items()] + [
    pytest.param(name, view, id=f"{name} minimal") for name, view in MINIMAL.items()
]
NASTY = '<b>&"'
ESCAPED = "&lt;b&gt;&amp;&#34;"
ESCAPED_TWICE = re.compile(r"&amp;(?:lt|gt|amp|quot|#\d+);")

env = environment({"THEME": THEME, "THEME_TEMPLATES_OVERRIDES": []})


def render(template: str, view: View) -> str:
    return env.get_template(template).render(view=view)


def named(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


class Page(HTMLParser):
    """The elements of a page in order, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self) -> str:
        return " ".join(self.words.split())


def test_there_is_a_view_for_every_page_template() -> None:
    pages = {path.name for path in TEMPLATES.glob("*.html")} - {"base.html"}
    assert pages == set(FULL) == set(MINIMAL)


@pytest.mark.parametrize(("template", "view"), EVERY_VIEW)
def test_page_keeps_the_rules(template: str, view: View) -> None:
    html = render(template, view)
    page = Page(html)
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert page.elements[[tag for tag, _ in page.elements].index("body") + 1] == (
        "a",
        {"class": "skip-link", "href": "#main"},
    )
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(next_ <= level + 1 for level, next_ in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert "None" not in page.text()


@pytest.mark.parametrize(("template", "view"), EVERY_VIEW)
def test_references_within_a_page_have_their_target(template: str, view: View) -> None:
    page = Page(render(template, view))
    ids = {attributes.get("id", "") for _, attributes in page.elements}
    for _, attributes in page.elements:
        assert attributes.get("aria-labelledby", "") in ids
        href = attributes.get("href", "")
        assert not href.startswith("#") or href[1:] in ids


@pytest.mark.parametrize(("template", "view"), EVERY_VIEW)
def test_links_lead_somewhere_and_images_have_alternatives(template: str, view: View) -> None:
    page = Page(render(template, view))
    assert all(attributes.get("href") for attributes in page.all("a"))
    assert all("alt" in attributes and attributes["src"] for attributes in page.all("img"))
    assert all(attributes["datetime"] for attributes in page.all("time"))


@pytest.mark.parametrize(("template", "view"), EVERY_VIEW)
def test_text_is_escaped_exactly_once(template: str, view: View) -> None:
    html = render(template, nastier(view))
    assert NASTY not in html
    assert ESCAPED in html
    assert not ESCAPED_TWICE.search(html)


def nastier(value: Any) -> Any:
    """The same view with markup at the end of every text that is not HTML."""
    if isinstance(value, View):
        changes = {name: nastier(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **changes)
    if isinstance(value, tuple):
        return tuple(nastier(one) for one in value)
    is_text = isinstance(value, str) and value and not isinstance(value, Html)
    return value + NASTY if is_text else value


@pytest.mark.parametrize("view", FULL.values(), ids=FULL)
def test_full_view_says_something_in_every_field(view: View) -> None:
    assert list(silent_fields(view)) == []


def silent_fields(view: View) -> Iterator[str]:
    for name in view.__struct_fields__:
        value = getattr(view, name)
        if value in ("", None, ()):
            yield name


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=named)
def test_template_is_safe_and_short(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", source)
    assert not re.search(
        r"<script(?! type=\"application/ld\+json\">|[^>]*\ssrc=)|<style\b"
        r"|\sstyle=|\son\w+=|javascript:",
        source,
        re.IGNORECASE,
    )
    assert len(source.splitlines()) < 60


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_component_has_a_macro_and_a_style_of_its_name(path: Path) -> None:
    source = path.read_text("utf-8")
    style = path.stem.replace("_", "-")
    assert f"macro {path.stem}(" in source
    if re.search(r'class="[^{]', source):  # a class of its own, not one that it is given
        assert f".{style}" in (STYLES / "components" / f"{style}.css").read_text("utf-8")


def test_the_sheet_takes_in_every_style_once() -> None:
    sheet = (STYLES / "site.css").read_text("utf-8")
    taken = re.findall(r'@import url\("([^"]+)"\) layer\((\w+)\);', sheet)
    there = {path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css")} - {"site.css"}
    assert sheet.startswith("@layer tokens, base, layout, components, print;\n")
    assert sorted(name for name, _ in taken) == sorted(there)
    for name, layer in taken:
        assert layer == (name.partition("/")[0] if "/" in name else Path(name).stem)


def test_colours_are_named_in_tokens_alone() -> None:
    for path in STYLES.rglob("*.css"):
        if path.name not in {"tokens.css", "print.css"}:
            assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl|oklch", path.read_text("utf-8")), (
                path
            )


def test_every_custom_property_is_declared() -> None:
    styles = "\n".join(path.read_text("utf-8") for path in STYLES.rglob("*.css"))
    used = set(re.findall(r"var\((--[\w-]+)", styles))
    assert used == set(re.findall(r"^\s*(--[\w-]+):", styles, re.MULTILINE))


def test_post_says_who_and_when() -> None:
    text = Page(render("post.html", FULL_POST)).text()
    assert "By Ruth Farrant, Fenmoor Council and Alder Street Social worker" in text
    assert "and Callum Brae, Sparrow House" in text
    assert "Added on 10 February 2014" in text
    assert "Last Updated: 10 February 2014. Page Author: Ruth Farrant" in text
    assert "Part 2 of 4 in the series Direct payments, plainly" in text
    assert "Read the full blog on the Fenland Voices website" in text
    assert "Also published by Marram College, Tidewell Carers and The Fenmoor Gazette." in text
    assert "Corrected 3 March 2016: The form has 31 boxes, not 30." in text


def test_what_is_unknown_is_said_to_be() -> None:
    unknown = Author(name="Author not known", known=False)
    lost = msgspec.structs.replace(FULL_POST.added, text="Date not known", iso="")
    html = render("post.html", msgspec.structs.replace(FULL_POST, authors=(unknown,), added=lost))
    assert "By Author not known" not in html
    assert "Author not known" in html
    assert "Added on Date not known" not in Page(html).text()
    assert "Date not known" in html


def test_document_titles() -> None:
    post = render("post.html", FULL["post.html"])
    assert "<title>The form with the box 14 - Wayside Practice Network</title>" in post
    home = render("home.html", FULL["home.html"])
    assert "<title>Wayside Practice Network</title>" in home


def test_head_says_what_machines_need() -> None:
    full = render("post.html", FULL["post.html"])
    assert '<html lang="en">' in full
    assert '<meta name="robots" content="noindex">' in full
    assert '<link rel="canonical" href="https://wayside.example/net/posts/box-14/">' in full
    assert (
        '<link rel="alternate" type="application/rss+xml"'
        ' title="New posts on the topic Direct payments" href="/net/feeds/topics/a.xml">\n'
        '  <link rel="alternate" type="application/rss+xml" title="New posts" href="/net/feed.xml">'
        in full
    )
    assert 'href="/net/theme/css/site.0123456789.css"' in full
    minimal = render("post.html", MINIMAL["post.html"])
    assert "noindex" not in minimal
    assert "canonical" not in minimal
    assert 'name="description"' not in minimal


def test_a_text_whose_language_the_site_does_not_speak_says_so_alone() -> None:
    html = render("post.html", FULL_POST)
    assert '<article class="reading">' in html
    assert '<h1 lang="fr" dir="auto"' in html
    assert '<p class="standfirst" lang="fr" dir="auto"' in html
    assert '<div class="prose" lang="fr" dir="auto"' in html
    assert ">Comments<" in html


def test_labels_are_in_the_language_of_their_text() -> None:
    langs = Langs(text="cy-GB", labels="cy-GB")
    html = render("post.html", msgspec.structs.replace(FULL_POST, langs=langs))
    assert '<article class="reading" lang="cy-GB" dir="auto">' in html
    assert html.count(' dir="auto"') == 1
    assert ">Sylwadau<" in html
    assert ">Comments<" not in html
    assert ">Skip to the main text<" in html


def test_a_card_says_the_language_of_its_words() -> None:
    view = FULL["list.html"]
    assert isinstance(view, ListView)
    (card, *_) = view.listing.cards
    cards = (msgspec.structs.replace(card, lang="cy"),)
    listing = msgspec.structs.replace(view.listing, cards=cards)
    html = render("list.html", msgspec.structs.replace(view, listing=listing))
    assert f'<a lang="cy" href="{card.href}">' in html
    assert '<p class="post-card-summary" lang="cy" dir="auto">' in html


def test_draft_carries_its_mark() -> None:
    assert "Draft. This is a preview." in Page(render("post.html", FULL_POST)).text()
    assert "preview" not in render("post.html", MINIMAL["post.html"])


def test_removed_comment_leaves_a_gap_without_a_name() -> None:
    html = render("post.html", FULL_POST)
    assert "A comment was removed on 3 March 2016: it named a neighbour." in html
    assert 'id="comment.3"' in html
    assert HIDDEN_NAME not in html


def test_comments_are_silent_where_they_are_off() -> None:
    off = msgspec.structs.replace(
        FULL_POST.discussion, state="off", link=None, notice="", comments=(), count=""
    )
    html = render("post.html", msgspec.structs.replace(FULL_POST, discussion=off))
    assert 'id="comments"' not in html


def test_closed_comments_keep_what_was_said() -> None:
    closed = msgspec.structs.replace(
        FULL_POST.discussion, state="closed", link=None, notice="Comments are closed."
    )
    html = render("post.html", msgspec.structs.replace(FULL_POST, discussion=closed))
    assert "We added a sheet." in html
    assert "Comments are closed." in html
    assert "Add your comment" not in html


def test_original_without_address_says_so() -> None:
    assert FULL_POST.original is not None
    lost = msgspec.structs.replace(FULL_POST.original, href="")
    html = render("post.html", msgspec.structs.replace(FULL_POST, original=lost))
    assert "The address of the full text is not known." in html
    assert "Read the full blog" not in html


def test_no_heading_of_a_text_can_have_an_id_of_the_theme() -> None:
    ids = {
        name
        for file in TEMPLATES.rglob("*.html")
        # Written there, or given to a macro.
        for name in re.findall(
            r'(?:\bid=|members\(.*, )"([^"{]+)"', file.read_text(encoding="utf-8")
        )
    }
    assert ids == set(THEME_IDS)


@pytest.mark.parametrize(
    "template",
    [
        "post.html",
        "page.html",
        "easy_read.html",
        "person.html",
        "organisation.html",
        "series.html",
        "topic.html",
    ],
)
def test_a_page_made_from_a_file_says_how_to_change_it(template: str) -> None:
    link = '<p class="last-updated-suggest"><a href="https://forge.example/edit/main/content/a.md">'
    full = render(template, FULL[template])
    assert full.count(f"{link}Suggest a change to this page</a></p>") == 1
    assert "last-updated-suggest" not in render(template, MINIMAL[template])
    assert "last-updated-alone" not in render(template, MINIMAL[template])


def test_a_logo_stands_for_the_name_and_says_it() -> None:
    logo = '<img class="wordmark-logo" src="/net/media/logo.svg" alt="Wayside Practice Network">'
    assert f"<h1>{logo}</h1>" in render("home.html", FULL["home.html"])
    assert f'<a href="/net/">{logo}</a>' in render("post.html", FULL["post.html"])
    assert "<h1>Wayside Practice Network</h1>" in render("home.html", MINIMAL["home.html"])
    assert '<a href="/net/">Wayside Practice Network</a>' in render(
        "post.html", MINIMAL["post.html"]
    )


def test_the_colours_are_chosen_before_the_page_is_styled() -> None:
    html = render("post.html", FULL["post.html"])
    script, style = html.index("/net/theme/js/theme."), html.index("/net/theme/css/site.")
    assert html.index('name="theme-color"') < script < style
    assert '<link rel="preload" as="font" type="font/woff2"' in html
    assert '<fieldset class="colours" hidden>' in html
    assert "theme-color" not in render("post.html", MINIMAL["post.html"])
