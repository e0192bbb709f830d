"""The rules of RSS 2.0, RFC 4287, RFC 5005 and JSON Feed 1.1 that matter, held of all feeds."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any

from lxml import etree

SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}
STYLE = b'<?xml-stylesheet type="text/css" href="'
FULL = re.compile(r"(https?://[^/\s]+/?|mailto:)\S*")


class _Addresses(HTMLParser):
    found: list[str]

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "poster", "cite"}:
                self.found.append(value or "")
            elif name == "srcset":
                self.found += [one.split()[0] for one in (value or "").split(",")]


def check_all(files: dict[str, bytes], site: str) -> None:
    """Hold the rules of every feed of a site."""
    ids: dict[str, set[str]] = {}
    for name, data in files.items():
        address = f"{site}/{name}"
        if name.endswith(".json"):
            check_json(data, address)
        else:
            assert data.split(b"\n")[1].startswith(STYLE), name
            root = etree.fromstring(data)
            (check_rss if root.tag == "rss" else check_atom)(root, address)
            if root.tag != "rss":
                feed = re.sub(r"^feeds/|/\d+(?=\.)|\.atom\.xml$", "", name)
                ids.setdefault(feed, set()).update(texts(root, "atom:id"))
    assert all(len(of) == 1 for of in ids.values())
    assert len(set().union(*ids.values())) == len(ids)


def check_rss(root: Any, address: str) -> None:
    (channel,) = root
    for wanted in ("title", "link", "description", "language", "lastBuildDate"):
        (found,) = texts(channel, wanted)
        assert found
    (own,) = (one for one in channel.findall("atom:link", SPACES) if one.get("rel") == "self")
    assert (own.get("href"), own.get("type")) == (address, "application/rss+xml")
    _check_ids([one.findtext("guid") for one in channel.findall("item")])
    moments = []
    for item in channel.findall("item"):
        for wanted in ("title", "link", "description", "content:encoded", "pubDate"):
            (found,) = texts(item, wanted)
            assert found
        assert item.find("guid").get("isPermaLink") == "false"
        moments.append(parsedate_to_datetime(item.findtext("pubDate")))
        assert len(item.findall("enclosure")) <= 1
        for file in item.findall("enclosure"):
            assert int(file.get("length")) > 0
            assert "/" in file.get("type")
            assert FULL.fullmatch(file.get("url"))
        for name in ("link", "comments", "wfw:commentRss"):
            assert all(FULL.fullmatch(one) for one in texts(item, name))
        check_html(item.findtext("content:encoded", "", SPACES))
    assert len(set(moments)) == len(moments)
    assert moments == sorted(moments, reverse=True)


def check_atom(root: Any, address: str) -> None:
    links = links_of(root)
    assert links["self"] == [address]
    assert len(links["alternate"]) == 1
    for wanted in ("id", "title", "updated", "author"):
        assert len(root.findall(f"atom:{wanted}", SPACES)) == 1
    entries = root.findall("atom:entry", SPACES)
    _check_ids([one.findtext("atom:id", "", SPACES) for one in entries])
    updated = [moment(one.findtext("atom:updated", "", SPACES)) for one in entries]
    assert len(set(updated)) == len(updated)
    if updated:
        assert moment(root.findtext("atom:updated", "", SPACES)) == max(updated)
    for entry in entries:
        assert entry.get("{http://www.w3.org/XML/1998/namespace}lang")
        assert entry.find("atom:content", SPACES).get("type") == "html"
        assert entry.find("atom:summary", SPACES).get("type") == "text"
        assert [one for one in links_of(entry) if one == "alternate"]
        assert all(FULL.fullmatch(one) for of in links_of(entry).values() for one in of)
        for file in entry.iterfind("atom:link[@rel='enclosure']", SPACES):
            assert int(file.get("length")) > 0
            assert "/" in file.get("type")
        check_html(entry.findtext("atom:content", "", SPACES))
    if root.find("fh:archive", SPACES) is not None:
        assert links["current"]
        assert bool(links.get("prev-archive")) != bool(links.get("next-archive"))


def check_json(data: bytes, address: str) -> None:
    feed = json.loads(data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == address
    assert feed["title"]
    _check_ids([one["id"] for one in feed["items"]])
    for item in feed["items"]:
        moment(item["date_published"])
        moment(item["date_modified"])
        for name in ("url", "external_url", "image"):
            assert name not in item or FULL.fullmatch(item[name])
        for file in item.get("attachments", []):
            assert file["size_in_bytes"] > 0
            assert FULL.fullmatch(file["url"])
        check_html(item["content_html"])


def check_html(html: str) -> None:
    """Every address in it can be followed from elsewhere."""
    parser = _Addresses()
    parser.found = []
    parser.feed(html)
    parser.close()
    assert all(FULL.fullmatch(one) for one in parser.found), parser.found


def texts(element: Any, name: str) -> list[str]:
    return [found.text or "" for found in element.findall(name, SPACES)]


def links_of(element: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in element.findall("atom:link", SPACES):
        found.setdefault(link.get("rel", "alternate"), []).append(link.get("href"))
    return found


def moment(text: str) -> datetime.datetime:
    found = datetime.datetime.fromisoformat(text)
    assert found.tzinfo
    return found


def _check_ids(ids: list[str]) -> None:
    assert all(ids)
    assert max(Counter(ids).values(), default=1) == 1
