"""A tree that is brought level with the one that is shown, and never trusted blindly."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from plugins.model.cache.stamp import Trace
from plugins.output_tree import Change, OutputTree, kept_beside
from tests.running import files_of

FIRST = {"index.html": b"home", "posts/a/index.html": b"a", "posts/b/index.html": b"b"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


class Site:
    """An output that is built incrementally, as `publication` does it.

    wanted: what it must hold. was_level: whether the last build had not to make all of it.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self.wanted: dict[str, bytes] = {}
        self.was_level = False
        self.traces: dict[str, Trace] = {}
        self._change = Change("", [], [])
        self._number = 0

    def build(self, files: Mapping[str, bytes], *removed: str, ends: bool = False) -> None:
        """Write some files over what is there, and take some away."""
        wanted = {name: data for name, data in self.wanted.items() if name not in removed}
        wanted |= files
        with OutputTree(self.output, emptied=False) as tree:
            before = tree.shown
            self.was_level = tree.level(self._change, self.traces)
            if not self.was_level:
                tree.clear()
                self.traces, before, files, removed = {}, "", wanted, ()
            for name, data in files.items():
                tree.write(name, data)
            for name in removed:
                tree.remove(name)
            if ends:
                raise SystemExit(1)
            kept = {name: self.traces[name] for name in wanted.keys() - files.keys()}
            self.traces = kept | {name: tree.trace(name) for name in files}
            self._number += 1
            self._change = Change(before, [*files], [*removed])
            tree.switch(f"state-{self._number}")
        self.wanted = wanted
        assert files_of(self.output) == wanted

    def level_alone(self) -> bool:
        """Build what changes nothing."""
        with OutputTree(self.output, emptied=False) as tree:
            is_level = tree.level(self._change, self.traces)
            tree.leave(tree.shown)
        return is_level


@pytest.fixture
def site(output: Path) -> Site:
    """A site that was built twice, so that both trees are known."""
    found = Site(output)
    found.build(FIRST)
    found.build({"posts/c/index.html": b"c"})
    return found


def test_what_is_not_written_is_the_very_same_file(site: Site) -> None:
    before = (site.output / "posts/a/index.html").stat()
    for number in range(3):
        site.build({"posts/c/index.html": b"%d" % number})
        after = (site.output / "posts/a/index.html").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_tree_that_is_shown_is_never_written_to(site: Site) -> None:
    before, shown = files_of(site.output), site.output.resolve()
    site.build({"posts/a/index.html": b"other", "new": b"new"}, "posts/b/index.html")
    assert files_of(shown) == before
    assert site.output.resolve() != shown


def test_a_build_follows_the_one_before(site: Site) -> None:
    for number in range(4):
        site.build({f"posts/{number}/index.html": b"new"}, [*site.wanted][-1])
        assert site.was_level


def test_folders_that_are_empty_go(site: Site) -> None:
    site.build({}, *site.wanted)
    assert [*site.output.resolve().iterdir()] == []


def test_a_build_that_failed_leaves_a_tree_that_is_made_again(site: Site) -> None:
    with pytest.raises(SystemExit):
        site.build({"posts/a/index.html": b"never shown", "more": b""}, "index.html", ends=True)
    site.build({"posts/d/index.html": b"d"})
    assert site.was_level


def test_a_tree_that_is_left_is_level(site: Site) -> None:
    before = (site.output / "posts/c/index.html").stat().st_ino
    assert site.level_alone()
    site.build({"posts/a/index.html": b"A"})
    assert site.was_level
    assert (site.output / "posts/c/index.html").stat().st_ino == before


@pytest.mark.parametrize(
    ("name", "other"), [("about/index.html", "about"), ("about", "about/us/index.html")]
)
def test_a_file_and_a_folder_may_have_had_the_same_name(site: Site, name: str, other: str) -> None:
    site.build({name: b"1"})
    for first, second in ((name, other), (other, name)):
        site.build({second: b"2"}, first)
        assert site.was_level
    site.build({"posts/d/index.html": b"d"})
    assert site.was_level


# What somebody has done to a tree ---------------------------------------------------------------


def take_a_file_away(tree: Path) -> None:
    (tree / "posts/a/index.html").unlink()


def write_over_a_file(tree: Path) -> None:
    """Of the same length; it is the file of both trees."""
    (tree / "posts/a/index.html").write_bytes(b"?")


def empty_a_file(tree: Path) -> None:
    """As a power cut may do."""
    os.truncate(tree / "posts/a/index.html", 0)


def put_a_folder_in_its_place(tree: Path) -> None:
    (tree / "posts/a/index.html").unlink()
    (tree / "posts/a/index.html").mkdir()


def put_a_file_in_place_of_its_folder(tree: Path) -> None:
    shutil.rmtree(tree / "posts/a")
    (tree / "posts/a").touch()


def take_a_folder_away(tree: Path) -> None:
    shutil.rmtree(tree / "posts")


def take_all_away(tree: Path) -> None:
    shutil.rmtree(tree)


HARM = [
    take_a_file_away,
    write_over_a_file,
    empty_a_file,
    put_a_folder_in_its_place,
    put_a_file_in_place_of_its_folder,
    take_a_folder_away,
    take_all_away,
]


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("is_shown", [True, False])
@pytest.mark.parametrize("left", [True, False])
def test_whatever_was_done_to_a_tree_the_next_builds_are_whole(
    site: Site, harm: Callable[[Path], None], is_shown: bool, left: bool
) -> None:
    trees = kept_beside(site.output)
    shown = site.output.resolve().name
    if left:
        site.level_alone()
    harm(trees / (shown if is_shown else {"a": "b", "b": "a"}[shown]))
    for number in range(3):  # both trees come round
        site.build({"posts/d/index.html": b"%d" % number})
    assert site.was_level


@pytest.mark.parametrize("harm", [take_a_folder_away, take_all_away])
def test_a_site_whose_folders_went_is_in_no_known_state(
    site: Site, harm: Callable[[Path], None]
) -> None:
    assert OutputTree(site.output).shown == "state-2"
    harm(site.output.resolve())
    assert OutputTree(site.output).shown == ""


@pytest.mark.parametrize("harm", HARM)
def test_a_site_that_somebody_has_changed_does_not_show_what_was_built(
    site: Site, harm: Callable[[Path], None]
) -> None:
    tree = OutputTree(site.output)
    assert tree.shows(site.traces)
    harm(site.output.resolve())
    assert not tree.shows(site.traces)


@pytest.mark.parametrize("text", ["", "state-2", "state-2 0123", "\0\0\0", "\xff"])
def test_a_state_that_was_not_written_whole_is_none(site: Site, text: str) -> None:
    (kept_beside(site.output) / f"{site.output.resolve().name}.state").write_bytes(
        text.encode("latin-1")
    )
    assert OutputTree(site.output).shown == ""


def test_where_a_disk_knows_no_hard_links_files_are_copied(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: str, name: str) -> None:
        raise PermissionError(1, "Operation not permitted", name)

    monkeypatch.setattr(os, "link", refuse)
    for number in range(3):
        site.build({"posts/c/index.html": b"%d" % number})
        assert site.was_level
