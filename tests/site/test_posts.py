"""What the page of a post says, in each of its states."""

from __future__ import annotations

import pytest

from tests.site.built import BASE, Page, Site, words

pytestmark = pytest.mark.slow

TALK = "https://talk.valid.example/t"


@pytest.fixture
def gate(site: Site) -> Page:
    return site.page("/posts/the-gate/")


@pytest.fixture
def kitchen(site: Site) -> Page:
    return site.page("/posts/the-kitchen/")


def test_the_foot_says_when_it_last_changed_and_who_keeps_it(gate: Page) -> None:
    assert "Last Updated: 10 February 2014. Page Author: Ada Quell" in gate.main
    foot = gate.one("footer", "last-updated")
    assert [one.attrib["datetime"] for one in foot.iter("time")] == ["2014-02-10"]
    assert next(foot.iter("a")).attrib["href"] == f"{BASE}/people/ada-quell/"


def test_a_role_that_keeps_a_page_is_a_name_without_a_link(kitchen: Page) -> None:
    foot = kitchen.one("footer", "last-updated")
    assert words(next(foot.iter("p"))) == "Last Updated: 9 January 2016. Page Author: Web team"
    assert [words(one) for one in foot.iter("a")] == ["Suggest a change to this page"]


def test_the_day_it_was_added_is_said(gate: Page) -> None:
    assert "Added on 10 February 2012" in gate.main


@pytest.mark.parametrize(
    ("address", "byline"),
    [
        ("/posts/the-gate/", ["By Ada Quell, Lantern House Volunteer"]),
        (
            "/posts/the-kitchen/",
            [
                "By Ada Quell, Tolling Mill & Sons <i>Trust</i> Cook",
                "and Bram Ó Strey, Lantern House",
            ],
        ),
        ("/posts/notes-from-the-yard/", ["By Bo Tunnard, Riverside Choir"]),
        ("/posts/more-notes-from-the-yard/", ["By Mei Oduya, Lantern House Gardener"]),
        ("/posts/digest-of-a-report/", ['By Dilys "Dil" Marr, Lantern House']),
        ("/posts/news-of-the-mill/", ["By Tolling Mill & Sons <i>Trust</i>"]),
        ("/posts/hostile/", ["By 山田 太郎"]),
        ("/posts/an-old-leaflet/", ["Author not known"]),
    ],
)
def test_the_byline_is_that_of_the_day(site: Site, address: str, byline: list[str]) -> None:
    found = site.page(address).one("ul", "byline")
    assert [words(one) for one in found.findall("li")] == byline


def test_the_portrait_of_an_author_stands_in_the_byline(gate: Page) -> None:
    portrait = gate.one("img", "byline-portrait")
    assert portrait.attrib["src"] == f"{BASE}/media/portrait-ada.svg"
    assert portrait.attrib["alt"] == "Ada Quell, laughing"


def test_a_guest_has_no_page(site: Site) -> None:
    assert site.page("/posts/notes-from-the-yard/").links("Bo Tunnard") == []


def test_what_is_not_known_is_said_not_to_be_known(site: Site) -> None:
    leaflet = site.page("/posts/an-old-leaflet/")
    assert "Author not known" in leaflet.main
    assert "Date not known" in leaflet.main
    assert "Last Updated: Date not known. Page Author: Web team" in leaflet.main
    assert "The address of the full text is not known." in leaflet.main
    assert "It led to a page that is lost." in leaflet.main
    assert not leaflet.has("time")
    assert "1900" not in leaflet.html


def test_a_series_says_the_place_in_it(gate: Page, kitchen: Page) -> None:
    assert "Part 1 of 2 in the series First visits" in gate.main
    assert "Part 2 of 2 in the series First visits" in kitchen.main
    assert gate.links("The kitchen") == [f"{BASE}/posts/the-kitchen/"]
    assert kitchen.links("The gate") == [f"{BASE}/posts/the-gate/"]


def test_a_post_under_a_topic_is_under_the_broader_one_too(gate: Page) -> None:
    topics = gate.one("section", "topics")
    assert [words(one) for one in topics.iter("li")] == ["Listening", "Practice"]


def test_a_digest_leads_to_what_it_tells_of(site: Site) -> None:
    digest = site.page("/posts/digest-of-a-report/")
    call = "Read the full blog on the Fenland Voices website"
    assert digest.links(call) == ["https://fenland.example/who-waits"]
    source = words(digest.one("p", "original-source"))
    assert source == (
        "Who waits, and why, by Sol Prewett and Ida Bunce, Fenland Voices, 1 October 2014"
    )


def canonical(page: Page) -> str:
    (found,) = [one for one in page.all("link") if one.attrib["rel"] == "canonical"]
    return found.attrib["href"]


