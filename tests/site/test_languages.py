"""The site's own words are in the language of the site, and around a text in that of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest

from plugins.model.day import MONTHS
from plugins.model.wording.english import ENGLISH
from plugins.model.wording.welsh import WELSH
from tests.model.wording.test_tables import SAME, texts
from tests.running import VALID, build
from tests.site.built import Page, Site, classes, words

pytestmark = pytest.mark.slow

OF_THE_CONTENT = {"prose", "easy-read-words", "contents-level-2", "contents-level-3", "cite-text"}
SAID = ("aria-label", "content", "data-", "alt", "title")  # attributes that hold words
ENGLISH_DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
ENGLISH_COUNT = re.compile(
    r"\b\d+ (?:posts?|parts?|comments?|minutes?|person|people|organisations?|topics?|years?)\b"
)


@pytest.fixture(scope="session")
def welsh(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The valid site, as if its editors wrote in Welsh."""
    folder = tmp_path_factory.mktemp("welsh")
    settings = folder / "settings.py"
    known = (VALID / "settings.py").read_text(encoding="utf-8")
    settings.write_text(f'{known}DEFAULT_LANG = "cy"\nSEARCH = True\n', encoding="utf-8")
    done = build(VALID / "content", settings, folder / "output", "--drafts")
    assert (done.returncode, done.stderr) == (0, "")
    return Site(folder / "output", done.stdout)


def nodes(element: Element) -> Iterator[str]:
    """Every text of the furniture, blanks made one: between tags, and in attributes."""
    for name, value in element.attrib.items():
        if name.startswith(SAID):
            yield " ".join(value.split())
    is_content = OF_THE_CONTENT & {*classes(element)} and "statement" not in classes(element)
    if element.tag in {"script", "style"} or is_content:
        return
    yield " ".join((element.text or "").split())
    for child in element:
        yield from nodes(child)
        yield " ".join((child.tail or "").split())


def phrases() -> dict[str, tuple[str, ...]]:
    """Of each text of the English table the parts between what is filled in, by its name."""
    return {
        name: tuple(part.strip(" ,.:“”()") for part in re.split(r"\{\w+\}", text))
        for name, text in texts(ENGLISH)
        if name not in SAME["cy"] and not name.startswith("languages")
    }


def english_in(elements: list[Element]) -> set[str]:
    """The names of the English texts that stand in the furniture of elements; days, counts too.

    A text of one or two words is one of ours only where it stands alone between two tags.
    """
    said = {node for element in elements for node in nodes(element)}
    whole = {part.strip(" ,.:;“”()") for part in said}
    running = "\n".join(said)
    found = {
        name
        for name, parts in phrases().items()
        if all(part in whole or (part.count(" ") > 1 and part in running) for part in parts if part)
    }
    found |= {match[0] for match in ENGLISH_DAY.finditer(running)}
    return found | {match[0] for match in ENGLISH_COUNT.finditer(running)}


def test_the_search_for_english_words_finds_them(site: Site) -> None:
    found = english_in([page.root for page in site.pages])
    assert len(found & phrases().keys()) > 100
    assert {"skip", "by", "added", "10 February 2014", "3 comments"} <= found


def test_no_english_word_is_left_on_a_welsh_site(welsh: Site) -> None:
    left = {page.path: english_in([page.root]) for page in welsh.pages}
    left["/accessibility/"] -= {"formats.bsl"}  # which an issue of the statement names
    assert {path: found for path, found in left.items() if found} == {}


def test_a_welsh_site_speaks_welsh(welsh: Site) -> None:
    said = {node for page in welsh.pages for node in nodes(page.root)}
    assert {WELSH.skip, WELSH.main_menu, WELSH.feeds.title, WELSH.follow, WELSH.discussion} <= said
    assert {page.root.get("lang") for page in welsh.pages} == {"cy"}
    assert "Ychwanegwyd ar 10 Chwefror 2012" in welsh.page("/posts/the-gate/").main
    feed = welsh.text("feed.xml")
    assert "<language>cy</language>" in feed
    assert "Gadael sylw" in feed
    assert "Add your comment" not in feed


def test_the_labels_in_a_welsh_article_are_welsh(site: Site) -> None:
    page = site.page("/posts/y-giat/")
    article = page.one("article")
    assert (article.get("lang"), page.root.get("lang")) == ("cy", "en")
    assert english_in([article]) == set()
    assert {
        *("Gan", "Ychwanegwyd ar", "2 Ionawr 2019", "1 munud i’w darllen", "Ar gael hefyd fel"),
        *("Saesneg", "O ble y daw hwn", "Defnyddio a dyfynnu hwn", "Trwydded:", "Sylwadau"),
        *(
            "Gadael sylw",
            "Awgrymu newid i’r dudalen hon",
            "Darllenwch y blog llawn ar wefan Lantern Row",
        ),
    } <= {*nodes(article)}
    assert "Diweddarwyd ddiwethaf: 2 Ionawr 2019. Awdur y dudalen: Web team" in words(article)


def test_what_stands_around_a_welsh_article_is_english(site: Site) -> None:
    page, other = site.page("/posts/y-giat/"), site.page("/posts/the-gate/")
    for tag in ("header", "footer"):
        ours, theirs = (words(furniture(one, tag)) for one in (page, other))
        assert ours.replace("y-giat", "the-gate") == theirs
    assert words(page.one("a", "skip-link")) == ENGLISH.skip
    assert words(page.one("nav", "breadcrumbs")).endswith("Posts")


def furniture(page: Page, tag: str) -> Element:
    return page.one(tag, f"site-{tag}")


def test_a_welsh_post_in_an_english_list_says_so(site: Site) -> None:
    (card,) = [one for one in site.page("/years/2019/").all("article") if "Y giât" in words(one)]
    (link,) = [one for one in card.iter("a") if words(one) == "Y giât"]
    assert link.get("lang") == "cy"
    assert "Added on 2 January 2019" in words(card)


@pytest.mark.parametrize("address", ["/", "/posts/page/3/", "/a-z/", "/people/bram-ostrey/"])
def test_a_welsh_title_says_so_wherever_it_stands(site: Site, address: str) -> None:
    links = [one for one in site.page(address).all("a") if words(one) == "Y giât"]
    assert {one.get("lang") for one in links} == {"cy"}


def test_the_welsh_post_stands_in_the_feed_in_the_words_of_the_site(site: Site) -> None:
    feed = site.text("feed.xml")
    (item,) = [one for one in feed.split("<item>") if "<title>Y giât</title>" in one]
    assert "Read the full blog on the Lantern Row website" in item
    assert "Add your comment" in item
    assert "Ychwanegwyd" not in item


def test_a_word_of_the_content_is_not_taken_for_one_of_ours() -> None:
    page = Page("/", "<p class=prose>Comments</p><p>Comments that we like</p>")
    assert english_in([page.root]) == set()
    assert english_in([Page("/", "<h2>Comments</h2>").root]) == {"discussion"}
