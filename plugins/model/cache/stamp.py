"""What tells, without reading it, that a file is as it was."""

from __future__ import annotations

import os
import stat
import struct
import time
from pathlib import Path

from plugins.model.digest import digest

# A clock of a file system may stand still so long: what changed since could have the same stamp.
TICK = 20_000_000  # nanoseconds
NO_STAMP = b""  # of a file that must be read to know
Trace = tuple[int, int]  # when a file was written, in nanoseconds, and its length
NO_TRACE: Trace = (0, -1)  # of what is not there, or is no file


def stamp_of(stat: os.stat_result) -> bytes:
    """The stamp of a file: when it changed, how long it is, and which file it is.

    The time of its last change of any kind (ctime) cannot be set back, as that of its text can.
    """
    numbers = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino & (2**64 - 1))
    return struct.pack("<qqqQ", *numbers)


def trace_of(file: str) -> Trace:
    """What a file keeps when it is copied or gets a second name, unlike a stamp."""
    try:
        found = os.lstat(file)
    except OSError:
        return NO_TRACE
    return (found.st_mtime_ns, found.st_size) if stat.S_ISREG(found.st_mode) else NO_TRACE


def trace_of_folders(top: Path) -> str:
    """A word for a folder and those in it: another, where one of their files came or went.

    "" where there is no such folder.
    """
    try:
        inside = sorted(folder for folder in top.iterdir() if folder.is_dir())
        return digest([folder.stat().st_mtime_ns for folder in (top, *inside)]).hex()
    except OSError:
        return ""


def settled(stamp: bytes, now: int) -> bytes:
    """The stamp, if a change after this moment would give another; else NO_STAMP.

    now: in nanoseconds, before the file was read.
    """
    if not stamp:
        return NO_STAMP
    changed, touched, *_ = struct.unpack("<qqqQ", stamp)
    return stamp if max(changed, touched) < now - TICK else NO_STAMP


def moment() -> int:
    """The time, as file systems count it."""
    return time.time_ns()
