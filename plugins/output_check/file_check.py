"""What must hold for the files as such."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from plugins.model.problem import Problem, of_file
from plugins.output_check.tree import Tree, ending

_MEANT_EMPTY = frozenset({".nojekyll"})  # a mark for GitHub Pages
_RUN = frozenset(
    {
        *(".php", ".php3", ".php4", ".php5", ".php7", ".phtml", ".phar", ".cgi", ".fcgi", ".pl"),
        *(".py", ".pyc", ".rb", ".sh", ".asp", ".aspx", ".jsp", ".shtml", ".exe", ".dll", ".so"),
    }
)
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
    yield from check_no_machine_is_named(tree)


def check_it_is_a_file_to_be_read(tree: Tree, name: str) -> Iterator[Problem]:
    """Hold that a server hands a file out as it is, and that it is there and no link."""
    if not stat.S_ISREG((tree.folder / name).lstat().st_mode):
        yield of_file(name, "This is a link to another place, not a file.", _BUILD_AGAIN)
    if ending(name) in _RUN:
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


def check_no_machine_is_named(tree: Tree) -> Iterator[Problem]:
    """Hold that no text tells where on the machine the site was built."""
    places = [str(place).encode() for place in _places(tree.folder)]
    for name in tree.texts():
        data = tree.read(name)
        for place in places:
            if place in data:
                yield of_file(
                    name,
                    f"This names a folder of the computer that built the site: {place.decode()}.",
                    "Find what wrote it (a plugin, a template, a file under content/).",
                )
                break


def _places(folder: Path) -> list[Path]:
    """Folders that a build could give away; a short one such as /root may be meant as a word."""
    here = [folder, folder.resolve(), Path.cwd(), Path.home()]
    return [place for place in dict.fromkeys(here) if len(place.parts) > 2]
