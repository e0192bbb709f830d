"""Measure builds of generated publications: `python -m tests.bench [--quick]`.

Each size is built three times from nothing, each time in a process of its own, and every site is
verified. Writes RESULTS.md beside this file, unless it is quick.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.model.day import written
from tests.bench.corpus import TODAY, Corpus, write_corpus
from tests.bench.verification import missing

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SIZES, QUICK_SIZES = (250, 1000, 4000), (100, 400)
RUNS = 3
MOST_GROWTH = 4.4  # of the time, where there are four times as many posts
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in one of ru_maxrss
MEGABYTE = 1_000_000


class Cost(NamedTuple):
    """What a build took: wall and CPU time in seconds, memory at its peak in bytes."""

    wall: float
    cpu: float
    memory: int


class Measured(NamedTuple):
    """The medians for one size; `files` are those of the built site."""

    posts: int
    files: int
    cost: Cost


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; ends with status 1 where a build fails or its site lacks a post."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quick", action="store_true", help="small sizes, and no RESULTS.md")
    quick = parser.parse_args(arguments).quick
    measured = [measure(size) for size in (QUICK_SIZES if quick else SIZES)]
    lines = [*table(measured), "", growth(*measured[-2:])]
    print("\n".join(lines))
    if not quick:
        (HERE / "RESULTS.md").write_text(results(lines), encoding="utf-8")


def measure(posts: int) -> Measured:
    """Build one size several times; raises SystemExit where the site lacks a post."""
    print(f"Building {posts} posts, {RUNS} times ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="practice-press-bench-") as name:
        folder = Path(name)
        corpus = write_corpus(folder, posts)
        costs = []
        for run in range(RUNS):
            site = folder / f"run-{run}" / "site"
            costs.append(build(corpus, site))
            lacking = list(missing(site, corpus.posts))
            if lacking:
                raise SystemExit("\n".join(lacking))
            files = sum(path.is_file() for path in site.rglob("*"))
    wall, cpu, memory = (statistics.median(values) for values in zip(*costs, strict=True))
    return Measured(posts, files, Cost(wall, cpu, int(memory)))


def build(corpus: Corpus, site: Path) -> Cost:
    """Build a site where none is, in a new process; raises SystemExit with what it said."""
    site.parent.mkdir(parents=True)
    places = {"--content": corpus.content, "--settings": corpus.settings, "--output": site}
    command = [sys.executable, "-m", "plugins.commands.build"]
    command += [str(part) for place in places.items() for part in place]
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=said, stderr=said, env=os.environ | {"TODAY": str(TODAY)}
        )
        # What the process used is told only once, to whoever waits for it.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(said.read().decode())
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MEMORY_UNIT)


def table(measured: Sequence[Measured]) -> Iterator[str]:
    """The lines of a table in Markdown."""
    yield "| posts | files | wall, s | CPU, s | CPU a post, ms | memory, MB |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: |"
    for posts, files, cost in measured:
        yield (
            f"| {posts:,} | {files:,} | {cost.wall:.1f} | {cost.cpu:.1f}"
            f" | {cost.cpu / posts * 1000:.1f} | {cost.memory / MEGABYTE:.0f} |"
        )


def growth(few: Measured, many: Measured) -> str:
    """How much longer the larger of two sizes took, in a sentence."""
    wall, cpu = many.cost.wall / few.cost.wall, many.cost.cpu / few.cost.cpu
    return (
        f"From {few.posts:,} to {many.posts:,} posts the time grows {wall:.2f} times,"
        f" the CPU time {cpu:.2f} times (four times the posts; the bar is {MOST_GROWTH})."
    )


def results(lines: Sequence[str]) -> str:
    """The text of RESULTS.md."""
    return "\n".join(
        [
            "# How long builds take",
            "",
            f"Measured by `make bench` on {written(datetime.date.today())}: {machine()}.",
            f"Medians of {RUNS} builds from nothing, each in a process of its own, of posts of 600",
            "words on average. Every post was found in the site, in the list of all posts and on",
            "the pages of its authors. Memory is the most that the process held.",
            "",
            *lines,
            "",
        ]
    )


def machine() -> str:
    """What it was measured on, without the machine's name."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {processor()}, {platform.system()}, {python}"


def processor() -> str:
    """The model of the processor, as far as the system tells."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
