"""To which post a thread of comments belongs: by its name, or by an address that leads there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from plugins.model.address import address
from plugins.model.comments.identity import name_here, path_in, wishes_of
from plugins.model.published.old_address import as_address

if TYPE_CHECKING:
    from plugins.model.library import Library


class PostsByThread:
    """Finds the post that is meant by the name of a thread, or by an address, old ones too.

    names: of the thread of each post, by the post's slug.
    """

    def __init__(self, library: Library) -> None:
        self.settings = library.settings
        self.bases = sorted({self.settings.threads_under, self.settings.base, ""})[::-1]
        self.names = {slug: library.thread_name(post) for slug, post in library.by_slug.items()}
        self.by_name = {name: slug for slug, name in self.names.items()}
        self.wishes = wishes_of(library.by_slug.values())
        self.by_address = _by_address(library)

    def owner(self, thread: str) -> str:
        """The slug of the post that has a thread of the snapshot; "" where none has."""
        return self.by_name.get(name_here(thread, self.wishes, self.settings), "")

    def find(self, name: str) -> str:
        """The slug of the post; "" where there is none."""
        if name in self.by_name:
            return self.by_name[name]
        typed = as_address(name)
        for base in self.bases:
            path = typed.removeprefix(base)
            if typed.startswith(base) and path in self.by_address:
                return self.by_address[path]
        return ""

    def meant(self, thread: str) -> str:
        """The post to whose address the name of a thread leads, under any path; "" for none."""
        return self.find(thread) or self.find(path_in(thread))


def _by_address(library: Library) -> Mapping[str, str]:
    """The slug of each post by its address of today and by all that lead there."""
    found = {address("posts", slug): slug for slug in library.by_slug}
    onward = library.presence.settled.redirects
    old = {place: found[end] for place, end in onward.items() if end in found}
    aliases = {
        place: slug
        for slug, post in library.by_slug.items()
        for alias in post.fields.aliases
        if (place := as_address(alias))
    }
    return aliases | old | found
