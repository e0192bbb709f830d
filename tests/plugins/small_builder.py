"""Builds a site of many small files, with a worker process.

Run as: python small_builder.py OUTPUT VERSION. Version N has 200 + N files that all say N.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from pathlib import Path

from plugins.output_tree import OutputTree


def main(output: Path, version: int) -> None:
    with OutputTree(output) as tree:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=spawn, initializer=end_with_parent) as workers:
            posts = workers.submit(write_files, tree.path / "posts", version)
            write_files(tree.path / "pages", version)
            posts.result()
        tree.switch()


def write_files(folder: Path, version: int) -> None:
    folder.mkdir()
    for number in range(100 + version):
        (folder / f"{number}.html").write_text(f"version {version}\n" * 100, encoding="utf-8")


def end_with_parent() -> None:
    """A killed parent cannot end its workers: each must see for itself that it has gone."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=end_after, args=(parent.sentinel,), daemon=True).start()


def end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
