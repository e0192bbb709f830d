"""The page of all feeds: each once, under a name and an address, with what it holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.model.address import feed
from plugins.model.feeds.names import forms_of
from plugins.model.library import Library
from plugins.model.view.feeds_page import Feed, FeedsView, feeds_view
from plugins.model.view.maker import Maker
from tests.loading import loaded, post, rendered

THREAD = """\
moved_from: Old site
moved_on: 2020-01-01
comments:
  - {id: "1", name: A, date: 2014-02-11, text: Yes.}
  - {id: "2", name: B, date: 2014-02-12, text: No.}
  - {id: "3", name: C, date: unknown, text: Perhaps.}
"""
FILES = {
    "posts/soup.md": post(title="Soup & <bread>", topics="[food]", series="meals"),
    "posts/tea.md": post(title="Tea", topics="[food]", kind="news", organisation="Forge"),
    "posts/old.md": post(title="Old", topics="[food]", date="unknown", extra="moved: yes\n"),
    "posts/cawl.md": post(title="Cawl", lang="cy"),
    "posts/late.md": post(title="Late", status="draft", topics="[hidden]"),
    "organisations/forge.md": "---\nname: Forge\n---\n",
    "topics/food.md": "---\ntitle: Food\n---\n",
    "topics/hidden.md": "---\ntitle: Hidden\n---\n",
    "series/meals.md": "---\ntitle: Meals\n---\n",
    "easy-read/soup.md": "---\ntitle: Soup\nof: soup\n---\nText.\n",
    "comments/soup.yml": THREAD,
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return loaded(tmp_path, FILES)


def shown(view: FeedsView) -> dict[str, dict[str, str]]:
    """What is said of each feed, by its group and name."""
    return {group.label: {one.name.text: one.holds for one in group.feeds} for group in view.groups}


def every(view: FeedsView) -> list[Feed]:
    return [one for group in view.groups for one in group.feeds]


def test_every_feed_is_listed_once_in_its_group(library: Library) -> None:
    found = shown(feeds_view(Maker(library)))
    assert {label: [*feeds] for label, feeds in found.items()} == {
        "The whole site": ["All new posts", "Major updates only", "Easy Read", "All comments"],
        "Posts by kind": ["Blog posts", "News"],
        "Topics": ["Food"],
        "Series": ["Meals"],
        "Organisations": ["Forge"],
        "People": ["Ann Example"],
        "Languages": ["English", "Welsh"],
        "Comments on one post": ["Soup & <bread>"],
    }


def test_it_is_said_how_much_each_tells_of(library: Library) -> None:
    """Of posts and comments without a day, none is told."""
    found = shown(feeds_view(Maker(library)))
    assert found["Topics"]["Food"] == "2 posts"
    assert found["Languages"] == {"English": "2 posts", "Welsh": "1 post"}
    assert found["Comments on one post"]["Soup & <bread>"] == "2 comments"


def test_every_address_of_every_feed_is_there(library: Library) -> None:
    """In full where it is copied, and as a link that can be followed from a disk too."""
    found = every(feeds_view(Maker(library)))
    wanted = {feed(name, form) for name in library.feed_names for form in forms_of(name)}
    hrefs = [link.href for one in found for link in (one.name, *one.others)]
    assert sorted(hrefs) == sorted(wanted)
    assert all(one.address == f"https://example.org{one.name.href}" for one in found)


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("", "http://localhost:8000"),
        ("https://example.org", "https://example.org"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
    ],
)
def test_an_address_is_a_full_one_under_whatever_path(tmp_path: Path, url: str, start: str) -> None:
    everything, *_ = every(feeds_view(Maker(loaded(tmp_path, FILES, url=url))))
    assert everything.address == f"{start}/feed.xml"
    assert everything.page == f"{start}/"


def test_what_a_feed_is_of_has_a_page(library: Library) -> None:
    pages = {one.name.text: one.page for one in every(feeds_view(Maker(library)))}
    made = {f"https://example.org{path}" for path in rendered(library)}
    assert set(pages.values()) <= made
    assert pages["Food"] == "https://example.org/topics/food/"
    assert pages["Soup & <bread>"] == "https://example.org/posts/soup/"
    assert pages["Easy Read"] == "https://example.org/easy-read/"


def test_a_title_tells_a_feed_from_all_others(library: Library) -> None:
    titles = [one.title for one in every(feeds_view(Maker(library)))]
    assert len(set(titles)) == len(titles)
    assert "New posts in the series “Meals”" in titles


def test_posts_that_no_feed_tells_of_are_pointed_to(library: Library, tmp_path: Path) -> None:
    undated = feeds_view(Maker(library)).undated
    assert undated
    assert undated.href == "/years/undated/"
    (tmp_path / "other").mkdir()
    other = loaded(tmp_path / "other", {"posts/soup.md": post()})
    assert feeds_view(Maker(other)).undated is None


def test_a_site_without_posts_has_the_page_too(tmp_path: Path) -> None:
    view = feeds_view(Maker(loaded(tmp_path, {})))
    assert [[*feeds] for feeds in shown(view).values()] == [["All new posts", "Major updates only"]]


def test_the_page_shows_it_and_each_part_can_be_gone_to(library: Library) -> None:
    page = rendered(library)["/feeds/"]
    assert '<a href="/feeds/topics/food.xml">Food</a>' in page
    assert "<code>https://example.org/feeds/topics/food.xml</code>" in page
    assert '<a href="/feeds/topics/food.atom.xml">Atom</a>' in page
    assert "Soup &amp; &lt;bread&gt;" in page
    assert 'href="/feeds/feeds.opml"' in page
    parts = re.findall(r'<li class="contents-level-2"><a href="#([^"]+)">', page)
    assert parts == re.findall(r'<h2 id="(feeds-[^"]+)">', page)


def test_every_page_leads_to_it(library: Library) -> None:
    pages = rendered(library)
    assert [path for path, page in pages.items() if '<a href="/feeds/">' not in page] == []


def test_it_speaks_the_language_of_the_site(tmp_path: Path) -> None:
    page = rendered(loaded(tmp_path, FILES, lang="cy"))["/feeds/"]
    assert "Ffrydiau i’w dilyn" in page
    assert "Copy" not in page
