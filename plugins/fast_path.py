"""The build of what is all but as it was: nothing changed, or the texts of some posts and pages.

It does not load Pelican, nor read, relate or check what is as it was; of the archive it looks at
the stamps. Whatever it cannot be sure of, it leaves to `publication`: it is never the only way.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from plugins.inputs import Inputs, look
from plugins.last_build import Last, hangs_on_more, last_of, name_of_text
from plugins.model.address import PAGEFIND
from plugins.model.cache.kept import Kept
from plugins.model.cache.output import NAME as OUTPUT
from plugins.model.cache.output import KeptOutput, pack_output
from plugins.model.cache.scan import Unclear, scan
from plugins.model.cache.stamp import moment, settled
from plugins.model.cache.store import Row
from plugins.model.file_name import is_left_by_a_machine
from plugins.output_tree import Change, OutputProblem, OutputTree, kept_beside
from plugins.words import Words

if TYPE_CHECKING:  # what a build without news does without
    from plugins.model.entry import Entry
    from plugins.publication import Built

_LAST = "last"
_INDEX = PAGEFIND.lstrip("/")
_OF_ONE_TEXT = ("posts", "pages")  # the kinds whose files are each shown by one page


class FastPath:
    """The fast path for one output.

    settings, content, output: the places as they were given.
    own: what the command sets over the settings.
    kept: what earlier builds have kept; for the other way too, so that it is read once.
    """

    def __init__(self, settings: Path, content: Path, output: Path, own: Mapping[str, Any]) -> None:
        self._places = settings, content, output.absolute(), own
        self._content = content
        self._output = output.absolute()
        self.kept = Kept(kept_beside(output))
        self._started = moment()
        self._now = look(settings, content, self._output, own)
        self._files = _stamps(content)

    @property
    def stamps(self) -> Mapping[str, bytes] | None:
        """Those of the content's files as the build began; None where they could not be had."""
        if self._files is None:
            return None
        return {path: settled(stamp, self._started) for path, stamp in self._files.items()}

    def build(self) -> Words | None:
        """Build, and say what is to be said; None where it must be done the other way."""
        started = time.monotonic()
        last = self._last()
        now, files = self._now, self._files
        if last is None or now is None or files is None:
            return None
        if not self._is_all_but_same(last, now, files):
            return None
        try:
            if not self._renew(last, now, files):
                return None
        except (OSError, OutputProblem):  # the other way tells of it
            return None
        last.words.say_problems()
        last.words.say(self._output, time.monotonic() - started)
        return last.words

    def remember(self, built: Built) -> None:
        """Remember a build that was done the other way. Raises OSError.

        Nothing is remembered of one that was not kept, or while which something else changed too.
        """
        state = OutputTree(self._output).shown
        texts = set(self.kept.files)
        now, files = self._now, self._files
        if now is None or files is None or self.kept.is_behind or not self.kept.is_of(state):
            return
        again = look(*self._places)
        if again is None or (again.digest, again.day) != (now.digest, now.day):
            return
        if not texts <= files.keys() or hangs_on_more(built, self._output):
            return
        last = last_of(built, now, state, f"{self._content.name}/")
        others = {path: files[path] for path in files.keys() - texts}
        stamps = {path: settled(stamp, self._started) for path, stamp in others.items()}
        last = msgspec.structs.replace(last, others=stamps)
        self.kept.keep({_LAST: msgspec.msgpack.encode(last)})

    # What is as it was --------------------------------------------------------------------------

    def _last(self) -> Last | None:
        data = self.kept.value(_LAST)
        try:
            return msgspec.msgpack.decode(data, type=Last) if data else None
        except msgspec.MsgspecError:
            return None

    def _is_all_but_same(self, last: Last, now: Inputs, files: Mapping[str, bytes]) -> bool:
        if (now.digest, now.day) != (last.inputs, last.day):
            return False
        if files.keys() != last.others.keys() | self.kept.files.keys():
            return False
        if any(files[path] != stamp for path, stamp in last.others.items()):
            return False
        try:
            return OutputTree(self._output).shown == last.state
        except (OSError, OutputProblem):
            return False

    # What is new --------------------------------------------------------------------------------

    def _renew(self, last: Last, now: Inputs, files: Mapping[str, bytes]) -> bool:
        """Make the pages of the texts that changed; False where more than their pages did."""
        rows: dict[str, Row] = {}
        changed: list[Entry[Any]] = []
        for path, row in self.kept.files.items():
            if files[path] == row.stamp:
                continue
            stamp = settled(files[path], self._started)
            entry = self._read(path, row, last)
            if entry is None:
                rows[path] = row._replace(stamp=stamp)
            elif not _shows_no_more(entry, row) or path in last.told:
                return False
            else:
                changed.append(entry)
                rows[path] = Row(stamp, entry.digest, entry.face)
        if not changed:
            output = self.kept.output(last.state)
            if output is None or not OutputTree(self._output).shows(output.traces):
                return False
            if rows:
                self.kept.keep({}, rows)
            return True
        from plugins.model.cache.packing import pack

        made = self._retouch(changed, last, now)
        if made is None:
            return False
        last, output = made
        values = {_LAST: msgspec.msgpack.encode(last), OUTPUT: pack_output(output)}
        self.kept.keep(values, rows, {entry.path: pack(entry) for entry in changed})
        return True

    def _read(self, path: str, row: Row, last: Last) -> Entry[Any] | None:
        """What a file says now; None where it says what it said. Raises OSError."""
        from plugins.model.reading import digest_of, read_entry
        from plugins.model.settings import Settings
        from plugins.model.time_limit import LIMIT, TookTooLong, within

        data = (self._content / path).read_bytes()
        if digest_of(path, data) == row.digest:
            return None
        settings = msgspec.msgpack.decode(last.settings, type=Settings).of_the_year
        try:
            return within(LIMIT, lambda: read_entry(path, data, settings, self._content.name))
        except TookTooLong as wrong:
            raise TimeoutError from wrong

    def _retouch(
        self, changed: Sequence[Entry[Any]], last: Last, now: Inputs
    ) -> tuple[Last, KeptOutput] | None:
        """Put new texts into their pages; None, with all as it was, where that is not enough."""
        from plugins.compiled_templates import compiled_here
        from plugins.model.entry import title_in_words
        from plugins.model.settings import Settings
        from plugins.rendering import environment
        from plugins.retouching import Retouching

        output = self.kept.output(last.state)
        if output is None or any(name.startswith(_INDEX) for name in output.files):
            return None  # the search index holds these texts too
        texts = last.texts | {
            entry.path: name_of_text(title_in_words(entry.fields.title), entry.body)
            for entry in changed
        }
        touched = {texts[entry.path] for entry in changed}
        touched |= {last.texts[entry.path] for entry in changed if entry.path in last.texts}
        if any(
            Counter(all_of.values())[one] > 1 for all_of in (last.texts, texts) for one in touched
        ):
            return None
        options = {"THEME": str(now.theme), "THEME_TEMPLATES_OVERRIDES": now.overrides}
        theme = environment(options, compiled_here())
        settings = msgspec.msgpack.decode(last.settings, type=Settings)
        retouching = Retouching(self.kept, self._output, output, settings, theme)
        if not all(map(retouching.take, changed)):
            return None
        output = self._write(retouching.end(), retouching.files)
        if output is None:
            return None
        facts = {("text", entry.path): entry.digest for entry in changed}
        output = msgspec.structs.replace(
            output, facts=[(fact, facts.get(fact, was)) for fact, was in output.facts]
        )
        return msgspec.structs.replace(last, state=output.state, texts=texts), output

    def _write(self, output: KeptOutput, files: Mapping[str, bytes]) -> KeptOutput | None:
        """Switch in a site with these files; None where another is shown meanwhile."""
        if not files:
            return output
        with OutputTree(self._output, emptied=False) as tree:
            change = Change(output.before, output.written, output.removed)
            if tree.shown != output.state or not tree.level(change, output.traces):
                return None
            for name, data in files.items():
                tree.write(name, data)
            state = os.urandom(8).hex()
            traces = output.traces | {name: tree.trace(name) for name in files}
            tree.switch(state)
        return msgspec.structs.replace(
            output,
            state=state,
            before=output.state,
            written=sorted(files),
            removed=[],
            traces=traces,
        )


def _stamps(content: Path) -> dict[str, bytes] | None:
    """Those of all files of the content; None where these are not files alone."""
    try:
        return scan(content, is_left_by_a_machine)
    except Unclear:
        return None


def _shows_no_more(entry: Entry[Any], row: Row) -> bool:
    """Whether nothing but its own page can see what is new in a file."""
    return entry.kind in _OF_ONE_TEXT and entry.face == row.face and not entry.problems
