"""One file of content, read but not yet related to the others."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from plugins.model.field import Fields, Spot, spellings_of
from plugins.model.problem import Problem, as_warnings
from plugins.model.schema.nested import StatusFields
from plugins.model.source import Origin
from plugins.model.text.body import inline
from plugins.model.text.markup import plain
from plugins.model.text.rendered import Body, body_of

F = TypeVar("F", bound=Fields)

NO_BODY = body_of("")
NO_SOURCE = Origin("")


class Entry(msgspec.Struct, Generic[F], frozen=True, kw_only=True, array_like=True):
    """What one file says.

    path: seen from the content folder ("posts/2014/a.md"); "" for a name without a record.
    kind: the folder it belongs to ("posts").
    slug: the last part of its address.
    source: where each key stands, and nothing of the text.
    problems: what is wrong in the file itself.
    digest: of the file's path and bytes: the same as long as nobody changes either.
    face: of all that others than its own page can see of it: the same while only its text changes.
    """

    path: str
    kind: str
    slug: str
    fields: F
    body: Body = NO_BODY
    source: Origin = NO_SOURCE
    problems: tuple[Problem, ...] = ()
    digest: bytes = b""
    face: bytes = b""

    @property
    def folder(self) -> str:
        """The folder of the file, seen from the content folder."""
        return self.path.rpartition("/")[0] or "."

    @property
    def status(self) -> str:
        """The state that was written; a kind of content that has none is published."""
        return status_of(self.fields)

    def spot(self, key: str, problems: list[Problem], item: int | None = None) -> Spot:
        """Where a key of this file stands, by whichever of its names it was typed.

        It is asked for where something is to be told, and for very few of very many keys.
        item: the place in a list of what is meant, where a list was written.
        """
        values = self.source.values
        spellings = spellings_of(type(self.fields), key)
        typed = next((name for name in spellings if name in values), key)
        if item is None or not isinstance(values.get(typed), list):
            return Spot(self.source, problems, (typed,))
        return Spot(self.source, problems, (typed, item))


def status_of(fields: Fields) -> str:
    """The state in a file's fields: "published", "draft" or "withdrawn"."""
    status: StatusFields | None = getattr(fields, "status", None)
    return status.status if status else "published"


def title_in_words(title: str) -> str:
    """A title without its markup; one of words alone has none."""
    is_words = title.replace(" ", "").isalnum()
    return " ".join(title.split()) if is_words else plain(inline(title))


def graded(fields: Fields, problems: list[Problem]) -> list[Problem]:
    """The problems of a file; in a draft nothing stops the build, since readers do not see it."""
    return as_warnings(problems) if status_of(fields) == "draft" else problems
