"""Measure builds of a generated publication beside the peers: `python -m tests.bench`.

Writes RESULTS.md and RESULTS.svg beside this file, unless it is quick.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.model.day import written
from tests.bench.chart import chart, in_words
from tests.bench.corpus import Publication, make_publication
from tests.bench.imports import import_lines, measure_imports
from tests.bench.installing import PEERS, get_tools
from tests.bench.results import built_by, report, results
from tests.bench.rounds import Builds, measure, warm_up
from tests.bench.serving import measure_serving, wait_lines
from tests.bench.tools.tool import Tool

HERE = Path(__file__).parent
FOLDER = "practice-press-bench-"
SIZES, RUNS = [1000, 10000], 5
QUICK_SIZES, QUICK_RUNS = [50, 200], 1
FEWEST = 4  # posts for each round, or its edits would meet


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; ends with status 1 where a build fails or a site lacks a post."""
    given = _parser().parse_args(arguments)
    runs = given.runs or (QUICK_RUNS if given.quick else RUNS)
    sizes = sorted(given.sizes or (QUICK_SIZES if given.quick else SIZES))
    if min(sizes) < FEWEST * (runs + 1):  # and one for the memory
        raise SystemExit(f"{runs} rounds need at least {FEWEST * (runs + 1)} posts.")
    tools = get_tools(given.peers)
    with tempfile.TemporaryDirectory(prefix=FOLDER) as name:
        warm_up(tools, make_publication(FEWEST), Path(name))
    measured: dict[int, Builds] = {}
    of_ours: list[str] = []
    for posts in sizes:
        measured[posts], of_ours = _measure(tools, posts, runs)
    lines = [*report(tools, measured), *of_ours]
    print("\n".join(lines))
    if not given.quick:
        last = measured[sizes[-1]]
        largest = (built_by(tools, last), last, sizes[-1])
        day = written(datetime.date.today())
        text = results(tools, lines, in_words(*largest), day, runs)
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
        (HERE / "RESULTS.svg").write_text(chart(*largest), encoding="utf-8")


def _measure(tools: Sequence[Tool], posts: int, runs: int) -> tuple[Builds, list[str]]:
    """The builds of one size, and the lines on what is measured of ours alone."""
    tools = [tool for tool in tools if posts <= tool.most]
    print(f"Building {posts:,} posts ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix=FOLDER) as name:
        folder = Path(name)
        publication = make_publication(posts)
        builds = measure(tools, publication, folder, runs)
        return builds, [*_lines_of_ours(tools[0], folder / tools[0].key, publication, 2 * runs)]


def _lines_of_ours(tool: Tool, place: Path, publication: Publication, saves: int) -> Iterator[str]:
    """What a build without a change imports, and what `make serve` takes to show a save."""
    posts = f"{len(publication.posts):,} posts"
    yield from ("", "## Start", "", f"A build of {posts} without a change:", "")
    yield from import_lines(measure_imports(tool, place))
    yield from ("", "## Edit to browser", "")
    yield f"From a save in a running `make serve` of {posts} until it is seen, seconds, medians of"
    yield from (f"{saves}:", "")
    yield from wait_lines(measure_serving(tool, place, publication, saves))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--quick", action="store_true", help="small sizes, and no RESULTS.md")
    parser.add_argument("--sizes", type=_numbers, help="numbers of posts: 1000,10000")
    parser.add_argument("--runs", type=int, help=f"rounds; {RUNS} unless said")
    parser.add_argument("--peers", type=_names, default=list(PEERS), help=",".join(PEERS))
    return parser


def _numbers(typed: str) -> list[int]:
    return [int(number) for number in typed.split(",")]


def _names(typed: str) -> list[str]:
    names = [name for name in typed.split(",") if name]
    unknown = set(names) - set(PEERS)
    if unknown:
        raise argparse.ArgumentTypeError(f"no such peer: {', '.join(sorted(unknown))}")
    return names


if __name__ == "__main__":
    main()
