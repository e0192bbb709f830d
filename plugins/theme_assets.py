"""The theme's files as readers fetch them: stylesheets in one piece, a hash in every name.

A name holds a hash of the bytes, so a browser may keep the file for ever. What a stylesheet
imports is put in line; what its url() names, it names by the new name; comments and needless
blanks are left out. No other kind of file is looked into, so a script or a picture can name no
file of the theme.

Settings: THEME; MAKER, which `publication` sets.
Sets `theme` and `paper` of what is given to views.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn, Protocol
from urllib.parse import quote, unquote

from pelican import signals
from pelican.generators import Generator

from plugins.model.view.given import Given
from plugins.theme_colours import TOKENS, colours, without_light_dark
from plugins.theme_compact import compact
from plugins.theme_file import PLACE, ThemeFile, theme_file
from plugins.theme_problem import stop_at
from plugins.theme_tokens import check_tokens

# What of CSS matters here (www.w3.org/TR/css-syntax-3, and css-cascade-5/#at-import for imports).
_COMMENT = r"(?>/\*.*?\*/)"  # to the first end, come what may
_NO_CODE = re.compile(rf"{_COMMENT}|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|\\.", re.DOTALL)
_URL = re.compile(r"url\(\s*(?:\"([^\"\\\n]*)\"|'([^'\\\n]*)'|([^\s\"'()\\]*))\s*\)")
_FRONT = re.compile(rf"(?:\s|{_COMMENT}|@layer\s[^;{{}}]*;)*", re.DOTALL)
_IMPORT = re.compile(
    rf"(?P<blank>(?:\s|{_COMMENT})*)@import\s+{_URL.pattern}(?:\s*layer\((?P<layer>[\w.-]+)\))?"
    r"\s*+(?P<media>(?!(?:layer|supports)\b)(?:[\w\s,-]|\([^()\"'{};]*\))*);",
    re.DOTALL,
)
_SIGN = re.compile(
    r"(?P<late>@import\b)|(?P<joined>@(?:namespace|charset)\b)|(?P<set>image-set\()"
    r"|(?P<url>\burl\()|(?P<torn>/\*|[\"'])",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)  # a scheme, a host, a root
_FAULTS = {  # by the kind of sign
    "late": 'write it as @import url("a.css") layer(b) screen; before all rules, and in no sheet'
    " that is itself imported",
    "joined": "this cannot be kept where stylesheets are joined; take it out",
    "set": "image-set(...) is not supported; write url(...)",
    "torn": "a comment, a text in quotes or a url(...) is not closed, or needs other quotes",
}
_PAIRS = {"(": ")", "[": "]", "{": "}"}


class ThemeAssetsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes the theme's files, and lets the views know their names."""

    def generate_context(self) -> None:
        """Name them all; this comes before any page is written, so before any view is made.

        Raises ThemeProblem where a stylesheet is at fault.
        """
        static = Path(self.settings["THEME"]) / "static"
        self._files = give_theme(self.settings["MAKER"].given, static)

    def generate_output(self, writer: _BytesWriter) -> None:
        """Write them."""
        for file in self._files.values():
            writer.write_bytes(f"{PLACE}/{file.name}", file.data)


class _BytesWriter(Protocol):
    """What this generator needs of a writer."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write one file of the output."""


def give_theme(given: Given, static: Path) -> dict[str, ThemeFile]:
    """Tell views the names of the theme's files, and its colours; the files, to be written.

    Raises ThemeProblem where a stylesheet is at fault.
    """
    files = read(static)
    prepared = prepare(files)
    check_tokens(files)
    given.theme = {name: f"/{PLACE}/{file.name}" for name, file in prepared.items()}
    given.paper = colours(files.get(TOKENS, b"").decode()).get("paper", ())
    return prepared


