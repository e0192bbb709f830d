"""One file of content, read but not yet related to the others."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Generic, TypeVar

import msgspec

from plugins.model.field import Fields, Spot, spellings_of
from plugins.model.problem import Problem, as_warnings
from plugins.model.schema.nested import StatusFields
from plugins.model.source import Source
from plugins.model.text.body import Body

F = TypeVar("F", bound=Fields)

NO_BODY = Body(html="", headings=(), references=(), first_paragraph="", text="", problems=())
NO_SOURCE = Source(path="", values={}, places={}, body="", body_line=1, problems=())


class Entry(msgspec.Struct, Generic[F], frozen=True, kw_only=True):
    """What one file says.

    path: seen from the content folder ("posts/2014/a.md"); "" for a name without a record.
    kind: the folder it belongs to ("posts").
    slug: the last part of its address.
    source: where each key stands, and nothing of the text.
    problems: what is wrong in the file itself.
    """

    path: str
    kind: str
    slug: str
    fields: F
    body: Body = NO_BODY
    source: Source = NO_SOURCE
    problems: tuple[Problem, ...] = ()

    @property
    def folder(self) -> str:
        """The folder of the file, seen from the content folder."""
        return PurePosixPath(self.path).parent.as_posix()

    @property
    def status(self) -> str:
        """The state that was written; a kind of content that has none is published."""
        return status_of(self.fields)

    def spot(self, key: str, problems: list[Problem]) -> Spot:
        """Where a key of this file stands, by whichever of its names it was typed."""
        typed = next(
            (name for name in spellings_of(type(self.fields), key) if name in self.source.values),
            key,
        )
        return Spot(self.source, problems).at(typed)


def status_of(fields: Fields) -> str:
    """The state in a file's fields: "published", "draft" or "withdrawn"."""
    status: StatusFields | None = getattr(fields, "status", None)
    return status.status if status else "published"


def graded(fields: Fields, problems: list[Problem]) -> list[Problem]:
    """The problems of a file; in a draft nothing stops the build, since readers do not see it."""
    return as_warnings(problems) if status_of(fields) == "draft" else problems
