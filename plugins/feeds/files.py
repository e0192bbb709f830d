"""The files of all feeds: each feed is worked out once for all its formats."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from plugins.feeds.channel import Channel, channel_of
from plugins.feeds.entry import Entry
from plugins.feeds.json_feed import json_feed
from plugins.feeds.other_entries import change_entry, comment_entry, easy_read_entry
from plugins.feeds.post_entry import post_entry
from plugins.feeds.shape import Words, words_of
from plugins.feeds.xml_feed import atom_feed, rss_feed
from plugins.model import address as at
from plugins.model.feeds.item import Item
from plugins.model.feeds.names import ALL, CHANGES, COMMENTS, EASY_READ, forms_of
from plugins.model.view.fact import Fact
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import Together


def feed_files(maker: Maker) -> Iterator[Together]:
    """The files of every feed and of every closed part of the one of all posts."""
    entries = Entries(maker)
    library = maker.facts.behind
    moved: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for place, (name, form) in library.moved_feeds.items():
        moved[name][at.file_of(place)] = form
    for name in library.feed_names:
        files = {at.file_of(at.feed(name, form)): form for form in forms_of(name)} | moved[name]
        yield Together(tuple(files), partial(_feed, entries, name, [*files.values()]))
    for number in range(1, library.feeds.archives + 1):
        file = at.file_of(at.archive(number))
        yield Together((file,), partial(_archive, entries, number))


def _feed(entries: Entries, name: str, forms: Sequence[str]) -> list[bytes]:
    """A feed in some formats, in one more than once where copies of it stand elsewhere."""
    found = [entries.of(name, item) for item in entries.maker.facts.feed(name)]
    channel, own = channel_of(entries.maker, name, _updated(found)), forms_of(name)
    written = dict(zip(own, _written(channel, found, own), strict=True))
    return [written[form] for form in forms]


def _archive(entries: Entries, number: int) -> list[bytes]:
    """A closed part of the feed of all posts, to which RSS and Atom lead."""
    found = [entries.of(ALL, item, last=True) for item in entries.maker.facts.archive(number)]
    channel = channel_of(entries.maker, ALL, _updated(found), number)
    return [atom_feed(channel, [words for _, words in found])]


def _updated(entries: Iterable[Made]) -> datetime.datetime | None:
    """When the last of them was changed."""
    return max((entry.updated for entry, _ in entries), default=None)


def _written(channel: Channel, entries: Sequence[Made], forms: Sequence[str]) -> list[bytes]:
    words = [words for _, words in entries]
    files = [rss_feed(channel, words), atom_feed(channel, words)]
    if "json" in forms:
        files.append(json_feed(channel, (entry for entry, _ in entries)))
    return files


class Made(NamedTuple):
    """An entry, and its words as XML has them."""

    entry: Entry
    words: Words


class Entries:
    """The entries of all feeds: one that stands in several is made once."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self._made: dict[tuple[str, Item], tuple[Made, set[Fact]]] = {}

    def of(self, name: str, item: Item, *, last: bool = False) -> Made:
        """The entry of a feed; last: whether nobody asks for it again, so it is not kept."""
        kind = name.partition("/")[0]
        key = kind if kind in _ENTRIES else ALL, item
        found = self._made.get(key)
        if found is None:
            with self.maker.facts.noting() as noted:
                entry = _ENTRIES.get(kind, post_entry)(self.maker, item)
            found = Made(entry, words_of(entry)), noted
            if not last:
                self._made[key] = found
        self.maker.facts.noted |= found[1]
        return found[0]


_ENTRIES: Mapping[str, Callable[[Maker, Item], Entry]] = {
    CHANGES: change_entry,
    COMMENTS: comment_entry,
    EASY_READ: easy_read_entry,
}
