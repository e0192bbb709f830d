"""What must hold for the files as such."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from plugins.model.extra_file import PROGRAMS
from plugins.model.problem import Problem, of_file
from plugins.output_check.tree import Tree, ending

_MEANT_EMPTY = frozenset({".nojekyll"})  # a mark for GitHub Pages
_LEFT_OVER = frozenset(
    {
        *(".tmp", ".temp", ".part", ".partial", ".crdownload", ".swp", ".swo", ".bak", ".orig"),
        *(".rej", ".lock", ".old", ".new"),
    }
)
_BUILD_AGAIN = "Build again; if it comes back, find what writes it."


def check_files(tree: Tree) -> Iterator[Problem]:
    """Everything that must hold for each file."""
    for name in sorted(tree.files):
        yield from check_it_is_a_file_to_be_read(tree, name)
    for name in tree.ours:
        yield from check_it_is_finished(tree, name)
    for name, feed in tree.old_feeds.items():
        yield from check_it_is_the_feed(tree, name, feed)


def check_it_is_a_file_to_be_read(tree: Tree, name: str) -> Iterator[Problem]:
    """Hold that a server hands a file out as it is, and that it is there and no link."""
    if not stat.S_ISREG((tree.folder / name).lstat().st_mode):
        yield of_file(name, "This is a link to another place, not a file.", _BUILD_AGAIN)
    if ending(name) in PROGRAMS:
        yield of_file(
            name,
            "A web server could run this file as a program.",
            "Take it out of content/, or put it in a .zip file.",
        )


def check_it_is_finished(tree: Tree, name: str) -> Iterator[Problem]:
    """Hold that nothing is left of a write that was cut off."""
    path = PurePosixPath(name)
    if ending(name) in _LEFT_OVER or name.endswith("~") or path.name.startswith((".#", ".~")):
        yield of_file(name, "This was left by a write that did not end.", _BUILD_AGAIN)
    elif path.name not in _MEANT_EMPTY and not (tree.folder / name).stat().st_size:
        yield of_file(name, "This file is empty.", _BUILD_AGAIN)


def check_it_is_the_feed(tree: Tree, name: str, feed: str) -> Iterator[Problem]:
    """Hold that an old address of a feed has what the feed has: readers follow no other way."""
    if name not in tree.files or tree.kept.get(feed) != (tree.folder / name).read_bytes():
        yield of_file(name, f"This is no copy of {feed}.", "Mend plugins/old_feeds.py.")


def check_no_machine_is_named(name: str, data: bytes, folder: Path) -> Iterator[Problem]:
    """Hold that nothing the build wrote tells where on the machine it was built.

    folder: of the tree. No shorter path is sought: an editor may well write of /home/runner.
    """
    for place in dict.fromkeys((folder.absolute(), folder.resolve())):
        if os.fsencode(place) in data:
            yield of_file(
                name,
                f"This names the folder in which the site was built: {place}.",
                "Find what wrote it: a plugin or a template.",
            )
