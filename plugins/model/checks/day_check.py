"""What must hold of days once today is known: that what has happened is not in the future."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
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


def some_lie_ahead(fields: Fields, today: datetime.date) -> bool:
    """Whether there is such a day at all; where each stands is not looked for, which takes long."""
    for name in _keys_with_days(type(fields)):
        value = getattr(fields, name)
        if not value:
            continue
        if isinstance(value, Day):
            lies_ahead = value.date > today
        elif isinstance(value, Fields):
            lies_ahead = some_lie_ahead(value, today)
        else:  # several, or UNKNOWN
            lies_ahead = isinstance(value, tuple) and any(
                some_lie_ahead(one, today) for one in value
            )
        if lies_ahead:
            return True
    return False


@lru_cache(maxsize=64)
def _keys_with_days(kind: type[Fields]) -> tuple[str, ...]:
    """The keys that hold a day that may not lie ahead, or others that do."""
    return tuple(
        name
        for name, key in keys_of(kind).items()
        if key.kind in {DAY_SO_FAR, DAY_SO_FAR_OR_UNKNOWN}
        or (key.kind.fields and _keys_with_days(key.kind.fields))
    )


def _days_so_far(fields: Fields, spot: Spot) -> Iterator[tuple[Day, Spot]]:
    """Every day that may not lie ahead, in the fields and those under them, with its place."""
    for name in _keys_with_days(type(fields)):
        value = getattr(fields, name)
        if isinstance(value, Day):
            yield value, _spot_of(name, fields, spot)
        elif isinstance(value, Fields | tuple):
            here = _spot_of(name, fields, spot)
            inner = value if isinstance(value, tuple) else (value,)
            in_list = isinstance(here.typed, list)
            for place, one in enumerate(inner):
                yield from _days_so_far(one, here.at(place) if in_list else here)


def _spot_of(name: str, fields: Fields, spot: Spot) -> Spot:
    """Where a key stands, by whichever of its names it was typed."""
    spots = [spot.at(spelling) for spelling in spellings_of(type(fields), name)]
    return next((one for one in spots if one.typed), spot.at(shown(name)))
