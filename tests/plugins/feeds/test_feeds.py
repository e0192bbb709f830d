"""The feed: whose it is, what its entries say, in which order, the same every time, and no leak."""

import datetime
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from tests.plugins.feeds.small_site import (
    LINKS,
    NAMESPACES,
    URL,
    Tags,
    all_files,
    channel,
    content,
    item,
    items,
    made,
    post,
    texts,
    write,
)


def test_its_head_says_whose_it_is_and_where(tmp_path: Path) -> None:
    head = channel(made(tmp_path, {"one": post()}))
    assert texts(head, "title") == ["Wayside & Co"]
    assert texts(head, "description") == ["Blog <and> news"]
    assert texts(head, "link") == [f"{URL}/"]
    assert texts(head, "language") == ["en"]
    assert texts(head, "copyright") == ["CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"]
    assert texts(head, "generator") == ["Practice Press"]
    (own,) = head.findall("atom:link", NAMESPACES)
    assert dict(own.attrib) == {
        "href": f"{URL}/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert NAMESPACES.items() <= head.getparent().nsmap.items()


def test_an_entry_says_what_the_page_says(tmp_path: Path) -> None:
    entry = item(tmp_path, post("topics: Direct payments\nsummary: A gate & a <b>field</b>."))
    assert texts(entry, "title") == ["A title"]
    assert texts(entry, "link") == [f"{URL}/posts/one/"]
    assert texts(entry, "description") == ["A gate &amp; a &lt;b&gt;field&lt;/b&gt;."]  # as HTML
    assert texts(entry, "category") == ["Blog", "Direct payments", "Support"]
    assert texts(entry, "comments") == [f"{URL}/posts/one/#comments"]
    assert texts(entry, "guid") == ["tag:wayside.example,2012:one"]
    assert entry.find("guid").get("isPermaLink") == "false"
    assert content(entry).startswith("<p>The text.</p>")


def test_an_id_from_an_older_site_stays(tmp_path: Path) -> None:
    entry = item(tmp_path, post("id: http://old.example/?p=17"))
    assert texts(entry, "guid") == ["http://old.example/?p=17"]


def test_the_summary_left_out_is_the_first_paragraph_as_plain_text(tmp_path: Path) -> None:
    entry = item(tmp_path, post(body="One *two* `<b>` & three.\n\nFour."))
    assert texts(entry, "description") == ["One two &lt;b&gt; &amp; three."]


def test_a_text_without_a_paragraph_still_stands_in_full_beside_a_description(
    tmp_path: Path,
) -> None:
    entry = item(tmp_path, post(body="- one\n- two"))
    assert texts(entry, "description") == ["A title"]
    assert "<li>one</li>" in content(entry)


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2014-02-10", "Mon, 10 Feb 2014 00:00:01 +0000"),
        ("2014-07-10 09:05", "Thu, 10 Jul 2014 00:00:01 +0000"),
        ("2014-07-10T23:59:59+02:00", "Thu, 10 Jul 2014 00:00:01 +0000"),
        ("1066-10-14", "Sun, 14 Oct 1066 00:00:01 +0000"),
    ],
)
def test_the_day_is_the_writers_own_and_the_time_that_of_its_rank(
    tmp_path: Path, date: str, shown: str
) -> None:
    assert texts(item(tmp_path, post(f"date: {date}")), "pubDate") == [shown]


def test_posts_of_one_day_bear_different_moments(tmp_path: Path) -> None:
    data = made(tmp_path, {"a": post(), "b": post()})
    assert [texts(one, "pubDate") for one in items(data)] == [
        ["Mon, 10 Feb 2014 00:00:02 +0000"],
        ["Mon, 10 Feb 2014 00:00:01 +0000"],
    ]


def test_the_feed_changed_when_its_newest_entry_came(tmp_path: Path) -> None:
    posts = {
        "new": post("date: 2014-03-01"),
        "old": post("date: 2014-01-01\nlast_updated: 2015-05-05"),
    }
    assert texts(channel(made(tmp_path, posts)), "lastBuildDate") == [
        "Sat, 01 Mar 2014 00:00:02 +0000"
    ]


