"""The newest state that can be published, with the withdrawn posts taken out of it.

Whatever else is wrong, a text that was withdrawn goes: then the site is made of the last committed
state of the content in which nothing stops it.
"""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from plugins.model.address import address
from plugins.model.comments.forgotten import both
from plugins.model.entry import Entry
from plugins.model.loading import read_content
from plugins.model.problem import errors
from plugins.model.published.ledger import FILE
from plugins.model.publishing.publishable import Publishable, Withdrawn, find_publishable
from plugins.model.reading import Reading, read_entry
from plugins.model.repository.committed import commits_of, take_out
from plugins.model.repository.git import GitFailed
from plugins.model.schema.nested import StatusFields
from plugins.model.withdrawal import NotWithdrawn, withdraw

MOST_STATES = 20  # how far back to look: so many changes, then so many publications
_NO_REASON = "No reason was given."


class LastGood(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier state of the content, as it can be published now.

    commit, day: its hash, and when it was made.
    content: the folder it was written to.
    """

    commit: str
    day: datetime.date
    content: Path
    publishable: Publishable


@contextmanager
def last_good(reading: Reading, withdrawn: Sequence[Withdrawn]) -> Iterator[LastGood | None]:
    """The newest committed state from which these posts can be taken out; None if there is none.

    Its files are there for the length of a `with` block.
    Raises GitFailed, and OSError where they cannot be written.
    """
    newest = commits_of(reading.content, MOST_STATES)
    published = commits_of(reading.content, MOST_STATES, FILE)  # each a state that went out
    for commit, day in dict.fromkeys([*newest, *published]):
        with tempfile.TemporaryDirectory(prefix="publishing-") as folder:
            try:
                content = take_out(reading.content, commit, Path(folder))
            except GitFailed:
                continue  # the content was elsewhere then
            found = _without(withdrawn, reading, content)
            if found:
                yield LastGood(commit=commit, day=day, content=content, publishable=found)
                return
    yield None


def _without(withdrawn: Sequence[Withdrawn], reading: Reading, content: Path) -> Publishable | None:
    """What can be published of an earlier state once these posts are out; None where it cannot."""
    earlier = read_content(
        content,
        reading.settings,
        reading.history,
        look=reading.look,
        snapshot=reading.snapshot,
    )
    forgotten = both(earlier.forgotten, reading.forgotten)  # nobody comes back by this way
    earlier = msgspec.structs.replace(earlier, forgotten=forgotten)
    if not errors(reading.ledger_problems):
        earlier = msgspec.structs.replace(earlier, ledger=reading.ledger)
    said = {entry.path: entry.fields.status for entry in reading.entries if entry.kind == "posts"}
    entries = {entry.path: entry for entry in earlier.entries}
    for post in withdrawn:
        for entry in filter(partial(_is_same, post), earlier.entries):
            try:
                status = said.get(post.file, StatusFields())
                entries[entry.path] = _withdraw_there(entry, status, earlier, content)
            except NotWithdrawn:
                return None  # an earlier state may be in a better shape
    found = find_publishable(msgspec.structs.replace(earlier, entries=tuple(entries.values())))
    shown = {post.entry.path for post in found.library.posts}
    is_out = not any(
        entry.path in shown and _is_same(post, entry)
        for post in withdrawn
        for entry in earlier.entries
    )
    return found if is_out and not found.stopping else None


def _is_same(post: Withdrawn, entry: Entry[Any]) -> bool:
    """Whether a file is what a post was in an earlier state."""
    return entry.kind == "posts" and (
        entry.path in post.files or address("posts", entry.slug) in post.addresses
    )


def _withdraw_there(
    entry: Entry[Any], status: StatusFields, earlier: Reading, content: Path
) -> Entry[Any]:
    """Say in an earlier file what it says now: that the post is withdrawn. Raises NotWithdrawn."""
    if entry.status == "withdrawn":
        return entry
    added = getattr(entry.fields.date, "date", datetime.date.min)
    day = status.on.date if status.on else earlier.settings.today
    day = max(added, min(day, earlier.settings.today))  # else it would be wrong there too
    reason = status.reason or _NO_REASON
    data = (content / entry.path).read_bytes()
    told = withdraw(entry.path, data, reason, day, earlier.settings, content.name)
    return read_entry(entry.path, told.data, earlier.settings, content.name)
