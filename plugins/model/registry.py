"""People, organisations, series and topics: found by slug, name or alias, however it is typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Generic, TypeVar, cast

import msgspec

from plugins.model.entry import NO_SOURCE, Entry
from plugins.model.field import Fields, Spot, keys_of
from plugins.model.schema import FOLDERS
from plugins.model.spelling import (
    by_fold,
    did_you_mean,
    fits_an_address,
    fold,
    near_among,
    slugify,
)

F = TypeVar("F", bound=Fields)

NOUNS = {"people": "person", "organisations": "organisation", "series": "series", "topics": "topic"}
NAMES = ("name", "title", "short_name", "sort_name")


class Named(msgspec.Struct, frozen=True):
    """A name to show, and the record it leads to; `slug` is "" where it has none."""

    name: str
    slug: str = ""


class Registry(Generic[F]):
    """The records of one kind.

    allow: whether a name without a record is accepted and gets a page of its own.
    root: how problems name the content folder.
    entries: by slug, in the order of their files.
    clashes: a name, and the two records that it could mean; it finds the first.
    """

    def __init__(
        self,
        kind: str,
        entries: Iterable[Entry[F]],
        *,
        allow: bool = False,
        root: str = "content",
    ) -> None:
        self.kind = kind
        self.allow = allow
        self._folder = f"{root}/{kind}"
        self.entries: dict[str, Entry[F]] = {}
        self.clashes: list[tuple[str, Entry[F], Entry[F]]] = []
        self._slugs: dict[str, str] = {}
        self._near: dict[str, list[str]] = {}
        self._known: dict[str, Named] = {}
        listed = sorted(entries, key=lambda entry: entry.path)
        kept = [entry for entry in listed if self._add_slug(entry)]
        for entry in kept:
            self._add_names(entry)
        self._names = by_fold(name for entry in kept for name in names_of(entry.fields))

    def _add_slug(self, entry: Entry[F]) -> bool:
        other = self.entries.setdefault(entry.slug, entry)
        if other is not entry:
            self.clashes.append((entry.slug, other, entry))
        self._slugs.setdefault(fold(entry.slug), entry.slug)
        return other is entry

    def _add_names(self, entry: Entry[F]) -> None:
        for name in names_of(entry.fields):
            other = self._slugs.setdefault(fold(name), entry.slug)
            if other != entry.slug:
                self.clashes.append((name, self.entries[other], entry))

    def find(self, name: str) -> Entry[F] | None:
        """The record with this slug, name or alias, whatever the case, accents or hyphens."""
        slug = self._slugs.get(fold(name)) if name else None
        return self.entries[slug] if slug is not None else None

    def near(self, name: str) -> list[str]:
        """The names that this one was probably meant to be, one of each record."""
        if name not in self._near:
            found = near_among(name, self._names)
            self._near[name] = list(
                {self._slugs[fold(one)]: one for one in reversed(found)}.values()
            )[::-1]
        return self._near[name]

    def named(self, slug: str) -> Named:
        """The name that the record of a slug shows."""
        return Named(title_of(self.entries[slug].fields), slug)

    def known(self, name: str) -> Named | None:
        """What a name means; None where it has no record. Nearly every name is met many times."""
        named = self._known.get(name)
        if named is None and (entry := self.find(name)):
            named = self._known[name] = self.named(entry.slug)
        return named

    def meant_by(self, name: str, spot: Spot) -> Named | None:
        """What a name means; None where it has no record, and then the spot has been told."""
        if named := self.known(name):
            return named
        if self.allow:
            entry = self._add(name, spot)
            return self.named(entry.slug) if entry else None
        message = f'There is no {NOUNS[self.kind]} called "{name}" on record.'
        found = self.near(name)
        if found:
            spot.error(message, did_you_mean(found))
        else:
            spot.warn(message, self.record_to_add(name))
        return None

    def record_to_add(self, name: str) -> str:
        """The remedy for a name without a record: the file to add and its lines."""
        key = next(key for key in keys_of(FOLDERS[self.kind]) if key in NAMES)
        slug = slugify(name) or "a-name"
        shown = _in_words(name) if key == "name" else name
        return f"To add one, make the file {self._folder}/{slug}.md with:\n---\n{key}: {shown}\n---"

    def keep_only(self, slugs: Collection[str]) -> None:
        """Forget each name that was accepted without a record and is none of these."""
        for slug, entry in list(self.entries.items()):
            if not entry.path and slug not in slugs:
                del self.entries[slug]
        self._slugs = {name: slug for name, slug in self._slugs.items() if slug in self.entries}
        self._known.clear()

    def _add(self, name: str, spot: Spot) -> Entry[F] | None:
        """Make a record for a name that has none; None where it can have no address of its own."""
        slug = slugify(name)
        other = self.entries.get(slug)
        reason = "" if slug else "it holds no letter and no digit"
        if not fits_an_address(slug):
            reason = "it is too long for an address"
        if other is not None:
            reason = (
                f'"{title_of(other.fields)}" in {other.source.path} has the address'
                f" /{self.kind}/{slug}/ already"
            )
        if reason:
            spot.error(
                f'"{name}" can have no page: {reason}.',
                f"Make a file {self._folder}/another-word.md for it, or write the name otherwise.",
            )
            return None
        key = next(key for key in keys_of(FOLDERS[self.kind]) if key in NAMES)
        fields = cast("F", FOLDERS[self.kind](**{key: name}))
        source = msgspec.structs.replace(NO_SOURCE, path=spot.source.path)
        entry = Entry(path="", kind=self.kind, slug=slug, fields=fields, source=source)
        self.entries[slug] = entry
        self._slugs[fold(name)] = slug
        return entry


def _in_words(name: str) -> str:
    """A name that was written as a slug, as people write it: "marged-ellis" -> "Marged Ellis"."""
    is_slug = "-" in name and name == slugify(name)
    return name.replace("-", " ").title() if is_slug else name


def title_of(fields: Fields) -> str:
    """The name or title that a record shows."""
    return str(getattr(fields, "name", "") or getattr(fields, "title", ""))


def names_of(fields: Fields) -> tuple[str, ...]:
    """All names that a record answers to."""
    aliases: tuple[str, ...] = getattr(fields, "aliases", ())
    return tuple(filter(None, (*(getattr(fields, key, "") for key in NAMES), *aliases)))
