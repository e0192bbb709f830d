"""The feed: complete, well-formed, with full addresses, the same every time, and no leak."""

import datetime
import json
import re
import subprocess
import sys
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from plugins.comments import comment_link
from plugins.feeds.files import feed_files
from plugins.model.credit import Credit
from plugins.model.feeds.content import absolute, fit
from plugins.model.library import Library
from plugins.model.loading import load
from plugins.model.post import Post
from plugins.model.problem import errors
from plugins.model.registry import Named
from plugins.model.settings import Settings
from plugins.model.text.body import render
from plugins.model.view.maker import Maker

URL = "https://wayside.example/blog"
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
SITE = Settings(
    name="Wayside & Co",
    tagline="Blog <and> news",
    url=URL,
    today=datetime.date(2026, 11, 21),
    default_page_author="Web team",
    page_author_roles=("Web team",),
    feed_id_authority="wayside.example,2012",
    comments_url="https://talk.example/t?id={id}",
    licence=("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
)
RECORDS = {
    "people/ruth-farrant.md": """\
name: Ruth Farrant
affiliations:
  - organisation: Fenmoor Council
    from: 2010-01-01
    to: 2014-12-31
  - organisation: Marsh Trust
    from: 2015-01-01""",
    "organisations/fenmoor-council.md": "name: Fenmoor Council",
    "organisations/marsh-trust.md": "name: Marsh Trust",
    "topics/support.md": "title: Support",
    "topics/direct-payments.md": "title: Direct payments\nbroader: Support",
}
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
WORDS = st.text(st.characters(exclude_categories=()), max_size=60)  # surrogates too
ADDRESSES = ("href", "src", "srcset", "poster", "cite")
HOSTILE = [
    "<script>alert(1)</script> & <b>bold</b>",
    "Quotes \" and ' and ]]> and <![CDATA[ x ]]>",
    "Fish &amp; chips &lt;b&gt; &#65; &nope;",
    "Emoji 👩🏽‍🦽🎉 and more",
    "\u200fدنیش\u200e \u202eabc\u202c",
    "soft\u00adhyphen zero\u200bwidth café",
]


def post(front: str = "", body: str = "The text.", *, title: str = "A title") -> str:
    """A file; `front` goes over the usual keys."""
    keys = {"title": quoted(title), "date": "2014-02-10", "author": "Ruth Farrant"}
    given_keys = set(re.findall(r"^(\w+):", front, re.MULTILINE))
    lines = [f"{key}: {value}" for key, value in keys.items() if key not in given_keys]
    return "\n".join(["---", *lines, *filter(None, [front]), "---", "", body, ""])


def quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def write(folder: Path, posts: dict[str, str]) -> Path:
    """A small content folder: the records, a picture, and these posts by slug."""
    files = {name: f"---\n{front}\n---\n" for name, front in RECORDS.items()}
    files |= {f"posts/{slug}.md": text for slug, text in posts.items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media/gate.svg").write_bytes(PICTURE)
    return folder


def made(folder: Path, posts: dict[str, str], *, may_be_wrong: bool = False, **over: Any) -> bytes:
    """The feed of these posts."""
    return all_files(folder, posts, may_be_wrong=may_be_wrong, **over)["feed.xml"]


def all_files(
    folder: Path, posts: dict[str, str], *, may_be_wrong: bool = False, **over: Any
) -> dict[str, bytes]:
    """All feeds of these posts, by name."""
    library = load(write(folder, posts), replace(SITE, **over))
    assert may_be_wrong or not errors(library.problems), errors(library.problems)
    return files_of(library)


def files_of(library: Library) -> dict[str, bytes]:
    """All feeds and archives of a library, by name."""
    maker = Maker(library)
    maker.given.comment_link = comment_link
    return {
        name: data
        for group in feed_files(maker)
        for name, data in zip(group.names, group.make(), strict=True)
    }


def channel(data: bytes) -> Any:
    root = etree.fromstring(data)
    assert root.tag == "rss"
    assert root.get("version") == "2.0"
    (only,) = root
    return only


def items(data: bytes) -> list[Any]:
    return list(channel(data).findall("item"))


def item(folder: Path, text: str, **over: Any) -> Any:
    """The one entry of the feed of one post, "one"."""
    (only,) = items(made(folder, {"one": text}, **over))
    return only


def texts(element: Any, name: str) -> list[str]:
    return [found.text for found in element.findall(name, NAMESPACES)]


def content(element: Any) -> str:
    (only,) = texts(element, "content:encoded")
    return only


class Tags(HTMLParser):
    """The tags of a piece of HTML, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, name: str) -> list[str]:
        return [attributes[name] for one, attributes in self.found if one == tag]


def every_address(html: str) -> list[str]:
    """Every address in a piece of HTML."""
    found = [
        value
        for _, attributes in Tags(html).found
        for name, value in attributes.items()
        if name in ADDRESSES
    ]
    return [part for value in found for part in value.split(", ")]


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


LINKS = """\
[Two](two.md#gate), [home](/), [here](#the-gate), [out](https://other.example/a?b=1&c=2),
[mail](mailto:a@b.example), [old](https://wayside.example/blog/posts/two/). Noted.[^n]

## The gate

![A gate](../media/gate.svg "The gate") and <img src="/media/gate.svg" alt="A gate loading=">

<video src="../media/gate.svg" poster="../media/gate.svg" controls></video>

<blockquote cite="/posts/two/">Said <q cite="two.md">so</q>.</blockquote>

`<a href="#shown" href="/as-typed/">`

[^n]: The note.
"""


@pytest.mark.parametrize(
    ("url", "site"),
    [
        (URL, URL),
        ("https://wayside.example", "https://wayside.example"),
        ("", "http://localhost:8000"),
    ],
)
def test_every_address_is_full(tmp_path: Path, url: str, site: str) -> None:
    image = "image:\n  src: ../media/gate.svg\n  alt: The gate"
    links = LINKS if url == URL else LINKS.replace("https://wayside.example/blog", url)
    data = made(
        tmp_path,
        {"one": post(image, links), "two": post("date: 2013-01-01", "## Gate\n\nText.")},
        url=url,
    )
    html = content(items(data)[0])
    assert all(re.match(r"https?://[^/]|mailto:", found) for found in every_address(html))
    tags = Tags(html)
    links_made = tags.all("a", "href")
    assert links_made[:6] == [
        f"{site}/posts/two/#gate",
        f"{site}/",
        f"{site}/posts/one/#the-gate",
        "https://other.example/a?b=1&c=2",
        "mailto:a@b.example",
        f"{site}/posts/two/",
    ]
    *notes, page, comments = links_made[6:]
    assert all(link.startswith(f"{site}/posts/one/#") for link in notes)
    assert len(notes) == 2
    assert (page, comments) == (f"{site}/posts/one/", f"{site}/posts/one/#comments")
    assert set(tags.all("img", "src")) == {f"{site}/media/gate.svg"}
    assert tags.all("video", "poster") == [f"{site}/media/gate.svg"]
    assert "A gate loading=" in tags.all("img", "alt")
    assert '<code>&lt;a href="#shown" href="/as-typed/"&gt;</code>' in html
    assert not any("loading" in attributes for _, attributes in tags.found)
    assert texts(items(data)[0], "comments") == [f"{site}/posts/one/#comments"]
    assert texts(channel(data), "link") == [f"{site}/"]


def test_addresses_that_bodies_do_not_have_yet_would_be_full_too() -> None:
    html = (
        '<img src="/a.jpg" srcset="/a.jpg 1x, /b.jpg 2x" alt="x href=" loading="lazy">'
        '<q cite="#r">"/q"</q><p class="/">href="/"</p>'
    )
    assert absolute(html, "https://x.example/b/posts/one/") == (
        '<img src="https://x.example/a.jpg"'
        ' srcset="https://x.example/a.jpg 1x, https://x.example/b.jpg 2x" alt="x href=">'
        '<q cite="https://x.example/b/posts/one/#r">"/q"</q><p class="/">href="/"</p>'
    )


def test_the_note_of_each_post_has_its_own_place(tmp_path: Path) -> None:
    body = "Noted.[^1]\n\n[^1]: The note."
    data = made(tmp_path, {"one": post(body=body), "two": post(body=body)})
    ids = [
        attributes["id"]
        for entry in items(data)
        for _, attributes in Tags(content(entry)).found
        if "id" in attributes
    ]
    assert len(ids) >= 4
    assert len(ids) == len(set(ids))


def test_the_picture_of_the_front_matter_stands_at_the_top(tmp_path: Path) -> None:
    image = (
        'image:\n  src: ../media/gate.svg\n  alt: A gate <open> & "wide"\n'
        "  caption: The <i>gate</i>.\n  credit: Jo & Bell"
    )
    html = content(item(tmp_path, post(image)))
    assert html.startswith(
        f'<figure><img src="{URL}/media/gate.svg"'
        ' alt="A gate &lt;open&gt; &amp; &quot;wide&quot;"><figcaption>'
        "The &lt;i&gt;gate&lt;/i&gt;. Picture: Jo &amp; Bell</figcaption></figure>\n<p>The text."
    )
    plain = content(item(tmp_path, post("image:\n  src: ../media/gate.svg\n  decorative: yes")))
    assert plain.startswith(f'<figure><img src="{URL}/media/gate.svg" alt=""></figure>\n')


def test_the_text_ends_with_the_ways_to_the_site_and_its_comments(tmp_path: Path) -> None:
    html = content(item(tmp_path, post()))
    assert html.endswith(
        f'<p><a href="{URL}/posts/one/">Read this post on the Wayside &amp; Co website</a>.'
        f' <a href="{URL}/posts/one/#comments">Add your comment</a>.</p>'
    )


@pytest.mark.parametrize(
    ("front", "over", "has_place", "is_open"),
    [
        ("comments: open", {}, True, True),
        ("comments: closed", {}, True, False),
        ("comments: off", {}, False, False),
        ("comments:\n  until: 2020-01-01", {}, True, False),
        ("", {"comments_state": "off"}, False, False),
        ("", {"comments_url": ""}, False, False),
        ("comments:\n  url: https://talk.example/17", {"comments_url": ""}, True, True),
    ],
)
def test_readers_are_asked_to_comment_only_where_they_can(
    tmp_path: Path,
    front: str,
    over: dict[str, Any],
    has_place: bool,
    is_open: bool,
) -> None:
    entry = item(tmp_path, post(front), **over)
    assert bool(texts(entry, "comments")) == has_place
    assert ("Add your comment" in content(entry)) == is_open


@pytest.mark.parametrize(("state", "has_place"), [("closed", True), ("off", False)])
def test_old_comments_are_led_to_unless_the_discussion_is_off(
    tmp_path: Path, state: str, has_place: bool
) -> None:
    (tmp_path / "comments").mkdir()
    (tmp_path / "comments/one.yml").write_text(
        "origin: {site: Old}\ncomments: [{id: 1, name: Jo, date: 2014-02-11, text: Yes}]\n",
        encoding="utf-8",
    )
    entry = item(tmp_path, post(f"comments: {state}"), comments_url="")
    assert bool(texts(entry, "comments")) == has_place


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


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_escaped_exactly_once(tmp_path: Path, words: str) -> None:
    front = f"summary: {quoted(words)}\nauthor:\n  name: {quoted(words)}"
    entry = item(tmp_path, post(front, title=words), name=words, may_be_wrong=True)
    assert texts(entry, "title") == [" ".join(words.split())]
    assert texts(entry, "description") == [escape(words, quote=False)]  # it is HTML
    assert texts(entry, "dc:creator") == [words]
    (name,) = texts(entry.getparent(), "title")
    assert name == words
    shown = unescape(content(entry).rpartition("Read this post on the ")[2])
    assert shown.startswith(f"{words} website")


@pytest.mark.parametrize(
    "words", ["a\x00b", "a\x0bb", "a\x1fb", "a\ufffeb", "a\uffffb", "a\ud800b"]
)
def test_what_no_xml_can_hold_is_left_out(words: str) -> None:
    assert fit(words) == "ab"


@pytest.mark.parametrize(
    "words", ["\t\n\r ~", "\x7f\x85\ud7ff\ue000\ufffd", "\U00010000\U0010ffff"]
)
def test_what_xml_can_hold_stays(words: str) -> None:
    assert fit(words) == words


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


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    posts = {"one": post("topics: Support"), "two": post("date: 2013-01-01")}
    return load(write(tmp_path_factory.mktemp("content"), posts), SITE)


def saying(one: Post, title: str, text: str, name: str) -> Post:
    """A post with other words, past all that the model would have said of them."""
    body = render(text, path="one.md", folder="posts", first_line=1, id_prefix="one")
    return replace(
        one,
        title=title,
        summary=title,
        credits=(Credit(Named(name), organisations=(Named(name),)),),
        entry=replace(one.entry, body=body),
    )


@given(title=WORDS, text=st.text(max_size=300), name=WORDS)
@example(title="]]>", text="<![CDATA[ ]]>", name="<a> & b")
@example(title="\ufffe\ud800\x00", text="\uffff\x1f", name="\x0b")
@example(title="&amp;lt;", text='<a href="#x" title="<a href=">x</a>', name="&quot;")
@example(title=" a\r\n\tb ", text='[x]: /posts/two/ "]]>"\n\n[x] ![](//x.y/z)', name="\u202e")
def test_any_words_make_a_well_formed_feed(
    library: Library, title: str, text: str, name: str
) -> None:
    one, two = library.posts
    said = saying(one, title, text, name)
    site = replace(SITE, name=name)
    found = files_of(
        replace(library, settings=site, posts=(said, two), by_slug={"one": said, "two": two})
    )
    data = found["feed.xml"]
    first, second = items(data)
    kept, who = fit(title).strip(), fit(name)
    assert first.findtext("title", "") == (kept or f"{URL}/posts/one/")
    assert first.findtext("description") == (escape(kept, quote=False) or f"{URL}/posts/one/")
    assert texts(first, "dc:creator") == ([f"{who} ({who})".strip()] if name else [])
    assert channel(data).findtext("title") == (who.strip() or URL)
    atom, parsed = (
        etree.fromstring(found["feeds/all.atom.xml"]),
        json.loads(found["feeds/all.json"]),
    )
    entry, item = atom.find("atom:entry", NAMESPACES), parsed["items"][0]
    assert entry is not None
    assert entry.findtext("atom:title", "", NAMESPACES) == item["title"] == first.findtext("title")
    assert entry.findtext("atom:content", "", NAMESPACES) == item["content_html"] == content(first)
    names = [author["name"] for author in item.get("authors", [])]
    assert texts(entry, "atom:author/atom:name") == (names or ["Author not known"])
    assert names == texts(first, "dc:creator")
    assert all(re.match(r"[a-z]+:", found) for found in every_address(content(first)))
    assert content(second).startswith("<p>The text.</p>")


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
