"""All files under a folder with their stamps, in one pass that reads none of them."""

from __future__ import annotations

import os
from pathlib import Path

from plugins.model.cache.stamp import stamp_of


class Unclear(Exception):  # noqa: N818 - it is named for what it finds
    """There is something that stamps cannot tell of: a link, a device, what may not be read."""


def scan(folder: Path) -> dict[str, bytes]:
    """The stamps of all files by their paths seen from the folder, in no order.

    Raises Unclear where there is anything but folders and plain files.
    """
    found: dict[str, bytes] = {}
    waiting = [("", str(folder))]
    try:
        while waiting:
            inside, place = waiting.pop()
            with os.scandir(place) as entries:
                for entry in entries:
                    entry.name.encode()  # a name that is no text cannot be kept
                    if entry.is_file(follow_symlinks=False):
                        found[inside + entry.name] = stamp_of(entry.stat(follow_symlinks=False))
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append((f"{inside}{entry.name}/", entry.path))
                    else:
                        raise Unclear
    except (OSError, UnicodeError) as wrong:
        raise Unclear from wrong
    return found
