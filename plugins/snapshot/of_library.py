"""The snapshot of a publication: of its posts, from the service that its settings name."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from plugins.model.comments.forgotten import FILE, Forgotten, read_forgotten
from plugins.model.comments.unheard import Heard
from plugins.model.library import Library
from plugins.model.problem import errors, report
from plugins.model.settings import Settings
from plugins.model.spelling import counted
from plugins.model.workers import Note, no_note
from plugins.snapshot.asking import Asker
from plugins.snapshot.giscus import API, Giscus
from plugins.snapshot.isso import Isso
from plugins.snapshot.service import Service
from plugins.snapshot.taking import NotTaken, Rules, Taken, take

_NAMED = 3  # threads in one line; the number tells of the others


def has_interface(settings: Settings) -> bool:
    """Whether the comment service can be asked for what was said there."""
    of = {"isso": settings.comments_isso, "giscus": settings.comments_giscus}
    return bool(of.get(settings.comments_service))


def take_snapshot(
    library: Library, content: Path, *, accept: bool = False, note: Note = no_note
) -> Taken:
    """Ask the service for the threads of all posts that readers see, and keep what is new.

    Asked for too are those of no post that publication stops for, so that moderators can end that.

    content: the folder with the list of erased comments. accept: whether a thread may lose most of
    its comments. Raises NotTaken where it cannot be begun, or not be written.
    """
    settings = library.settings
    rules = Rules(_forgotten(content, settings), settings.comments_timeout, accept)
    unheard = (one.thread.thread for one in Heard(library).unheard(content.name))
    threads = [*(library.thread_name(post) for post in library.posts), *unheard]
    try:
        with _service(settings) as service:
            return take(service, threads, settings.snapshot, rules, note)
    except OSError as wrong:
        place = wrong.filename or settings.snapshot
        raise NotTaken(f"{place} cannot be written ({wrong.strerror or wrong}).") from None


def words_of(taken: Taken) -> list[str]:
    """What to say of a snapshot: first all in one line, then what stays as it was, and why."""
    if taken.dead:
        return [f"{taken.dead} The comments stay as they were."]
    new = f"{counted(len(taken.written), 'thread')} of comments new or changed"
    if not taken.kept:
        return [f"{new}, of {taken.asked}."]
    of: dict[str, list[str]] = defaultdict(list)
    for thread, why in taken.kept.items():
        of[why].append(thread)
    lines = [f"{_some(threads)}: {why}" for why, threads in sorted(of.items())]
    return [f"{new}, of {taken.asked}; {len(taken.kept)} kept as they were:", *lines]


def _some(threads: list[str]) -> str:
    named = ", ".join(threads[:_NAMED])
    return f"{named} and {len(threads) - _NAMED} more" if len(threads) > _NAMED else named


def _forgotten(content: Path, settings: Settings) -> Forgotten:
    file = content / FILE
    try:
        data = file.read_bytes() if file.exists() else None
    except OSError as wrong:
        raise NotTaken(f"{file} cannot be read ({wrong.strerror}).") from None
    zone = ZoneInfo(settings.timezone)
    forgotten, problems = read_forgotten(data, f"{content.name}/{FILE}", zone)
    if errors(problems):  # what was erased might come back
        raise NotTaken(report(problems))
    return forgotten


@contextmanager
def _service(settings: Settings) -> Iterator[Service]:
    """The service that the settings name, while it is asked."""
    seconds = settings.comments_timeout
    if settings.comments_service == "isso":
        with Asker(settings.comments_isso, seconds) as asker:
            yield Isso(asker)
    elif token := os.environ.get("GITHUB_TOKEN"):
        headers = {"Authorization": f"bearer {token}"}
        api = os.environ.get("GITHUB_GRAPHQL_URL", API)  # as GitHub's own runs set it
        with Asker(api, seconds, headers) as asker:
            yield Giscus(asker, settings.comments_giscus)
    else:
        raise NotTaken(
            "GitHub gives discussions to nobody without a token: put one that may read them into"
            " the environment, as GITHUB_TOKEN."
        )
