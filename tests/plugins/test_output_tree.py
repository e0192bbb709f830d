"""A site is built beside the one that is read, and switched in by one rename."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins import output_tree
from plugins.output_tree import Change, OutputProblem, OutputTree, kept_beside
from tests.running import files_of

MANY = {f"posts/{n % 3}/{n}/index.html": b"%d" % n for n in range(20)}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def build(output: Path, text: str) -> None:
    with OutputTree(output) as tree:
        (tree.path / "index.html").write_text(text, encoding="utf-8")
        tree.switch()


def build_until(output: Path, end: BaseException) -> None:
    with OutputTree(output) as tree:
        (tree.path / "index.html").write_text("never shown", encoding="utf-8")
        raise end


def shown(output: Path) -> str:
    return (output / "index.html").read_text(encoding="utf-8")


def test_a_build_is_shown_when_it_is_switched_in(output: Path) -> None:
    build(output, "one")
    assert shown(output) == "one"
    build(output, "two")
    assert shown(output) == "two"


def test_the_site_is_shown_unchanged_until_the_switch(output: Path) -> None:
    build(output, "one")
    with OutputTree(output) as tree:
        (tree.path / "index.html").write_text("two", encoding="utf-8")
        assert shown(output) == "one"
        tree.switch()
        assert shown(output) == "two"


@pytest.mark.parametrize("end", [SystemExit(1), KeyboardInterrupt(), ValueError("a bug")])
def test_a_build_that_fails_leaves_the_site(output: Path, end: BaseException) -> None:
    build(output, "one")
    with pytest.raises(type(end)):
        build_until(output, end)
    assert shown(output) == "one"
    build(output, "three")
    assert shown(output) == "three"


def test_the_tree_is_empty_when_a_build_begins(output: Path) -> None:
    for _ in range(3):
        with OutputTree(output) as tree:
            assert not list(tree.path.iterdir())
            (tree.path / "posts").mkdir()
            (tree.path / "posts" / "old.html").touch()
            tree.switch()


def test_the_site_before_stays_for_those_still_reading_it(output: Path) -> None:
    build(output, "one")
    before = output.resolve()
    build(output, "two")
    assert shown(before) == "one"


def test_the_link_is_relative_so_that_the_folder_can_be_moved(tmp_path: Path) -> None:
    build(tmp_path / "here" / "output", "one")
    moved = (tmp_path / "here").rename(tmp_path / "there")
    assert shown(moved / "output") == "one"
    build(moved / "output", "two")
    assert shown(moved / "output") == "two"


def test_nothing_but_the_trees_is_left_beside_the_site(output: Path) -> None:
    build(output, "one")
    build(output, "two")
    assert sorted(path.name for path in output.parent.iterdir()) == [".output.trees", "output"]
    trees = output.parent / ".output.trees"
    assert sorted(path.name for path in trees.iterdir()) == ["a", "b", "lock"]


def test_a_folder_name_may_be_relative_and_hold_blanks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build(Path("our sites/spring 2026"), "one")
    assert shown(tmp_path / "our sites" / "spring 2026") == "one"


def test_emptying_follows_no_link_out_of_the_tree(output: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").touch()
    with OutputTree(output) as tree:
        (tree.path / "link").symlink_to(outside)
    with OutputTree(output) as tree:
        assert not list(tree.path.iterdir())
        tree.path.rmdir()
        tree.path.symlink_to(outside)
    build(output, "one")
    assert (outside / "kept.txt").exists()
    assert output.resolve().is_relative_to(output.parent / ".output.trees")


def test_a_second_build_is_refused_while_the_first_runs(output: Path) -> None:
    with OutputTree(output) as first:
        with pytest.raises(
            OutputProblem, match=r"Another build is writing .*output at this moment"
        ):
            OutputTree(output).__enter__()
        (first.path / "index.html").write_text("first", encoding="utf-8")
        first.switch()
    build(output, "second")
    assert shown(output) == "second"


def test_an_empty_folder_is_replaced(output: Path) -> None:
    output.mkdir()
    build(output, "one")
    assert output.is_symlink()
    assert shown(output) == "one"


def put_link(output: Path) -> None:
    output.symlink_to("elsewhere")


def put_link_to_another_tree(output: Path) -> None:
    output.symlink_to(".output.trees/c")


def put_file(output: Path) -> None:
    output.touch()


def put_full_folder(output: Path) -> None:
    output.mkdir()
    (output / "thesis.txt").touch()


@pytest.mark.parametrize(
    ("put", "name"),
    [
        (put_link, "a link to elsewhere"),
        (put_link_to_another_tree, "a link to .output.trees/c"),
        (put_file, "a file"),
        (put_full_folder, "a folder with something in it"),
    ],
)
def test_what_is_not_ours_is_refused_and_left(
    output: Path, put: Callable[[Path], None], name: str
) -> None:
    put(output)
    before = sorted(output.parent.rglob("*"))
    with pytest.raises(OutputProblem) as problem, OutputTree(output):
        pytest.fail("the block must not begin")
    assert str(problem.value) == (
        f"{output} is {name}, which Practice Press did not make, so it is left alone."
        " Rename or delete it, or build into another folder with OUTPUT=name."
    )
    assert sorted(output.parent.rglob("*")) == before


def test_what_appears_during_a_build_is_refused_too(output: Path) -> None:
    with OutputTree(output) as tree:
        output.write_text("mine", encoding="utf-8")
        with pytest.raises(OutputProblem, match="is a file, which"):
            tree.switch()
    assert output.read_text(encoding="utf-8") == "mine"


def test_a_link_whose_tree_is_gone_is_ours(output: Path) -> None:
    build(output, "one")
    (output.resolve() / "index.html").unlink()
    output.resolve().rmdir()
    build(output, "two")
    assert shown(output) == "two"


def test_a_link_left_by_a_build_killed_while_switching_is_cleared(output: Path) -> None:
    build(output, "one")
    (output.parent / ".output.trees" / "next").symlink_to("nowhere")
    build(output, "two")
    assert shown(output) == "two"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The disk is full: "),
        (errno.EROFS, "may not be written. Get the right to write there"),
        (errno.EIO, "could not be written (Input/output error)"),
    ],
)
def test_failing_to_write_in_the_block_is_told_in_our_words(
    output: Path, number: int, words: str
) -> None:
    with pytest.raises(OutputProblem) as problem, OutputTree(output) as tree:
        raise OSError(number, os.strerror(number), str(tree.path / "index.html"))
    assert words in str(problem.value)


def test_failing_to_read_elsewhere_is_not_told_as_ours(output: Path) -> None:
    with pytest.raises(FileNotFoundError), OutputTree(output):
        Path("/nowhere/at/all").read_bytes()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_told(output: Path) -> None:
    output.parent.chmod(0o555)
    with pytest.raises(OutputProblem, match="Get the right to write there"), OutputTree(output):
        pytest.fail("the block must not begin")


def test_a_place_inside_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with (
        pytest.raises(OutputProblem, match=r"notes\.txt/.* could not be written \(Not a directory"),
        OutputTree(tmp_path / "notes.txt" / "output"),
    ):
        pytest.fail("the block must not begin")


def test_the_second_tree_is_the_first_again_whoever_makes_it(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output_tree, "LINKING_PAYS_FROM", 2)
    with OutputTree(output) as tree:
        write_many(tree)
        tree.switch("whole")
        with tree.twinned(MANY) as twin:
            twin()
    trees = [kept_beside(output) / name for name in "ab"]
    one, other = map(files_of, trees)
    assert one == other == MANY
    assert all(tree.joinpath(next(iter(MANY))).stat().st_nlink == 2 for tree in trees)
    with OutputTree(output, emptied=False) as tree:
        nothing = Change("whole", [], [])
        assert tree.level(nothing, {name: tree.trace(name) for name in MANY})
        assert tree.shown == "whole"


def test_a_second_tree_that_nobody_waited_for_is_made_again(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output_tree, "LINKING_PAYS_FROM", 2)
    with OutputTree(output) as tree:
        write_many(tree)
        traces = {name: tree.trace(name) for name in MANY}
        tree.switch("whole")
        with tree.twinned(MANY):
            pass  # and ends before anybody asks for it
    assert not (kept_beside(output) / "b.state").exists()
    half_made = kept_beside(output) / "b" / "posts" / "half-made"
    half_made.parent.mkdir(parents=True, exist_ok=True)
    half_made.touch()
    with OutputTree(output, emptied=False) as tree:
        assert tree.level(Change("whole", [], []), traces)
        assert files_of(tree.path) == MANY


def write_many(tree: OutputTree) -> None:
    for name, data in MANY.items():
        tree.write(name, data)
