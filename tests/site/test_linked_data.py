"""What pages tell machines: schema.org's data, and what other sites show of a link."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.site.built import BASE, ORIGIN, Page, Site, words
from tests.site.schema_org import things_in, wrong_in

pytestmark = pytest.mark.slow

DATA = "application/ld+json"


def told(page: Page) -> list[Any]:
    """The things that a page tells of."""
    blocks = [one for one in page.all("script") if one.attrib.get("type") == DATA]
    return [thing for one in blocks for thing in things_in(json.loads(one.text or ""))]


def thing(page: Page, *kinds: str) -> Any:
    (found,) = [one for one in told(page) if one["@type"] in kinds]
    return found


def addresses_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from addresses_in(inner)
    elif isinstance(value, str) and value.startswith(f"{ORIGIN}{BASE}/"):
        yield value.removeprefix(ORIGIN)


def properties(page: Page) -> dict[str, str]:
    found = [one.attrib for one in page.all("meta") if "property" in one.attrib]
    return {one["property"]: one["content"] for one in found}


def metas(page: Page) -> set[str]:
    """What the page's <meta> ask of programs: not to list it, to go on from it."""
    return {
        word
        for one in page.all("meta")
        for word in (one.attrib.get("http-equiv"), one.attrib.get("content"))
        if word
    }


def test_all_of_it_is_as_schema_org_has_it(site: Site) -> None:
    wrong = [
        (page.path, problem)
        for page in site.pages
        for one in told(page)
        for problem in wrong_in(one)
    ]
    assert wrong == []


def test_every_address_in_it_is_on_the_site(site: Site) -> None:
    lost = [
        (page.path, address)
        for page in site.pages
        for address in addresses_in(told(page))
        if site.leads_nowhere(page, address)
    ]
    assert lost == []


def test_pages_that_nobody_should_find_tell_nothing(site: Site) -> None:
    hidden = [page for page in site.pages if 'content="noindex"' in page.html]
    assert {"/404.html", "/posts/withdrawn/"} <= {page.path for page in hidden}
    assert [page.path for page in hidden if told(page) or properties(page)] == []


def test_a_post_says_who_wrote_it_and_from_where_on_the_day(site: Site) -> None:
    gate = thing(site.page("/posts/the-gate/"), "BlogPosting")
    lantern = {
        "@type": "Organization",
        "name": "Lantern House",
        "url": f"{ORIGIN}{BASE}/organisations/lantern-house/",
    }
    assert gate["author"] == [
        {
            "@type": "Person",
            "name": "Ada Quell",
            "url": f"{ORIGIN}{BASE}/people/ada-quell/",
            "affiliation": [lantern],
        }
    ]
    assert (gate["datePublished"], gate["dateModified"]) == ("2012-02-10", "2014-02-10")
    assert gate["publisher"]["name"] == "Lantern Row & Friends"
    assert gate["isPartOf"]["name"] == "First visits"
    assert gate["keywords"] == ["Listening", "Practice"]
    assert gate["sameAs"] == ["https://elsewhere.example/the-gate"]
    assert gate["license"].startswith("https://creativecommons.org/")


def test_news_is_news_and_an_organisation_may_write(site: Site) -> None:
    news = thing(site.page("/posts/news-of-the-mill/"), "NewsArticle")
    assert [one["@type"] for one in news["author"]] == ["Organization"]


def test_a_digest_says_what_it_is_based_on(site: Site) -> None:
    digest = thing(site.page("/posts/digest-of-a-report/"), "BlogPosting")
    assert digest["isBasedOn"] == "https://fenland.example/who-waits"


def test_what_an_older_site_lost_is_not_made_up(site: Site) -> None:
    leaflet = thing(site.page("/posts/an-old-leaflet/"), "BlogPosting")
    assert leaflet.keys().isdisjoint({"author", "datePublished", "dateModified", "isBasedOn"})


def test_a_person_an_organisation_and_the_publication_say_who_they_are(site: Site) -> None:
    ada = thing(site.page("/people/ada-quell/"), "Person")
    assert [one["name"] for one in ada["affiliation"]] == ["Tolling Mill & Sons <i>Trust</i>"]
    assert ada["sameAs"] == ["https://ada.example/"]
    lantern = thing(site.page("/organisations/lantern-house/"), "Organization")
    assert lantern["sameAs"] == "https://lantern.example/"
    assert lantern["logo"] == f"{ORIGIN}{BASE}/media/lantern.svg"
    assert thing(site.page("/"), "WebSite")["url"] == f"{ORIGIN}{BASE}/"


