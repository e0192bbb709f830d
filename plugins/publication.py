"""The one door: the library before Pelican's run, the switch to the new site after it.

Settings: all that `model/settings.py` names; PATH, OUTPUT_PATH, THEME, PLUGINS. Sets MAKER, which
the other plugins read, and STATIC_PATHS and EXTRA_PATH_METADATA, which Pelican reads.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pelican
from jinja2 import TemplateError
from pelican.settings import DEFAULT_CONFIG

from plugins import PLUGINS as OURS
from plugins.compiled_templates import compiled_here
from plugins.ending import NotBuilt, give_up
from plugins.extras import PluginProblem, unset_extras
from plugins.incremental import Increment
from plugins.model.cache.kept import NO_VIEWS, Kept
from plugins.model.cache.output import KeptOutput
from plugins.model.comments.snapshot import problems_of_snapshot, read_snapshot
from plugins.model.known_settings import read_settings as read_our_settings
from plugins.model.library import Library, files_promised
from plugins.model.loading import put_together, read_content
from plugins.model.problem import Problem, as_warnings, errors, report
from plugins.model.reading import Reading
from plugins.model.rubbish import all_is_kept
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import all_sheets
from plugins.model.view.social_card import card_sheets
from plugins.model.workers import Note, WorkerDied
from plugins.output_tree import Change, OutputProblem, OutputTree, kept_beside
from plugins.pelican_log import errors_logged, quiet
from plugins.pelican_sources import NO_SOURCES, all_sources
from plugins.pictures.store import PictureProblem, PictureStore
from plugins.progress import progress
from plugins.rendering import environment
from plugins.settings_file import BASE_SETTINGS, own_settings
from plugins.theme_problem import ThemeProblem, place_in_theme
from plugins.typed_settings import typed_settings
from plugins.words import Words, reason_lines, say, words_of

THROWN_AWAY = "All is made anew this once, and that takes longer: {}."
_SLOWER = "warning: The next build will take longer: {}"
_OWN = ("DRAWN", "INCREMENT", "MAKER", "PICTURES", "SEARCH_KEPT", "SETTINGS_FILE")
Finish = Callable[[Path], list[Problem]]


class Built(NamedTuple):
    """A site that was built: of what, and what was said of it."""

    library: Library
    words: Words


class Publication(pelican.Pelican):  # type: ignore[misc]  # Pelican ships no types
    """Pelican, with everything read and checked first, and the site switched in at the end."""

    def __init__(
        self,
        settings: dict[str, Any],
        kept: Kept | None = None,
        stamps: Mapping[str, bytes] | None = None,
    ) -> None:
        wanted = [getattr(plugin, "__name__", plugin) for plugin in settings["PLUGINS"] or []]
        with errors_logged() as log:
            super().__init__(settings)
        loaded = self.settings["PLUGINS"]
        missing = [name for name in wanted if not any(one.endswith(name) for one in loaded)]
        if missing:
            give_up(
                f"These plugins of the settings could not be loaded: {', '.join(missing)}.", *log
            )
        self.site = Path(self.settings["OUTPUT_PATH"])  # where it is read; output_path changes
        if not set(OURS) <= set(loaded):
            give_up('PLUGINS must hold ours: PLUGINS = [*PLUGINS, "yours"] in the settings.')
        self.is_ours_alone = set(OURS) == set(loaded)
        self.kept = kept or Kept(kept_beside(self.site))
        self.pictures = PictureStore(kept_beside(self.site) / "pictures")
        self._stamps = stamps

    def read(self, *, without_comments: bool = False) -> tuple[Reading, list[Problem]]:
        """All files of the content, each read alone, and the warnings about the settings.

        without_comments: go on though what was said at the comment service cannot be read.
        Ends the process with status 2 where a setting is wrong.
        """
        known = {*DEFAULT_CONFIG, *_OWN}
        path = str(self.settings.get("SETTINGS_FILE", BASE_SETTINGS))
        settings, problems = read_our_settings(self.settings, path, known)
        content = Path(self.path)
        made = self.site, kept_beside(self.site)
        problems += problems_of_snapshot(settings, content, made)
        if errors(problems):  # with wrong settings, much of the content would seem wrong
            give_up(report(problems), problems=problems)
        snapshot, unread = read_snapshot(settings.snapshot)
        kept = self.kept.entries(settings, content.name)
        try:
            with progress("Reading files") as note:
                look, stamps = self.pictures.look, self._stamps
                reading = read_content(
                    content,
                    settings,
                    kept=kept,
                    stamps=stamps,
                    note=note,
                    look=look,
                    snapshot=snapshot,
                )
        except WorkerDied as died:
            give_up(str(died))
        # Readers see the last good site rather than one on which a voice is lost.
        told = as_warnings(unread) if without_comments or not settings.publishing else unread
        return msgspec.structs.replace(reading, unread=(*reading.unread, *told)), problems

    def load(self) -> tuple[Library, list[Problem]]:
        """The library, and all problems of settings and content.

        Ends the process with status 2 where a setting is wrong.
        """
        reading, problems = self.read()
        library = put_together(reading)
        return library, [*problems, *library.problems]

    def read_from(self, content: Path) -> None:
        """Take the files to copy from another folder than the settings say."""
        self.path = str(content)
        self.settings["PATH"] = str(content)

    @all_is_kept()
    def run(self, finish: Finish | None = None, *, verbose: bool = False) -> Built:
        """Check, build beside, switch in; raises NotBuilt where something is wrong.

        finish: see `make`. verbose: whether to say why each file was made.
        """
        started = time.monotonic()
        say(THROWN_AWAY.format(self.kept.lost) if self.kept.lost else "")
        library, problems = self.load()
        words = words_of(library, problems)
        words.say_problems()
        if errors(problems):
            say("Nothing was built; the site is as it was.", to=sys.stderr)
            raise NotBuilt(problems)
        reasons = self.make(library, finish)
        say(reason_lines(reasons) if verbose else "")
        words.say(self.site, time.monotonic() - started)
        return Built(library, words)

    def make(self, library: Library, finish: Finish | None = None) -> Mapping[str, str]:
        """Build the site of a library that nothing is wrong with, and switch it in.

        Returns why each file was made or taken away, by its name.

        finish: is given the folder of the whole site before anybody reads it; may change it, and
            says what is wrong with it: with an error the site stays as it was.
        Ends the process with status 1 where the build goes wrong, 2 where it cannot be written.
        """
        try:
            with OutputTree(self.site, emptied=False) as tree:
                increment = self._build(library, tree)
                problems = finish(tree.path) if finish else []
                say(report(problems), to=sys.stderr)
                if errors(problems):
                    say("The build went wrong; the site is as it was.", to=sys.stderr)
                    raise SystemExit(1)
                self._show(tree, increment, was_changed=finish is not None)
                return increment.reasons
        except OutputProblem as wrong:
            give_up(str(wrong))

    def _show(self, tree: OutputTree, increment: Increment, *, was_changed: bool) -> None:
        """Switch the site in, if it is another than before, and keep what the next build needs.

        was_changed: whether the tree holds more than was built.
        """
        output = increment.finish()
        if not self.is_ours_alone:
            tree.switch()
        elif was_changed or output.state != tree.shown or not tree.shows(output.traces):
            tree.switch(output.state)
        else:
            tree.leave(output.state)
        if was_changed or not self.is_ours_alone:
            self._keep(None)
            return
        try:
            with tree.twinned(output.traces) as twin:
                self._keep(output, increment.views)
                twin()
        except (OSError, OutputProblem, WorkerDied) as wrong:  # the site is shown all the same
            say(_SLOWER.format(wrong), to=sys.stderr)

    def _keep(self, output: KeptOutput | None, views: Mapping[str, bytes] = NO_VIEWS) -> None:
        """Keep what the next build needs; where that cannot be done, the site is shown still."""
        try:
            self.kept.save(output, views)
        except OSError as wrong:
            self.kept.is_behind = True
            say(_SLOWER.format(wrong), to=sys.stderr)

    def _build(self, library: Library, tree: OutputTree) -> Increment:
        """Pelican's own run, into a folder that nobody reads yet."""
        maker = Maker(library)
        theme = environment(self.settings, compiled_here())
        increment = Increment(tree, maker, theme, self._level(tree))
        self.output_path = str(tree.path)
        self.settings |= {"OUTPUT_PATH": str(tree.path), "MAKER": maker, "INCREMENT": increment}
        self.settings["PICTURES"] = self.pictures
        self.settings["DRAWN"] = kept_beside(self.site) / "drawn"
        self.settings["SEARCH_KEPT"] = kept_beside(self.site) / "search"
        self.settings |= all_sources(library) if not self.is_ours_alone else NO_SOURCES
        with progress("Making pictures") as note:
            self._make_pictures(library, note)
        if not self.is_ours_alone:  # Pelican asks for pages one by one
            increment.expected = sum(1 for _ in chain(all_sheets(maker), card_sheets(maker)))
        try:
            with errors_logged() as log, quiet(), progress("Making pages") as increment.note:
                super().run()
        except TemplateError as wrong:
            give_up(f"The theme has a fault{place_in_theme(wrong)}: {wrong}.")
        except (ThemeProblem, WorkerDied, PluginProblem) as wrong:
            give_up(str(wrong))
        say("\n".join(map(str, unset_extras(maker))), to=sys.stderr)
        made = increment.names
        missing = [path for path in files_promised(library) if path not in made]
        log += [
            f"The page {path} was not made." for path in missing if not (tree.path / path).is_file()
        ]
        if log:
            say("\n".join(log), to=sys.stderr)
            say("The build went wrong; the site is as it was.", to=sys.stderr)
            raise SystemExit(1)
        return increment

    def _make_pictures(self, library: Library, note: Note) -> None:
        """Have all sizes of the pictures ready that are not so from an earlier build."""
        try:
            self.pictures.make(Path(self.path), [asset.path for asset in library.assets], note)
        except (PictureProblem, WorkerDied) as wrong:
            give_up(str(wrong))
        except OSError as wrong:
            give_up(f"Pictures cannot be made or kept: {wrong.strerror}.")

    def _level(self, tree: OutputTree) -> KeptOutput | None:
        """Make the tree level with the site that is shown, if that is known; else empty it."""
        before = self.kept.output(tree.shown) if self.is_ours_alone else None
        if before:
            change = Change(before.before, before.written, before.removed)
            if tree.level(change, before.traces):
                return before
        tree.clear()
        return None


def open_publication(
    settings_file: Path,
    content: Path,
    output: Path,
    *,
    drafts: bool = False,
    preview: bool = False,
    publishing: bool = False,
    search: bool = False,
    kept: Kept | None = None,
    stamps: Mapping[str, bytes] | None = None,
) -> Publication:
    """The publication with the settings of pelicanconf.py, and those of another file over them.

    preview: for this computer alone, so that links begin at the root, whatever SITEURL says.
    publishing: for readers, whether the settings say so or not.
    search: with a search index, whether the settings say so or not.
    kept: what earlier builds of this output have kept, where it has been read already.
    stamps: those of all files of the content, where these have been looked at already.
    Ends the process with status 2 and one line where the content is not there, or the settings
    cannot be read.
    """
    own = own_settings(drafts=drafts, preview=preview, publishing=publishing, search=search)
    return Publication(typed_settings(settings_file, content, output, own), kept, stamps)