def test_a_republished_post_gives_its_first_address_as_its_own(site: Site) -> None:
    there = "https://fenland.example/said?here=1&first=2"
    republished = site.page("/posts/from-elsewhere/")
    assert canonical(republished) == there
    assert republished.links("Read the full blog on the Fenland Voices website") == [there]


def test_a_digest_and_a_translation_keep_their_own_address(site: Site) -> None:
    for slug in ("digest-of-a-report", "y-giat"):
        own = f"https://valid.example{BASE}/posts/{slug}/"
        assert canonical(site.page(f"/posts/{slug}/")) == own


def test_other_places_and_forms_are_shown(gate: Page) -> None:
    assert gate.links("Elsewhere") == ["https://elsewhere.example/the-gate"]
    older = "This version was made from an older text, of 10 February 2012."
    listed = [words(one) for one in gate.one("section", "versions").iter("li")]
    assert listed == [
        f"Easy Read 1 January 2013 Checked by Jo and Sam. {older}",
        f"Audio WAV, 1 second, 0.1 kB Transcript of the audio {older}",
        "British Sign Language at signs.example Checked by Ada Quell.",
        "Y giât Welsh",
    ]
    assert gate.links("Transcript of the audio") == [f"{BASE}/media/the-gate.txt"]
    assert gate.links("Audio") == [f"{BASE}/media/the-gate.wav"]


def test_a_translation_is_marked_as_its_language(site: Site, gate: Page) -> None:
    welsh = site.page("/posts/y-giat/")
    (link,) = [one for one in gate.all("a") if words(one) == "Y giât"]
    assert (link.attrib["lang"], link.attrib["hreflang"]) == ("cy", "cy")
    assert welsh.one("article", "reading").attrib["lang"] == "cy"
    assert "The gate" in [words(one) for one in welsh.one("section", "versions").iter("a")]


def test_major_changes_and_corrections_are_shown_and_minor_ones_are_not(kitchen: Page) -> None:
    assert [words(one) for one in kitchen.one("section", "changes").iter("li")] == [
        "Updated 1 July 2015: The opening hours are new.",
        "Corrected 9 January 2016: We had the wrong Tuesday.",
    ]
    assert "A comma." not in kitchen.html


def test_a_picture_has_its_caption_and_credit(gate: Page) -> None:
    picture = gate.one("figure", "picture-top")
    assert words(picture) == "The gate in 2012 Picture: Drawn by Bram"
    assert [one.attrib["alt"] for one in picture.iter("img")] == ["A wooden gate, half open"]


def test_a_superseded_post_leads_to_the_new_one(site: Site) -> None:
    old = site.page("/posts/old-times/")
    assert old.links("Opening times") == [f"{BASE}/posts/opening-hours/"]
    assert "This page is out of date" in old.main


def test_a_withdrawn_post_says_what_was_there_when_and_why_it_went(site: Site) -> None:
    gone = site.page("/posts/withdrawn/")
    assert "A post that went" in gone.main
    assert "This post was taken away on 9 September 2019." in gone.main
    assert "It named somebody who had not agreed." in gone.main
    assert gone.links("Opening times") == [f"{BASE}/posts/opening-hours/"]
    assert '<meta name="robots" content="noindex">' in gone.html


def test_past_its_review_day_a_page_says_so(site: Site) -> None:
    page = site.page("/posts/more-notes-from-the-yard/")
    assert page.main.startswith(
        "This page may be out of date. It was last checked on 6 April 2018, and was due to be"
        " checked by 1 January 2020."
    )


def test_nothing_of_another_host_is_fetched_before_somebody_asks_for_it(gate: Page) -> None:
    assert gate.links("British Sign Language") == ["https://signs.example/the-gate"]
    assert not gate.has("iframe")
    assert not gate.has("video")
    assert not gate.has("audio")


def test_a_post_says_how_long_it_takes_to_read(gate: Page) -> None:
    assert "1 minute to read" in [words(one) for one in gate.one("ul", "about-post").iter("li")]


def test_a_post_says_how_to_name_it(site: Site, gate: Page) -> None:
    own = f"https://valid.example{BASE}/posts"
    assert words(gate.one("p", "cite-text")) == (
        "Ada Quell (2012). The gate. Lantern Row & Friends. Last updated 10 February 2014."
        f" {own}/the-gate/"
    )
    assert words(site.page("/posts/an-old-leaflet/").one("p", "cite-text")) == (
        f"Lantern Row & Friends (no date). An old leaflet. {own}/an-old-leaflet/"
    )
    assert words(site.page("/posts/from-elsewhere/").one("p", "cite-text")) == (
        "Sol Prewett (2017). Said elsewhere first. Lantern Row & Friends. Last updated 5 May 2017."
        f" {own}/from-elsewhere/ First published by Fenland Voices:"
        " https://fenland.example/said?here=1&first=2"
    )


