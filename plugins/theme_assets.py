"""The theme's files as readers fetch them: stylesheets in one piece, a hash in every name.

A name holds a hash of the bytes, so a browser may keep the file for ever. What a stylesheet
imports is put in line; what its url() names, it names by the new name. No other kind of file is
looked into, so a script or a picture can name no file of the theme.

Settings: THEME; MAKER, which `publication` sets. Sets `theme` of the maker of views.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple, NoReturn, Protocol
from urllib.parse import quote, unquote

from pelican import signals
from pelican.generators import Generator

PLACE = "theme"  # the folder of the output, which the model keeps free of content
_HASH_LENGTH = 10  # hexadecimal digits: 40 bits, plenty to tell the states of one file apart

# The tokens of CSS, as far as they matter here (www.w3.org/TR/css-syntax-3).
_COMMENT = r"(?>/\*.*?\*/)"  # to the first end, come what may
_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_URL = rf"url\(\s*(?:{_STRING}|[^\s\"'()\\]*)\s*\)"
_BLANK = rf"(?:\s|{_COMMENT})*"
_IN_BRACKETS = r"[^()]*"
for _ in range(4):  # deep enough for any condition
    _IN_BRACKETS = rf"(?:[^()]|\({_IN_BRACKETS}\))*"
_COMMENTS = re.compile(_COMMENT, re.DOTALL)
_FLAGS = re.DOTALL | re.IGNORECASE

# What may stand before the imports (www.w3.org/TR/css-cascade-5/#at-import), and one import.
_FRONT = re.compile(
    rf"(?:@charset \"[^\"]*\";)?(?P<kept>(?:\s|{_COMMENT}|@layer\s[^;{{}}]*;)*)", _FLAGS
)
_IMPORT = re.compile(
    rf"(?P<blank>{_BLANK})@import\s*(?P<address>{_URL}|{_STRING})"
    rf"(?P<conditions>(?:{_COMMENT}|{_STRING}|[^;{{}}])*+);",
    _FLAGS,
)
_CONDITIONS = re.compile(
    rf"\s*(?P<layer>layer(?![\w-])(?:\((?P<name>[^()]*)\))?)?"
    rf"\s*(?:supports\((?P<test>{_IN_BRACKETS})\))?\s*(?P<media>{_IN_BRACKETS})",
    _FLAGS,
)
_TOKEN = re.compile(
    rf"{_COMMENT}|\\.|(?P<url>{_URL})|(?P<string>{_STRING})"
    r"|(?P<late>@import\b)|(?P<namespace>@namespace\b)|(?P<torn>/\*|[\"']|\burl\()"
    r"|(?P<opens>[\w-]*\(|[{[])|(?P<closes>[)}\]])",
    _FLAGS,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)  # a scheme, a host, a root
_FAULTS = {  # by the kind of token
    "late": "an @import must stand before all rules and end with a semicolon",
    "namespace": "@namespace cannot be kept where stylesheets are joined; take it out",
    "torn": "a comment, a text in quotes or a url(...) is not closed, or its address needs quotes",
}
_ENDED = re.compile(r"(?:^|[;}])\s*\Z")
_PAIRS = {"(": ")", "[": "]", "{": "}"}


class ThemeProblem(Exception):  # noqa: N818 - it is named for what a maintainer reads
    """A fault in a file of the theme; the text is one line, with the file and its line."""


class Asset(NamedTuple):
    """A file of the theme as it is written."""

    name: str  # with the hash, seen from the theme's folder of the output
    data: bytes


class ThemeAssetsGenerator(Generator):  # type: ignore[misc]  # Pelican ships no types
    """Writes the theme's files, and lets the views know their names."""

    def generate_context(self) -> None:
        """Name them all; this comes before any page is written, so before any view is made.

        Raises ThemeProblem where a stylesheet is at fault.
        """
        self._assets = prepare(read(Path(self.settings["THEME"]) / "static"))
        self.settings["MAKER"].theme = {
            name: f"/{PLACE}/{asset.name}" for name, asset in self._assets.items()
        }

    def generate_output(self, writer: _BytesWriter) -> None:
        """Write them."""
        for asset in self._assets.values():
            writer.write_bytes(f"{PLACE}/{asset.name}", asset.data)


class _BytesWriter(Protocol):
    """What this generator needs of a writer."""

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write one file of the output."""


def read(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their names seen from it, but for hidden ones."""
    names = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    return {
        name: path.read_bytes() for name, path in sorted(names.items()) if "/." not in f"/{name}"
    }


def prepare(files: Mapping[str, bytes]) -> dict[str, Asset]:
    """What is written for each file of a theme; a stylesheet that another imports is part of that.

    files: the bytes of each file by its name seen from theme/static.
    Raises ThemeProblem where an import or a url() leads nowhere or a stylesheet cannot be read.
    """
    others = {name: _asset(name, data) for name, data in files.items() if not name.endswith(".css")}
    bundles = {name: _Bundle(name, files, others) for name in sorted(files.keys() - others)}
    imported = {part for bundle in bundles.values() for part in bundle.parts}
    return others | {
        name: _asset(name, bundle.text.encode())
        for name, bundle in bundles.items()
        if name not in imported
    }


