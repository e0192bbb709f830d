"""The day of a build, which is one of the things that it is made of."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def _zone(values: Mapping[str, Any]) -> ZoneInfo:
    """The time zone of the publication; raises ZoneInfoNotFoundError for what is none."""
    try:
        return ZoneInfo(str(values.get("TIMEZONE", "UTC")))
    except (ValueError, OSError) as wrong:  # "../x", or the folder of a continent
        raise ZoneInfoNotFoundError from wrong


def today(values: Mapping[str, Any]) -> datetime.date:
    """The day of this build: TODAY, else SOURCE_DATE_EPOCH, else the day in TIMEZONE.

    Raises ValueError, in an editor's words, and ZoneInfoNotFoundError.
    SOURCE_DATE_EPOCH: reproducible-builds.org.
    """
    zone = _zone(values)
    given = os.environ.get("TODAY") or values.get("TODAY")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            return datetime.date.fromisoformat(str(given))
        if epoch:
            return datetime.datetime.fromtimestamp(int(epoch), tz=zone).date()
    except (ValueError, OverflowError, OSError) as wrong:
        found = given or epoch
        raise ValueError(f"The day must be written as 2026-11-21; found {found!r}.") from wrong
    return datetime.datetime.now(tz=zone).date()
