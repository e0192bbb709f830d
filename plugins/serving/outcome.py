"""What comes of a build, as the process that builds tells it to the one that serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from plugins.model.problem import Problem

GOOD = 0
CRASHED = 70  # as sysexits.h counts a fault of the program itself


class Outcome(msgspec.Struct, frozen=True):
    """How a build ended.

    status: 0, and the site is the new one; else as `make build` would end, and the site is as it
        was; CRASHED where nobody foresaw the end.
    problems: what was found wrong, warnings too.
    said: the words for an editor where no problem tells what went wrong.
    beside: what a build hangs on beside the content: the folders of the theme, and that of what was
        said at the comment service; () where nobody can tell.
    """

    status: int
    problems: Sequence[Problem] = ()
    said: str = ""
    beside: Sequence[str] = ()


class Pages(msgspec.Struct, frozen=True):
    """Pages that are ready before the site is: their bytes by their address, "/posts/soup/"."""

    pages: Mapping[str, bytes]
