"""All feeds in one file: OPML 2.0, whatever their titles hold."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.model.view.feeds_page import Feed, FeedGroup, feed_groups
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Link
from plugins.opml import OpmlGenerator, opml
from tests.loading import loaded
from tests.model.view.test_feeds_page import FILES

ANY = st.text(st.characters(exclude_categories=()), max_size=40)  # lone surrogates, too
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(maker: Maker) -> dict[str, bytes]:
    """The files that the generator makes."""
    files: dict[str, bytes] = {}

    class Writer:
        def write_made(self, name: str, make: object) -> None:
            assert callable(make)
            files[name] = make()

    generator = OpmlGenerator.__new__(OpmlGenerator)  # without Pelican around it
    generator.settings = {"MAKER": maker}
    generator.generate_output(Writer())
    return files


def feeds_in(root: etree._Element) -> list[dict[str, str]]:
    found = root.iterfind("body/outline/outline")
    return [{str(name): str(value) for name, value in one.items()} for one in found]


def test_it_lists_every_feed_in_its_group(tmp_path: Path) -> None:
    maker = Maker(loaded(tmp_path, FILES, url="https://example.org/net", name="A & <B>"))
    root = etree.fromstring(written(maker)["feeds/feeds.opml"])
    assert (root.tag, root.items()) == ("opml", [("version", "2.0")])
    assert root.findtext("head/title") == "A & <B>: Feeds to follow"
    groups = list(feed_groups(maker))
    assert [one.get("text") for one in root.iterfind("body/outline")] == [
        group.label for group in groups
    ]
    assert [one["xmlUrl"] for one in feeds_in(root)] == [
        feed.address for group in groups for feed in group.feeds
    ]
    assert {
        "type": "rss",
        "text": "New posts on the topic “Food”",
        "title": "New posts on the topic “Food”",
        "description": "2 posts",
        "xmlUrl": "https://example.org/net/feeds/topics/food.xml",
        "htmlUrl": "https://example.org/net/topics/food/",
    } in feeds_in(root)


def test_it_is_the_same_on_another_day(tmp_path: Path) -> None:
    first = written(Maker(loaded(tmp_path, FILES)))
    later = loaded(tmp_path, FILES).settings.today.replace(year=2031)
    assert written(Maker(loaded(tmp_path, FILES, today=later))) == first


@given(site=ANY, label=ANY, title=ANY, holds=ANY)
def test_any_title_is_read_back_as_it_was(site: str, label: str, title: str, holds: str) -> None:
    """But for what no XML can hold."""
    feed = Feed(name=Link(text=title), title=title, holds=holds, address="a", page="b", others=())
    root = etree.fromstring(opml(site, [FeedGroup(label=label, anchor="x", feeds=(feed, feed))]))
    read, *_ = feeds_in(root)
    assert len(feeds_in(root)) == 2
    assert (read["text"], read["title"]) == (fit(title), fit(title))
    assert read["description"] == fit(holds)
    assert root.xpath("string(body/outline/@text)") == fit(label)
    # Within an element, XML reads every end of a line as one (XML 1.0, 2.11).
    told = re.sub("\r\n?", "\n", fit(site))
    assert (root.findtext("head/title") or "") == told


def fit(text: str) -> str:
    return UNFIT.sub("", text)