def test_a_great_change_moves_the_second_day_of_an_entry_alone(tmp_path: Path) -> None:
    change = "changes:\n  - {date: 2015-05-05, note: Gone., kind: major}"
    files = all_files(tmp_path, {"new": post("date: 2014-03-01"), "old": post(change)})
    assert [texts(one, "link")[0][-4:] for one in items(files["feed.xml"])] == ["new/", "old/"]
    entry = etree.fromstring(files["feeds/all.atom.xml"]).findall("atom:entry", NAMESPACES)[1]
    assert texts(entry, "atom:updated") > ["2015-05-05T00:00:00+00:00"]
    assert texts(entry, "atom:published") == ["2014-02-10T00:00:01+00:00"]


def test_a_site_without_posts_has_an_empty_feed_of_the_day_of_the_build(tmp_path: Path) -> None:
    data = made(tmp_path, {})
    assert items(data) == []
    assert texts(channel(data), "lastBuildDate") == ["Sat, 21 Nov 2026 00:00:00 +0000"]
    assert not feedparser.parse(data).bozo


def test_the_newest_come_first_and_only_so_many(tmp_path: Path) -> None:
    first = datetime.date(2014, 1, 1)
    posts = {f"p{n}": post(f"date: {first + datetime.timedelta(n)}") for n in range(42)}
    found = items(made(tmp_path, posts, feed_length=3))
    assert [texts(one, "link")[0] for one in found] == [f"{URL}/posts/p{n}/" for n in (41, 40, 39)]


@pytest.mark.parametrize("drafts", [False, True])
def test_what_readers_do_not_see_is_in_no_feed(tmp_path: Path, drafts: bool) -> None:
    posts = {
        "shown": post(),
        "draft": post("status: draft"),
        "undated": post("date: unknown\nmoved: yes"),
        "future": post("date: 2026-11-22"),
        "withdrawn": post("status:\n  status: withdrawn\n  on: 2015-01-01\n  reason: Old."),
    }
    found = items(made(tmp_path, posts, drafts=drafts))
    assert [texts(one, "guid")[0] for one in found] == ["tag:wayside.example,2012:shown"]


def test_each_author_is_named_with_the_organisation_of_the_day(tmp_path: Path) -> None:
    authors = "author:\n  - Ruth Farrant\n  - Jo <Bell> & Co, Hill Farm\n  - Ann Other"
    entry = item(tmp_path, post(authors))
    assert texts(entry, "dc:creator") == [
        "Ruth Farrant (Fenmoor Council)",
        "Jo <Bell> & Co (Hill Farm)",
        "Ann Other",
    ]
    later = item(tmp_path, post("date: 2016-01-01"))
    assert texts(later, "dc:creator") == ["Ruth Farrant (Marsh Trust)"]


def test_a_lost_author_is_not_made_up(tmp_path: Path) -> None:
    entry = item(tmp_path, post("author: unknown"))
    assert texts(entry, "dc:creator") == []
    assert texts(entry, "author") == []


def test_a_post_of_an_organisation_names_it(tmp_path: Path) -> None:
    entry = item(tmp_path, post("author:\nkind: news\norganisation: Marsh Trust"))
    assert texts(entry, "dc:creator") == ["Marsh Trust"]
    assert texts(entry, "category") == ["News"]


ORIGINAL = """\
kind: digest
original:
  title: Gates & <b>fields</b>
  url: {}
  publisher: Fen & Voices
  authors: [Ann Other, Jo Bell]"""


def test_a_digest_leads_to_what_it_is_made_from(tmp_path: Path) -> None:
    html = content(item(tmp_path, post(ORIGINAL.format("https://fen.example/?a=1&b=2"))))
    assert (
        "<p>From <cite>Gates &amp; &lt;b&gt;fields&lt;/b&gt;</cite>, by Ann Other and Jo Bell."
        ' <a href="https://fen.example/?a=1&amp;b=2">'
        "Read the full blog on the Fen &amp; Voices website</a>. <a"
    ) in html


def test_the_source_of_a_welsh_post_is_named_in_the_words_of_the_feed(tmp_path: Path) -> None:
    original = ORIGINAL.format("https://fen.example/").replace("digest", "digest\nlang: cy")
    html = content(item(tmp_path, post(original)))
    assert "</cite>, by Ann Other and Jo Bell. <a" in html


