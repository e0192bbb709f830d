"""The one door: the library before Pelican's run, the switch to the new site after it.

Settings: all that `model/settings.py` names; PATH, OUTPUT_PATH, THEME, PLUGINS. Sets MAKER, which
the other plugins read, and STATIC_PATHS and EXTRA_PATH_METADATA, which Pelican reads.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TextIO

import pelican
from jinja2 import TemplateError
from pelican.settings import DEFAULT_CONFIG, get_settings_from_file, read_settings

from plugins import PLUGINS as OURS
from plugins.model.address import address, file_of
from plugins.model.library import Library
from plugins.model.loading import put_together, read_content
from plugins.model.problem import Problem, count, errors, report
from plugins.model.reading import Reading
from plugins.model.settings import read_settings as read_our_settings
from plugins.model.spelling import counted
from plugins.model.view.maker import Maker
from plugins.model.workers import WorkerDied
from plugins.output_tree import OutputProblem, OutputTree
from plugins.process import CANNOT_RUN
from plugins.theme_assets import ThemeProblem

FOR_READERS = "For readers: make publish"
BASE_SETTINGS = Path("pelicanconf.py")
_OWN = ("MAKER", "SETTINGS_FILE")
Finish = Callable[[Path], list[Problem]]


class Publication(pelican.Pelican):  # type: ignore[misc]  # Pelican ships no types
    """Pelican, with everything read and checked first, and the site switched in at the end."""

    def __init__(self, settings: dict[str, Any]) -> None:
        wanted = [getattr(plugin, "__name__", plugin) for plugin in settings["PLUGINS"] or []]
        with _log() as log:
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

    def read(self) -> tuple[Reading, list[Problem]]:
        """All files of the content, each read alone, and the warnings about the settings.

        Ends the process with status 2 where a setting is wrong.
        """
        known = {*DEFAULT_CONFIG, *_OWN}
        path = str(self.settings.get("SETTINGS_FILE", BASE_SETTINGS))
        settings, problems = read_our_settings(self.settings, path, known)
        if errors(problems):  # with wrong settings, much of the content would seem wrong
            give_up(report(problems), problems=problems)
        try:
            return read_content(Path(self.path), settings), problems
        except WorkerDied as died:
            give_up(str(died))

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

    def run(self, finish: Finish | None = None) -> None:
        """Check, build beside, switch in; raises SystemExit(1) where something is wrong.

        finish: see `make`.
        """
        started = time.monotonic()
        library, problems = self.load()
        say(report(problems), to=sys.stderr)
        if errors(problems):
            say("Nothing was built; the site is as it was.", to=sys.stderr)
            raise SystemExit(1)
        self.make(library, finish)
        say(held_back_lines(library))
        say(f"{made(library, self.site, started)}; {count(problems)}.")
        if not library.settings.publishing:
            say(f"This is a preview. {FOR_READERS}")

    def make(self, library: Library, finish: Finish | None = None) -> None:
        """Build the site of a library that nothing is wrong with, and switch it in.

        finish: is given the folder of the whole site before anybody reads it; may change it, and
            says what is wrong with it: with an error the site stays as it was.
        Ends the process with status 1 where the build goes wrong, 2 where it cannot be written.
        """
        try:
            with OutputTree(self.site) as tree:
                self._build(library, tree.path)
                problems = finish(tree.path) if finish else []
                say(report(problems), to=sys.stderr)
                if errors(problems):
                    say("The build went wrong; the site is as it was.", to=sys.stderr)
                    raise SystemExit(1)
                tree.switch()
        except OutputProblem as wrong:
            give_up(str(wrong))

    def _build(self, library: Library, folder: Path) -> None:
        """Pelican's own run, into a folder that nobody reads yet."""
        self.output_path = str(folder)
        self.settings |= {
            "OUTPUT_PATH": str(folder),
            "MAKER": Maker(library),
            "STATIC_PATHS": [asset.path for asset in library.assets],
            # Only what goes elsewhere: Pelican looks through all of it for each file.
            "EXTRA_PATH_METADATA": {
                asset.path: {"path": asset.address.lstrip("/")}
                for asset in library.assets
                if asset.address != f"/{asset.path}"
            },
        }
        try:
            with _log() as log, _quiet():
                super().run()
        except TemplateError as wrong:
            give_up(f"The theme has a fault{_place_in_theme(wrong)}: {wrong}.")
        except ThemeProblem as wrong:
            give_up(str(wrong))
        missing = [path for path in _promised(library) if not (folder / path).is_file()]
        log += [f"The page {path} was not made." for path in missing]
        if log:
            say("\n".join(log), to=sys.stderr)
            say("The build went wrong; the site is as it was.", to=sys.stderr)
            raise SystemExit(1)


def open_publication(
    settings_file: Path,
    content: Path,
    output: Path,
    *,
    drafts: bool = False,
    preview: bool = False,
    publishing: bool = False,
) -> Publication:
    """The publication with the settings of pelicanconf.py, and those of another file over them.

    preview: for this computer alone, so that links begin at the root, whatever SITEURL says.
    publishing: for readers, whether the settings say so or not.
    Ends the process with status 2 and one line where the content is not there, or the settings
    cannot be read.
    """
    own: dict[str, Any] = {"DRAFTS": drafts}
    own |= {"SITEURL": "", "PUBLISHING": False} if preview else {}
    own |= {"PUBLISHING": True} if publishing else {}
    return Publication(typed_settings(settings_file, content, output, own))


