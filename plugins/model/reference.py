"""Where links and pictures in the content lead, and which of them lead nowhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from posixpath import normpath, relpath
from urllib.parse import unquote

import msgspec

from plugins.model.address import encode
from plugins.model.entry import Entry
from plugins.model.field import Fields, Spot
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


class Targets(msgspec.Struct, frozen=True):
    """All that can be led to.

    files: by path, seen from the content folder.
    addresses: by path from the site's root.
    base: the path under which the site stands.
    """

    files: Mapping[str, Target]
    addresses: Mapping[str, Target]
    base: str

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
) -> str:
    """The address of a file that the front matter names; "" where the spot was told of an error."""
    target = beside(folder, typed)
    wrong = _what_is_wrong(target, folder, seen_from, targets)
    if wrong is not None:
        spot.error(*wrong)
        return ""
    return targets.lead(target) or ""


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
        alike = get_close_matches(path.removeprefix(SITE), targets.addresses, n=1, cutoff=0.8)
    else:
        found = _files_alike(PurePosixPath(path.removeprefix(SOURCE)).name.lower(), targets.files)
        alike = [relpath(file, folder) for file in found[:1]]
    return f'Did you mean "{alike[0]}"?' if alike else "Correct the link, or take it out."


def _files_alike(wanted: str, files: Iterable[str]) -> list[str]:
    """The files of that name, then those whose names begin with it or are spelt like it."""
    named = {file: PurePosixPath(file).name.lower() for file in files}
    stem = wanted.partition(".")[0]
    by_stem = {name.rpartition(".")[0]: file for file, name in named.items()}
    return [
        *(file for file, name in named.items() if name == wanted),
        *(file for file, name in named.items() if len(stem) > 3 and name.startswith(stem)),
        *(by_stem[one] for one in get_close_matches(stem, by_stem, n=1, cutoff=0.8)),
    ]


def _nearest_anchor(anchor: str, anchors: Iterable[str]) -> str:
    alike = get_close_matches(anchor, sorted(anchors), n=1, cutoff=0.6)
    return f'Did you mean "#{alike[0]}"?' if alike else "Link to the page itself."
