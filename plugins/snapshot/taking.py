"""Takes the snapshot: what is new is written where it differs, what is doubtful stays as it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from plugins.model.comments.forgotten import Forgotten
from plugins.model.comments.identity import file_of_thread
from plugins.model.comments.merging import loss_of, renewed
from plugins.model.comments.snapshot import bytes_of, fault_of_folder
from plugins.model.comments.thread import Thread, read_thread, write_thread
from plugins.model.replacement import replace_file
from plugins.model.workers import Note, no_note
from plugins.snapshot.asking import NoAnswer, WrongAnswer
from plugins.snapshot.folder_lock import alone
from plugins.snapshot.service import Service
from plugins.snapshot.together import ask_all

_UNREADABLE = "{}/{} cannot be read ({}). Mend that file, or delete it and fetch again."


class NotTaken(Exception):  # noqa: N818 - it is named for what happened
    """No snapshot can be taken, whatever the service says; tells why."""


class Rules(NamedTuple):
    """What may be taken.

    forgotten: the comments that were erased. seconds: the longest to wait for one answer.
    accept: whether a thread may lose most of its comments.
    """

    forgotten: Forgotten
    seconds: float
    accept: bool = False


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it.

    asked: for how many threads. written: those of which the file is new.
    kept: those that stay as they were, and why. dead: why nothing could be asked at all.
    """

    asked: int = 0
    written: tuple[str, ...] = ()
    kept: Mapping[str, str] = {}
    dead: str = ""


def take(
    service: Service, threads: Collection[str], folder: Path, rules: Rules, note: Note = no_note
) -> Taken:
    """Ask for the threads, and write what is new. Raises NotTaken, OSError.

    folder: of the snapshot. note: is told how far it is.
    """
    names = sorted(set(threads))
    if fault := fault_of_folder(folder):
        raise NotTaken(str(fault))
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder, NotTaken):
        for path in folder.glob("*.json") if rules.forgotten else ():
            _Kept(path).forget(rules)  # whatever the service says, or does not say
        kept_files = {name: _Kept(folder / file_of_thread(name, service.name)) for name in names}
        try:
            spoken = service.spoken_in(names)
        except (NoAnswer, WrongAnswer) as wrong:
            return Taken(dead=f"The comment service {wrong}.")
        asked = [name for name in names if kept_files[name].is_there or name in spoken]
        written: list[str] = []
        kept: dict[str, str] = {}
        for name, found in ask_all(service.thread, asked, rules.seconds):
            file = kept_files[name]
            if why := found if isinstance(found, str) else file.why_not(found, rules):
                kept[name] = why
            elif isinstance(found, Thread) and file.write(found, rules):
                written.append(name)
            note(1, len(asked))
    return Taken(asked=len(asked), written=tuple(written), kept=kept)


class _Kept:
    """A file of the snapshot, as it is. wrong: why it cannot be read, "" where it can."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data: bytes | None = None
        self.thread: Thread | None = None
        self.wrong = ""
        try:
            self._data = bytes_of(path)
            self.thread = read_thread(self._data)
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as wrong:
            reason = wrong.strerror if isinstance(wrong, OSError) else wrong
            self.wrong = _UNREADABLE.format(path.parent.name, path.name, reason)

    @property
    def is_there(self) -> bool:
        return bool(self.thread or self.wrong)

    def why_not(self, new: Thread, rules: Rules) -> str:
        """Why a new state of the thread may not be written; "" where it may."""
        if self.wrong or rules.accept:
            return self.wrong
        loss = loss_of(self.thread, new, rules.forgotten)
        return loss.words if loss.is_doubtful else ""

    def write(self, new: Thread, rules: Rules) -> bool:
        """Write a new state of the thread, if it is another. Raises OSError."""
        data = write_thread(renewed(self.thread, new, rules.forgotten))
        if data == self._data or not (self.is_there or new.comments):
            return False
        replace_file(self.path, data)
        return True

    def forget(self, rules: Rules) -> None:
        """Take the words of erased comments out of what is there. Raises OSError."""
        if self.thread:
            self.write(self.thread, rules)
