"""What `make publish` does for comments: it fetches them, and sees that none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.model.address import feed
from plugins.model.comments.identity import file_of_thread
from plugins.model.feeds.names import COMMENTS
from plugins.model.library import Library
from plugins.model.spelling import counted, join_words
from plugins.progress import progress
from plugins.snapshot.in_git import about_to_be_committed
from plugins.snapshot.of_library import has_interface, take_snapshot
from plugins.snapshot.taking import NotTaken, Taken

_NAMED = 3


class Fetched(NamedTuple):
    """What came of it.

    is_new: whether the snapshot is another now. words: what is to be said, "" for nothing.
    lost: what comments were published and cannot be had, and what to do; "" for none.
    """

    is_new: bool = False
    words: str = ""
    lost: str = ""


def fetch_comments(library: Library, content: Path) -> Fetched:
    """Fetch the comments of what is about to be published, where they can be had.

    content: its folder.
    """
    if not has_interface(library.settings):
        return Fetched(lost=_lost(library))
    try:
        with progress("Fetching comments") as note:
            taken = take_snapshot(library, content, note=note)
    except NotTaken as wrong:
        return Fetched(words=f"The comments stay as they were. {wrong}", lost=_lost(library))
    words = [*_words(taken), about_to_be_committed(library.settings.snapshot)]
    lost = _lost(library) if taken.dead or taken.kept else ""
    return Fetched(bool(taken.written), "\n".join(filter(None, words)), lost)


def _words(taken: Taken) -> Iterator[str]:
    if taken.dead:
        yield f"{taken.dead} The comments stay as they were."
    elif taken.kept:
        many = counted(len(taken.kept), "thread")
        yield f"Kept as before: {many} of comments. To see why: make snapshot-comments"


def _lost(library: Library) -> str:
    """What is said where comments were published of which nothing is at hand now."""
    last, folder = library.presence.ledger.last, library.settings.snapshot
    lost = []
    for post in library.posts:
        line = last.get(feed(f"{COMMENTS}/{post.slug}", "rss"))
        of_any = file_of_thread(library.thread_name(post), "*")
        if line and line.kind == COMMENTS and not any(folder.glob(of_any)):
            lost.append(post.entry.path)
    if not lost:
        return ""
    more = [f"{len(lost) - _NAMED} more"] if len(lost) > _NAMED else []
    return (
        f"The comments published under {join_words([*lost[:_NAMED], *more])} cannot be had: the"
        f" service does not give them, and {folder} does not hold them. Try again when it answers,"
        " or bring that folder back."
    )
