"""From the editor to the browser: what `make serve` takes from a save until it is seen.

`python -m tests.bench.serving --posts 10000` measures that alone.
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from tests.bench.corpus import Post, Publication, make_publication
from tests.bench.results import seconds
from tests.bench.tools.practice_press import practice_press, serve_command
from tests.bench.tools.tool import Tool, write_post
from tests.ports import kept_port

RUNS = 10
LONGEST = 60.0  # seconds that are waited for anything at all
LOOK_AGAIN = 0.01  # seconds
REST = 1.5  # seconds without work, as an editor looks at what came and goes on writing
PAGE, LIST, FEED, BROWSER = "its page", "a list", "the feed", "the browser"
SHOWN = (PAGE, LIST, FEED, BROWSER)
EDITS = {
    "text of an old post": (PAGE, BROWSER),
    "text of a post in the feed": (PAGE, FEED, BROWSER),
    "title of a post in the feed": SHOWN,
}

Waits = Mapping[str, Mapping[str, float]]  # seconds, by the edit and by where it is seen


class Edit(NamedTuple):
    """A post as it is saved, and words of it that no page had before."""

    post: Post
    mark: str


def edits(posts: Sequence[Post], run: int) -> Mapping[str, Edit]:
    """What is saved in one round, by the names of EDITS; each post is another."""
    mark = f"Edited in round {run + 1}."
    title = f"{posts[-1].title}, told again in round {run + 1}"
    old, new = posts[(len(posts) // 2 + run) % len(posts)], posts[-2]
    texts = [
        Edit(post._replace(body=post.body.replace(post.proof, mark)), mark) for post in (old, new)
    ]
    return dict(zip(EDITS, [*texts, Edit(posts[-1]._replace(title=title), title)], strict=True))


def measure_serving(tool: Tool, place: Path, publication: Publication, runs: int) -> Waits:
    """The medians; every file of content is then as it was.

    place: a folder in which the publication has been written.
    Raises SystemExit where anything is not seen in time.
    """
    waits: dict[str, dict[str, list[float]]] = {}
    with _serving(tool, place) as (process, port), _browser() as page:
        for run in range(runs):
            for name, edit in edits(publication.posts, run).items():
                _wait_for_rest(process)
                for shown, wait in _saved(tool, place, publication, name, edit, port, page).items():
                    waits.setdefault(name, {}).setdefault(shown, []).append(wait)
    for post in publication.posts:
        write_post(tool, place, post, publication)
    return {
        name: {shown: median(of) for shown, of in found.items()} for name, found in waits.items()
    }


def wait_lines(waits: Waits) -> Iterator[str]:
    """A table of Markdown."""
    yield f"| saved: the | {' | '.join(SHOWN)} |"
    yield f"| :--- |{' ---: |' * len(SHOWN)}"
    for name, found in waits.items():
        cells = (seconds(found[shown]) if shown in found else "" for shown in SHOWN)
        yield f"| {name} | {' | '.join(cells)} |"


def _saved(
    tool: Tool,
    place: Path,
    publication: Publication,
    name: str,
    edit: Edit,
    port: int,
    page: Page | None,
) -> dict[str, float]:
    """Save a post, and wait until it is seen: by whoever asks the server, and in a browser."""
    address = f"/posts/{edit.post.slug}/"
    asked = {PAGE: address, LIST: "/posts/", FEED: "/feed.xml"}
    wanted = {shown: path for shown, path in asked.items() if shown in EDITS[name]}
    if page:
        with page.expect_response("**/.serve/events"):
            page.goto(f"http://127.0.0.1:{port}{address}")
    with ThreadPoolExecutor(1) as other:
        write_post(tool, place, edit.post, publication)
        began = time.perf_counter()
        waiting = other.submit(_wait_for, wanted, edit.mark, port, began)
        if page:
            page.get_by_text(edit.mark).first.wait_for(timeout=LONGEST * 1000)
        shown = {BROWSER: time.perf_counter() - began} if page else {}
        return waiting.result() | shown


def _wait_for(wanted: Mapping[str, str], mark: str, port: int, began: float) -> dict[str, float]:
    waits: dict[str, float] = {}
    while len(waits) < len(wanted):
        for shown, address in wanted.items():
            if shown not in waits and mark in _asked(port, address):
                waits[shown] = time.perf_counter() - began
        if time.perf_counter() - began > LONGEST:
            raise SystemExit(f"make serve does not show {mark!r} everywhere: {wanted}")
        time.sleep(LOOK_AGAIN)
    return waits


def _asked(port: int, address: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    try:
        connection.request("GET", address)
        return connection.getresponse().read().decode()
    except ConnectionError:  # it is starting still
        return ""
    finally:
        connection.close()


@contextmanager
def _serving(tool: Tool, place: Path) -> Iterator[tuple[int, int]]:
    """`make serve` of a folder, with the first build done: its process, its port."""
    with kept_port() as port, (place / "serve.log").open("wb") as said:
        process = subprocess.Popen(
            serve_command(place, port),
            cwd=tool.home,
            env=tool.environment,
            stdout=said,
            stderr=said,
        )
        try:
            began = time.perf_counter()
            while "<main" not in _asked(port, "/") or "serve-first" in _asked(port, "/"):
                if process.poll() is not None or time.perf_counter() - began > 10 * LONGEST:
                    raise SystemExit((place / "serve.log").read_text("utf-8", errors="replace"))
                time.sleep(1)
            yield process.pid, port
        finally:
            process.terminate()  # Ctrl-C is not heard by what was started in the background
            process.wait()


@contextmanager
def _browser() -> Iterator[Page | None]:
    """A page of the system's Chromium; None, with a word, where there is none."""
    program = shutil.which("chromium")
    if program is None:
        print("The browser is left out: there is no chromium.", file=sys.stderr)
        yield None
        return
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def _wait_for_rest(process: int) -> None:
    """Wait until the server and what it has started have done nothing for a while."""
    began, before = time.perf_counter(), -1
    while (used := _used(process)) != before:
        if time.perf_counter() - began > LONGEST:
            raise SystemExit("make serve does not come to rest.")
        before = used
        time.sleep(REST)


def _used(process: int) -> int:
    """Ticks of the processors that a process and its children have used (proc_pid_stat(5))."""
    family = [process]
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # of a thread that has ended meanwhile
            family += map(int, children.read_text("ascii").split())
    return sum(map(_ticks, family)) // 10


def _ticks(process: int) -> int:
    """Of one process; 0 if it has ended meanwhile."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8", "replace")
    except OSError:
        return 0
    user, system = stat.rpartition(")")[2].split()[11:13]
    return int(user) + int(system)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure one size alone, and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.serving", description=__doc__)
    parser.add_argument("--posts", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args(arguments)
    tool, publication = practice_press(""), make_publication(given.posts)
    with tempfile.TemporaryDirectory(prefix="practice-press-bench-") as name:
        place = Path(name)
        tool.scaffold(publication, place)
        for post in publication.posts:
            write_post(tool, place, post, publication)
        print("\n".join(wait_lines(measure_serving(tool, place, publication, given.runs))))


if __name__ == "__main__":
    main()
