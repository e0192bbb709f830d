"""All that a build hangs on but the content: it is the same, or something is new."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plugins.model.cache.scan import scan
from plugins.model.digest import digest, digest_of_bytes
from plugins.model.repository.head import head_of, history_of
from plugins.model.today import today
from plugins.settings_file import BASE_SETTINGS, snapshot_folder, told, values_of


class Inputs(NamedTuple):
    """What a build hangs on, as it is now.

    digest: of settings, places, theme, history and snapshot. day: on which it is made.
    theme, overrides: the folders of the theme.
    """

    digest: bytes
    day: datetime.date
    theme: Path
    overrides: Sequence[str]


def look(settings: Path, content: Path, output: Path, own: Mapping[str, Any]) -> Inputs | None:
    """What a build hangs on; None where that cannot be told.

    settings, content, output: the places as they were given. own: what the command sets over the
    settings.
    """
    try:
        values = values_of(BASE_SETTINGS)
        if settings != BASE_SETTINGS:
            values |= values_of(settings)
        values |= own
        theme = Path(values["THEME"])
        overrides = values.get("THEME_TEMPLATES_OVERRIDES", [])
        folders = {file.absolute().parent for file in (BASE_SETTINGS, settings)}
        programs = sorted(file for folder in folders for file in folder.glob("*.py"))
        parts = [
            told(values),
            [str(place) for place in (settings, content, output)],
            [(str(file), digest_of_bytes(file.read_bytes())) for file in programs],
            [sorted(scan(Path(folder)).items()) for folder in (theme, *overrides)],
            [head_of(content), history_of(content)],
            _snapshot(snapshot_folder(settings, values)),
        ]
        return Inputs(digest(parts), today(values), theme, overrides)
    except Exception:  # noqa: BLE001 - settings may do anything at all; the other way tells of it
        return None


def _snapshot(folder: Path) -> Sequence[tuple[str, bytes]]:
    """The stamps of what was said at the comment service; nothing where there is no such folder.

    Raises Unclear where there is anything else but folders and plain files.
    """
    return sorted(scan(folder).items()) if os.path.lexists(folder) else []