def test_an_easy_read_text_says_what_it_was_made_from(site: Site) -> None:
    easy = thing(site.page("/easy-read/the-gate/"), "Article")
    assert easy["isBasedOn"] == f"{ORIGIN}{BASE}/posts/the-gate/"


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/posts/the-gate/", ["Lantern Row & Friends", "Posts", "The gate"]),
        ("/people/ada-quell/", ["Lantern Row & Friends", "People", "Ada Quell"]),
        ("/kinds/story/", ["Lantern Row & Friends", "Posts by kind", "Stories"]),
        ("/topics/practice/", ["Lantern Row & Friends", "Topics", "Topic: Practice"]),
    ],
)
def test_a_page_tells_the_way_to_it(site: Site, address: str, way: list[str]) -> None:
    found = thing(site.page(address), "BreadcrumbList")
    assert [one["name"] for one in found["itemListElement"]] == way


def test_a_page_shows_the_way_that_it_tells(site: Site) -> None:
    shown: dict[str, list[tuple[str, str]]] = {}
    said: dict[str, list[tuple[str, str]]] = {}
    for page in site.pages:
        for nav in page.all("nav", "breadcrumbs"):
            assert nav.get("aria-label") == "Breadcrumb"
            links = [(words(one), f"{ORIGIN}{one.attrib['href']}") for one in nav.iter("a")]
            shown[page.path] = links
        for one in told(page):
            if one["@type"] == "BreadcrumbList":
                steps = one["itemListElement"][:-1]  # the last is the page itself
                said[page.path] = [(step["name"], step["item"]) for step in steps]
    assert shown == said


@pytest.mark.parametrize(
    "address",
    [
        *("/posts/the-gate/", "/people/ada-quell/", "/organisations/lantern-house/"),
        *("/series/first-visits/", "/topics/practice/", "/years/2012/", "/kinds/story/"),
        *("/easy-read/the-gate/", "/kinds/blog/page/1/"),
    ],
)
def test_each_page_below_an_index_leads_back_to_it(site: Site, address: str) -> None:
    folder = address.split("/")[1]
    nav = site.page(address).one("nav", "breadcrumbs")
    assert [one.attrib["href"] for one in nav.iter("a")] == [f"{BASE}/", f"{BASE}/{folder}/"]


@pytest.mark.parametrize(
    "address", ["/", "/posts/", "/about/", "/people/", "/search/", "/404.html"]
)
def test_a_page_of_the_menu_shows_no_way_to_it(site: Site, address: str) -> None:
    assert not site.page(address).has("nav", "breadcrumbs")


def test_no_text_of_the_content_ends_the_block(site: Site) -> None:
    hostile = site.page("/posts/hostile/")
    assert thing(hostile, "BlogPosting")["headline"] == (
        'Why <b>bold</b> & "quotes" matter: <script>alert(1)</script> x < y'
    )
    block = hostile.html.partition(f'<script type="{DATA}">')[2].partition("</script>")[0]
    assert not {"<", ">", "&"} & set(block)


def test_other_sites_can_show_a_link(site: Site) -> None:
    shown = properties(site.page("/posts/the-gate/"))
    assert {
        name: shown[name] for name in shown if not name.startswith(("og:image", "twitter"))
    } == {
        "og:title": "The gate",
        "og:type": "article",
        "og:url": f"{ORIGIN}{BASE}/posts/the-gate/",
        "og:site_name": "Lantern Row & Friends",
        "og:locale": "en_GB",
        "og:description": "A gate that sticks, and who opens it.",
        "article:published_time": "2012-02-10",
        "article:modified_time": "2014-02-10",
    }
    assert properties(site.page("/posts/y-giat/"))["og:locale"] == "cy_GB"
    assert properties(site.page("/people/ada-quell/"))["og:type"] == "profile"
    assert properties(site.page("/about/"))["og:type"] == "website"


def test_every_page_that_can_be_found_can_be_shown_by_other_sites(site: Site) -> None:
    found = [page for page in site.pages if not {"noindex", "refresh"} & metas(page)]
    assert {"/", "/a-z/", "/search/", "/kinds/", "/years/"} <= {page.path for page in found}
    assert [
        page.path
        for page in found
        if not {"og:title", "og:type", "og:site_name", "og:description"} <= properties(page).keys()
        or properties(page)["og:url"] != f"{ORIGIN}{BASE}{page.path}"
    ] == []


def test_texts_in_several_languages_name_each_other(site: Site) -> None:
    named = [
        {
            one.attrib["hreflang"]: one.attrib["href"]
            for one in site.page(address).all("link")
            if "hreflang" in one.attrib
        }
        for address in ("/posts/the-gate/", "/posts/y-giat/", "/posts/the-kitchen/")
    ]
    posts = f"{ORIGIN}{BASE}/posts"
    assert named[0] == named[1] == {"en": f"{posts}/the-gate/", "cy": f"{posts}/y-giat/"}
    assert named[2] == {}


def test_no_two_pages_are_described_alike(site: Site) -> None:
    described = [
        one.attrib["content"]
        for page in site.pages
        if 'content="noindex"' not in page.html
        for one in page.all("meta")
        if one.attrib.get("name") == "description"
    ]
    assert [one for one in set(described) if described.count(one) > 1] == []
