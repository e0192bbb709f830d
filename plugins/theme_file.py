"""A file of the theme as readers fetch it: its name holds a hash of its bytes.

So a browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import NamedTuple

PLACE = "theme"  # the folder of the output, which the model keeps free of content
_HASH_LENGTH = 10  # hexadecimal digits: 40 bits, plenty to tell the states of one file apart


class ThemeFile(NamedTuple):
    """A file of the theme as it is written."""

    name: str  # with the hash, seen from the theme's folder of the output
    data: bytes


def theme_file(name: str, data: bytes) -> ThemeFile:
    """A file under its new name; name: seen from theme/static."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(data).hexdigest()[:_HASH_LENGTH]
    return ThemeFile(str(path.with_name(f"{path.stem}.{digest}{path.suffix}")), data)
