"""The settings as they are typed in the settings files, read and completed by Pelican.

Settings: PATH, OUTPUT_PATH, SETTINGS_FILE, which it sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG, get_settings_from_file, read_settings

from plugins.ending import give_up
from plugins.settings_file import BASE_SETTINGS, no_bytecode
from plugins.words import as_seen_from_here

PELICANS = frozenset(DEFAULT_CONFIG)  # which it adds: none of them is one of ours, mistyped


def typed_settings(
    settings_file: Path, content: Path, output: Path, own: Mapping[str, Any]
) -> dict[str, Any]:
    """The settings as they are typed, and our own over them; no plug-in is loaded.

    Ends the process with status 2 and one line where the content is not there, or the settings
    cannot be read.
    """
    _check_places(settings_file, content, output)
    places = {
        "PATH": str(content.absolute()),
        "OUTPUT_PATH": str(output.absolute()),
        "SETTINGS_FILE": as_seen_from_here(settings_file),
    }
    return _read_settings(settings_file, places | dict(own))


def _check_places(settings_file: Path, content: Path, output: Path) -> None:
    """Hold that what is read is there, and that what is written does not lie in it."""
    if not content.is_dir():
        give_up(f"There is no content folder {content}.")
    for file in (BASE_SETTINGS, settings_file):
        if not file.is_file():
            give_up(f"There is no settings file {file}.")
    site = output.absolute().parent.resolve() / output.name
    inner, outer = sorted((content.resolve(), site), key=lambda path: -len(path.parts))
    if inner.is_relative_to(outer):
        give_up(f"{content} and {output} must not hold each other: build into another folder.")


def _read_settings(file: Path, own: dict[str, Any]) -> dict[str, Any]:
    """The settings of pelicanconf.py, under those of a file, under our own."""
    try:
        with no_bytecode():
            over = {} if file == BASE_SETTINGS else get_settings_from_file(str(file))
            if not isinstance(over.get("SITEURL", ""), str):  # Pelican would stumble over it
                give_up(f"SITEURL in {file} must be text in quotes.")
            settings: dict[str, Any] = read_settings(str(BASE_SETTINGS), override=over | own)
    except SyntaxError as wrong:
        line = (wrong.text or "").strip()
        give_up(f"{wrong.filename}, line {wrong.lineno} cannot be read: {line} ({wrong.msg}).")
    except Exception as wrong:  # noqa: BLE001 (a settings file may do anything at all)
        give_up(f"The settings of {file} cannot be read: {wrong!r}.")
    return settings
