"""What must hold of days once today is known: that what has happened is not in the future."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from plugins.model.day import Day
from plugins.model.entry import Entry, graded
from plugins.model.field import Fields, Spot, keys_of, shown, spellings_of
from plugins.model.problem import Problem
from plugins.model.values import DAY_SO_FAR, DAY_SO_FAR_OR_UNKNOWN


def check_days_have_come(
    entry: Entry[Any], latest: datetime.date, today: datetime.date
) -> list[Problem]:
    """Hold that no day of what was done or said lies ahead.

    latest: the day on which readers first see the file, or today where that has passed.
    """
    problems: list[Problem] = []
    for day, spot in _days_so_far(entry.fields, Spot(entry.source, problems)):
        if day.date > latest:
            spot.error(f"The day {day.date} is after today ({today}).", "Correct the day.")
    return graded(entry.fields, problems)


def _days_so_far(fields: Fields, spot: Spot) -> Iterator[tuple[Day, Spot]]:
    """Every day that may not lie ahead, in the fields and those under them, with its place."""
    for name, key in keys_of(type(fields)).items():
        value = getattr(fields, name)
        if isinstance(value, Day) and key.kind in {DAY_SO_FAR, DAY_SO_FAR_OR_UNKNOWN}:
            yield value, _spot_of(name, fields, spot)
        elif value and key.kind.fields:
            here = _spot_of(name, fields, spot)
            inner = value if isinstance(value, tuple) else (value,)
            in_list = isinstance(here.typed, list)
            for place, one in enumerate(inner):
                yield from _days_so_far(one, here.at(place) if in_list else here)


def _spot_of(name: str, fields: Fields, spot: Spot) -> Spot:
    """Where a key stands, by whichever of its names it was typed."""
    spots = [spot.at(spelling) for spelling in spellings_of(type(fields), name)]
    return next((one for one in spots if one.typed), spot.at(shown(name)))
