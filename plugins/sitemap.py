"""The sitemap: every page that search engines should find; and robots.txt, which leads to it.

Settings: MAKER, which `publication` sets. Formats: www.sitemaps.org/protocol.html; RFC 9309.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple, Protocol

from pelican import signals
from pelican.generators import Generator

from plugins.model.address import MISSING, ROBOTS, SITEMAP, address, encode, file_of
from plugins.model.library import Library
from plugins.model.post import Post
from plugins.model.settings import Settings
from plugins.model.view.maker import Maker
from plugins.model.view.post import first_published_at
from plugins.model.view.sheets import network_sheets

MOST_ENTRIES = 50_000  # in one file, by the protocol
MOST_BYTES = 50_000_000  # likewise
_FORM = """\
<?xml version="1.0" encoding="UTF-8"?>
<{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{1}
</{0}>
"""


class Listed(NamedTuple):
    """A page in the sitemap; `last_updated` is None where its page names no such day."""

    path: str
    last_updated: datetime.date | None = None


class SitemapGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes the sitemap of a site that has an address, and robots.txt."""

    def generate_output(self, writer: _BytesWriter) -> None:
        """Make both from the library."""
        maker = self.settings["MAKER"]
        settings = maker.settings
        if is_to_be_found(settings):
            for path, text in sitemaps(listed(maker), settings.url):
                writer.write_bytes(file_of(path), text.encode())
        if not settings.base and not _has_robots_of_its_own(maker.library):
            writer.write_bytes(file_of(ROBOTS), robots(settings).encode())


class _BytesWriter(Protocol):
    """What this generator needs of a writer."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write one file of the output."""


def is_to_be_found(settings: Settings) -> bool:
    """Whether search engines should know of this site: it has an address, and is no preview."""
    return bool(settings.url) and not settings.drafts


def listed(maker: Maker) -> list[Listed]:
    """The pages that search engines should find, in the order of their addresses.

    Not among them: the page for a missing address, redirects, withdrawn posts, and posts that
    belong to an address elsewhere.
    """
    library = maker.library
    last_updated = {address("pages", one.slug): one.fields.last_updated for one in library.pages}
    for text in library.easy_reads:
        last_updated[address("easy-read", text.slug)] = text.fields.last_updated
    paths = {sheet.path for sheet in network_sheets(maker)} - {MISSING} | last_updated.keys()
    found = [Listed(path, day.date if (day := last_updated.get(path)) else None) for path in paths]
    found += [
        Listed(address("posts", post.slug), post.last_updated)
        for post in library.posts
        if _belongs_here(post, maker.settings.url)
    ]
    return sorted(found, key=lambda one: one.path)


def _belongs_here(post: Post, url: str) -> bool:
    """Whether the page of a post gives its own address as the one to find it at (RFC 6596)."""
    elsewhere = first_published_at(post.fields.original)
    return elsewhere in {"", url + encode(address("posts", post.slug))}


def sitemaps(
    pages: Sequence[Listed], url: str, most: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES
) -> Iterator[tuple[str, str]]:
    """The files that list these pages, each with its address: one, or several and their index.

    pages: one at least. url: the address of the site.
    most, most_bytes: how many entries and bytes one file may hold.
    """
    parts = list(_parts([_entry("url", url, *page) for page in pages], most, most_bytes))
    if len(parts) == 1:
        yield SITEMAP, _FORM.format("urlset", "\n".join(parts[0]))
        return
    paths = [SITEMAP.replace(".", f"-{number}.") for number in range(1, len(parts) + 1)]
    index = "\n".join(_entry("sitemap", url, path) for path in paths)
    yield SITEMAP, _FORM.format("sitemapindex", index)
    for path, part in zip(paths, parts, strict=True):
        yield path, _FORM.format("urlset", "\n".join(part))


def _entry(name: str, url: str, path: str, day: datetime.date | None = None) -> str:
    last = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<{name}><loc>{escape(url + encode(path))}</loc>{last}</{name}>"


def _parts(entries: Iterable[str], most: int, most_bytes: int) -> Iterator[list[str]]:
    """Entries cut, in their order, into lists of which each fits into a file."""
    part: list[str] = []
    room = most_bytes - len(_FORM.format("urlset", "")) + 1  # no line ends after the last entry
    size = 0
    for entry in entries:
        length = len(entry.encode()) + 1
        if part and (len(part) == most or size + length > room):
            yield part
            part, size = [], 0
        part.append(entry)
        size += length
    if part:
        yield part


def robots(settings: Settings) -> str:
    """What robots are asked: to come and find the sitemap, or to stay away from a preview."""
    if is_to_be_found(settings):
        return f"User-agent: *\nAllow: /\nSitemap: {settings.url}{SITEMAP}\n"
    return "User-agent: *\nDisallow: /\n"


def _has_robots_of_its_own(library: Library) -> bool:
    """Whether an editor wrote extra/robots.txt, which goes before ours."""
    return any(asset.address == ROBOTS for asset in library.assets)


def get_generators(_pelican: object) -> type[SitemapGenerator]:
    """The generator that Pelican should run."""
    return SitemapGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
