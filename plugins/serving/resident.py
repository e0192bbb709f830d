"""The process that builds: it stays, with all that it has imported, from one save to the next.

`python -m plugins.serving.resident`, with the options of a build: its standard input is a socket,
over which `builder` tells what was saved, and gets pages that are ready early, then an Outcome; it
ends when that is closed. It has one thread, so that it may fork workers. Each build reads the
settings as they are then; code it has once and for all, and is replaced when code changes.

To run Pelican again and again in one process is sound (its own --autoreload does): a plugin is
loaded once, and connects the same functions to the same signals; only its memory of the warnings
that it has shown must be emptied, or they would be shown once a day.
"""

from __future__ import annotations

import argparse
import gc
import io
import sys
import traceback
from collections.abc import Sequence
from contextlib import redirect_stderr
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import msgspec

import plugins.model.cache.version  # noqa: F401 (first: what is imported after it may be newer)

# isort: split
from pelican.log import LimitFilter

from plugins import building
from plugins.ending import GivenUp, NotBuilt
from plugins.process import CANNOT_RUN, run
from plugins.serving.outcome import CRASHED, GOOD, Outcome
from plugins.settings_file import BASE_SETTINGS, snapshot_folder, values_of
from plugins.words import said_once

if TYPE_CHECKING:
    from plugins.serving.early import Early

STOPPED = 1
FAULT = (
    "Practice Press itself failed over this ({}), which it should not do whatever is written."
    " The window where make serve was started says more: please pass that on to whoever looks after"
    " the program. To go on, take back what you saved last, or save another file."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Build whenever that is asked for, until nobody can ask any more; the exit status 0."""
    given = _options(arguments)
    door = Connection(sys.stdin.fileno())
    early: Early | None = None
    told: dict[str, str] = {}
    while (saved := _saved(door)) is not None:
        for pages in early.pages(saved) if early else ():
            door.send(pages)
        with said_once(told):
            wanted = {"drafts": given.drafts, "search": given.search}
            outcome = build(given.settings, given.content, given.output, **wanted)
        door.send(msgspec.structs.replace(outcome, beside=beside(given.settings)))
        if outcome.status == GOOD:
            early = early or _early(given)
            early.get_ready()
        if not door.poll():  # nobody waits
            gc.collect()  # libraries hold each other in rings
            gc.freeze()  # to look through the one that is kept would take as long each time
    return 0


def _early(given: argparse.Namespace) -> Early:
    # It needs all that makes pages, which a first build without news does without.
    from plugins.serving.early import Early

    return Early(given.settings, given.content, given.output, drafts=given.drafts)


def _saved(door: Connection) -> Sequence[str] | None:
    """The files that were saved, so that a build is wanted; None where nobody can ask any more."""
    try:
        saved: Sequence[str] = door.recv()
    except (EOFError, ConnectionError):
        return None
    return saved


def build(
    settings: Path, content: Path, output: Path, *, drafts: bool, search: bool = False
) -> Outcome:
    """Build the preview once, and say how that ended; all of it is also said as `make build` does.

    settings, content, output, drafts, search: as `building.build` takes them.
    """
    _forget_warnings()
    said = _Copy(sys.stderr)
    with redirect_stderr(said):
        try:
            warnings = building.build(
                settings, content, output, drafts=drafts, search=search, preview=True
            )
        except GivenUp as end:
            return Outcome(CANNOT_RUN, end.problems, end.said)
        except NotBuilt as end:
            return Outcome(STOPPED, end.problems, said.getvalue())
        except SystemExit:
            return Outcome(STOPPED, said=said.getvalue())
        except Exception as fault:  # noqa: BLE001 - the next save may mend what nobody foresaw
            traceback.print_exc()
            return Outcome(CRASHED, said=FAULT.format(repr(fault)))
    return Outcome(GOOD, warnings)


def beside(settings: Path) -> tuple[str, ...]:
    """What a build hangs on beside the content, by the settings of the moment.

    The folders of the theme, and the snapshot of the comments; () where nobody can tell.
    """
    try:
        values = values_of(BASE_SETTINGS) | values_of(settings)
        folders = [values["THEME"], *values.get("THEME_TEMPLATES_OVERRIDES", [])]
        folders.append(snapshot_folder(settings, values))
        return tuple(str(Path(folder).absolute()) for folder in folders)
    except (Exception, SystemExit):  # noqa: BLE001 - settings may do anything; the build has told
        return ()


def _forget_warnings() -> None:
    """Let Pelican say its warnings again: it says none twice in the life of a process."""
    LimitFilter._raised_messages.clear()
    LimitFilter._group_count.clear()


class _Copy(io.StringIO):
    """Keeps what is written, and passes it on."""

    def __init__(self, to: TextIO) -> None:
        super().__init__()
        self._to = to

    def write(self, text: str) -> int:
        self._to.write(text)
        return super().write(text)

    def flush(self) -> None:
        self._to.flush()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("plugins.serving.resident", description=__doc__)
    parser.add_argument("--content", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--settings", type=Path, required=True)
    parser.add_argument("--drafts", action="store_true")
    parser.add_argument("--search", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    run(main, has_peers=True)
