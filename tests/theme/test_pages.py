"""What pages say: who and when, in which language, where a text comes from."""

from __future__ import annotations

import re

import msgspec
import pytest

from plugins.model.view.lists import ListView
from plugins.model.view.parts import Author, Langs
from tests.theme.looking import Page, render
from tests.theme.sample_views import FULL, FULL_POST, MINIMAL


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
    assert len(re.findall(r'lang="[^"]*" dir="auto"', html)) == 1
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


def test_original_without_address_says_so() -> None:
    assert FULL_POST.original is not None
    lost = msgspec.structs.replace(FULL_POST.original, href="")
    html = render("post.html", msgspec.structs.replace(FULL_POST, original=lost))
    assert "The address of the full text is not known." in html
    assert "Read the full blog" not in html


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
