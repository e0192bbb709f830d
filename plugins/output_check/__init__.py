"""The built tree checked whole, before it is switched in: a hard stop behind all other checks.

What is wrong here is a mistake of the software, a plugin or a theme, so the words are for a
maintainer. Only what the build made is held to all of it; files that editors gave (`copied`) are
searched for what must not be told, and links to them must find them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from plugins.model.problem import Problem
from plugins.model.settings import Settings
from plugins.model.spelling import counted
from plugins.output_check.file_check import check_files, check_no_machine_is_named
from plugins.output_check.json_feed_check import check_json_feeds
from plugins.output_check.leak_check import check_nothing_held_back_is_told, to_be_sought
from plugins.output_check.page_check import check_pages
from plugins.output_check.style_check import check_styles_find_their_files
from plugins.output_check.tree import Tree
from plugins.output_check.xml_check import check_xml


def check_output(
    folder: Path,
    *,
    settings: Settings,
    private: Mapping[str, Sequence[str]],
    copied: Collection[str] = (),
    moved_feeds: Mapping[str, str] = {},
) -> list[Problem]:
    """All that is wrong in a built tree, in order; each thing once, however many files have it.

    private: what must not stand anywhere, by the held-back file it comes from: titles and
        sentences as plain text.
    copied: files that stand in the tree as editors gave them, seen from the folder.
    moved_feeds: copies of feeds at their old addresses, each with the feed; by their files.
    Raises OSError where a file cannot be read.
    """
    sought, given = to_be_sought(private), frozenset(copied)

    def search(name: str, data: bytes) -> Iterator[Problem]:
        yield from check_nothing_held_back_is_told(name, data, sought)
        if name not in given:
            yield from check_no_machine_is_named(name, data, folder)

    tree = Tree(folder, settings, given, moved_feeds, search)
    return _told_once(
        [
            *check_files(tree),
            *check_pages(tree),
            *check_styles_find_their_files(tree),
            *check_xml(tree),
            *check_json_feeds(tree),
            *tree.found,
        ]
    )


def _told_once(problems: Iterable[Problem]) -> list[Problem]:
    """What is wrong in many files (a menu stands on every page) is told of the first of them."""
    alike: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in sorted(problems):
        alike[problem.message, problem.remedy].append(problem)
    return sorted(_of_first(*found) for found in alike.values())


def _of_first(first: Problem, *others: Problem) -> Problem:
    if not others:
        return first
    so_too = f"So it is in {counted(len(others), 'other file')}."
    return msgspec.structs.replace(first, message=f"{first.message} {so_too}")
