"""Posts and pages, found by what an editor writes for one: its slug, its address or its file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any
from unicodedata import normalize

from plugins.model.entry import Entry
from plugins.model.likeness import Names
from plugins.model.reference import beside
from plugins.model.spelling import slugify
from plugins.model.values import is_web_address


class Texts:
    """Posts and pages to be found; made once, since each of very many files may name another."""

    def __init__(self, entries: Iterable[Entry[Any]]) -> None:
        self._entries = tuple(entries)

    def meant(self, typed: str, folder: str) -> list[Entry[Any]]:
        """Every text that may be meant: two where a post and a page have that slug.

        folder: where the file stands that names it, seen from the content folder.
        """
        place = PurePosixPath(typed.partition("#")[0])
        if place.suffix == ".md":
            files = (beside(start, str(place)).partition(":")[2] for start in (folder, "."))
            found = [self._by_path.get(normalize("NFC", file.lstrip("/"))) for file in files]
            return [entry for entry in found if entry][:1]
        alike = self._by_slug.get(place.name, [])
        if place.parent.name == "posts":
            return [entry for entry in alike if entry.kind == "posts"]
        if str(place.parent) == "/":
            return [entry for entry in alike if entry.kind == "pages"]
        return alike if str(place.parent) == "." else []

    def post_meant(self, typed: str, folder: str) -> Entry[Any] | None:
        """The post that is meant; None where there is none."""
        return next((one for one in self.meant(typed, folder) if one.kind == "posts"), None)

    def posts_like(self, typed: str) -> list[str]:
        """The slug of the post that was probably meant, in a list, or []."""
        return self._post_slugs.like(_slug_in(typed))

    def like(self, typed: str) -> list[str]:
        """The slug of the post or page that was probably meant, in a list, or []."""
        return self._slugs.like(_slug_in(typed))

    @cached_property
    def _by_path(self) -> dict[str, Entry[Any]]:
        return {normalize("NFC", entry.path): entry for entry in self._entries}

    @cached_property
    def _by_slug(self) -> Mapping[str, list[Entry[Any]]]:
        found: dict[str, list[Entry[Any]]] = defaultdict(list)
        for entry in self._by_path.values():
            found[entry.slug].append(entry)
        return found

    @cached_property
    def _slugs(self) -> Names:
        return Names(self._by_slug)

    @cached_property
    def _post_slugs(self) -> Names:
        return Names(entry.slug for entry in self._by_path.values() if entry.kind == "posts")


def _slug_in(typed: str) -> str:
    """The part of a slug, an address or a file that may be a slug; "" for another site's."""
    stem = PurePosixPath(typed.rstrip("/")).name.removesuffix(".md")
    return "" if is_web_address(typed) else slugify(stem)


def follow(following: Mapping[str, str]) -> tuple[dict[str, str], set[str]]:
    """Where the way from each ends, and those whose way comes back to themselves.

    following: the one that each leads to.

    >>> follow({"c": "b", "b": "a"})
    ({'c': 'a', 'b': 'a'}, set())
    """
    ends: dict[str, str] = {}
    circling: set[str] = set()
    for start in following:
        way: dict[str, int] = {}
        at = start
        while at in following and at not in ends and at not in way:
            way[at] = len(way)
            at = following[at]
        circling.update(list(way)[way[at] :] if at in way else ())
        ends |= dict.fromkeys(way, ends.get(at, at))
    return ends, circling
