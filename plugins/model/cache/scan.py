"""All files under a folder with their stamps, in one pass that reads none of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from plugins.model.cache.stamp import NO_STAMP, stamp_of


class Unclear(Exception):  # noqa: N818 - it is named for what it finds
    """There is something that stamps cannot tell of: a link, a device, what may not be read."""


def scan(folder: Path, is_but_a_name: Callable[[str], bool] = lambda _: False) -> dict[str, bytes]:
    """The stamps of all files by their paths seen from the folder, in no order.

    is_but_a_name: whether it counts that a file is there, and not what it is or holds: NO_STAMP.
    Raises Unclear where there is anything else but folders and plain files.
    """
    found: dict[str, bytes] = {}
    waiting = [("", str(folder))]
    try:
        while waiting:
            inside, place = waiting.pop()
            with os.scandir(place) as entries:
                for entry in entries:
                    entry.name.encode()  # a name that is no text cannot be kept
                    path = inside + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((f"{path}/", entry.path))
                    elif is_but_a_name(path):
                        found[path] = NO_STAMP
                    elif entry.is_file(follow_symlinks=False):
                        found[path] = stamp_of(entry.stat(follow_symlinks=False))
                    else:
                        raise Unclear
    except (OSError, UnicodeError) as wrong:
        raise Unclear from wrong
    return found