def _asset(name: str, data: bytes) -> Asset:
    path = PurePosixPath(name)
    digest = hashlib.sha256(data).hexdigest()[:_HASH_LENGTH]
    return Asset(str(path.with_name(f"{path.stem}.{digest}{path.suffix}")), data)


class _Bundle:
    """A stylesheet with all that it imports in line, where CSS would have it.

    text: the whole. parts: the names of the stylesheets that it imports, and that they import.
    """

    def __init__(self, name: str, files: Mapping[str, bytes], others: Mapping[str, Asset]) -> None:
        self.parts: set[str] = set()
        self._files = files
        self._others = others
        self._folder = posixpath.dirname(name)
        self.text = self._whole(name, ())

    def _whole(self, name: str, within: tuple[str, ...]) -> str:
        """A stylesheet and its imports; within: the ones that import it, the outermost first."""
        text = _decode(name, self._files[name])
        front = next(_FRONT.finditer(text))  # it may be empty, so it is always there
        made, at = [front["kept"]], front.end()
        while found := _IMPORT.match(text, at):
            made += [found["blank"], self._import(found, name, within)]
            at = found.end()
        return "".join([*made, self._rules(name, text, at)])

    def _import(self, found: re.Match[str], name: str, within: tuple[str, ...]) -> str:
        at = found.start("address")
        address = _address(found["address"])
        part = _beside(name, address)
        if _ELSEWHERE.match(address):
            _stop(
                name,
                found.string,
                at,
                f"it imports {address}, which is no file of the theme; add it there",
            )
        if part not in self._files:
            _stop(
                name,
                found.string,
                at,
                f"it imports {address}, which is not there; correct the name or add the file",
            )
        chain = (*within, name, part)
        if part in chain[:-1]:
            circle = " imports ".join(chain[chain.index(part) :])
            _stop(name, found.string, at, f"the imports go in a circle ({circle})")
        self.parts.add(part)
        conditions = _CONDITIONS.fullmatch(_COMMENTS.sub(" ", found["conditions"]).strip())
        if conditions is None:
            _stop(name, found.string, at, "the conditions of the import have a bracket too many")
        return _under(conditions, self._whole(part, chain[:-1]))

    def _rules(self, name: str, text: str, start: int) -> str:
        """All that follows the imports, its addresses led to the new names."""
        made, done = [], start
        opened: list[re.Match[str]] = []
        for token in _TOKEN.finditer(text, start):
            kind, at = token.lastgroup, token.start()
            if kind in _FAULTS:
                _stop(name, text, at, _FAULTS[kind])
            if kind == "opens":
                opened.append(token)
            elif kind == "closes" and (not opened or _PAIRS[opened.pop()[0][-1]] != token[0]):
                _stop(name, text, at, f'this "{token[0]}" closes nothing')
            elif kind == "url" or (kind == "string" and opened and _takes_addresses(opened[-1])):
                made += [text[done:at], self._led(token, name)]
                done = token.end()
        if opened:
            _stop(name, text, opened[-1].start(), f'this "{opened[-1][0]}" is never closed')
        if not _ENDED.search(_COMMENTS.sub("", text[start:])):
            _stop(name, text, len(text.rstrip()), "its last rule has no end")
        return "".join([*made, text[done:]])

    def _led(self, token: re.Match[str], name: str) -> str:
        """An address as it must stand in the whole; one that leads elsewhere stays as it is."""
        address = _address(token[0])
        path = re.split("[?#]", address)[0]
        if not path or _ELSEWHERE.match(path):
            return token[0]
        asset = self._others.get(_beside(name, path))
        if asset is None:
            fault = f"it names {path}, which is no picture or font of the theme; correct or add it"
            _stop(name, token.string, token.start(), fault)
        relative = quote(posixpath.relpath(asset.name, self._folder or "."))
        return f'url("{relative}{quote(address[len(path) :], safe="?#&=/:%")}")'


def _under(conditions: re.Match[str], text: str) -> str:
    """Imported rules under the conditions of their import (css-cascade-5, section 2)."""
    layer, name, test, media = conditions.group("layer", "name", "test", "media")
    rules = {
        f"@layer {name or ''}": layer,
        f"@supports ({test})": test,
        f"@media {media}": media,
    }
    for rule in (rule for rule, given in rules.items() if given):
        text = f"{rule.rstrip()} {{\n{text}}}\n"
    return text


def _takes_addresses(function: re.Match[str]) -> bool:
    """Whether a text in these brackets is an address though no url() says so."""
    return function[0].lower().endswith("image-set(")


def _decode(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start].decode()
        _stop(name, before, len(before), "it is not in UTF-8; save it in that encoding")


def _address(token: str) -> str:
    """What stands in url(...), in quotes, or in both."""
    inner = re.sub(r"^url\(\s*|\s*\)$", "", token, flags=re.IGNORECASE)
    return inner[1:-1] if inner.startswith(("'", '"')) else inner


def _beside(name: str, address: str) -> str:
    """The name of the file to which an address in another file leads."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))


def _stop(name: str, text: str, at: int, fault: str) -> NoReturn:
    line = text.count("\n", 0, at) + 1
    raise ThemeProblem(f"The theme has a fault in theme/static/{name}, line {line}: {fault}.")


def get_generators(_pelican: object) -> type[ThemeAssetsGenerator]:
    """The generator that Pelican should run."""
    return ThemeAssetsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
