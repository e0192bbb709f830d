"""The pictures and files that are named above a text, and what they must be."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from plugins.model.entry import Entry
from plugins.model.field import Spot
from plugins.model.problem import Problem
from plugins.model.reference import ANYTHING, PICTURE, VERSION, Targets, Wanted, check_file_exists
from plugins.model.schema import PostFields
from plugins.model.schema.nested import ImageFields
from plugins.model.values import is_web_address


def files_named(entry: Entry[Any], problems: list[Problem]) -> Iterator[tuple[str, Spot, Wanted]]:
    """Each file that the front matter names: as typed, where, and what it must be.

    problems: where the spots put what they are told.
    """
    for key in ("image", "logo"):
        picture = getattr(entry.fields, key, None)
        if isinstance(picture, ImageFields) and picture.src:
            yield picture.src, entry.spot(key, problems).at("src"), PICTURE
    if isinstance(entry.fields, PostFields):
        spot = entry.spot("versions", problems)
        for place, version in enumerate(entry.fields.versions):
            if version.file:
                yield version.file, spot.at(place).at("file"), VERSION
            if version.transcript:
                yield version.transcript, spot.at(place).at("transcript"), ANYTHING


def check_files_named(
    entry: Entry[Any], seen_from: datetime.date, targets: Targets
) -> list[Problem]:
    """Hold that the pictures and files named in the front matter are there, and are such."""
    problems: list[Problem] = []
    for typed, spot, wanted in files_named(entry, problems):
        if is_web_address(typed) and spot.keys[-1] == "file":
            spot.error(f'"{typed}" is an address, not a file.', f"Write: href: {typed}")
        elif is_web_address(typed):
            spot.error(
                f'"{typed}" is on another site, which can change or lose it.',
                "Save the file under content/media/ and write its path as seen from this file.",
                "picture-elsewhere",
            )
        else:
            check_file_exists(typed, entry.folder, seen_from, targets, spot, wanted)
    return problems
