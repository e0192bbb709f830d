"""What must hold for a feed, whatever its format.

RSS 2.0: www.rssboard.org/rss-specification. Atom: RFC 4287. Archives: RFC 5005. JSON Feed 1.1:
www.jsonfeed.org/version/1.1.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml import etree

from plugins.model.address import encode
from plugins.model.problem import Problem, of_file
from plugins.output_check.page import read_page
from plugins.output_check.tree import Tree

ATOM = "{http://www.w3.org/2005/Atom}"
_ATOM_LINK = f"{ATOM}link"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
# RFC 3339, 5.6, with the T and the Z that Atom asks for (RFC 4287, 3.3): less than all of ISO 8601.
_MOMENT = re.compile(
    r"[0-9]{4}(-[0-9]{2}){2}T([0-9]{2}:){2}[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_IN_FEEDS = "Mend plugins/feeds."


def check_rss(name: str, root: etree._Element, tree: Tree) -> Iterator[Problem]:
    """Hold that a feed is RSS 2.0, and leads back."""
    channel = root.find("channel")
    if root.get("version") != "2.0" or channel is None:
        yield of_file(name, "This feed is not RSS 2.0 with one channel.", _IN_FEEDS)
        return
    yield from _check_has(name, channel, ("title", "link", "description"))
    items = channel.findall("item")
    yield from check_ids(name, [_text(item, "guid") for item in items], "guid")
    for item in items:
        yield from check_title(name, _text(item, "title"), _text(item, "guid"))
        yield from _check_day(name, item)
    yield from _check_links(name, channel, tree)
    for address in dict.fromkeys(_addresses(channel)):
        yield from check_address_serves_a_reader_elsewhere(name, address, tree)


def check_atom(name: str, root: etree._Element, tree: Tree) -> Iterator[Problem]:
    """Hold that a feed is Atom, and leads back."""
    yield from _check_has(name, root, (f"{ATOM}id", f"{ATOM}title"))
    yield from check_moment(name, root.findtext(f"{ATOM}updated"), "updated")
    entries = root.findall(f"{ATOM}entry")
    yield from check_ids(name, [_text(entry, f"{ATOM}id") for entry in entries], "id")
    for entry in entries:
        yield from check_title(name, _text(entry, f"{ATOM}title"), _text(entry, f"{ATOM}id"))
        for day in ("updated", "published"):
            moment = entry.findtext(f"{ATOM}{day}")
            yield from check_moment(name, moment, day, _text(entry, f"{ATOM}id"))
    yield from _check_links(name, root, tree)
    for address in dict.fromkeys(_addresses(root)):
        yield from check_address_serves_a_reader_elsewhere(name, address, tree)


def _check_has(name: str, feed: etree._Element, wanted: tuple[str, ...]) -> Iterator[Problem]:
    for one in wanted:
        if not _text(feed, one):
            word = etree.QName(one).localname
            yield of_file(name, f"The feed has no <{word}>.", _IN_FEEDS)


def check_ids(name: str, ids: list[str], what: str) -> Iterator[Problem]:
    """Hold that each entry has an id that no other has, or followers would not see it."""
    for one, times in Counter(ids).items():
        if not one:
            yield of_file(name, f"{_entries(times)} of the feed without a <{what}>.", _IN_FEEDS)
        elif times > 1:
            message = f'{times} entries of the feed have the <{what}> "{one}".'
            yield of_file(name, message, _IN_FEEDS)


def _entries(number: int) -> str:
    return "There is 1 entry" if number == 1 else f"There are {number} entries"


def check_title(name: str, title: str, entry: str) -> Iterator[Problem]:
    """Hold that an entry has a title, for readers show it in lists; entry: its id."""
    if not title:
        yield of_file(name, f'The entry "{entry}" has no title.', _IN_FEEDS)


def _check_day(name: str, item: etree._Element) -> Iterator[Problem]:
    """Hold that an item has its day, by which readers sort, written as RFC 822 says."""
    day = _text(item, "pubDate")
    if not day:
        yield of_file(name, f'The entry "{_text(item, "guid")}" has no <pubDate>.', _IN_FEEDS)
        return
    try:
        parsedate_to_datetime(day)
    except ValueError:
        message = f'The <pubDate> "{day}" of "{_text(item, "title")}" is no date of RFC 822.'
        yield of_file(name, message, _IN_FEEDS)


def check_moment(name: str, moment: str | None, what: str, entry: str = "") -> Iterator[Problem]:
    """Hold that a moment is there, and is written as RFC 3339 says.

    what: the name of the moment. entry: the id of the entry, "" for the feed itself.
    """
    if not moment:
        whole = f'The entry "{entry}"' if entry else "The feed"
        yield of_file(name, f"{whole} has no moment ({what}).", _IN_FEEDS)
    elif not _is_moment(moment):
        yield of_file(name, f'The moment "{moment}" ({what}) is none of RFC 3339.', _IN_FEEDS)


def _is_moment(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)  # 30 February has the form too
    except ValueError:
        return False
    return _MOMENT.fullmatch(text) is not None


def _check_links(name: str, feed: etree._Element, tree: Tree) -> Iterator[Problem]:
    """Hold that a feed names itself, and an archived part of one the feed that it is of."""
    links = {link.get("rel"): link.get("href", "") for link in feed.findall(_ATOM_LINK)}
    yield from check_names_itself(name, links.get("self", ""), tree)
    if feed.find(_ARCHIVE) is not None and not links.get("current"):
        message = "This archived part of a feed does not lead to the feed (RFC 5005, 4)."
        yield of_file(name, message, _IN_FEEDS)


def check_names_itself(name: str, found: str, tree: Tree) -> Iterator[Problem]:
    """Hold that a feed names its own address; found: what it names."""
    site = tree.settings.url
    if site and found != site + encode(f"/{name}"):
        message = f'The feed says that it stands at "{found}", and it stands at {site}/{name}.'
        yield of_file(name, message, _IN_FEEDS)


def _addresses(feed: etree._Element) -> Iterator[str]:
    """Every address that a feed names, also in the texts of its entries."""
    for one in feed.iter("link", "comments", "guid", "url"):
        if one.tag != "guid" or one.get("isPermaLink") != "false":
            yield (one.text or "").strip()
    yield from (one.get("href", "") for one in feed.iter(_ATOM_LINK))
    yield from (one.text or "" for one in feed.iter(f"{ATOM}uri"))
    yield from (one.get("url", "") for one in feed.iter("enclosure", "source"))
    for text in feed.iter(_CONTENT, f"{ATOM}content"):
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
        yield of_file(name, message, "Mend plugins/feeds, or the link in the text.")


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
