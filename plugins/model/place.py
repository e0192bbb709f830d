"""Where the values of a file stand, and what is found wrong while it is read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from plugins.model.problem import Problem, Severity

Value = str | list["Value"] | dict[str, "Value"]
Keys = tuple[str | int, ...]


class Place(msgspec.Struct, frozen=True):
    """Where a value stands: its line, counted from 1, and its key as typed ("" in a list)."""

    line: int
    key: str


class Chunk(NamedTuple):
    """A key at the margin, what follows its colon, and the lines that belong to it."""

    line: int
    key: str
    rest: str
    more: list[str]


class Findings:
    """What is gathered while one file is read."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.places: dict[Keys, Place] = {}

    def tell(
        self,
        line: int,
        keys: Keys,
        message: str,
        remedy: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a problem; its field is the path of keys, without the places in lists."""
        field = ".".join(key for key in keys if isinstance(key, str))
        self.problems.append(Problem(self.path, line, field, message, remedy, severity))


# A line of front matter that YAML takes for a comment and that is more likely text (#MeToo).
HIDDEN = re.compile(r"\s*#(?=[^\s#!]).*\w")


@lru_cache(4096)
def fold_key(key: str) -> str:
    """One spelling for all that mean one key: "Last Updated", "last-updated" -> "last_updated"."""
    return re.sub(r"[\s_\u2010-\u2015-]+", "_", key.strip()).lower()


def short(text: str) -> str:
    """As much of a line as a message can quote."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def quoted(text: str) -> str:
    """What was found, cut short, between quotation marks that it does not hold itself."""
    mark = "'" if '"' in text else '"'
    return f"{mark}{short(text)}{mark}"
