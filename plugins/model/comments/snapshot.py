"""The snapshot: the threads of comment services, kept as files, so that they outlive these."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.model.comments.thread import Thread, read_thread
from plugins.model.problem import Problem, Severity, of_file
from plugins.model.settings import SNAPSHOT, Settings


def read_snapshot(folder: Path) -> tuple[tuple[Thread, ...], list[Problem]]:
    """The threads of a folder, and the files of it that cannot be read.

    A folder that is not there holds none: nobody has taken a snapshot yet.
    """
    threads: dict[tuple[str, str], Thread] = {}
    problems: list[Problem] = []
    if fault := fault_of_folder(folder):
        return (), [fault]
    for file in sorted(folder.glob("*.json")):
        try:
            thread = read_thread(bytes_of(file))
        except (OSError, ValueError) as wrong:
            problems.append(_unreadable(f"{folder.name}/{file.name}", wrong))
            continue
        if (thread.thread, thread.service) in threads:
            problems.append(_second(f"{folder.name}/{file.name}", thread.thread))
        threads.setdefault((thread.thread, thread.service), thread)
    return tuple(threads.values()), problems


def fault_of_folder(folder: Path) -> Problem | None:
    """Why what stands in the folder's place is none that can be read; None where it can."""
    what = "what was said at the comment service"
    then = "then run: make snapshot-comments"
    if not os.path.lexists(folder):
        return None
    try:
        os.scandir(folder).close()
    except NotADirectoryError:
        message = f"This should be the folder with {what}, and is a file."
        return of_file(folder.name, message, f"Move the file away, {then}")
    except OSError as wrong:
        if wrong.errno in {errno.ENOENT, errno.ELOOP}:
            message = f"This should be the folder with {what}, and is a link that leads nowhere."
            remedy = f"Let it lead to a folder, or delete the link, {then}"
            return of_file(folder.name, message, remedy)
        message = f"The folder with {what} cannot be read ({wrong.strerror})."
        return of_file(folder.name, message, "Let whoever runs this read it.")
    return None


def problems_of_snapshot(
    settings: Settings, content: Path, made: Iterable[Path] = ()
) -> Iterator[Problem]:
    """Hold that what was said at the comment service is not copied to readers as it came.

    made: the folders that a build writes and empties.
    """
    why = {content: "the content, and what is there is published"}
    why |= dict.fromkeys(made, "what a build makes, and what is there is published or deleted")
    folder = Path(os.path.realpath(settings.snapshot))
    for place, words in why.items():
        real = Path(os.path.realpath(place))
        if folder.is_relative_to(real):
            message = f"{settings.snapshot} is in {words}."
        elif real.is_relative_to(folder):
            message = f"{settings.snapshot} holds {place}, and must hold comments alone."
        else:
            continue
        remedy = f'Name a folder outside of it, such as "{SNAPSHOT}", or leave the setting out.'
        yield Problem(settings.file, 0, "COMMENTS_SNAPSHOT", message, remedy)
        return


def bytes_of(file: Path) -> bytes:
    """What a file of the snapshot holds; a pipe or a device might have no end. Raises OSError."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no plain file", str(file))
    return file.read_bytes()


def _second(path: str, thread: str) -> Problem:
    message = f'Another file holds the thread "{thread}" too, so what this one holds is not shown.'
    remedy = "Look which of the two is right, and put the other aside."
    return of_file(path, message, remedy, Severity.WARNING)


def _unreadable(path: str, wrong: Exception) -> Problem:
    reason = wrong.strerror if isinstance(wrong, OSError) else wrong
    message = f"What was said at the comment service cannot be read from this file ({reason})."
    remedy = (
        "Put the file aside, then run: make snapshot-comments. If the service does not answer any"
        " more, bring the file back from a copy: a backup, or the branch or cache of the forge. To"
        " publish without: make publish COMMENTS=without"
    )
    return of_file(path, message, remedy)
