"""Build one publication with every tool in turn, again and again, and measure each build."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.corpus import Post, Publication
from tests.bench.edits import STEPS, edited
from tests.bench.process import Cost, run
from tests.bench.tools.tool import BUILT, SITE, Tool, write_post
from tests.bench.verification import missing, missing_from_feed

MOST_TOLD = 20  # missing posts


class Measured(NamedTuple):
    """One build, or the medians of several.

    files: how many the site has. written: how many of them are new or were written again.
    """

    cost: Cost
    files: int
    written: int


Builds = dict[tuple[str, str], Measured]  # by the key of a tool and of a step


def measure(tools: Sequence[Tool], publication: Publication, folder: Path, runs: int) -> Builds:
    """The medians of all tools and steps; raises SystemExit where a build fails or lacks a post.

    The tools take turns at each step, so that all suffer alike from what else the machine does.
    """
    _write(tools, publication, folder)
    builds: dict[tuple[str, str], list[Measured]] = {}
    for round_ in range(runs):
        print(f"  round {round_ + 1} of {runs}", file=sys.stderr, flush=True)
        for key, measured in _round(tools, publication, folder, round_).items():
            builds.setdefault(key, []).append(measured)
    print("  a round for the memory", file=sys.stderr, flush=True)
    watched = _round(tools, publication, folder, runs, watched=True)
    return {key: with_memory(middle(builds[key]), watched[key]) for key in builds}


def warm_up(tools: Sequence[Tool], publication: Publication, folder: Path) -> None:
    """Build once without measuring: what is compiled at a tool's first run is then there."""
    _write(tools, publication, folder)
    for tool in tools:
        build(tool, folder / tool.key)


def middle(measured: Sequence[Measured]) -> Measured:
    """The median of each figure."""
    costs = [build.cost for build in measured]
    cost = Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        round(median(cost.memory for cost in costs)),
    )
    files = round(median(build.files for build in measured))
    return Measured(cost, files, round(median(build.written for build in measured)))


def with_memory(measured: Measured, watched: Measured) -> Measured:
    """What was measured in peace, with the memory of the build that was watched."""
    return measured._replace(cost=measured.cost._replace(memory=watched.cost.memory))


def _write(tools: Sequence[Tool], publication: Publication, folder: Path) -> None:
    """Write the publication for each tool, into a new folder with the tool's key."""
    for tool in tools:
        (folder / tool.key).mkdir(parents=True)
        tool.scaffold(publication, folder / tool.key)
        for post in publication.posts:
            write_post(tool, folder / tool.key, post, publication)


def _round(
    tools: Sequence[Tool],
    publication: Publication,
    folder: Path,
    round_: int,
    *,
    watched: bool = False,
) -> dict[tuple[str, str], Measured]:
    """All steps once; every file of content is then as it was."""
    builds = {}
    posts = {post.path: post for post in publication.posts}
    for step in STEPS:
        change = edited(step, publication.posts, round_)
        if change:
            posts[change.path] = change
        for tool in tools:
            place = folder / tool.key
            if step == "cold":
                shutil.rmtree(place / BUILT, ignore_errors=True)
            if change:
                write_post(tool, place, change, publication)
            builds[tool.key, step] = build(tool, place, watched=watched)
            looked_at = [change] if change else posts.values()
            verify(tool, place / SITE, looked_at, list(posts.values()))
    _undo(tools, publication, folder, posts)
    return builds


def build(tool: Tool, place: Path, *, watched: bool = False) -> Measured:
    """Build the site of one folder, and see which of its files were written."""
    before = snapshot(place / SITE)
    os.sync()  # what another build has left to write is not to be this one's burden
    cost, _ = run(tool.command(place), tool.home or place, tool.environment, watched=watched)
    after = snapshot(place / SITE)
    return Measured(cost, len(after), sum(before.get(path) != at for path, at in after.items()))


def snapshot(site: Path) -> dict[str, int]:
    """When each file of a site was written, in nanoseconds; nothing where no site is."""
    return {
        str(path.relative_to(site)): path.stat().st_mtime_ns
        for path in site.rglob("*")
        if path.is_file()
    }


def verify(tool: Tool, site: Path, looked_at: Iterable[Post], posts: Sequence[Post]) -> None:
    """Raises SystemExit, with what is missing, where a site lacks one of the posts looked at."""
    lacking = [*islice(missing(site, looked_at), MOST_TOLD), *missing_from_feed(site, posts)]
    if lacking:
        raise SystemExit("\n".join([f"{tool.name} lost posts:", *lacking]))


def _undo(
    tools: Sequence[Tool], publication: Publication, folder: Path, posts: dict[str, Post]
) -> None:
    """Write the posts that were changed as they were at first; the new ones go."""
    first = {post.path: post for post in publication.posts}
    for tool in tools:
        for path, post in posts.items():
            if path not in first:
                (folder / tool.key / "content" / path).unlink()
            elif post != first[path]:
                write_post(tool, folder / tool.key, first[path], publication)
