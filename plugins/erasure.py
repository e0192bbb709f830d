"""Erasing one comment: what must change, and doing it, each place by itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from plugins.discussions import Discussions
from plugins.model.comments.archive import said_at
from plugins.model.comments.archive_file import Archive
from plugins.model.comments.erasing import erase, has_words
from plugins.model.comments.forgotten import ARCHIVE, FILE, archive_id, erased_on, line_for
from plugins.model.comments.importing import archive_of
from plugins.model.comments.snapshot import bytes_of
from plugins.model.comments.thread import Gap, Said, Thread, read_thread, write_thread
from plugins.model.comments.which_comment import Meant
from plugins.model.day import Day
from plugins.model.problem import Problem
from plugins.model.replacement import leftovers, replace_file, sweep
from plugins.model.repository.still_held import History, still_held
from plugins.model.schema.thread import RemovedFields
from plugins.model.settings import Settings
from plugins.snapshot.asking import Asker
from plugins.snapshot.folder_lock import alone
from plugins.snapshot.isso_moderation import Moderator, NotDeleted

_MINUTE = 60.0  # by then no program is still writing a file of the archive
_SWEPT = "what was left there, when a program was killed, is deleted"


class NotErased(Exception):  # noqa: N818 - it says what happened
    """A place still holds the comment; says which, why, and what to do."""


class Step(NamedTuple):
    """One place that holds the comment. do: raises NotErased and OSError; returns what was done."""

    place: str
    do: Callable[[], str]


class Erasure(NamedTuple):
    """One comment to erase, and all that is needed for it.

    reason: what readers are told, or "". password: of Isso's moderators, or "".
    now: the moment at which that is done.
    """

    meant: Meant
    discussions: Discussions
    content: Path
    reason: str
    password: str
    now: datetime.datetime

    @property
    def settings(self) -> Settings:
        """The settings of the publication."""
        return self.discussions.library.settings

    @property
    def archive(self) -> Archive:
        """The file that keeps it, or would."""
        return archive_of(self.meant.slug, self.discussions.library, self.content)

    def steps_here(self) -> Iterator[Step]:
        """What must change on this computer, the list of erased comments first."""
        meant = self.meant
        if lines := list(self._new_lines()):
            yield Step(str(self.content / FILE), lambda: self._put_down(lines))
        if meant.kept and (has_words(meant.kept) or not meant.kept.removed):
            yield Step(str(self.content / self.archive.path), self._out_of_archive)
        if meant.thread and meant.said and not _is_gap(meant.said):
            file, _ = _file_of(self.settings.snapshot, meant.thread)
            yield Step(str(file), self._out_of_snapshot)
        yield from self._left_by_the_killed()

    def at_service(self) -> Step | None:
        """What must change at the comment service of today; None where it never had it."""
        service = self.meant.service
        if not service or service not in {self.settings.comments_service, self._isso_service()}:
            return None
        if service == "isso" and self.settings.comments_isso:
            return Step(f"Isso at {self.settings.comments_isso}", self._out_of_isso)
        return Step(f"the comment service ({service})", self._by_hand)

    @property
    def lacks_password(self) -> bool:
        """Whether Isso may have to be asked, and its password is not known."""
        is_isso = self.meant.service == "isso" and bool(self.settings.comments_isso)
        return is_isso and not self.password

    def _isso_service(self) -> str:
        return "isso" if self.settings.comments_isso else ""

    def _new_lines(self) -> Iterator[str]:
        keys = [self._at_service] if self.meant.service else []
        if self.meant.kept:
            keys.append((ARCHIVE, archive_id(self.meant.slug, self.meant.kept.id)))
        return (line_for(*key, self._until) for key in keys if not self._is_erased(*key))

    @property
    def _at_service(self) -> tuple[str, str]:
        return self.meant.service, self.meant.number

    @property
    def _until(self) -> datetime.datetime:
        """The moment for the list; another clock, as that of the service, may be ahead of ours."""
        known = (self.now, self._kept_at, self.meant.said.at if self.meant.said else None)
        return max(one for one in known if isinstance(one, datetime.datetime))

    @property
    def _kept_at(self) -> datetime.date | None:
        """When it was made, as the archive knows it: a moment, a day, or None."""
        kept = self.meant.kept
        return said_at(kept, self.settings.timezone) if kept else None

    @property
    def _today(self) -> datetime.date:
        """The day of it where the publication is."""
        return self.now.astimezone(ZoneInfo(self.settings.timezone)).date()

    def _is_erased(self, service: str, comment: str) -> bool:
        """Whether it was erased before: it, and not one that had its number earlier."""
        said = self.meant.said.at if self.meant.said and service != ARCHIVE else self._kept_at
        return bool(erased_on(self.discussions.library.forgotten, service, comment, said))

    def _put_down(self, lines: list[str]) -> str:
        file = self.content / FILE
        before = file.read_bytes() if file.exists() else b""
        gap = b"" if before.endswith(b"\n") or not before else b"\n"
        replace_file(file, before + gap + "".join(f"{line}\n" for line in lines).encode())
        return "it is in the list of what was erased, and cannot come back"

    def _out_of_archive(self) -> str:
        archive, kept = self.archive, self.meant.kept
        removed = RemovedFields(date=Day(self._today), reason=self.reason)
        made = erase(archive, kept.id if kept else "", removed)
        if isinstance(made, Problem):
            raise NotErased(str(made))
        replace_file(self.content / archive.path, made)
        return "its name and words are out of the archive"

    def _out_of_snapshot(self) -> str:
        thread, said = self.meant.thread, self.meant.said
        if thread and said:
            gap = Gap(date=self._today, reason=self.reason)
            with alone(self.settings.snapshot, NotErased):
                file, now = _file_of(self.settings.snapshot, thread)  # it may be another by now
                replace_file(file, write_thread(_without(said, now, gap)))
        return "its name and words are out of the snapshot"

    def _left_by_the_killed(self) -> Iterator[Step]:
        """What of any comment stands where a program was killed that was writing it."""
        folder, archive = self.settings.snapshot, (self.content / self.archive.path).parent
        if leftovers(folder):
            yield Step(str(folder), self._sweep_snapshot)
        if leftovers(archive, _MINUTE):
            yield Step(str(archive), lambda: _swept(archive))

    def _sweep_snapshot(self) -> str:
        with alone(self.settings.snapshot, NotErased):  # which sweeps it
            return _SWEPT

    def _out_of_isso(self) -> str:
        address = self.settings.comments_isso
        try:
            with Asker(address, self.settings.comments_timeout) as asker:
                isso = Moderator(address, asker, self.password)
                was_there = isso.delete(int(self.meant.number), self._erased_before())
        except NotDeleted as wrong:
            raise NotErased(str(wrong)) from None
        return "it is deleted there" if was_there else "it was gone there before"

    def _erased_before(self) -> datetime.datetime | None:
        """When it was erased before; None where that is done now."""
        forgotten = self.discussions.library.forgotten
        return forgotten[self._at_service].until if self._is_erased(*self._at_service) else None

    def _by_hand(self) -> str:
        raise NotErased("No program can delete it there. Delete it by hand, as its moderator.")

    def histories(self) -> Iterator[tuple[Path, History]]:
        """What git still holds of it, of the folders that keep comments."""
        meant, archive = self.meant, self.archive
        folder = (self.content / archive.path).parent
        if meant.kept and folder.is_dir():
            id_ = meant.kept.id
            yield (
                folder,
                still_held(folder, id_, lambda path, data: _kept_in(archive, id_, path, data)),
            )
        snapshot = self.settings.snapshot
        if meant.number and snapshot.is_dir():
            yield snapshot, still_held(snapshot, self._words, self._is_said_in)

    def on_branch(self) -> History | None:
        """What the branch of the comments still holds of it; None where there is no such branch."""
        branch = self.settings.comments_branch
        if not branch or not self.meant.number:
            return None
        return still_held(self.content, self._words, self._is_said_in, branch=branch)

    @property
    def _words(self) -> str:
        return msgspec.json.encode(self.meant.number).decode()

    def _is_said_in(self, _: str, data: bytes) -> bool:
        return _said_in(self.meant, data)


def _is_gap(said: Said) -> bool:
    return bool(said.removed) and not said.text and not said.name


def _swept(archive: Path) -> str:
    sweep(archive, _MINUTE)
    return _SWEPT


def _without(said: Said, thread: Thread, gap: Gap) -> Thread:
    """A thread with a gap for one comment; what was given its number since is another."""
    comments = tuple(
        msgspec.structs.replace(one, name="", text="", removed=one.removed or gap)
        if (one.id, one.at) == (said.id, said.at)
        else one
        for one in thread.comments
    )
    return msgspec.structs.replace(thread, comments=comments)


def _file_of(folder: Path, thread: Thread) -> tuple[Path, Thread]:
    """The file that holds a thread, whatever it is called, and what it says. Raises NotErased."""
    for file in sorted(folder.glob("*.json")):
        try:
            found = read_thread(bytes_of(file))
            if (found.thread, found.service) == (thread.thread, thread.service):
                return file, found
        except (OSError, ValueError):  # of another thread, as this one could be read
            continue
    raise NotErased(f"No file of {folder} holds the thread {thread.thread} any more.")


def _kept_in(archive: Archive, comment: str, path: str, data: bytes) -> bool:
    """Whether a state of the archive's file has the words of a comment."""
    name = Path(archive.path).name
    comments = archive.read(data)[0].comments if Path(path).name == name else ()
    return any(one.id == comment and has_words(one) for one in comments)


def _said_in(meant: Meant, data: bytes) -> bool:
    """Whether a state of a snapshot's file has the words of a comment."""
    try:
        thread = read_thread(data)
    except ValueError:
        return False
    is_of_it = thread.service == meant.service
    return is_of_it and any(
        one.id == meant.number and bool(one.text or one.name) for one in thread.comments
    )
