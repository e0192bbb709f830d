"""What must hold for a feed in JSON (JSON Feed 1.1, www.jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from plugins.model.address import FEEDS
from plugins.model.problem import Problem, of_file
from plugins.output_check.feed_check import (
    check_address_serves_a_reader_elsewhere,
    check_ids,
    check_moment,
    check_names_itself,
    check_title,
)
from plugins.output_check.page import read_page
from plugins.output_check.tree import Tree, ending

VERSION = "https://jsonfeed.org/version/1.1"
_REMEDY = "Mend plugins/feeds."
_FOLDER = FEEDS.lstrip("/")


def check_json_feeds(tree: Tree) -> Iterator[Problem]:
    """Hold that each feed in JSON is one, and leads back."""
    for name in tree.ours:
        if name.startswith(_FOLDER) and ending(name) == ".json":
            yield from _check(name, tree.kept[name], tree)


def _check(name: str, data: bytes, tree: Tree) -> Iterator[Problem]:
    try:
        feed = json.loads(data)
        version, items = feed["version"], feed["items"]
    except (ValueError, KeyError, TypeError):
        version, items = "", []
    if version != VERSION:
        yield of_file(name, "This feed is not JSON Feed 1.1.", _REMEDY)
        return
    if not feed.get("title"):
        yield of_file(name, 'The feed has no "title".', _REMEDY)
    yield from check_ids(name, [item.get("id", "") for item in items], "id")
    yield from check_names_itself(name, feed.get("feed_url", ""), tree)
    for item in items:
        yield from check_title(name, item.get("title", ""), item.get("id", ""))
        for day in ("date_published", "date_modified"):
            yield from check_moment(name, item.get(day), day, item.get("id", ""))
    for address in dict.fromkeys(_addresses(feed)):
        yield from check_address_serves_a_reader_elsewhere(name, address, tree)


def _addresses(feed: dict[str, Any]) -> Iterator[str]:
    """Every address that a feed names, also in the texts of its entries."""
    yield from (feed[one] for one in ("home_page_url", "feed_url") if one in feed)
    for item in feed["items"]:
        yield from (item[one] for one in ("url", "external_url", "image") if one in item)
        yield from (one.get("url", "") for one in item.get("attachments", []))
        yield from (one["url"] for one in item.get("authors", []) if "url" in one)
        page = read_page(item.get("content_html", "").encode())  # content_text names none
        yield from (reference.address for reference in page.references)
