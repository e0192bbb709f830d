"""All feeds of a site in all formats: what each says, that they agree, and what an edit changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import feedparser
import pytest
from feedgen.feed import FeedGenerator
from lxml import etree

from plugins.comments import give_comments
from plugins.feeds.files import feed_files
from plugins.model.view.maker import Maker
from tests.loading import loaded, post
from tests.plugins.feeds.checking import SPACES, check_all, links_of, texts

URL = "https://wayside.example"
RICH = post(
    "Words & <b>more</b>.[^1]\n\n[^1]: See [here](/) and ![](../../media/a.svg).\n\n- [ ] Do it.\n",
    title="Rich",
    date="2014-05-05",
    topics="[soup]",
    image="{src: ../../media/a.svg, alt: A}",
    versions="[{format: audio, file: ../../media/a.mp3}, {format: bsl, file: ../../media/a.mp4}]",
    kind="digest",
    original="{title: Whole, url: 'https://else.example/a?b=1&c=2', publisher: Else}",
    changes="[{date: 2015-05-05, note: 'All <new>.', kind: major}]",
)
FILES = {
    **{f"posts/2014/p{n:02}.md": post(title=f"Post {n}", date="2014-02-10") for n in range(1, 44)},
    "posts/2014/rich.md": RICH,
    "posts/2014/welsh.md": post("Testun.\n", title="Cymraeg", date="2014-06-06", lang="cy"),
    "topics/soup.md": "---\ntitle: Soup\n---\n",
    "media/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    "media/a.mp3": "sound",
    "media/a.mp4": "film",
    "easy-read/rich.md": "---\ntitle: Easy\nof: rich\nlast_updated: 2014-07-07\nwords: "
    "[{word: hard, meaning: not easy}]\n---\nShort.\n",
    "comments/rich.yml": "origin: {site: Old}\ncomments:\n"
    "  - {id: 1, name: Jo, date: 2014-05-06, text: 'Yes & <no>'}\n"
    "  - {id: 2, name: unknown, date: 2014-05-07, text: Me too, reply_to: 1}\n"
    "  - {id: 3, name: Al, date: unknown, text: When}\n",
}


def feeds(folder: Path, files: Mapping[str, str] = FILES, **more: Any) -> dict[str, bytes]:
    maker = Maker(loaded(folder, files, url=URL, feed_id_authority="wayside.example,2012", **more))
    give_comments(maker.given)
    return {
        name: data
        for group in feed_files(maker)
        for name, data in zip(group.names, group.make(), strict=True)
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return feeds(tmp_path_factory.mktemp("site"))


def entry(made: Mapping[str, bytes], name: str, slug: str) -> tuple[Any, Any, Any]:
    """One entry as RSS, Atom and JSON."""
    of = {
        form: etree.fromstring(made[file])
        for form, file in (("rss", "feed.xml"), ("atom", "feeds/all.atom.xml"))
    }
    where = f"{URL}/posts/{slug}/"
    (item,) = (one for one in of["rss"].iter("item") if one.findtext("link") == where)
    (atom,) = (
        one
        for one in of["atom"].findall("atom:entry", SPACES)
        if links_of(one)["alternate"] == [where]
    )
    (of_json,) = (one for one in json.loads(made[name])["items"] if one["url"] == where)
    return item, atom, of_json


def test_every_feed_keeps_the_rules_of_its_format(made: dict[str, bytes]) -> None:
    assert {"feed.xml", "feeds/all/1.atom.xml", "feeds/comments/rich.json"} <= {*made}
    assert {"feeds/languages/cy.xml", "feeds/easy-read.xml", "feeds/changes.atom.xml"} <= {*made}
    check_all(made, URL)


def test_a_feed_reader_can_read_every_feed(made: dict[str, bytes]) -> None:
    for name, data in made.items():
        if name.endswith(".xml"):
            found = feedparser.parse(data)
            assert not found.bozo, name
            assert found.version in {"rss20", "atom10"}
            assert found.entries
            assert all(one.title and one.link and one.id for one in found.entries)


def test_all_formats_have_the_same_ids_and_contents(made: dict[str, bytes]) -> None:
    for name in ("feeds/all", "feeds/comments", "feeds/comments/rich"):
        rss = etree.fromstring(made["feed.xml" if name == "feeds/all" else f"{name}.xml"])
        atom = etree.fromstring(made[f"{name}.atom.xml"])
        said = [
            (one.findtext("guid"), one.findtext("title"), texts(one, "content:encoded")[0])
            for one in rss.iter("item")
        ]
        items = json.loads(made[f"{name}.json"])["items"]
        assert said == [(one["id"], one["title"], one["content_html"]) for one in items]
        assert said == [
            tuple(texts(one, f"atom:{what}")[0] for what in ("id", "title", "content"))
            for one in atom.findall("atom:entry", SPACES)
        ]


def test_an_entry_says_all_that_is_known(made: dict[str, bytes]) -> None:
    item, atom, of_json = entry(made, "feeds/all.json", "rich")
    sound, film, picture = f"{URL}/media/a.mp3", f"{URL}/media/a.mp4", f"{URL}/media/a.svg"
    file = item.find("enclosure")
    assert (file.get("url"), file.get("type"), file.get("length")) == (sound, "audio/mpeg", "5")
    assert links_of(atom)["enclosure"] == [sound, film, picture]
    assert [one["url"] for one in of_json["attachments"]] == [sound, film, picture]
    assert of_json["image"] == picture
    source = item.find("source")
    assert (source.get("url"), source.text) == ("https://else.example/a?b=1&c=2", "Whole")
    assert links_of(atom)["via"] == [of_json["external_url"]] == [source.get("url")]
    assert texts(item, "comments") == [f"{URL}/posts/rich/#comments"]
    assert texts(item, "slash:comments") == ["3"]
    assert texts(item, "wfw:commentRss") == [f"{URL}/feeds/comments/rich.xml"]
    assert links_of(atom)["replies"][1] == f"{URL}/feeds/comments/rich.atom.xml"
    assert texts(item, "dc:language") == [of_json["language"]] == ["en"]
    assert "☐" in of_json["content_html"]
    assert "<input" not in of_json["content_html"]


def test_the_archives_lead_back_to_the_first_post(made: dict[str, bytes]) -> None:
    for first in ("feeds/all.atom.xml", "feed.xml"):
        found, at = [], first
        while at:
            root = etree.fromstring(made[at])
            older = links_of(root[0] if root.tag == "rss" else root).get("prev-archive", [])
            found += older
            at = "".join(older).removeprefix(f"{URL}/")
        assert found == [f"{URL}/feeds/all/{n}.atom.xml" for n in (2, 1)]
    head = etree.fromstring(made["feed.xml"])[0]
    (link,) = head.iterfind("atom:link[@rel='prev-archive']", SPACES)
    assert link.get("type") == "application/atom+xml"  # a reader need not guess it


def test_what_closed_parts_hold_is_what_the_feed_itself_would(made: dict[str, bytes]) -> None:
    """So a reader of RSS that is led back to them in Atom meets each post once."""
    files = sorted(name for name in made if name.startswith("feeds/all/"))
    assert files == ["feeds/all/1.atom.xml", "feeds/all/2.atom.xml"]
    told = feedparser.parse(made["feed.xml"]).entries
    closed = [one for name in files for one in feedparser.parse(made[name]).entries]
    both = {one.id for one in told} & {one.id for one in closed}
    assert both
    assert [(one.title, one.link, one.content[0].value) for one in told if one.id in both] == [
        (one.title, one.link, one.content[0].value)
        for one in sorted(closed, key=lambda one: one.published, reverse=True)
        if one.id in both
    ]


def test_a_great_change_and_a_comment_have_entries_of_their_own(made: dict[str, bytes]) -> None:
    (change,) = feedparser.parse(made["feeds/changes.atom.xml"]).entries
    assert change.title == "Rich: updated"
    assert change.id.endswith(":rich#change-2015-05-05")
    assert "All &lt;new&gt;." in change.content[0].value
    nameless, named = json.loads(made["feeds/comments/rich.json"])["items"]
    assert nameless["title"] == "Comment on “Rich”: Name not known"
    assert "authors" not in nameless
    assert named["authors"] == [{"name": "Jo"}]
    assert named["url"] == f"{URL}/posts/rich/#comment.1"
    (easy,) = feedparser.parse(made["feeds/easy-read.xml"]).entries
    assert easy.title == "Easy (Easy Read)"
    assert "<dt>hard</dt>" in easy.content[0].value


def test_an_edit_changes_no_other_entry(made: dict[str, bytes], tmp_path: Path) -> None:
    edited = {**FILES, "posts/2014/p07.md": post("New.\n", title="Other", date="2014-02-10")}
    after = feeds(tmp_path, edited)
    changed = {name for name in made if made[name] != after[name]}
    assert changed == {
        name for name in after if b">Other<" in after[name] or b'"Other"' in after[name]
    }
    for name in changed:
        if name.endswith(".json"):
            before, now = (
                {one["id"]: one for one in json.loads(files[name])["items"]}
                for files in (made, after)
            )
            assert [id_ for id_, one in now.items() if before[id_] != one] == [
                "tag:wayside.example,2012:p07"
            ]


def test_a_new_post_changes_no_closed_part(made: dict[str, bytes], tmp_path: Path) -> None:
    more = {**FILES, "posts/2016/more.md": post(title="More", date="2016-01-01")}
    after = feeds(tmp_path, more)
    parts = {name for name in made if name.startswith("feeds/all/")}
    assert parts
    assert {name for name in parts if made[name] != after[name]} == set()


def test_a_version_whose_file_is_not_there_is_told_of(tmp_path: Path) -> None:
    lost = post(title="Lost", versions="[{format: audio, file: ../../media/lost.mp3}]")
    found = loaded(tmp_path, {"posts/2014/lost.md": lost}, url=URL).problems
    assert any("lost.mp3" in str(problem) for problem in found)


def test_a_feed_that_feedgen_ends_in_another_way_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entries would stand after its end, and no reader would find them."""
    monkeypatch.setattr(FeedGenerator, "atom_str", lambda *_, **__: b"<feed></feed>")
    with pytest.raises(ValueError, match=r"feedgen ends atom with b'<feed></feed>'"):
        feeds(tmp_path)
