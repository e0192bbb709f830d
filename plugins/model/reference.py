"""Where links and pictures in the content lead, and which of them lead nowhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import normpath, relpath
from urllib.parse import unquote

import msgspec

from plugins.model.address import encode
from plugins.model.entry import Entry
from plugins.model.field import Fields, Spot
from plugins.model.likeness import FileNames, Names
from plugins.model.problem import Problem, Severity

SOURCE = "source:"
SITE = "site:"
ALWAYS = datetime.date.min
NEVER = datetime.date.max


class Target(msgspec.Struct, frozen=True):
    """What a link may lead to.

    address: a path from the site's root.
    seen_from: the first day on which readers can see it; NEVER for a draft.
    shown: whether this build shows it.
    anchors: the ids inside, None where they are not known.
    """

    address: str
    seen_from: datetime.date = ALWAYS
    shown: bool = True
    anchors: frozenset[str] | None = None


class Targets(msgspec.Struct, frozen=True, dict=True):
    """All that can be led to.

    files: by path, seen from the content folder.
    addresses: by path from the site's root.
    base: the path under which the site stands.
    """

    files: Mapping[str, Target]
    addresses: Mapping[str, Target]
    base: str

    @cached_property
    def all_addresses(self) -> Names:
        """The addresses, to be searched for what was meant."""
        return Names(self.addresses)

    @cached_property
    def texts(self) -> FileNames:
        """The files that hold a text, to be searched by name."""
        return FileNames(file for file in self.files if file.endswith(".md"))

    @cached_property
    def other_files(self) -> FileNames:
        """The pictures and downloads, to be searched by name."""
        return FileNames(file for file in self.files if not file.endswith(".md"))

    def find(self, target: str) -> Target | None:
        """What a reference such as "source:posts/2014/a.md#b" or "site:/posts/a/" means."""
        path = target.partition("#")[0].partition("?")[0]
        if path.startswith(SOURCE):
            return self.files.get(path.removeprefix(SOURCE))
        return self.addresses.get(path.removeprefix(SITE))

    def lead(self, target: str) -> str | None:
        """The address for a link, percent-encoded and under the site's base; None for none."""
        found = self.find(target)
        if found is None or not found.shown:
            return None
        before, mark, fragment = target.partition("#")
        _, asked, query = before.partition("?")
        return self.base + encode(found.address) + asked + query + encode(mark + fragment)


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
    for reference in entry.body.references:
        wrong = _what_is_wrong(reference.target, entry.folder, seen_from, targets)
        if wrong is not None:
            message, remedy, rule = wrong
            severity = Severity.WARNING if rule == "missing-anchor" else Severity.ERROR
            problems.append(
                Problem(entry.source.path, reference.line, "body", message, remedy, severity, rule)
            )
    return problems


def check_file_exists(
    typed: str, folder: str, seen_from: datetime.date, targets: Targets, spot: Spot
) -> None:
    """Hold that a file which the front matter names is there; the spot is told if not."""
    wrong = _what_is_wrong(beside(folder, typed), folder, seen_from, targets)
    if wrong is not None:
        spot.error(*wrong)


def _what_is_wrong(
    target: str, folder: str, seen_from: datetime.date, targets: Targets
) -> tuple[str, str, str] | None:
    """Message, remedy and rule; None where nothing is wrong."""
    found = targets.find(target)
    path, mark, anchor = target.partition("#")
    shown = path.removeprefix(SOURCE).removeprefix(SITE)
    if found is None:
        return (
            f'"{shown}" leads nowhere: there is no such {_noun(path)}.',
            _nearest(path, folder, targets),
            "broken-link",
        )
    if found.seen_from > seen_from:
        never = found.seen_from == NEVER
        when = "is not shown to readers" if never else f"appears on {found.seen_from}"
        return (
            f'"{shown}" {when}, so this link would lead nowhere.',
            "Take it out until then." if not never else "Take it out until that is published.",
            "broken-link",
        )
    if mark and found.anchors is not None and unquote(anchor) not in found.anchors:
        return (
            f'"{shown}" has no place "#{anchor}".',
            _nearest_anchor(anchor, found.anchors),
            "missing-anchor",
        )
    return None


def _noun(path: str) -> str:
    return "file under content/" if path.startswith(SOURCE) else "address on this site"


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
