"""A small publication whose comments are taken elsewhere, brought or erased, for tests of that."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from plugins.commands.export_comments import main as export_main
from plugins.commands.import_comments import main as import_main
from plugins.model.library import Library
from plugins.model.problem import errors
from tests.loading import ANN, loaded, post, write

TODAY = "2026-11-21"
ARCHIVE = """\
# Kept by Ann
origin:
  site: our first website
comments:
  - id: c17-1
    name: 'Gwenda'   # she asked for this spelling
    date: 2012-03-15
    text: |
      The *first* of them.
  - id: c17-2
    name: Karl
    date: 10 March 2012
    reply_to: c17-1
    text: One line.
"""
FILES = {
    "people/ann-example.md": ANN,
    "posts/soup.md": post(extra="aliases: /node/17\n"),
    "posts/bread.md": post(),
    "comments/soup.yml": ARCHIVE,
}


def publication(folder: Path, monkeypatch: pytest.MonkeyPatch, settings: str = "") -> Path:
    """The content folder of a publication, with its settings beside it."""
    monkeypatch.setenv("TODAY", TODAY)
    given = f"SITEURL = 'https://example.org'\nTIMEZONE = 'Europe/London'\n{settings}"
    (folder / "settings.py").write_text(given, "utf-8")
    return write(folder, FILES)


def places(content: Path) -> list[str]:
    """The arguments that say where a publication is."""
    return ["--content", str(content), "--settings", str(content.parent / "settings.py")]


@contextmanager
def full_disk() -> Iterator[None]:
    """Within it no file can have a byte; what is full says the same of no file, by name."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def import_file(content: Path, file: Path, *more: str) -> int:
    return import_main([*places(content), "--file", str(file), *more])


def export_to(content: Path, folder: Path, *more: str) -> int:
    return export_main([*places(content), "--to", str(folder), *more])


def read(content: Path) -> Library:
    """The publication as the build reads it, without an error."""
    library = loaded(content.parent, {}, timezone="Europe/London")
    assert not errors(library.problems)
    return library