def test_a_post_leads_to_what_it_is_related_to(site: Site, gate: Page) -> None:
    related = gate.one("section", "related")
    assert [words(one) for one in related.iter("li")] == [
        'Digest: who waits & why Dilys "Dil" Marr, 14 November 2014'
    ]
    assert not site.page("/posts/hostile/").has("section", "related")


def test_a_licence_of_its_own_replaces_that_of_the_site(site: Site) -> None:
    own = site.page("/posts/more-notes-from-the-yard/").one("p", "licence")
    assert words(own) == "Licence: All rights reserved"


def test_two_posts_with_one_title_are_both_there_and_told_apart(site: Site) -> None:
    first = site.page("/posts/notes-from-the-yard/")
    second = site.page("/posts/more-notes-from-the-yard/")
    assert words(first.one("h1")) == words(second.one("h1")) == "Notes from the yard"
    assert first.title == "Notes from the yard (5 March 2016) - Lantern Row & Friends"
    assert second.title == "Notes from the yard (6 April 2018) - Lantern Row & Friends"


def test_a_title_with_markup_is_shown_as_it_was_typed(site: Site) -> None:
    typed = 'Why <b>bold</b> & "quotes" matter: <script>alert(1)</script> x < y'
    page = site.page("/posts/hostile/")
    assert words(page.one("h1")) == typed
    assert page.title == f"{typed} - Lantern Row & Friends"
    assert [words(one) for one in page.one("h1").iter("code")] == ["x < y"]
    assert "It's <i>a</i> summary & more: <script>alert(2)</script>" in page.main
    assert "The text has R&D and AT&T in it" in page.main


def test_the_body_is_as_github_shows_it(kitchen: Page) -> None:
    main = kitchen.one("main")
    assert [words(one) for one in main.iter("del")] == ["Copper"]
    assert [words(one) for one in main.findall(".//ul/li/ul/li")] == ["red", "white"]
    assert [one.attrib["type"] for one in main.iter("input")] == ["checkbox", "checkbox"]
    assert [words(one) for one in main.iter("td")] == ["Monday", "Leek"]
    assert kitchen.links("https://pots.example/") == ["https://pots.example/"]
    assert [words(one) for one in main.iter("code")] == ['print("<b>{{ not a template }}</b>")']
    assert "{% raw %}" not in kitchen.html


def test_headings_named_as_parts_of_the_page_do_not_take_their_ids(kitchen: Page) -> None:
    assert {"comments", "comments-1", "main", "main-1"} <= set(kitchen.ids)


class TestComments:
    """The states of a discussion, and what was said before."""

    def test_an_open_one_has_a_plain_link(self, site: Site) -> None:
        page = site.page("/posts/digest-of-a-report/")
        assert page.links("Add your comment") == [
            f"{TALK}?id=tag%3Avalid.example%2C2012%3Adigest-of-a-report"
            "&title=Digest%3A%20who%20waits%20%26%20why"
        ]

    def test_a_thread_of_its_own_is_named(self, kitchen: Page) -> None:
        assert kitchen.links("Add your comment") == [
            f"{TALK}?id=kitchen-thread&title=The%20kitchen"
        ]
        assert "Comments are open until 1 January 2030." in kitchen.main

    def test_a_closed_one_keeps_what_was_said_and_has_no_link(self, gate: Page) -> None:
        assert gate.links("Add your comment") == []
        assert "Comments are closed." in gate.main
        assert len(gate.all("article", "comment")) == 3

    def test_one_that_is_off_says_nothing(self, site: Site) -> None:
        page = site.page("/posts/notes-from-the-yard/")
        assert not page.has("section", "comments")
        assert "omment" not in page.main

    def test_what_the_old_site_lost_is_said(self, gate: Page) -> None:
        about = "3 comments These comments were made on old.valid.example, and were moved here"
        assert about in gate.main
        second, third = gate.all("article", "comment")[1:3]
        assert words(second).startswith("Name not known 12 February 2012, in reply")
        assert words(third) == "Pat O'Dell Date not known Not one of us did."

    def test_the_name_of_a_commenter_is_text(self, gate: Page) -> None:
        first = gate.all("article", "comment")[0]
        assert words(first).startswith('<script>alert("name")</script> 11 February 2012')
        assert [words(one) for one in first.iter("strong")] == ["twice"]
        assert list(first.iter("img")) == []

    def test_a_reply_leads_to_what_it_answers_and_its_day_to_itself(self, gate: Page) -> None:
        second = gate.all("article", "comment")[1]
        assert [one.attrib["href"] for one in second.iter("a")] == ["#comment.2", "#comment.1"]

    def test_a_removed_one_leaves_a_gap_that_says_so(self, gate: Page) -> None:
        gap = gate.one("p", "comment-removed")
        assert words(gap) == "This comment was removed on 2 March 2012. It broke the house rules."
        assert "Somebody" not in words(gap)