def test_a_text_whose_first_place_was_lost_still_names_it(tmp_path: Path) -> None:
    html = content(item(tmp_path, post(f"moved: yes\n{ORIGINAL.format('unknown')}")))
    assert "by Ann Other and Jo Bell. First published by Fen &amp; Voices. <a" in html


def test_a_post_in_the_language_of_a_site_without_words_says_no_more(tmp_path: Path) -> None:
    feed = made(tmp_path, {"one": post("", "Le texte.")}, lang="fr")
    assert texts(channel(feed), "language") == ["fr"]
    (entry,) = items(feed)
    assert content(entry).startswith("<p>Le texte.</p>")


def test_a_post_in_another_language_says_so(tmp_path: Path) -> None:
    html = content(item(tmp_path, post("lang: cy", "Testun.")))
    assert html.startswith('<div lang="cy" dir="auto"><p>Testun.</p></div>\n<p><a')


def test_a_post_with_a_licence_of_its_own_says_so(tmp_path: Path) -> None:
    assert texts(item(tmp_path, post("licence: CC0 & more")), "dc:rights") == ["CC0 & more"]
    assert texts(item(tmp_path, post()), "dc:rights") == ["CC BY 4.0"]


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    posts = {f"p{n}": post(f"topics: Direct payments\ndate: 2014-01-0{n}") for n in range(1, 8)}
    first = made(tmp_path / "here", posts)
    later = made(tmp_path / "there", dict(reversed(posts.items())), today=datetime.date(2027, 1, 1))
    assert first == later


def test_a_feed_reader_reads_back_what_was_written(tmp_path: Path) -> None:
    image = "image:\n  src: ../media/gate.svg\n  alt: The gate"
    found = feedparser.parse(
        made(
            tmp_path,
            {
                "one": post(f"topics: Support\n{image}", LINKS),
                "two": post("date: 2013-01-01", "## Gate"),
            },
        )
    )
    assert not found.bozo
    assert found.version == "rss20"
    assert (found.feed.title, found.feed.language) == ("Wayside & Co", "en")
    entry = found.entries[0]
    assert (entry.title, entry.id) == ("A title", "tag:wayside.example,2012:one")
    assert (entry.link, entry.comments) == (
        f"{URL}/posts/one/",
        f"{URL}/posts/one/#comments",
    )
    assert [author.name for author in entry.authors] == ["Ruth Farrant (Fenmoor Council)"]
    assert [tag.term for tag in entry.tags] == ["Blog", "Support"]
    assert entry.published_parsed[:6] == (2014, 2, 10, 0, 0, 2)
    assert f'src="{URL}/media/gate.svg"' in entry.content[0].value


OVER = """\
from pelicanconf import *

SITENAME = "Small"
SITEURL = "https://small.example"
DEFAULT_PAGE_AUTHOR = "Web team"
PAGE_AUTHOR_ROLES = ["Web team"]
"""


@pytest.mark.slow
def test_the_built_site_has_the_feed_and_its_pages_lead_to_it(tmp_path: Path) -> None:
    write(tmp_path / "content", {"one": post()})
    (tmp_path / "small.py").write_text(OVER, encoding="utf-8")
    places = {"content": "content", "output": "output", "settings": "small.py"}
    arguments = [part for key, name in places.items() for part in (f"--{key}", tmp_path / name)]
    build = [sys.executable, "-m", "plugins.commands.build", *arguments]
    subprocess.run(build, cwd=Path(__file__).parents[3], check=True, timeout=120)
    data = (tmp_path / "output/feed.xml").read_bytes()
    assert [texts(entry, "link") for entry in items(data)] == [["https://small.example/posts/one/"]]
    for page in ("index.html", "posts/one/index.html"):
        html = (tmp_path / "output" / page).read_text(encoding="utf-8")
        (link, *_) = [
            attributes
            for tag, attributes in Tags(html).found
            if tag == "link" and attributes.get("type") == "application/rss+xml"
        ]
        assert (link["rel"], link["href"]) == ("alternate", "/feed.xml")
