"""One state of the content as it would be published, and what it is beside another."""

from __future__ import annotations

import filecmp
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from plugins.model.address import file_of
from plugins.model.entry import Entry
from plugins.model.library import Library
from plugins.model.post import Post
from plugins.model.problem import Problem
from plugins.model.published.standing import Standing
from plugins.model.publishing.publishable import Publishable
from plugins.model.registry import NAMES, NOUNS

_WORDS = {
    "": "list",
    "posts": "post",
    "pages": "page",
    "easy-read": "Easy Read text",
    "media": "file",
} | NOUNS
WRONG = "something is wrong in it"


class Subject(NamedTuple):
    """What stands at an address, in words.

    file: seen from the content folder; "" for what the site makes itself.
    """

    address: str
    kind: str
    title: str
    file: str


class State:
    """What would be published from the content as it is in a folder.

    found: the library, and what stops it.
    problems: all of them, also those of the settings.
    site: where it was built; None where it could not be.
    """

    def __init__(
        self, content: Path, found: Publishable, problems: tuple[Problem, ...], site: Path | None
    ) -> None:
        self.content = content
        self.found = found
        self.problems = problems
        self.site = site

    @property
    def library(self) -> Library:
        """What would be published."""
        return self.found.library

    @cached_property
    def now(self) -> dict[str, Standing]:
        """What readers find, by its address."""
        return {one.address: one for one in self.library.presence.now}

    @cached_property
    def by_file(self) -> dict[str, Standing]:
        """What readers find, by the file it is made from."""
        return {one.file: one for one in self.library.presence.now if one.file}

    @cached_property
    def posts(self) -> dict[str, Post]:
        """The posts that readers find, by their files."""
        return {post.entry.path: post for post in self.library.posts}

    @cached_property
    def held_back(self) -> dict[str, str]:
        """The files that readers do not find, and why; not those of which a notice is left."""
        waiting = dict.fromkeys(self.found.waiting, WRONG)
        held = {one.path: one.reason for one in self.library.held_back}
        return {path: why for path, why in (held | waiting).items() if path not in self.by_file}

    @cached_property
    def _entries(self) -> dict[str, Entry[Any]]:
        return {entry.path: entry for entry in self.library.entries}

    def subject(self, one: Standing) -> Subject:
        """What stands somewhere, in words."""
        page = self.library.by_path.get(one.file)
        entry = self._entries.get(one.file)
        names = (getattr(entry.fields, name, "") for name in NAMES) if entry else ()
        title = page.title if page else next(filter(None, names), "")
        return Subject(one.address, _WORDS.get(one.kind, "file"), title, one.file)

    def text(self, one: Standing) -> tuple[str, str]:
        """The kind of what stands somewhere, and its words; "" for what has none."""
        entry = self._entries.get(one.file)
        return one.kind, entry.body.text if entry else ""

    def own(self, file: str) -> tuple[object, ...]:
        """All that the page of a file has from nowhere but its own files."""
        entry = self._entries.get(file)
        if entry is None:
            return ()
        thread = self.library.archive.get(entry.slug) if entry.kind == "posts" else None
        return entry.fields, entry.body.html, thread.fields if thread else None

    def page(self, address: str) -> bytes | None:
        """The bytes of the page that was built for an address; None where none was."""
        name = file_of(address)
        file = self.site / name if self.site and name.endswith(".html") else None
        return file.read_bytes() if file and file.is_file() else None


def same_file(before: State, after: State, one: Standing) -> bool:
    """Whether a picture or download is as it was, under the same name."""
    try:
        files = (before.content / before.now[one.address].file, after.content / one.file)
        return filecmp.cmp(*files, shallow=False)
    except OSError:
        return False


def pairs(before: State, after: State) -> dict[str, str]:
    """Where each page and file stands now that stood somewhere before, by its address of then.

    It is known again by its address, its file, what its old address leads to, or its text. What is
    gone is not among them.
    """
    redirects = after.library.presence.settled.redirects
    by_text = {after.text(one): one for one in after.now.values() if one.address not in before.now}
    found = {address: address for address in before.now.keys() & after.now.keys()}
    taken = set(found.values())
    for address, one in sorted(before.now.items()):
        likely = (
            after.by_file.get(one.file),
            after.now.get(redirects.get(address, "")),
            by_text.get(before.text(one)) if before.text(one)[1] else None,
        )
        moved = next((new for new in likely if new and _is_free(new, one, taken)), None)
        if address not in found and one.file and moved:
            found[address] = moved.address
            taken.add(moved.address)
    return found


def _is_free(new: Standing, old: Standing, taken: Collection[str]) -> bool:
    return new.kind == old.kind and new.address not in taken