def read(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their names seen from it, but for hidden ones."""
    names = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    return {
        name: path.read_bytes() for name, path in sorted(names.items()) if "/." not in f"/{name}"
    }


def prepare(files: Mapping[str, bytes]) -> dict[str, ThemeFile]:
    """What is written for each file of a theme; a stylesheet that another imports is part of that.

    files: the bytes of each file by its name seen from theme/static.
    Raises ThemeProblem where an import or a url() leads nowhere or a stylesheet cannot be read.
    """
    others = {
        name: theme_file(name, data) for name, data in files.items() if not name.endswith(".css")
    }
    sheets = {name: _joined(name, files, others) for name in sorted(files.keys() - others)}
    imported = {part for _, parts in sheets.values() for part in parts}
    return others | {
        name: theme_file(name, compact(text).encode())
        for name, (text, _) in sheets.items()
        if name not in imported
    }


def one_sheet(name: str, files: Mapping[str, bytes]) -> str:
    """One stylesheet with all that it imports; files: as for `prepare`, which raises the same."""
    others = {one: theme_file(one, data) for one, data in files.items() if not one.endswith(".css")}
    return compact(_joined(name, files, others)[0])


def _joined(
    name: str, files: Mapping[str, bytes], others: Mapping[str, ThemeFile]
) -> tuple[str, list[str]]:
    """A stylesheet with all that it imports in line, and the names of those."""
    text, folder = _decode(name, files[name]), posixpath.dirname(name)
    front = next(_FRONT.finditer(text))  # it may be empty, so it is always there
    made, parts, at = [front[0]], [], front.end()
    while found := _IMPORT.match(text, at):
        address = "".join(filter(None, found.group(2, 3, 4)))
        part = _beside(name, address)
        if part not in files:
            fault = f"it imports {address}, which is no file of the theme; correct or add it"
            _stop(name, text, found.end("blank"), fault)
        rules = _rules(part, _decode(part, files[part]), others, folder)
        for rule, condition in (("@layer", found["layer"]), ("@media", found["media"].strip())):
            rules = f"{rule} {condition} {{\n{rules}}}\n" if condition else rules
        made += [found["blank"], rules]
        parts.append(part)
        at = found.end()
    return "".join([*made, _rules(name, text, others, folder, at)]), parts


def _rules(
    name: str, text: str, others: Mapping[str, ThemeFile], folder: str, start: int = 0
) -> str:
    """The rules of a stylesheet from a place on, its addresses led to the new names.

    folder: of the stylesheet in which they will stand.
    """
    code = " " * start + _NO_CODE.sub(lambda one: re.sub(r"[^\n]", " ", one[0]), text[start:])
    made, done = [], start
    for sign in _SIGN.finditer(code):
        kind, at = sign.lastgroup or "", sign.start()
        url = _URL.match(text, at) if kind == "url" else None
        if url is None:
            _stop(name, text, at, _FAULTS.get(kind, _FAULTS["torn"]))
        made += [text[done:at], _led(url, name, others, folder)]
        done = url.end()
    _check_it_is_closed(name, text, code)
    return "".join([*made, text[done:], without_light_dark(text[start:])])


def _led(url: re.Match[str], name: str, others: Mapping[str, ThemeFile], folder: str) -> str:
    """An address as it must stand in the whole; one that leads elsewhere stays as it is."""
    address = "".join(filter(None, url.groups()))
    path = re.split("[?#]", address)[0]
    if not path or _ELSEWHERE.match(path):
        return url[0]
    file = others.get(_beside(name, path))
    if file is None:
        fault = f"it names {path}, which is no picture or font of the theme; correct or add it"
        _stop(name, url.string, url.start(), fault)
    relative = quote(posixpath.relpath(file.name, folder or "."))
    return f'url("{relative}{quote(address[len(path) :], safe="?#&=/:%")}")'


def _check_it_is_closed(name: str, text: str, code: str) -> None:
    """Hold that a stylesheet takes nothing of the next one with it."""
    opened: list[re.Match[str]] = []
    for sign in re.finditer(r"[][(){}]", code):
        if sign[0] in _PAIRS:
            opened.append(sign)
        elif not opened or _PAIRS[opened.pop()[0]] != sign[0]:
            _stop(name, text, sign.start(), f'this "{sign[0]}" closes nothing')
    if opened:
        _stop(name, text, opened[-1].start(), f'this "{opened[-1][0]}" is never closed')
    if not re.search(r"(?:^|[;}])\s*\Z", code):
        _stop(name, text, len(text.rstrip()), "its last rule has no end")


def _decode(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start].decode()
        _stop(name, before, len(before), "it is not in UTF-8; save it in that encoding")


def _beside(name: str, address: str) -> str:
    """The name of the file to which an address in another file leads."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))


def _stop(name: str, text: str, at: int, fault: str) -> NoReturn:
    line = text.count("\n", 0, at) + 1
    stop_at(posixpath.normpath(f"theme/static/{name}"), line, fault)


def get_generators(_pelican: object) -> type[ThemeAssetsGenerator]:
    """The generator that Pelican should run."""
    return ThemeAssetsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
