"""One build of an edited publication, in this process or in one of its own, and what came of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from plugins.incremental import Increment
from plugins.model.address import file_of
from plugins.model.digest import digest
from plugins.model.view.sheets import Sheet
from tests.building import build_here
from tests.incremental.world import World
from tests.running import build as build_alone

_SECONDS = re.compile(r"(?<= in )\d+\.\d(?= s;)")
_LOST = re.compile(r"All is made anew this once, and that takes longer: .*\n")
# Of a damaged file SQLite may tell only when it is written to; then the next build begins anew.
_DAMAGED = re.compile(
    r"warning: The next build will take longer: .*/kept\.db cannot be written: "
    r"(database disk image is malformed|file is not a database)\n"
)


class Outcome(NamedTuple):
    """How a build ended and what it said, but for the seconds, its place, and what it had kept."""

    status: int
    out: str
    err: str


def build(world: World, output: Path, *, quickly: bool = False) -> Outcome:
    """Build in this process.

    quickly: by the fast path, where that will do.
    """
    out, err = io.StringIO(), io.StringIO()
    places = (world.settings_file, world.content, output)
    status = build_here(*places, out, err, quickly=quickly, drafts=world.drafts)
    return _outcome(status, out.getvalue(), err.getvalue(), output)


def build_in_a_process(world: World, output: Path) -> Outcome:
    """Build as an editor does it."""
    drafts = ["--drafts"] if world.drafts else []
    done = build_alone(world.content, world.settings_file, output, *drafts)
    return _outcome(done.returncode, done.stdout, done.stderr, output)


def _outcome(status: int, out: str, err: str, output: Path) -> Outcome:
    out, err = (text.replace(str(output), "OUTPUT") for text in (out, err))
    return Outcome(status, _LOST.sub("", _SECONDS.sub("?", out)), _DAMAGED.sub("", err))


@contextmanager
def standing_pages_checked() -> Iterator[list[str]]:
    """The pages that builds in the block let stand, and that would show something else now."""
    wrong: list[str] = []
    stands = Increment._stands

    def check(increment: Increment, sheet: Sheet) -> bool:
        if not stands(increment, sheet):
            return False
        known: Any = increment._standing[file_of(sheet.path)]
        if digest(sheet.make()) != known.shown:
            wrong.append(f"{sheet.path} stands, and has another view")
        return True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Increment, "_stands", check)
        yield wrong
