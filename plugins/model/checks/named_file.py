"""The pictures and files that are named above a text, and what they must be."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from plugins.model.entry import Entry
from plugins.model.problem import Problem
from plugins.model.reference import (
    ANYTHING,
    PICTURE,
    SOURCE,
    VERSION,
    Targets,
    Wanted,
    beside,
    what_is_wrong,
)
from plugins.model.schema.nested import ImageFields, VersionFields
from plugins.model.settings import Settings
from plugins.model.values import is_web_address


class NamedFile(NamedTuple):
    """A file that the front matter names: as typed, under which keys, and what it must be."""

    typed: str
    keys: tuple[str | int, ...]
    wanted: Wanted


def files_named(entry: Entry[Any]) -> list[NamedFile]:
    """Each file that the front matter names."""
    found: list[NamedFile] = []
    for key in ("image", "logo"):
        picture: ImageFields | None = getattr(entry.fields, key, None)
        if picture and picture.src:
            found.append(NamedFile(picture.src, (key, "src"), PICTURE))
    versions: tuple[VersionFields, ...] = getattr(entry.fields, "versions", ())
    for place, version in enumerate(versions):
        if version.file:
            found.append(NamedFile(version.file, ("versions", place, "file"), VERSION))
        if version.transcript:
            keys = ("versions", place, "transcript")
            found.append(NamedFile(version.transcript, keys, ANYTHING))
    return found


def check_files_named(
    entry: Entry[Any], seen_from: datetime.date, targets: Targets
) -> list[Problem]:
    """Hold that the pictures and files named in the front matter are there, and are such."""
    problems: list[Problem] = []
    for named in files_named(entry):
        wrong = _what_is_wrong(named, entry.folder, seen_from, targets)
        if wrong is not None:
            key, *inner = named.keys
            spot = entry.spot(str(key), problems)
            for one in inner:
                spot = spot.at(one)
            spot.error(*wrong)
    return problems


def check_logo(settings: Settings, targets: Targets) -> list[Problem]:
    """Hold that the picture that stands for the site's name is there, and is one."""
    name = settings.logo
    if not name:
        return []
    wrong = what_is_wrong(name, SOURCE + name, "", settings.today, targets, PICTURE)
    return [Problem(settings.file, 0, "LOGO", wrong[0], wrong[1])] if wrong else []


def _what_is_wrong(
    named: NamedFile, folder: str, seen_from: datetime.date, targets: Targets
) -> tuple[str, str, str] | None:
    """Message, remedy and rule; None where nothing is wrong."""
    typed = named.typed
    if "//" not in typed or not is_web_address(typed):  # which takes longer to tell
        return what_is_wrong(typed, beside(folder, typed), folder, seen_from, targets, named.wanted)
    if named.keys[-1] == "file":
        return f'"{typed}" is an address, not a file.', f"Write: href: {typed}", ""
    return (
        f'"{typed}" is on another site, which can change or lose it.',
        "Save the file under content/media/ and write its path as seen from this file.",
        "picture-elsewhere",
    )
