"""What holds for every page of the site, whatever it shows."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from tests.running import VALID
from tests.site.built import BASE, Site, classes

NOT_PAGES = {"comments", "extra", "media"}

ONCE_ESCAPED_TWICE = re.compile(r"&amp;(?:amp|lt|gt|quot|#\d+|#x[0-9a-fA-F]+);")
LEFT_OVER = re.compile(r"source:|site:/|\{\{|\{%|\bNone\b|\bundefined\b|View\(|Link\(|Markup\(")
NOT_TO_BE_FOUND = '<meta name="robots" content="noindex">'
DATA = "application/ld+json"  # which no browser runs
OURS = f"{BASE}/theme/"
SHOWN_ON_PURPOSE = {'print("<b>{{ not a template }}</b>")', "{% raw %}"}


def test_a_browser_finds_no_error_in_the_html(site: Site) -> None:
    assert [error for page in site.pages for error in page.errors] == []


def test_there_is_one_h1_on_each_page_and_it_says_something(site: Site) -> None:
    heads = {
        page.path: [text for level, text in page.headings if level == 1] for page in site.pages
    }
    assert {path: found for path, found in heads.items() if len(found) != 1 or not found[0]} == {}


def test_headings_skip_no_level(site: Site) -> None:
    skipping = [
        (page.path, before, after)
        for page in site.pages
        for before, after in pairwise(page.headings)
        if after[0] > before[0] + 1
    ]
    assert skipping == []


def test_the_first_heading_is_the_h1(site: Site) -> None:
    assert [page.path for page in site.pages if page.headings[0][0] != 1] == []


def test_ids_are_unique_on_each_page(site: Site) -> None:
    twice = {
        page.path: [name for name, number in Counter(page.ids).items() if number > 1]
        for page in site.pages
    }
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_what_is_labelled_by_an_id_finds_it(site: Site) -> None:
    lost = [
        (page.path, name)
        for page in site.pages
        for one in page.root.iter()
        for name in one.attrib.get("aria-labelledby", "").split()
        if name not in page.ids
    ]
    assert lost == []


def test_every_internal_link_leads_to_a_file_and_a_place_in_it(site: Site) -> None:
    lost = [
        (page.path, reference)
        for page in site.pages
        for reference in page.references()
        if site.leads_nowhere(page, reference)
    ]
    assert lost == []


def test_every_page_can_be_reached_from_the_front_page(site: Site) -> None:
    reached, left = {"/"}, ["/"]
    while left:
        for reference in site.page(left.pop()).references():
            address = reference.partition("#")[0].removeprefix("/sub")
            if address in site.addresses and address not in reached:
                reached.add(address)
                left.append(address)
    from_outside = {
        "/posts/withdrawn/",
        "/old-news/",
        "/node/1/",
        "/rules.html",
    }  # the last are old
    assert set(site.addresses) - reached == {"/404.html"} | from_outside


def test_what_is_made_from_a_file_leads_to_it_on_the_forge(site: Site) -> None:
    """Of a withdrawn post it still holds the text, and nobody is led there."""
    led = {page.path: page.links("Suggest a change to this page") for page in site.pages}
    edit = "https://forge.valid.example/lantern/site/edit/next/one/content"
    files = [path.removeprefix(f"{edit}/") for found in led.values() for path in found]
    folder = VALID / "content"
    assert [path for path in files if not (folder / path).is_file()] == []
    assert len(files) == len(set(files))
    kinds = {path.partition("/")[0] for path in files}
    assert kinds == {path.name for path in folder.iterdir() if path.is_dir()} - NOT_PAGES
    without = {path for path, found in led.items() if not found}
    assert {"/", "/posts/", "/people/", "/404.html", "/posts/withdrawn/"} <= without


def test_no_two_pages_have_one_title(site: Site) -> None:
    titles = Counter(page.title for page in site.pages)
    assert [title for title, number in titles.items() if number > 1] == []


def test_every_page_that_is_to_be_found_has_a_description_of_its_own(site: Site) -> None:
    found = {
        page.path: [
            one.attrib["content"]
            for one in page.all("meta")
            if one.attrib.get("name") == "description"
        ]
        for page in site.pages
        if NOT_TO_BE_FOUND not in page.html
    }
    assert {path: said for path, said in found.items() if len(said) != 1 or not said[0]} == {}
    number = Counter(said[0] for said in found.values())
    assert {path: said for path, said in found.items() if number[said[0]] > 1} == {}


def test_every_title_ends_in_the_name_of_the_site(site: Site) -> None:
    assert [page.title for page in site.pages if "Lantern Row & Friends" not in page.title] == []


def test_nothing_is_escaped_twice(site: Site) -> None:
    found = {page.path: ONCE_ESCAPED_TWICE.findall(page.html) for page in site.pages}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_no_text_of_the_content_becomes_a_script_or_a_tag(site: Site) -> None:
    for page in site.pages:
        assert not page.has("b") or page.path == "/guide/", page.path
        for script in page.all("script"):
            assert script.attrib.get("type") == DATA or script.attrib["src"].startswith(OURS)


def test_nothing_in_a_page_needs_a_weaker_policy(site: Site) -> None:
    """No script, style or handler stands in a page itself: alignment in tables is a class."""
    inline = [
        (page.path, one.tag)
        for page in site.pages
        for one in page.root.iter()
        if one.tag == "style"
        or (one.tag == "script" and one.text and one.attrib.get("type") != DATA)
        or any(name == "style" or name.startswith("on") for name in one.attrib)
        or any(value.strip().lower().startswith("javascript:") for value in one.attrib.values())
    ]
    assert inline == []
    assert any("align-right" in classes(one) for page in site.pages for one in page.all("td"))


def test_nothing_of_the_machinery_is_left_in_a_page(site: Site) -> None:
    left = []
    for page in site.pages:
        html = page.html
        for shown in SHOWN_ON_PURPOSE:
            html = html.replace(shown.replace("<", "&lt;").replace(">", "&gt;"), "")
        left += [(page.path, found) for found in LEFT_OVER.findall(html)]
    assert left == []


def test_every_picture_has_a_text_alternative_or_an_empty_one(site: Site) -> None:
    lacking = [
        (page.path, one.attrib.get("src"))
        for page in site.pages
        for one in page.all("img")
        if "alt" not in one.attrib
    ]
    assert lacking == []


def test_every_link_has_words(site: Site) -> None:
    empty = [
        (page.path, one.attrib["href"])
        for page in site.pages
        for one in page.all("a")
        if not "".join(one.itertext()).strip() and not one.attrib.get("aria-label")
    ]
    assert empty == []


def test_reading_calls_no_third_party(site: Site) -> None:
    called = [
        (page.path, one.attrib["src"])
        for page in site.pages
        for one in page.root.iter()
        if "//" in one.attrib.get("src", "")
    ]
    assert called == []


def test_no_hidden_text_is_anywhere(site: Site) -> None:
    """Of drafts, of posts dated after today, of withdrawn posts and removed comments."""
    hidden = (
        "drafted words",
        "A draft nobody sees",
        "a-draft",
        "A page nobody sees",
        "The drafted page",
        "The coming words",
        "From the future",
        "from-the-future",
        "withdrawn words",
        "under a withdrawn post",
        "words that were taken out",
        "ada@valid.example",
    )
    for file in sorted(site.files):
        if file.endswith((".html", ".xml", ".json", ".txt")):
            text = site.text(file)
            assert [words for words in hidden if words in text] == [], file


def test_the_build_says_what_is_held_back_and_why(site: Site) -> None:
    *held, built, advice = site.said.splitlines()
    assert held == [
        "Held back (5):",
        "  comments/withdrawn.yml: its post is not shown",
        "  pages/a-draft-page.md: a draft",
        "  posts/2018/withdrawn.md: withdrawn; its address says so",
        "  posts/2020/a-draft.md: a draft",
        "  posts/2099/from-the-future.md: until 1 January 2099",
    ]
    assert re.fullmatch(
        r"Built 12 posts and 4 pages into \S+ in \d+\.\d s; 0 errors and 0 warnings\.", built
    )
    assert advice.startswith("This is a preview. For readers: make publish")


def test_every_file_of_the_content_is_in_the_site(site: Site) -> None:
    assert site.text("robots.txt") == "User-agent: *\n"
    assert {"media/the-gate.wav", "media/the-gate.txt", "posts/2012/latch.svg"} <= site.files
