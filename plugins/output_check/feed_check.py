"""What must hold for a feed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml import etree

from plugins.model.problem import Problem, of_file
from plugins.output_check.page import read_page
from plugins.output_check.tree import Tree

_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_IN_FEEDS = "Mend plugins/feeds.py."


def check_rss(name: str, root: etree._Element, tree: Tree) -> Iterator[Problem]:
    """Hold that a feed is RSS 2.0 as www.rssboard.org/rss-specification says, and leads back."""
    channel = root.find("channel")
    if root.get("version") != "2.0" or channel is None:
        yield of_file(name, "This feed is not RSS 2.0 with one channel.", _IN_FEEDS)
        return
    for wanted in ("title", "link", "description"):
        if not _text(channel, wanted):
            yield of_file(name, f"The feed has no <{wanted}>.", _IN_FEEDS)
    items = channel.findall("item")
    yield from _check_ids(name, items)
    for item in items:
        yield from _check_day(name, item)
    for address in dict.fromkeys(_addresses(channel)):
        yield from check_address_serves_a_reader_elsewhere(name, address, tree)


def _check_ids(name: str, items: list[etree._Element]) -> Iterator[Problem]:
    """Hold that each entry has an id that no other has, or followers would not see it."""
    ids = Counter(_text(item, "guid") for item in items)
    for one, times in ids.items():
        if not one:
            yield of_file(name, f"{_entries(times)} of the feed without a <guid>.", _IN_FEEDS)
        elif times > 1:
            yield of_file(name, f'{times} entries of the feed have the <guid> "{one}".', _IN_FEEDS)


def _entries(number: int) -> str:
    return "There is 1 entry" if number == 1 else f"There are {number} entries"


def _check_day(name: str, item: etree._Element) -> Iterator[Problem]:
    """Hold that a day is written as RFC 822 says."""
    day = item.findtext("pubDate")
    try:
        if day is not None:
            parsedate_to_datetime(day)
    except ValueError:
        message = f'The <pubDate> "{day}" of "{_text(item, "title")}" is no date of RFC 822.'
        yield of_file(name, message, _IN_FEEDS)


def _addresses(channel: etree._Element) -> Iterator[str]:
    """Every address that a feed names, also in the texts of its entries."""
    for one in channel.iter("link", "comments", "guid", "url"):
        if one.tag != "guid" or one.get("isPermaLink") != "false":
            yield (one.text or "").strip()
    yield from (one.get("href", "") for one in channel.iter(_ATOM_LINK))
    yield from (one.get("url", "") for one in channel.iter("enclosure"))
    for text in channel.iter(_CONTENT):
        page = read_page((text.text or "").encode())
        yield from (reference.address for reference in page.references)


def check_address_serves_a_reader_elsewhere(
    name: str, address: str, tree: Tree
) -> Iterator[Problem]:
    """Hold that an address is a full one, and of this site's own that it leads somewhere."""
    end = tree.ways.lead(address, name)
    is_full = address.startswith(("https://", "http://")) or end.scheme in {"mailto", "tel"}
    if not is_full:
        yield of_file(
            name,
            f'The address "{address}" is not a full one, and a feed is read elsewhere.',
            _IN_FEEDS,
        )
    elif end.wrong:
        message = f'The address "{address}" in the feed {end.wrong}.'
        yield of_file(name, message, "Mend plugins/feeds.py, or the link in the text.")


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
