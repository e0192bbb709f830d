"""A publication that is edited at random: its content, its theme, its settings."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plugins.model.settings import SNAPSHOT
from tests.running import ROOT, VALID

FIRST = {"TODAY": "2026-11-21"}
_OTHER_EACH_TIME = re.compile(r"pagefind/(?:filter/.*|.*\.pf_meta|pagefind-entry\.json)")
_KEY = re.compile(r"([^\s:#-][^:]*):")


class State(NamedTuple):
    """All that a build is made of: the bytes of each file, the settings, whether drafts show."""

    files: dict[str, bytes]
    settings: dict[str, Any]
    drafts: bool


class World:
    """A copy of the valid site and of the theme; `output` is built from one edit to the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.theme = folder / "theme"
        self.settings_file = folder / "settings.py"
        self.snapshot = folder / SNAPSHOT
        self.output = folder / "site" / "output"
        shutil.copytree(VALID / "content", self.content)
        shutil.copytree(ROOT / "theme", self.theme)
        self.settings: dict[str, Any] = dict(FIRST)
        self.drafts = False
        self.say_settings()
        self.first = self.state()

    # What there is ------------------------------------------------------------------------------

    def files(self, pattern: str) -> list[str]:
        """The files of the content that a pattern finds, in order."""
        found = sorted(self.content.glob(pattern))
        return [file.relative_to(self.content).as_posix() for file in found if file.is_file()]

    def slugs(self, pattern: str) -> list[str]:
        """The names of these files, which are most often the slugs."""
        return [Path(file).stem for file in self.files(pattern)]

    def text(self, path: str) -> str:
        return (self.content / path).read_text(encoding="utf-8")

    # What can be done to it ---------------------------------------------------------------------

    def write(self, path: str, text: str | bytes) -> None:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def delete(self, path: str) -> None:
        (self.content / path).unlink()

    def rename(self, path: str, to: str) -> None:
        (self.content / to).parent.mkdir(parents=True, exist_ok=True)
        (self.content / path).rename(self.content / to)

    def set_key(self, path: str, key: str, value: str) -> None:
        """Write one key of a front matter anew; "" takes it out."""
        _, front, body = self.text(path).split("---\n", 2)
        lines = _without(front.splitlines(), key)
        lines += [f"{key}: {value}"] if value else []
        self.write(path, "\n".join(["---", *lines, "---", body]))

    def set(self, name: str, value: object) -> None:
        """Write one setting anew."""
        self.settings[name] = value
        self.say_settings()

    def say_settings(self) -> None:
        known = (VALID / "settings.py").read_text(encoding="utf-8")
        own = self.settings | {"THEME": str(self.theme)}
        lines = [f"{name} = {value!r}\n" for name, value in own.items()]
        self.settings_file.write_text(known + "".join(lines), encoding="utf-8")

    # Back to what was ---------------------------------------------------------------------------

    def state(self) -> State:
        folders = (self.content, self.theme, self.snapshot)
        files = {
            file.relative_to(self.folder).as_posix(): file.read_bytes()
            for folder in folders
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        }
        return State(files, dict(self.settings), self.drafts)

    def restore(self, state: State) -> None:
        """Make it what it was; a file that is that already is not touched."""
        now = self.state()
        for path in now.files.keys() - state.files.keys():
            (self.folder / path).unlink()
        for path, data in state.files.items():
            if now.files.get(path) != data:
                file = self.folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
        self.settings, self.drafts = dict(state.settings), state.drafts
        self.say_settings()


def _without(lines: Iterable[str], key: str) -> list[str]:
    """The lines of a front matter, but for those of one key, however that was typed."""
    kept: list[str] = []
    leaving_out = False
    for line in lines:
        if found := _KEY.match(line):
            leaving_out = found[1].strip().lower().replace("-", "_") == key
        kept += [] if leaving_out else [line]
    return kept


def same_stamp(file: Path, data: bytes) -> None:
    """Other bytes of the same length in a file, whose time of change is then set back."""
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    assert len(data) == file.stat().st_size
    file.write_bytes(data)
    os.utime(file, ns=times)


def tree_of(site: Path) -> dict[str, bytes | None]:
    """Every file of a site with its bytes, and every folder with None.

    But for those parts of the search index that Pagefind names otherwise each time.
    """
    root = site.resolve()
    found = sorted(root.rglob("*")) if root.is_dir() else []
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in found
        if not _OTHER_EACH_TIME.fullmatch(path.relative_to(root).as_posix())
    }


def differences(ours: Mapping[str, object], clean: Mapping[str, object]) -> list[str]:
    """What is in one of two trees alone, or other in it."""
    lost = [f"{path} is missing" for path in clean.keys() - ours.keys()]
    more = [f"{path} is too much" for path in ours.keys() - clean.keys()]
    other = [f"{path} differs" for path in ours.keys() & clean.keys() if ours[path] != clean[path]]
    return sorted([*lost, *more, *other])
