"""JSON Feed 1.1 (www.jsonfeed.org/version/1.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from plugins.feeds.channel import Channel
from plugins.feeds.entry import Author, Entry

_VERSION = "https://jsonfeed.org/version/1.1"
_encode = msgspec.json.Encoder().encode


def json_feed(channel: Channel, entries: Iterable[Entry]) -> bytes:
    """A feed as JSON."""
    said = {
        "version": _VERSION,
        "title": channel.title,
        "home_page_url": channel.home,
        "feed_url": channel.address("json"),
        "description": channel.about,
        "language": channel.lang,  # and no authors, or they would be those of a post without any
    }
    return _encode({**_known(said), "items": [*map(_item, entries)]}) + b"\n"


def _item(entry: Entry) -> dict[str, Any]:
    return _known(
        {
            "id": entry.id,
            "url": entry.href,
            "external_url": entry.source.href if entry.source else "",
            "title": entry.title,
            "content_html": entry.content,
            "summary": entry.summary,
            "image": entry.image,
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": _authors(entry.authors),
            "tags": entry.tags,
            "language": entry.lang,
            "attachments": [
                {"url": file.href, "mime_type": file.type, "size_in_bytes": int(file.length)}
                for file in entry.enclosures
            ],
        }
    )


def _authors(authors: Iterable[Author]) -> list[dict[str, Any]]:
    return [_known({"name": who.name, "url": who.href}) for who in authors if who.known]


def _known(said: dict[str, Any]) -> dict[str, Any]:
    """What is known: what is left out says that nothing is."""
    return {name: value for name, value in said.items() if value}
