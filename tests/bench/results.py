"""The words and tables of RESULTS.md."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tests.bench.edits import STEPS
from tests.bench.process import Cost
from tests.bench.rounds import Builds
from tests.bench.tools.tool import Tool

MEGABYTE = 1_000_000
YARDSTICK = "hugo"

Sizes = Mapping[int, Builds]  # by the number of posts

METHOD = """\
One generated publication (350 to 900 words a post, 40 authors, 12 organisations, 15 topics) was
written for each tool in its own terms: the same addresses, lists of 20, feed of 20, byline, dates
and furniture. A round is: a cold build; one sentence changed in the middle of the archive; the
title of a new post changed; a post added; and no change. Each build is a process of its own, and
the tools take turns at each step. After an edit the edited post, and after a cold build and at the
end of the round every post, was found on its page with its title and a sentence of its own, in the
list of all posts, in those of its authors and topics, and in the feed if it is new.

Time is wall time / CPU time of all processes, in seconds, medians. Memory is the largest sum over
the tree of processes, seen every 50 ms in a round of its own, since looking takes time from what
is looked at; of pages that processes share each has its part (PSS). Peers do what costs them
least: final addresses as links, Hugo's binary without its Python script, cards cached; Eleventy's
templates are JavaScript functions. Hugo and Eleventy keep no pages between two processes; Pelican
keeps its reader's cache, and turns quotation marks as all the others do. Only Practice Press checks
the content and the site. All peers link each post to the ones before and after it, Practice Press
those of a series. Social cards are off, as no other tool draws any. Eleventy and plain Pelican are
asked for no more than 2,000 posts: a round of 10,000 takes Pelican many minutes."""


def time_table(tools: Sequence[Tool], builds: Builds) -> Iterator[str]:
    """Wall and CPU time of one size, with the ratio of the wall times to Hugo's."""
    yield from _head("tool", [*STEPS.values()])
    for tool in tools:
        cells = (_time_cell(builds, tool.key, step) for step in STEPS)
        yield _row(tool.name, cells)


def file_table(tools: Sequence[Tool], builds: Builds) -> Iterator[str]:
    """How many files a site has, and how many of them each step wrote."""
    yield from _head("tool", ["files", *(f"written, {name}" for name in STEPS.values())])
    for tool in tools:
        written = (f"{builds[tool.key, step].written:,}" for step in STEPS)
        yield _row(tool.name, [f"{builds[tool.key, 'cold'].files:,}", *written])


def memory_table(tools: Sequence[Tool], builds: Builds) -> Iterator[str]:
    """Memory at its peak, in MB."""
    yield from _head("tool", [*STEPS.values()])
    for tool in tools:
        costs = (builds[tool.key, step].cost for step in STEPS)
        yield _row(tool.name, (f"{cost.memory / MEGABYTE:,.0f}" for cost in costs))


def growth_table(tools: Sequence[Tool], few: Builds, many: Builds) -> Iterator[str]:
    """How many times longer each step takes with many posts than with few."""
    yield from _head("tool", [*STEPS.values()])
    for tool in tools:
        times = (ratio(many[tool.key, step].cost, few[tool.key, step].cost) for step in STEPS)
        yield _row(tool.name, (f"{times_:.1f}" for times_ in times))


def ratio(cost: Cost, yardstick: Cost) -> float:
    """How many times the wall time of another."""
    return cost.wall / yardstick.wall


def report(tools: Sequence[Tool], sizes: Sizes) -> Iterator[str]:
    """All tables, as lines of Markdown."""
    for posts, builds in sizes.items():
        built = built_by(tools, builds)
        yield from ("", f"## {posts:,} posts", "", *time_table(built, builds), "")
        yield from ("Memory at its peak, MB:", "", *memory_table(built, builds), "")
        yield from ("Files:", "", *file_table(built, builds))
    if len(sizes) > 1:
        few, many = min(sizes), max(sizes)
        yield from ("", "## Growth", "", f"Time for {many:,} posts / time for {few:,} posts:", "")
        yield from growth_table(built_by(tools, sizes[many]), sizes[few], sizes[many])


def built_by(tools: Sequence[Tool], builds: Builds) -> list[Tool]:
    """The tools that built a size."""
    return [tool for tool in tools if any(key == tool.key for key, _ in builds)]


def results(tools: Sequence[Tool], lines: Sequence[str], chart: str, day: str, runs: int) -> str:
    """The text of RESULTS.md; `chart` is what its picture says, in words."""
    versions = (f"- {tool.name} {tool.version}" for tool in tools)
    rounds = f"{runs} rounds" if runs > 1 else "one round"
    head = ["# How long builds take", "", f"Measured by `make bench` on {day}, {rounds}:"]
    head += [f"{machine()}.", "", *versions, "", METHOD, "", f"![{chart}](RESULTS.svg)"]
    return "\n".join([*head, *lines, ""])


def machine() -> str:
    """What it was measured on, without the machine's name."""
    return f"{os.cpu_count()} cores, {processor()}, {platform.system()}, {python()}"


def python() -> str:
    """Which Python, and of whom: those of systems are built to be quick, one's own mostly not."""
    said = f"{platform.python_implementation()} {platform.python_version()}"
    if sys.base_prefix != "/usr":
        return said
    with suppress(OSError):
        return f"{said} of {platform.freedesktop_os_release()['PRETTY_NAME']}"
    return said


def processor() -> str:
    """The model of the processor, as far as the system tells."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def seconds(value: float) -> str:
    """A time with as many digits as mean something."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _time_cell(builds: Builds, tool: str, step: str) -> str:
    cost = builds[tool, step].cost
    told = f"{seconds(cost.wall)} / {seconds(cost.cpu)}"
    yardstick = builds.get((YARDSTICK, step))
    if yardstick is None or tool == YARDSTICK:
        return told
    return f"{told} (**{ratio(cost, yardstick.cost):.2f}** x Hugo)"


def _head(first: str, names: Sequence[str]) -> Iterator[str]:
    yield _row(first, names)
    yield _row(":---", ["---:"] * len(names))


def _row(first: str, cells: Sequence[str] | Iterator[str]) -> str:
    return f"| {' | '.join([first, *cells])} |"