def typed_settings(
    settings_file: Path, content: Path, output: Path, own: Mapping[str, Any]
) -> dict[str, Any]:
    """The settings as they are typed, and our own over them; no plug-in is loaded.

    Ends the process as `open_publication` does.
    """
    _check_places(settings_file, content, output)
    places = {
        "PATH": str(content.absolute()),
        "OUTPUT_PATH": str(output.absolute()),
        "SETTINGS_FILE": _as_seen_from_here(settings_file),
    }
    return _read_settings(settings_file, places | dict(own))


def _check_places(settings_file: Path, content: Path, output: Path) -> None:
    """Hold that what is read is there, and that what is written does not lie in it."""
    if not content.is_dir():
        give_up(f"There is no content folder {content}.")
    for file in (BASE_SETTINGS, settings_file):
        if not file.is_file():
            give_up(f"There is no settings file {file}.")
    site = output.absolute().parent.resolve() / output.name
    inner, outer = sorted((content.resolve(), site), key=lambda path: -len(path.parts))
    if inner.is_relative_to(outer):
        give_up(f"{content} and {output} must not hold each other: build into another folder.")


def _read_settings(file: Path, own: dict[str, Any]) -> dict[str, Any]:
    """The settings of pelicanconf.py, under those of a file, under our own."""
    try:
        over = {} if file == BASE_SETTINGS else get_settings_from_file(str(file))
        if not isinstance(over.get("SITEURL", ""), str):  # Pelican would stumble over it
            give_up(f"SITEURL in {file} must be text in quotes.")
        settings: dict[str, Any] = read_settings(str(BASE_SETTINGS), override=over | own)
    except SyntaxError as wrong:
        line = (wrong.text or "").strip()
        give_up(f"{wrong.filename}, line {wrong.lineno} cannot be read: {line} ({wrong.msg}).")
    except Exception as wrong:  # noqa: BLE001 (a settings file may do anything at all)
        give_up(f"The settings of {file} cannot be read: {wrong!r}.")
    return settings


def _as_seen_from_here(path: Path) -> str:
    """A path without what is the same for all files of this folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


class GivenUp(SystemExit):
    """The end of a command that cannot run, with what was said, and the problems that it told."""

    def __init__(self, said: str, problems: Sequence[Problem]) -> None:
        super().__init__(CANNOT_RUN)
        self.said = said
        self.problems = problems


def give_up(*lines: str, problems: Sequence[Problem] = ()) -> NoReturn:
    """Say why nothing can be done, and end with status 2; raises GivenUp."""
    said = "\n".join(lines)
    say(said, to=sys.stderr)
    raise GivenUp(said, problems)


def _place_in_theme(wrong: TemplateError) -> str:
    """The line of a template at which rendering ended."""
    frames = traceback.extract_tb(wrong.__traceback__)
    last = next((frame for frame in reversed(frames) if frame.filename.endswith(".html")), None)
    return f" in {_as_seen_from_here(Path(last.filename))}, line {last.lineno}" if last else ""


def _promised(library: Library) -> Iterator[str]:
    """The files that must be there: one for each post, page and asset."""
    for post in (*library.posts, *library.withdrawn):
        yield file_of(address("posts", post.slug))
    for page in library.pages:
        yield file_of(address("pages", page.slug))
    for asset in library.assets:
        yield file_of(asset.address)


def held_back_lines(library: Library) -> str:
    """What is held back and why; "" for nothing."""
    held = [f"  {one.path}: {one.reason}" for one in library.held_back]
    return "\n".join([f"Held back ({len(held)}):", *held]) if held else ""


def made(library: Library, output: Path, started: float) -> str:
    """What was made, where, and in how many seconds since a moment of `time.monotonic`."""
    what = f"{counted(len(library.posts), 'post')} and {counted(len(library.pages), 'page')}"
    seconds = time.monotonic() - started
    return f"Built {what} into {_as_seen_from_here(output)} in {seconds:.1f} s"


def say(text: str, to: TextIO | None = None) -> None:
    """Say something at once, if there is anything to say."""
    if text:
        print(text, file=to or sys.stdout, flush=True)


class _Collector(logging.Handler):
    """Keeps what Pelican says of errors; its warnings go on to the terminal."""

    def __init__(self, log: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.log = log

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            self.log.append(record.getMessage())
        else:
            say(f"warning: {record.getMessage()}", to=sys.stderr)


@contextmanager
def _log() -> Iterator[list[str]]:
    """The errors that Pelican logs within the block; it would go on after them."""
    collector = _Collector([])
    logger = logging.getLogger("pelican")
    logger.addHandler(collector)
    try:
        yield collector.log
    finally:
        logger.removeHandler(collector)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let Pelican's own last line be silent: it counts what it knows, not what we made."""
    console, before = pelican.console, pelican.console.quiet
    console.quiet = True
    try:
        yield
    finally:
        console.quiet = before
