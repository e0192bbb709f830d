"""What the benchmark must know of a site builder."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.bench.corpus import Post, Publication

BUILT = "built"  # all that a build writes is in this folder: without it the next one is cold
SITE = f"{BUILT}/site"

# As a person's shell has it: a tool may keep what it has compiled.
ENVIRONMENT = {key: at for key, at in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

Say = Callable[[Post, Publication], str]

_LINK = re.compile(r"\]\(\.\./\.\./posts/\d+/([^)]*)\.md\)")


class Tool(NamedTuple):
    """One site builder, installed.

    key: its name among the arguments of the benchmark.
    scaffold: writes all but the posts into an empty folder.
    say: the text of a post's file, in the tool's own terms.
    command: builds the site of a folder into its SITE; run in `home`, else in that folder.
    most: of more posts than these it is not asked to build any, as rounds would take an hour.
    """

    key: str
    name: str
    version: str
    scaffold: Callable[[Publication, Path], None]
    say: Say
    command: Callable[[Path], list[str]]
    environment: Mapping[str, str] = ENVIRONMENT
    home: Path | None = None
    most: int = 1_000_000


def write_files(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files, each by its path seen from the folder."""
    for path, words_of_it in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words_of_it, encoding="utf-8")


def write_post(tool: Tool, folder: Path, post: Post, publication: Publication) -> Path:
    """Write a post's file and tell where it is."""
    write_files(folder / "content", {post.path: tool.say(post, publication)})
    return folder / "content" / post.path


def addressed(body: str) -> str:
    """A body whose links are the final addresses: what costs a peer least."""
    return _LINK.sub(r"](/posts/\1/)", body).replace("](../../media/", "](/media/")
