"""What of the output must be made, and what stands: an incremental build equals a clean one.

A page stands while all facts of which its view was made are the same. Else the view is made anew,
and with it the page, unless view and templates are the same after all. A file stands while its
bytes are. What is known of the output before is KeptOutput; nothing is known where that is None.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from plugins.looks import Looks
from plugins.made_of import NOTHING_BEFORE, changed_facts, made_of, packed, why
from plugins.model.address import file_of
from plugins.model.cache.output import KeptFile, KeptOutput, KeptPage
from plugins.model.cache.stamp import NO_STAMP, moment, settled, stamp_of
from plugins.model.cache.views import pack_view
from plugins.model.digest import digest, digest_of_bytes
from plugins.model.rubbish import look_for_rubbish_again
from plugins.model.target import place_of
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import Sheet, Together
from plugins.model.workers import Note, may_fork, no_note, shared_out
from plugins.output_tree import OutputTree
from plugins.rendering import Theme

ALL_ANEW = "the whole site is made anew"
IS_NEW = "it is new"
CHANGED = "changed: what it holds"
TAKEN_AWAY = "it is taken away"
RENDERING_PAYS_FROM = 60  # pages, for two workers; measured
FEEDS_PAY_FROM = 30  # feeds of twenty entries, likewise
COPYING_PAYS_FROM = 300  # files, at a third of a millisecond or more


class Done(NamedTuple):
    """What came of one sheet: its view's digest, what that was made of, whether it was written.

    facts: packed, as all pages have many together. view: what is to be kept of it, or b"".
    """

    shown: bytes
    facts: bytes
    written: bool
    view: bytes = b""


class Increment:
    """One build into a tree: makes what is new, and knows in the end what the output holds.

    maker: what plugins give it must be there before the first page is asked for.
    before: what the tree that is shown holds, where the tree to build in is level with it.

    names: of all files of the output. written: of those that were made. reasons: why each was, or
        that it was taken away.
    views: what is to be kept of views that were made, by the name of the page.
    note: is told how far the making of pages is; expected: how many there are in all, where they
        are not asked for at once.
    """

    def __init__(self, tree: OutputTree, maker: Maker, theme: Theme, before: KeptOutput | None):
        self.tree = tree
        self.maker = maker
        self.looks = Looks(theme)
        self._before = before or NOTHING_BEFORE
        self._started = moment()
        self._pages: dict[str, tuple[bytes, Done]] = {}
        self._standing: dict[str, KeptPage] = {}
        self._files: dict[str, KeptFile] = {}
        self.names: set[str] = set()
        self.written: list[str] = []
        self.reasons: dict[str, str] = {}
        self.views: dict[str, bytes] = {}
        self.note: Note = no_note
        self.expected = 0

    # Pages --------------------------------------------------------------------------------------

    def shown(self, template: str) -> set[bytes]:
        """The digests of all views with this template so far, of pages that stand or were made."""
        look = self.looks.of(template)
        standing = {page.shown for page in self._standing.values() if page.look == look}
        return standing | {
            done.shown for with_look, done in self._pages.values() if with_look == look
        }

    def make_pages(self, sheets: Iterable[Sheet]) -> None:
        """Make the pages that do not stand; by several processes, where there are many.

        Raises TemplateError or ThemeProblem where the theme is at fault, WorkerDied.
        """
        wanted = {sheet.path: sheet for sheet in sheets if not self._stands(sheet)}
        if len(wanted) >= RENDERING_PAYS_FROM:
            self.looks.load(one.template for one in wanted.values())
            look_for_rubbish_again()
        work = partial(self._make, wanted)
        # A process that begins anew, and is no copy of this one, knows no library.
        workers = None if may_fork() else 0
        done = shared_out(
            work, [*wanted], pays_from=RENDERING_PAYS_FROM, workers=workers, note=self._tell
        )
        for sheet, one in zip(wanted.values(), done, strict=True):
            name = file_of(sheet.path)
            self._note(name, self.looks.of(sheet.template), one)
            if one.view:
                self.views[name] = one.view

    def _tell(self, more: int, of: int) -> None:
        self.note(more, max(of, self.expected))

    def make_file(self, name: str, make: Callable[[], bytes]) -> None:
        """Make a file of what the library says, if it does not stand."""
        self.make_together([Together((name,), lambda: [make()])])

    def make_together(self, groups: Iterable[Together]) -> None:
        """Make files such as feeds that do not stand; by several processes, where there are many.

        Raises WorkerDied.
        """
        wanted = {group.names[0]: group for group in groups if not self._all_stand(group.names)}
        work = partial(self._make_files, wanted)
        workers = None if may_fork() else 0
        done = shared_out(work, [*wanted], pays_from=FEEDS_PAY_FROM, workers=workers)
        for group, files in zip(wanted.values(), done, strict=True):
            for name, one in zip(group.names, files, strict=True):
                self._note(name, b"", one)

    def _all_stand(self, names: Sequence[str]) -> bool:
        stand = [self._page_stands(name, b"") for name in names]  # each of them is claimed
        return all(stand)

    def _make_files(self, groups: Mapping[str, Together], name: str) -> list[Done]:
        group = groups[name]
        with self.maker.facts.noting() as noted:
            made = group.make()
        facts = packed(noted)
        return [
            self._write_made(name, data, facts)
            for name, data in zip(group.names, made, strict=True)
        ]

    def _write_made(self, name: str, data: bytes, facts: bytes) -> Done:
        shown = digest_of_bytes(data)
        before = self._before.pages.get(name)
        written = before is None or before.shown != shown
        if written:
            self.tree.write(name, data)
        return Done(shown, facts, written)

    def _stands(self, sheet: Sheet) -> bool:
        return self._page_stands(file_of(sheet.path), self.looks.of(sheet.template))

    def _page_stands(self, name: str, look: bytes) -> bool:
        """Whether a page is as it was, as far as that can be told without its view."""
        self._claim(name)
        page = self._before.pages.get(name)
        if page is None or page.look != look or not page.facts:
            return False
        if not self._changed_facts.keys().isdisjoint(page.facts):
            return False
        self._standing[name] = page
        return True

    def _make(self, sheets: Mapping[str, Sheet], path: str) -> Done:
        sheet, name = sheets[path], file_of(path)
        with self.maker.facts.noting() as noted:
            view = sheet.make()
        shown = digest(view)
        page = self._before.pages.get(name)
        stands = page and (page.look, page.shown) == (self.looks.of(sheet.template), shown)
        if not stands:
            self.tree.write(name, self.looks.made(sheet.template, view))
        leads = {of: self.maker.facts.lead(of) for kind, of in noted.copy() if kind == "lead"}
        pictures = {of: self.maker.shown(of) for kind, of in noted.copy() if kind == "picture"}
        kept = pack_view(sheet.template, view, leads, pictures)
        return Done(shown, packed(noted), not stands, kept)

    def _note(self, name: str, look: bytes, done: Done) -> None:
        self._pages[name] = look, done
        if done.written:
            self.written.append(name)
            self.reasons[name] = self._reason(name, look)

    def _reason(self, name: str, look: bytes) -> str:
        """Why a page was made, for whoever wants to know."""
        page = self._before.pages.get(name)
        if page is None:
            return self._why_new()
        if page.look != look:
            return "changed: the theme"
        if self._changed_around:
            return "changed: what every page shows (the menu, the footer), or a setting"
        return why(self._before, page, self._changed_facts, self.maker.facts)

    def _why_new(self) -> str:
        return ALL_ANEW if self._before is NOTHING_BEFORE else IS_NEW

    @cached_property
    def _changed_facts(self) -> Mapping[int, bytes]:
        """The facts that are not as they were, by their places, with what is known today."""
        facts = self.maker.facts
        return changed_facts(self._before, facts, all_of_them=self._changed_around)

    @cached_property
    def _changed_around(self) -> bool:
        return self._before.around != self._around()

    def _around(self) -> bytes:
        """What every page shows: the furniture and what the settings say, but for the day."""
        settings = digest(self.maker.settings.of_the_year)
        return digest([settings, self.maker.site()])

    # Other files --------------------------------------------------------------------------------

    def write(self, name: str, data: bytes) -> None:
        """Write a file, if its bytes are not there already."""
        self._claim(name)
        self._note_file(name, KeptFile(NO_STAMP, self._put(name, data)))

    def copy(self, files: Iterable[tuple[Path, str]]) -> None:
        """Copy files to names, if they are not there already; by several processes, where many.

        Raises OSError where one cannot be read, WorkerDied.
        """
        wanted: dict[str, tuple[Path, bytes]] = {}
        for file, name in files:
            self._claim(name)
            stamp = settled(stamp_of(file.stat()), self._started)
            before = self._before.files.get(name)
            if before and stamp != NO_STAMP and before.stamp == stamp:
                self._files[name] = before
            else:
                wanted[name] = file, stamp
        work = partial(self._copy, wanted)
        workers = None if may_fork() else 0
        digests = shared_out(work, [*wanted], pays_from=COPYING_PAYS_FROM, workers=workers)
        for (name, (_, stamp)), copied in zip(wanted.items(), digests, strict=True):
            self._note_file(name, KeptFile(stamp, copied))

    def _copy(self, files: Mapping[str, tuple[Path, bytes]], name: str) -> bytes:
        file, _ = files[name]
        return self._put(name, file.read_bytes())

    def _put(self, name: str, data: bytes) -> bytes:
        """Write data, if they are not there already; returns their digest."""
        new = digest_of_bytes(data)
        if self._is_new(name, new):
            self.tree.write(name, data)
        return new

    def _note_file(self, name: str, file: KeptFile) -> None:
        self._files[name] = file
        if self._is_new(name, file.digest):
            self.written.append(name)
            self.reasons[name] = CHANGED if name in self._before.files else self._why_new()

    def _is_new(self, name: str, data: bytes) -> bool:
        """Whether a file holds other data than before; data: the digest of them."""
        before = self._before.files.get(name)
        return before is None or before.digest != data

    def _claim(self, name: str) -> None:
        """Raises FileExistsError where something else is made at that name."""
        if name in self.names:
            raise FileExistsError(name)
        self.names.add(name)

    # The end ------------------------------------------------------------------------------------

    def finish(self) -> KeptOutput:
        """Take away what is no longer made, and tell what the output holds now.

        Its state is the same as before where nothing was written and nothing taken away.
        """
        before = self._before
        removed = sorted(before.traces.keys() - self.names)
        self._take_away(removed)
        made = ((name, look, done.shown, done.facts) for name, (look, done) in self._pages.items())
        changed, behind = self._changed_facts, self.maker.facts
        facts, pages = made_of(before, changed, behind, self._standing, made)
        now = KeptOutput(
            state=before.state,
            before=before.before,
            written=before.written,
            removed=before.removed,
            around=self._around(),
            facts=facts,
            grounds=dict(self.maker.facts.grounds),
            pages=pages,
            files=self._files,
            traces=before.traces,
        )
        if not self.written and not removed and before.state:
            return now
        traces = {name: trace for name, trace in before.traces.items() if name in self.names}
        traces |= {name: self.tree.trace(name) for name in self.written}
        return msgspec.structs.replace(
            now,
            state=secrets.token_hex(8),
            before=before.state,
            written=sorted(self.written),
            removed=removed,
            traces=traces,
        )

    def _take_away(self, removed: Iterable[str]) -> None:
        """Take files away, and none that was made: some computers tell no capital letters apart."""
        places = {place_of(name) for name in removed}
        twins = [name for name in self.written if removed and place_of(name) in places]
        kept = {name: (self.tree.path / name).read_bytes() for name in twins}
        for name in removed:
            self.tree.remove(name)
            self.reasons[name] = TAKEN_AWAY
        for name, data in kept.items():
            self.tree.write(name, data)
