"""The newest state that can be published, with the withdrawn posts taken out of it.

Whatever else is wrong, a text that was withdrawn goes: then the site is made of the last committed
state of the content in which nothing stops it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from plugins.model.entry import Entry
from plugins.model.loading import Reading, read_content
from plugins.model.problem import errors
from plugins.model.published.publishable import Publishable, find_publishable
from plugins.model.repository.committed import commits_of, take_out
from plugins.model.schema import PostFields
from plugins.model.withdrawal import NotWithdrawn, withdraw

MOST_STATES = 30  # how far back to look
_NO_REASON = "No reason was given."


class LastGood(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier state of the content, as it can be published now.

    commit: its hash.
    content: the folder it was written to.
    """

    commit: str
    content: Path
    publishable: Publishable


def find_last_good(reading: Reading, withdrawn: Collection[str], folder: Path) -> LastGood | None:
    """The newest committed state from which these posts can be taken out; None if there is none.

    withdrawn: the files of posts, as they are called now.
    folder: an empty one, for copies of the content.
    Raises GitFailed, and OSError where a copy cannot be written.
    """
    posts = [entry for entry in reading.entries if entry.path in withdrawn]
    for commit in commits_of(reading.content, MOST_STATES):
        place = folder / commit
        place.mkdir()
        content = take_out(reading.content, commit, place)
        try:
            _withdraw_there(posts, content, _read(content, reading))
        except NotWithdrawn:
            continue  # an earlier state may be in a better shape
        found = find_publishable(_read(content, reading))
        if not found.stopping and not _still_shown(posts, found):
            return LastGood(commit=commit, content=content, publishable=found)
    return None


def _read(content: Path, now: Reading) -> Reading:
    """An earlier state, seen beside what was published up to now."""
    earlier = read_content(content, now.settings, now.history)
    is_whole = not errors(now.ledger_problems)
    return msgspec.structs.replace(earlier, ledger=now.ledger) if is_whole else earlier


def _withdraw_there(posts: Iterable[Entry[PostFields]], content: Path, earlier: Reading) -> None:
    """Say in the earlier files of some posts what their files say now: that they are withdrawn."""
    for post in posts:
        status = post.fields.status
        day = status.on.date if status.on else earlier.settings.today
        reason = status.reason or _NO_REASON
        for entry in _same(post, earlier.entries):
            if entry.status != "withdrawn":
                file = content / entry.path
                data = file.read_bytes()
                told = withdraw(entry.path, data, reason, day, earlier.settings, content.name)
                file.write_bytes(told.data)


def _same(post: Entry[PostFields], entries: Iterable[Entry[Any]]) -> Iterator[Entry[Any]]:
    """What a post was in an earlier state, by its file or its address."""
    for entry in entries:
        if entry.kind == "posts" and (entry.path == post.path or entry.slug == post.slug):
            yield entry


def _still_shown(posts: Iterable[Entry[PostFields]], found: Publishable) -> bool:
    shown = {post.slug for post in found.library.posts}
    return any(post.slug in shown for post in posts)
