"""Headings: their levels on the page and the ids that links lead to."""

from __future__ import annotations

import re
import unicodedata

import msgspec

# Ids that the theme's pages have; a heading of that name gets a number. A test compares them.
THEME_IDS = frozenset(
    {
        *("main", "comments", "comments-title", "contents-title", "versions-title"),
        *("original-title", "topics-title", "changes-title", "series-next-title"),
        *("members-title", "former-title", "cite-title", "related-title"),
        *("known-issues", "last-check", "tell-us"),
        *("narrower", "hard-words", "newest", "series", "changed"),
        *("front-briefs", "front-voices"),
        *("comment-risk", "comment-form-title"),
        *("comment-text", "comment-text-hint", "comment-text-wrong"),
        *("comment-name", "comment-name-hint", "comment-frame-about"),
        *("feeds-with", "feeds-without", "feeds-known"),
        *("a-z-others", "search-words", "search-ways", "search-found"),
    }
)
_NOT_IN_ID = re.compile(r"[^\w\- ]+")


class Heading(msgspec.Struct, frozen=True):
    """A heading of the text: its level on the page (2 to 6), its id, its words."""

    level: int
    id: str
    text: str


class Levels:
    """The level of each heading on the page, where the title is h1: no level is skipped."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def shift(self, written: int) -> tuple[int, bool]:
        """The level of the next heading, 2 to 6, and whether the text skips one before it."""
        while self._open and self._open[-1] >= written:
            self._open.pop()
        skips = bool(self._open) and written > self._open[-1] + 1
        self._open.append(written)
        return min(6, len(self._open) + 1), skips


class Anchors:
    """The ids of a page, made from the words of its headings as GitHub makes them."""

    def __init__(self) -> None:
        self._used: set[str] = set(THEME_IDS)
        self._counts: dict[str, int] = {}
        self._natural: dict[str, str] = {}

    def keep(self, name: str) -> None:
        """Take note of an id that is there already."""
        self._used.add(name)
        self._natural.setdefault(name, name)

    def add(self, text: str) -> str:
        """The id of a heading: unique, readable, the same for the same page."""
        natural = name = github_slug(text) or "section"
        count = self._counts.get(natural, 0)
        while name in self._used:
            count += 1
            name = f"{natural}-{count}"
        self._counts[natural] = count
        self._used.add(name)
        self._natural.setdefault(natural, name)
        self._natural.setdefault(name, name)
        return name

    def find(self, fragment: str) -> str | None:
        """The id that a link means, which may be one of the page's own; None if there is none."""
        found = self._natural.get(fragment) or self._natural.get(fragment.lower())
        return found or (fragment if fragment in THEME_IDS or not fragment else None)


def github_slug(text: str) -> str:
    """A heading's words in lower case, hyphens for blanks, as GitHub makes them."""
    text = text.strip().lower()
    if text.isascii():
        return _NOT_IN_ID.sub("", text).replace(" ", "-")
    # Marks (as in Devanagari) are part of a word, though not for Python's \w.
    kept = (c for c in text if c in "-_ " or c.isalnum() or unicodedata.category(c)[0] == "M")
    return "".join(kept).replace(" ", "-")
