"""Real repositories, written with `git fast-import`, for tests of what their history tells."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from plugins.model.repository.history import (
    read_history,
)


class Commit(NamedTuple):
    """What a commit changes (None: deleted), when, by whom, upon which commits (counted from 1)."""

    files: Mapping[str, str | None]
    when: str = "2014-02-10 12:00 +0000"
    by: str = "Ada Writer <ada@example.org>"
    upon: tuple[int, ...] = ()  # () for the one before
    mode: str = "100644"


NAME = "posts/2014/moving-home.md"
POST = f"content/{NAME}"
MOVED = "content/b.md"
TEXT = "".join(f"Line {number} of the post.\n" for number in range(20))
EDITED = TEXT + "One line more.\n"
EDITED_TWICE = EDITED + "And another.\n"
ADDING = Commit({POST: TEXT})
EDIT = Commit({POST: EDITED}, "2015-03-01 12:00 +0000")
MOVE = Commit({POST: None, MOVED: EDITED}, "2016-03-01 12:00 +0000")


def git(folder: Path, *command: str, stdin: str = "") -> str:
    done = subprocess.run(
        ["git", "-C", folder, *command], input=stdin.encode(), capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def repository(folder: Path, *commits: Commit) -> Path:
    """A clean repository at `folder`, the last of the commits checked out."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "fast-import", "--quiet", stdin="".join(_stream(*commits)))
    git(folder, "reset", "-q", "--hard")
    return folder


def _stream(*commits: Commit) -> Iterator[str]:
    """The commits as `git fast-import` reads them."""
    for number, made in enumerate(commits, 1):
        branch = "main" if number == len(commits) else "work"
        yield f"commit refs/heads/{branch}\nmark :{number}\n"
        yield f"author {made.by} {_seconds(made.when)}\n"
        yield f"committer C <c@example.org> {_seconds(made.when)}\ndata 1\nm\n"
        parents = made.upon or ((number - 1,) if number > 1 else ())
        for word, parent in zip(("from", "merge"), parents, strict=False):
            yield f"{word} :{parent}\n"
        for path, text in made.files.items():
            name = (
                '"'
                + "".join(f"\\{byte:03o}" for byte in path.encode("utf-8", "surrogateescape"))
                + '"'
            )
            data = f"\ndata {len((text or '').encode())}\n{text}"
            yield f"D {name}\n" if text is None else f"M {made.mode} inline {name}{data}\n"


def _seconds(when: str) -> str:
    """A day, hour and zone as git keeps them; a number of seconds stays as it is."""
    if when.isdigit():
        return f"{when} +0000"
    return f"{datetime.strptime(when, '%Y-%m-%d %H:%M %z').timestamp():.0f} {when[-5:]}"


def updated(repo: Path, **options: Any) -> dict[str, str]:
    found = read_history(repo / "content", **options)
    assert found.trouble == ""
    return {path: day.isoformat() for path, day in found.updated.items()}


def updated_after(tmp_path: Path, *commits: Commit, **options: Any) -> dict[str, str]:
    return updated(repository(tmp_path / "r", *commits), **options)
