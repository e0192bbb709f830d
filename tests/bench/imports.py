"""What starting costs: the modules that a build without a change imports."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.process import run
from tests.bench.tools.practice_press import MODULE, places
from tests.bench.tools.tool import Tool

SLOWEST = 10
_LINE = re.compile(r"import time:\s+(\d+) \|\s+(\d+) \| (.*)")


class Import(NamedTuple):
    """A module: milliseconds of its own, and with all that it was the first to import."""

    name: str
    own: float
    whole: float


def measure_imports(tool: Tool, place: Path) -> list[Import]:
    """Build twice more, so that nothing has changed before the second, which tells its imports."""
    for option in ((), ("-X", "importtime")):
        command = [sys.executable, *option, "-m", MODULE, *places(place)]
        _, words = run(command, tool.home or place, tool.environment)
    return read_imports(words)


def read_imports(words: str) -> list[Import]:
    """The imports told of in a program's output, in their order."""
    return [
        Import(name.strip(), int(own) / 1000, int(whole) / 1000)
        for own, whole, name in _LINE.findall(words)
    ]


def import_lines(imports: Sequence[Import]) -> Iterator[str]:
    """The total and the slowest imports, as lines of Markdown."""
    total = sum(module.own for module in imports)
    yield f"{len(imports)} modules take {total:.0f} ms (as told by `python -X importtime`, which"
    yield "slows them a little). The slowest:"
    yield from ("", "| module | its own, ms | with what it imports, ms |", "| :--- | ---: | ---: |")
    for module in sorted(imports, key=lambda module: -module.own)[:SLOWEST]:
        yield f"| `{module.name}` | {module.own:.1f} | {module.whole:.1f} |"
