"""A small publication in a folder, built as an editor builds it, with pictures and all."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from pelican.log import LimitFilter

from plugins.building import build
from plugins.publication import open_publication
from tests.loading import ANN, write
from tests.running import ROOT, files_of

SETTINGS: dict[str, Any] = {
    "SITENAME": "Lantern Row",
    "SITESUBTITLE": "Notes from the row",
    "SITEURL": "https://lantern.example/sub",
    "TODAY": "2026-11-21",
    "DEFAULT_PAGE_AUTHOR": "Web team",
    "PAGE_AUTHOR_ROLES": ["Web team"],
    "FEED_ID_AUTHORITY": "lantern.example,2012",
    "COMMENTS_STATE": "off",
}


def build_here(
    settings: Path,
    content: Path,
    output: Path,
    out: TextIO,
    err: TextIO,
    *,
    quickly: bool,
    drafts: bool = False,
) -> int:
    """Build in this process, which has everything loaded; the exit status.

    out, err: for what is said. quickly: by the fast path, where that will do.
    """
    LimitFilter._raised_messages.clear()  # or Pelican would say each of its warnings only once
    LimitFilter._group_count.clear()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            if quickly:
                build(settings, content, output, drafts=drafts)
            else:
                open_publication(settings, content, output, drafts=drafts).run()
        except SystemExit as end:
            return int(str(end.code))
    return 0


class Said(NamedTuple):
    """How a build ended and what it said."""

    status: int
    text: str


class Place:
    """A folder with content, a copy of the theme, and what is built of them."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes]) -> None:
        self.folder = folder
        self.content = write(folder, {"people/ann-example.md": ANN} | dict(files))
        self.theme = folder / "theme"
        self.output = folder / "output"
        self.settings: dict[str, Any] = SETTINGS | {"THEME": str(self.theme)}
        shutil.copytree(ROOT / "theme", self.theme)

    def write(self, path: str, text: str | bytes) -> None:
        write(self.folder, {path: text})

    def build(self, output: str = "output", *, quickly: bool = True, **more: Any) -> Said:
        """Build; quickly: by the fast path, where that will do. more: settings for this once."""
        lines = [f"{name} = {value!r}\n" for name, value in (self.settings | more).items()]
        file = self.folder / "settings.py"
        if not file.is_file() or file.read_text(encoding="utf-8") != "".join(lines):
            file.write_text("".join(lines), encoding="utf-8")
        words = io.StringIO()
        places = (file, self.content, self.folder / output)
        return Said(build_here(*places, words, words, quickly=quickly), words.getvalue())

    def files(self, output: str = "output") -> dict[str, bytes]:
        return files_of(self.folder / output)

    def page(self, name: str) -> str:
        return self.files()[name].decode()

    def assert_as_clean(self, **more: Any) -> None:
        """Hold that what was built from one edit to the next is what a clean build makes."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        assert self.build("clean/output", **more).status == 0
        clean, ours = self.files("clean/output"), self.files()
        assert sorted(clean) == sorted(ours)
        assert [name for name in clean if clean[name] != ours[name]] == []
