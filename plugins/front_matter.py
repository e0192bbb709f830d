"""The reader that hands Pelican the posts and pages that the library has read.

Settings: MAKER, which `publication` sets. Attributes that it gives an article or page: title,
slug, date, summary, status, template; nothing of these reaches a template of ours.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.readers import BaseReader, Readers

from plugins.model.library import Library
from plugins.model.page import Page
from plugins.model.post import Post
from plugins.model.schema import PageFields

# Pelican wants a date for all; this one stands for none, and no page, feed or list sees it.
NO_DATE = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)
# How Pelican calls what it writes but does not list, and what it passes over.
UNLISTED, PASSED_OVER = "hidden", "skip"


class FrontMatterReader(BaseReader):  # type: ignore[misc]  # Pelican ships no types
    """Reads nothing itself: each file was read, and checked beside all others, before."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The text and the metadata of one file, for Pelican's article or page."""
        library: Library = self.settings["MAKER"].library
        path = Path(source_path).relative_to(self.settings["PATH"]).as_posix()
        found = library.by_path.get(path)
        if found is None:
            return "", {"title": path, "status": PASSED_OVER}
        metadata = post_metadata(found) if isinstance(found, Post) else page_metadata(found)
        return found.entry.body.html, metadata


def post_metadata(post: Post) -> dict[str, Any]:
    """What Pelican must know of a post to give it a page."""
    return {
        "title": post.title,
        "slug": post.slug,
        "date": _midnight(post.added.date) if post.added else NO_DATE,
        "summary": post.summary,
        "status": UNLISTED if post.state == "withdrawn" else "published",
        "template": "withdrawn" if post.state == "withdrawn" else "post",
    }


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, datetime.UTC)


def page_metadata(page: Page[PageFields]) -> dict[str, Any]:
    """What Pelican must know of a page to write it."""
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.fields.summary,
        "status": "published",
        "template": "page",
    }


def add_reader(readers: Readers) -> None:
    """Let Markdown be read by the library alone."""
    readers.reader_classes["md"] = FrontMatterReader


def register() -> None:
    """Connect to Pelican."""
    signals.readers_init.connect(add_reader)
