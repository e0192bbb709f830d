"""How somebody else may name a post: authors, year, title, publication, day and address."""

from __future__ import annotations

import unicodedata

from plugins.model import address as at
from plugins.model.field import UNKNOWN
from plugins.model.post import Post
from plugins.model.settings import Settings
from plugins.model.wording.table import Wording

_LEFTWARDS = {"R", "AL"}  # classes of the letters of Hebrew, Arabic and their like


def citation(post: Post, settings: Settings, words: Wording) -> str:
    """A citation in plain text, to be copied; the names are as their owners write them.

    Without an author the organisation, and without one the publication, stands for one (as in the
    APA's and the Harvard style). The address is left out while the site has none.
    """
    names = [_apart(one.person.name) for one in post.credits if one.known]
    names = names or [one.name for one in post.organisations] or [settings.name]
    year = str(post.added.date.year) if post.added else words.cited_undated
    parts = [f"{words.in_a_row(names)} ({year})", post.title]
    if names != [settings.name]:
        parts.append(settings.name)
    if post.last_updated:
        parts.append(words.cited_update.format(day=words.day(post.last_updated)))
    if settings.url:
        parts.append(f"{settings.url}{at.encode(at.address('posts', post.slug))}")
    *others, last = parts
    return f"{' '.join(map(_sentence, others))} {last}{_first(post, words)}"


def _first(post: Post, words: Wording) -> str:
    """Where a republished text first stood, which should be named too."""
    original = post.fields.original
    if original is None or original.relation != "republished":
        return ""
    address = f": {original.url}" if original.url != UNKNOWN else ""
    return f" {words.first_published.format(publisher=original.publisher)}{address}"


def _apart(name: str) -> str:
    """A name as it is; one written from right to left is set apart, so that the year follows it.

    U+2068 and U+2069 do so in plain text (Unicode Standard Annex 9, 2.4.2).
    """
    if name.isascii():
        return name
    leftwards = any(unicodedata.bidirectional(letter) in _LEFTWARDS for letter in name)
    return f"\u2068{name}\u2069" if leftwards else name


def _sentence(part: str) -> str:
    return part if part.endswith((".", "?", "!", "…")) else f"{part}."
