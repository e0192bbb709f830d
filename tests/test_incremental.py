"""An incremental build equals a clean one, whatever is edited, and whatever befell builds before.

A publication is edited at random, one thing at a time. After each edit it is built over what was
there, and also into a new folder: both must end alike, say the same, and give the same site. An
edit that made an error must leave the site as it was, and is taken back.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.incremental.building import (
    build,
    build_in_a_process,
    standing_pages_checked,
)
from tests.incremental.edits import EDITS, NO_EDITS
from tests.incremental.mishaps import MISHAPS, end_a_build
from tests.incremental.world import State, World, differences, tree_of
from tests.running import ROOT

SEED = 2014
GOOD, WRONG = 0, 1


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for name in ("TODAY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.slow
def test_an_incremental_build_equals_a_clean_one(tmp_path: Path) -> None:
    Story(tmp_path, seed(SEED)).go_on(20, in_a_process=7)


@pytest.mark.long
def test_also_after_a_mishap(tmp_path: Path) -> None:
    Story(tmp_path, seed(SEED)).go_on(12, mishaps=1.0)


@pytest.mark.long
def test_also_where_a_disk_knows_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: str, name: str) -> None:
        raise PermissionError(1, "Operation not permitted", name)

    monkeypatch.setattr(os, "link", refuse)
    Story(tmp_path, seed(SEED)).go_on(8, mishaps=0.2)


@pytest.mark.long
@pytest.mark.parametrize("number", range(2))
def test_an_incremental_build_equals_a_clean_one_for_long(tmp_path: Path, number: int) -> None:
    Story(tmp_path, seed(SEED + number)).go_on(200, in_a_process=40, mishaps=0.15)


def seed(usual: int) -> int:
    """The same in each run; with SEARCH=1 another, and with any other number that one again."""
    wanted = os.environ.get("SEARCH", "")
    if wanted in {"", "1"}:
        return random.SystemRandom().randrange(2, 10**9) if wanted else usual
    return int(wanted)


class Story:
    """A publication with all that has been done to it."""

    def __init__(self, folder: Path, number: int) -> None:
        self.number = number
        self.chance = random.Random(number)  # noqa: S311 - no secret
        self.world = World(folder)
        self.told: list[str] = []
        self.site: dict[str, bytes | None] = {}  # as it is, whatever befell it
        self.good: dict[str, bytes | None] = {}  # as it was built
        self.clean = folder / "clean" / "output"
        self.check()

    def go_on(self, steps: int, *, in_a_process: int = 0, mishaps: float = 0.0) -> None:
        """Edit and build so often.

        in_a_process: every so many steps, the build has a process of its own; 0 for never.
        mishaps: how often something befalls the site before an edit, from 0 to 1.
        """
        for step in range(1, steps + 1):
            before = self.world.state()
            alone = bool(in_a_process) and step % in_a_process == 0
            befallen = self.chance.random() < mishaps
            if befallen:
                self.befall()
            if self.edit(alone=alone, befallen=befallen) != GOOD:
                self.go_back(before, "taken back")
            elif self.chance.random() < 0.1:
                self.go_back(before, "undone")
            elif self.chance.random() < 0.05:
                self.go_back(self.world.first, "all as at first")

    def edit(self, *, alone: bool, befallen: bool) -> int:
        """Edit and build; returns the status of the build."""
        edit = self.chance.choice(EDITS)
        self.told.append(f"{len(self.told) + 1}. {edit(self.world, self.chance)}")
        return self.check(alone=alone, nothing_new=edit in NO_EDITS and not befallen)

    def befall(self) -> None:
        """Let something befall the site, or a build of it."""
        if self.chance.random() < 0.5:
            mishap = self.chance.choice(MISHAPS)
            self.told.append(f"   {mishap(self.world, self.chance)}")
        else:
            edited = self.world.state()
            said = self.chance.choice(EDITS)(self.world, self.chance)
            ended = end_a_build(lambda: build(self.world, self.world.output), self.chance)
            self.told.append(f"   {said}; {ended}; taken back")
            self.world.restore(edited)
        self.site = tree_of(self.world.output)

    def go_back(self, state: State, told: str) -> None:
        self.told.append(f"   {told}")
        self.world.restore(state)
        if self.check() != GOOD:
            self.fail(["What was good before is good no more."])

    def check(self, *, alone: bool = False, nothing_new: bool = False) -> int:
        """Build over what is there and anew, and compare; returns the status."""
        output = self.world.output
        stamps, shown = stamps_of(output), output.is_symlink() and output.readlink()
        with standing_pages_checked() as wrong:
            if alone:
                ours = build_in_a_process(self.world, output)
            else:
                ours = build(self.world, output, quickly=self.chance.random() < 0.7)
        shutil.rmtree(self.clean.parent, ignore_errors=True)
        clean = build(self.world, self.clean)
        if ours != clean:
            wrong += [f"It said {ours}", f"and a clean build {clean}"]
        tree, wanted = tree_of(output), tree_of(self.clean)
        as_it_was = clean.status != GOOD or (wanted == self.good and tree == self.site)
        if not as_it_was:  # which a site may be, whatever befell it, while nothing changes it
            wrong += differences(tree, wanted)
            self.good = wanted
        elif tree != self.site:
            wrong += ["The site should be as it was.", *differences(tree, self.site)]
        if nothing_new and (stamps, shown) != (stamps_of(output), output.readlink()):
            wrong.append("Nothing was edited, and files were written.")
        if wrong:
            self.fail(wrong)
        self.site = tree
        return ours.status

    def fail(self, wrong: list[str]) -> None:
        again = f"To have it again: SEARCH={self.number}"
        pytest.fail("\n".join([again, *self.told, "", *wrong]), pytrace=False)


def stamps_of(site: Path) -> dict[str, tuple[int, int]]:
    """Which file each one of a site is, and when it was written."""
    stats = {str(file): file.stat() for file in site.resolve().rglob("*") if file.is_file()}
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in stats.items()}
