"""Lists, indexes, the pages of people, organisations, series and topics, and the feed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.running import VALID, build, files_of
from tests.site.built import BASE, Page, Site, words

pytestmark = pytest.mark.slow


def listed(page: Page) -> list[str]:
    """The slugs of the posts in a list."""
    cards = page.all("article", "post-card")
    links = [next(one for one in card.iter("a")).attrib["href"] for card in cards]
    return [link.removeprefix(f"{BASE}/posts/").rstrip("/") for link in links]


NEWEST_FIRST = [
    "hostile",
    "opening-hours",
    "news-of-the-mill",
    "y-giat",
    "more-notes-from-the-yard",
    "from-elsewhere",
    "old-times",
    "notes-from-the-yard",
    "the-kitchen",
    "digest-of-a-report",
    "the-gate",
    "an-old-leaflet",
]


def test_all_posts_stand_in_the_list_once_newest_first_undated_last(site: Site) -> None:
    pages = ["/posts/", "/posts/page/3/", "/posts/page/2/", "/posts/page/1/"]
    assert [slug for page in pages for slug in listed(site.page(page))] == NEWEST_FIRST


def test_pages_of_a_list_are_chained_both_ways(site: Site) -> None:
    assert site.page("/posts/").links("Older posts") == [f"{BASE}/posts/page/3/"]
    assert site.page("/posts/page/3/").links("Newer posts") == [f"{BASE}/posts/"]
    assert site.page("/posts/page/2/").links("Newer posts") == [f"{BASE}/posts/page/3/"]
    assert site.page("/posts/page/1/").links("Older posts") == []


def test_a_new_post_changes_at_most_two_pages_of_each_list(site: Site, tmp_path: Path) -> None:
    content = shutil.copytree(VALID / "content", tmp_path / "content")
    (content / "posts/2020/new.md").write_text(
        "---\ntitle: New\ndate: 2021-01-01\nauthor: ada-quell\ntopics: [listening]\n---\nNew.\n"
    )
    done = build(content, VALID / "settings.py", tmp_path / "output")
    assert done.returncode == 0, done.stderr
    before, after = files_of(site.root), files_of(tmp_path / "output")
    changed = [path for path in after if before.get(path) != after[path]]
    assert set(before) <= set(after)
    for front in ("posts", "kinds/blog", "topics/listening", "people/ada-quell"):
        lists = [path for path in changed if path.startswith((f"{front}/index", f"{front}/page/"))]
        assert 1 <= len(lists) <= 2, lists
    others = {path for path in changed if path.startswith("posts/") and "/page/" not in path}
    assert {"posts/index.html", "posts/new/index.html"} <= others
    beside = others - {"posts/index.html", "posts/new/index.html"}
    # The newest has three before it by each topic and author, which may name it to read next.
    assert 1 <= len(beside) <= 2 * 3
    assert [path for path in beside if b"/posts/new/" not in after[path]] == []


@pytest.mark.parametrize(
    ("address", "slugs"),
    [
        ("/years/2016/", ["old-times", "notes-from-the-yard"]),
        ("/years/undated/", ["an-old-leaflet"]),
        ("/kinds/story/", ["more-notes-from-the-yard", "notes-from-the-yard"]),
        ("/kinds/news/", ["news-of-the-mill"]),
        ("/people/ada-quell/", ["the-kitchen", "the-gate"]),
        ("/people/dilys-marr/", ["digest-of-a-report"]),
        ("/organisations/tolling-mill/", ["news-of-the-mill", "the-kitchen"]),
        ("/topics/listening/", ["the-kitchen", "the-gate"]),
        ("/topics/practice/", ["the-kitchen", "digest-of-a-report", "the-gate"]),
    ],
)
def test_a_list_holds_what_belongs_to_it(site: Site, address: str, slugs: list[str]) -> None:
    assert listed(site.page(address)) == slugs


def test_a_series_is_in_its_own_order(site: Site) -> None:
    page = site.page("/series/first-visits/")
    places = [page.main.index(title) for title in ("The gate", "The kitchen")]
    assert places == sorted(places)
    assert "Series: open, 2 parts" in page.main
    assert "Series: complete, 1 part" in site.page("/series/closing-time/").main


def test_people_are_under_their_letters(site: Site) -> None:
    page = site.page("/people/")
    assert [text for level, text in page.headings if level == 2] == ["M", "Q", "S", "Y"]
    assert page.links("Q") == ["#letter-q"]
    names = [words(one) for one in page.one("main").iter("a") if "/people/" in one.attrib["href"]]
    assert names == ['Dilys "Dil" Marr', "Ada Quell", "Bram Ó Strey", "山田 太郎"]


def test_a_letter_is_read_out_apart_from_its_count(site: Site) -> None:
    letters = site.page("/a-z/").one("nav", "letters")
    assert "N, 2 posts" in [words(one) for one in letters.iter("a")]


def test_organisations_are_under_their_letters(site: Site) -> None:
    page = site.page("/organisations/")
    assert [text for level, text in page.headings if level == 2] == ["L", "T"]
    assert page.links("Tolling Mill & Sons <i>Trust</i>")


@pytest.mark.parametrize(
    ("index", "entries"),
    [
        ("/series/", ["Closing time", "First visits"]),
        ("/topics/", ["Listening", "Practice"]),
        ("/kinds/", ["Blog posts", "News", "Digests", "Stories", "Resources"]),
    ],
)
def test_an_index_holds_all_of_a_kind(site: Site, index: str, entries: list[str]) -> None:
    found = site.page(index).one("div", "group")
    assert [words(one) for one in found.iter("a")] == entries


def test_a_person_has_affiliations_and_no_address_unless_wished(site: Site) -> None:
    ada, bram = site.page("/people/ada-quell/"), site.page("/people/bram-ostrey/")
    assert [words(one) for one in ada.one("ul", "affiliations").iter("li")] == [
        "Volunteer, Lantern House, 2012 to 2014",
        "Cook, Tolling Mill & Sons <i>Trust</i>, since 2015",
    ]
    assert "she/her" in ada.main
    assert bram.links("bram@valid.example") == ["mailto:bram@valid.example"]


def test_somebody_who_left_is_said_to_have_left(site: Site) -> None:
    page = site.page("/people/dilys-marr/")
    assert "no longer takes part" in page.main
    assert "looks after their pages now" in page.main


def test_a_former_member_is_said_to_be_one(site: Site) -> None:
    assert "Member 2013 to 2019" in site.page("/organisations/tolling-mill/").main


def test_a_narrower_topic_and_its_broader_one_lead_to_each_other(site: Site) -> None:
    assert site.page("/topics/listening/").links("Practice") == [f"{BASE}/topics/practice/"]
    assert site.page("/topics/practice/").links("Listening") == [f"{BASE}/topics/listening/"]


def test_the_home_page_leads_with_what_is_featured(site: Site) -> None:
    home = site.page("/")
    assert words(home.one("h1")) == "Lantern Row & Friends"
    assert listed(home)[:3] == ["the-kitchen", "hostile", "opening-hours"]
    assert 'with <b>odd</b> letters in its "names"' in home.main


def test_pages_stand_in_the_menu_in_their_order(site: Site) -> None:
    menu = [words(one) for one in site.page("/").one("nav", "menu").iter("a")]
    assert menu[-4:] == ["Easy Read", "About us", "For editors", "Search"]
    assert "House rules" not in menu


def test_a_page_has_its_foot(site: Site) -> None:
    rules = words(site.page("/rules/").one("footer", "last-updated"))
    assert rules.startswith("Last Updated: 10 February 2014. Page Author: Web team")


def test_an_easy_read_text_is_rows_of_a_picture_and_its_words(site: Site) -> None:
    page = site.page("/easy-read/the-gate/")
    rows = page.all("div", "easy-read-row")
    assert [words(row) for row in rows] == ["The gate is heavy.", "Push it. Then push again."]
    assert [[one.attrib["alt"] for one in row.iter("img")] for row in rows] == [
        ["A gate"],
        ["A latch"],
    ]
    assert page.links("The gate") == [f"{BASE}/posts/the-gate/"]
    assert "These people checked the words: Jo and Sam." in page.main
    assert "This version was made from an older text, of 10 February 2012." in page.main
    assert "It keeps the gate shut." in page.main
    assert page.links("Hard words") == ["#hard-words"]


def test_the_index_of_easy_read_texts_is_easy_too(site: Site) -> None:
    page = site.page("/easy-read/")
    assert page.links("The gate") == [f"{BASE}/easy-read/the-gate/"]
    (row,) = page.all("li", "easy-read-row")
    (picture,) = row.iter("img")
    assert picture.attrib["alt"] == ""  # the title says it
    assert words(row) == "The gate"


def test_the_guide_shows_the_declared_fields(site: Site) -> None:
    guide = site.page("/guide/")
    rows = [row.findall("td") for row in guide.one("table").iter("tr")]
    keys = [words(cells[0]) for cells in rows if cells]
    assert keys[:3] == ["title (needed)", "date (needed)", "last_updated"]
    assert "kind: digest" in guide.main
    (href,) = guide.links("Write a digest")
    assert href.startswith("https://forge.valid.example/lantern/site/new/next/one?filename=content")
    assert "&value=---%0Atitle%3A%20" in href


def test_a_missing_page_has_a_page(site: Site) -> None:
    missing = site.page("/404.html")
    assert words(missing.one("h1")) == "There is no page at this address"
    assert '<meta name="robots" content="noindex">' in missing.html


def test_the_feed_holds_the_newest_and_nothing_that_is_hidden(site: Site) -> None:
    feed = site.text("feed.xml")
    assert feed.count("<item>") == 11  # FEED_LENGTH is 10, and nothing is archived yet
    assert "https://valid.example/sub/posts/hostile/" in feed
    assert "an-old-leaflet" not in feed
    assert "the-gate" not in feed.replace("y-giat", "").split("<item>")[1]


def test_the_accessibility_statement_says_what_is_known_and_what_is_due(site: Site) -> None:
    page = site.page("/accessibility/")
    said = words(page.one("div", "statement"))
    assert page.main.startswith("What this page says of the site may be out of date.")
    assert "It should have worked by 30 June 2020. We are late." in said
    assert "We have asked for the money. There is no day yet." in said
    assert "We checked the whole site on 5 October 2026, with a program" in said
    assert "Tell us which <b>one</b> you want next." in said
    assert page.links("access@valid.example") == ["mailto:access@valid.example"]
    (change,) = page.links("Suggest a change to this list")
    assert change.endswith("/content/accessibility.yml")


def test_an_index_says_how_much_it_holds_and_what_that_is(site: Site) -> None:
    topics = site.page("/topics/")
    assert words(topics.one("p", "total")) == "2 topics"
    assert [words(one) for one in topics.all("p", "lines-about")] == ["Everything that we do."]
    assert words(site.page("/people/").one("p", "total")) == "4 people"
    assert "What happened to somebody, as they tell it." in site.page("/kinds/story/").main


def test_an_organisation_has_its_people_of_the_day_and_those_who_left(site: Site) -> None:
    now, before = site.page("/organisations/lantern-house/").all("section", "members")
    assert [words(one) for one in now.iter("li")] == ["Bram Ó Strey"]
    assert [words(one) for one in before.iter("li")] == [
        'Dilys "Dil" Marr, 2012 to 2016',
        "Ada Quell, Volunteer, 2012 to 2014",
    ]


def test_a_person_looks_after_pages_too(site: Site) -> None:
    page = site.page("/people/bram-ostrey/")
    assert page.links("About us")[-1] == f"{BASE}/about/"
    assert page.links("Accessibility")[0] == f"{BASE}/accessibility/"
