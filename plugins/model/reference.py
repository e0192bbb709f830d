"""Where links and pictures in the content lead, and which of them lead nowhere."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import normpath, relpath
from typing import NamedTuple
from urllib.parse import unquote

import msgspec

from plugins.model.address import encode
from plugins.model.entry import Entry
from plugins.model.field import Fields
from plugins.model.files import MEDIA, PICTURES
from plugins.model.likeness import FileNames, Names
from plugins.model.problem import Problem, Severity
from plugins.model.spelling import join_words

SOURCE = "source:"
SITE = "site:"
# What would end the path of a reference stays encoded in it, and so does the % itself.
_ENCODED = re.compile("%(?:23|25|3[Ff])")
ALWAYS = datetime.date.min
NEVER = datetime.date.max


class Target(msgspec.Struct, frozen=True):
    """What a link may lead to.

    address: a path from the site's root; "" where another problem keeps the file from having one.
    seen_from: the first day on which readers can see it; NEVER for a draft.
    shown: whether this build shows it.
    anchors: the ids inside, None where they are not known.
    """

    address: str
    seen_from: datetime.date = ALWAYS
    shown: bool = True
    anchors: frozenset[str] | None = None


class Wanted(NamedTuple):
    """What a file must be where it is named; the endings are those of such files."""

    endings: tuple[str, ...]
    message: str = ""
    remedy: str = ""


ANYTHING = Wanted(())
PICTURE = Wanted(
    PICTURES,
    "is not a picture.",
    f"Name a file that ends in {join_words(PICTURES, 'or')}.",
)
VERSION = Wanted(
    MEDIA,
    "is not a file to listen to, watch or print.",
    "Name a recording or a document of yours, such as ../../media/large-print.pdf",
)


class Targets(msgspec.Struct, frozen=True, dict=True):
    """All that can be led to.

    files: by path, seen from the content folder.
    addresses: by path from the site's root.
    base: the path under which the site stands.
    root: how problems name the content folder.

    Letters are compared in one form (Unicode's NFC): some computers store file names in another.
    """

    files: Mapping[str, Target]
    addresses: Mapping[str, Target]
    base: str
    root: str = "content"

    @cached_property
    def all_addresses(self) -> Names:
        """The addresses, to be searched for what was meant."""
        return Names(self.addresses)

    @cached_property
    def texts(self) -> FileNames:
        """The files that hold a text, to be searched by name."""
        return FileNames(file for file in self._named() if file.endswith(".md"))

    @cached_property
    def other_files(self) -> FileNames:
        """The pictures and downloads, to be searched by name."""
        return FileNames(file for file in self._named() if not file.endswith(".md"))

    def _named(self) -> Iterable[str]:
        """The files that nothing is wrong with."""
        return (file for file, target in self.files.items() if target.address)

    @cached_property
    def _composed(self) -> dict[str, dict[str, Target]]:
        return {
            SOURCE: {_nfc(path): one for path, one in self.files.items()},
            SITE: {_nfc(path): one for path, one in self.addresses.items()},
        }

    def find(self, target: str) -> Target | None:
        """What a reference such as "source:posts/2014/a.md#b" or "site:/posts/a/" means."""
        path = target.partition("#")[0].partition("?")[0]
        mark = SOURCE if path.startswith(SOURCE) else SITE
        if not path.startswith(mark):
            return None
        path = path.removeprefix(mark)
        if "%" in path:
            path = _ENCODED.sub(lambda sign: unquote(sign[0]), path)
        exact = (self.files if mark == SOURCE else self.addresses).get(path)
        return exact if exact and path.isascii() else self._composed[mark].get(_nfc(path))

    def lead(self, target: str) -> str | None:
        """The address for a link, percent-encoded and under the site's base; None for none."""
        found = self.find(target)
        if found is None or not found.shown:
            return None
        before, mark, fragment = target.partition("#")
        _, asked, query = before.partition("?")
        return self.base + encode(found.address) + asked + query + encode(mark + fragment)


def _nfc(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def beside(folder: str, typed: str) -> str:
    """The reference that a file's front matter means by a path, seen from its own folder."""
    path = unquote(typed)
    for mark in ("{static}", "{filename}", "{attach}"):
        if path.startswith(mark):
            path = path.removeprefix(mark)
            return SOURCE + normpath(path.lstrip("/") if path[:1] == "/" else f"{folder}/{path}")
    return SITE + path if path.startswith("/") else SOURCE + normpath(f"{folder}/{path}")


def check_links_lead_somewhere(
    entry: Entry[Fields], seen_from: datetime.date, targets: Targets
) -> list[Problem]:
    """The problems with the links and pictures in the body of one file.

    seen_from: the day from which readers see this file, or today.
    """
    problems: list[Problem] = []
    if not entry.body.references:
        return problems
    folder = entry.folder
    for reference in entry.body.references:
        wanted = PICTURE if reference.is_image else ANYTHING
        wrong = what_is_wrong(reference.typed, reference.target, folder, seen_from, targets, wanted)
        if wrong is not None:
            message, remedy, rule = wrong
            severity = Severity.WARNING if rule == "missing-anchor" else Severity.ERROR
            problems.append(
                Problem(entry.source.path, reference.line, "text", message, remedy, severity, rule)
            )
    return problems


def what_is_wrong(
    typed: str,
    target: str,
    folder: str,
    seen_from: datetime.date,
    targets: Targets,
    wanted: Wanted,
) -> tuple[str, str, str] | None:
    """What is wrong with a link: message, remedy and rule; None where it leads somewhere.

    typed, target: as typed, and the reference that is meant; folder: where the file stands.
    """
    found = targets.find(target)
    path, mark, anchor = target.partition("#")
    if found is None:
        return (
            f'"{typed}" leads nowhere ({_what_is_missing(path, targets.root)}).',
            _nearest(path, folder, targets),
            "broken-link",
        )
    if found.seen_from > seen_from:
        never = found.seen_from == NEVER
        when = "is not shown to readers" if never else f"appears on {found.seen_from}"
        return (
            f'"{_page_of(typed)}" {when}, so this link would lead nowhere.',
            "Take it out until then." if not never else "Take it out until that is published.",
            "broken-link",
        )
    if found.address and wanted.endings and not _ends_in(found.address, wanted.endings):
        return f'"{typed}" {wanted.message}', wanted.remedy, "broken-link"
    if mark and found.anchors is not None and unquote(anchor) not in found.anchors:
        return (
            f'"{_page_of(typed)}" has no place "#{anchor}".',
            _nearest_anchor(anchor, found.anchors),
            "missing-anchor",
        )
    return None


def _page_of(typed: str) -> str:
    return typed.partition("#")[0]


def _ends_in(address: str, endings: tuple[str, ...]) -> bool:
    return address.lower().endswith(endings)


def _what_is_missing(path: str, root: str) -> str:
    if path.startswith(SOURCE):
        return f"there is no {root}/{path.removeprefix(SOURCE)}"
    return "there is no such address on this site"


def _nearest(path: str, folder: str, targets: Targets) -> str:
    """A question that names what was probably meant, as a link in that folder is written."""
    if path.startswith(SITE):
        alike = targets.all_addresses.like(path.removeprefix(SITE))
        cure = "Correct the link, or take it out."
    else:
        wanted = PurePosixPath(path.removeprefix(SOURCE))
        files = targets.texts if wanted.suffix in {".md", ""} else targets.other_files
        alike = [relpath(file, folder) for file in files.alike(wanted.name)]
        cure = "Add the file there, or correct its path."
    return f'Did you mean "{alike[0]}"?' if alike else cure


def _nearest_anchor(anchor: str, anchors: Iterable[str]) -> str:
    alike = get_close_matches(anchor, sorted(anchors), n=1, cutoff=0.6)
    return f'Did you mean "#{alike[0]}"?' if alike else "Link to the page itself."
