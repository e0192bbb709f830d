"""Which feeds a page names in its head, and where "Follow" leads."""

from __future__ import annotations

import re

import pytest

from plugins.model.library import Library
from tests.loading import loaded, post, rendered
from tests.model.view.test_feeds_page import FILES

_ALTERNATE = re.compile(
    r'<link rel="alternate" type="application/rss\+xml" title="([^"]+)" href="([^"]+)">'
)
_FOLLOW = re.compile(r'<p class="follow"><a href="([^"]+)">([^<]+)</a>')


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    more = {"posts/bread.md": post(title="Bread", topics="[food]", lang="cy", series="meals")}
    return loaded(tmp_path_factory.mktemp("feeds"), FILES | more, list_length=1)


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, str]:
    return rendered(library)


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/", ["/feed.xml"]),
        ("/posts/", ["/feed.xml"]),
        ("/404.html", ["/feed.xml"]),
        ("/years/2014/", ["/feed.xml"]),
        ("/topics/", ["/feed.xml"]),
        ("/topics/food/", ["/feeds/topics/food.xml", "/feed.xml"]),
        ("/topics/food/page/1/", ["/feeds/topics/food.xml", "/feed.xml"]),
        ("/topics/hidden/", ["/feed.xml"]),  # no post of it is told of, so it has no feed
        ("/series/meals/", ["/feeds/series/meals.xml", "/feed.xml"]),
        ("/people/ann-example/", ["/feeds/people/ann-example.xml", "/feed.xml"]),
        ("/organisations/forge/", ["/feeds/organisations/forge.xml", "/feed.xml"]),
        ("/kinds/news/", ["/feeds/kinds/news.xml", "/feed.xml"]),
        ("/easy-read/", ["/feeds/easy-read.xml", "/feed.xml"]),
        ("/easy-read/soup/", ["/feeds/easy-read.xml", "/feed.xml"]),
        ("/posts/soup/", ["/feeds/comments/soup.xml", "/feeds/series/meals.xml", "/feed.xml"]),
        ("/posts/tea/", ["/feeds/topics/food.xml", "/feed.xml"]),
        ("/posts/bread/", ["/feeds/languages/cy.xml", "/feeds/series/meals.xml", "/feed.xml"]),
    ],
)
def test_a_page_names_its_own_feeds_first_and_three_at_most(
    pages: dict[str, str], path: str, named: list[str]
) -> None:
    found = _ALTERNATE.findall(pages[path])
    assert [href for _, href in found] == named
    titles = [title for title, _ in found]
    assert len(set(titles)) == len(titles)


def test_a_feed_has_the_same_title_on_every_page_and_no_other_has_it(
    pages: dict[str, str],
) -> None:
    found = {one for page in pages.values() for one in _ALTERNATE.findall(page)}
    assert len({title for title, _ in found}) == len(found) == len({href for _, href in found})


@pytest.mark.parametrize(
    ("path", "href", "said"),
    [
        ("/topics/food/", "/feeds/topics/food.xml", "Follow what is new here (RSS)"),
        ("/people/ann-example/", "/feeds/people/ann-example.xml", "Follow what is new here (RSS)"),
        ("/posts/", "/feed.xml", "Follow new posts (RSS)"),
        ("/topics/hidden/", "/feed.xml", "Follow new posts (RSS)"),
    ],
)
def test_a_list_is_followed_by_its_own_feed(
    pages: dict[str, str], path: str, href: str, said: str
) -> None:
    assert _FOLLOW.findall(pages[path]) == [(href, said)]


def test_a_page_names_no_feed_that_there_is_not(pages: dict[str, str], library: Library) -> None:
    named = {href for page in pages.values() for _, href in _ALTERNATE.findall(page)}
    assert named <= library.targets.addresses.keys()
