"""What must hold for the file that lists all feeds (opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from plugins.model.problem import Problem, of_file
from plugins.output_check.feed_check import check_address_serves_a_reader_elsewhere
from plugins.output_check.tree import Tree

_CURE = "Mend plugins/opml.py."


def check_opml(name: str, root: etree._Element, tree: Tree) -> Iterator[Problem]:
    """Hold that readers can import it: each feed has a title and an address that leads to it."""
    if root.get("version") != "2.0" or not root.findtext("head/title"):
        yield of_file(name, "This list of feeds is not OPML 2.0 with a title.", _CURE)
    feeds = root.findall("body/outline/outline[@type='rss']")
    if not feeds:
        yield of_file(name, "This list of feeds has no feed in a group.", _CURE)
    for feed in feeds:
        if not (feed.get("text") and feed.get("title")):
            message = f'The feed {feed.get("xmlUrl")} has no "text" or no "title".'
            yield of_file(name, message, _CURE)
    addresses = [one.get(key, "") for one in feeds for key in ("xmlUrl", "htmlUrl")]
    for address in dict.fromkeys(addresses):
        yield from check_address_serves_a_reader_elsewhere(name, address, tree)
