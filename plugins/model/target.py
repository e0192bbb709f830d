"""All that a link may lead to: the files of the content and the addresses of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from plugins.model.address import FEED, HOME, MISSING, address, file_of, index, page_of_list
from plugins.model.collection import Collections, Lists, pages_of_list
from plugins.model.credit import Registries
from plugins.model.entry import Entry
from plugins.model.files import Asset
from plugins.model.post import Post
from plugins.model.problem import Problem
from plugins.model.reference import ALWAYS, NEVER, Target
from plugins.model.settings import Settings

INDEXES = ("people", "organisations", "series", "topics", "years", "kinds")
_BY_THE_SITE = "the site itself"


def find_targets(
    posts: Iterable[Post],
    others: Iterable[Entry[Any]],
    records: Registries,
    assets: Iterable[Asset],
    settings: Settings,
) -> dict[str, Target]:
    """The target of each file, by its path seen from the content folder.

    others: pages and Easy Read texts.
    """
    files = {post.entry.path: _post_target(post, settings) for post in posts}
    files |= {entry.path: _entry_target(entry, settings) for entry in others}
    for entry in records.all():
        if entry.path:
            files[entry.path] = Target(address(entry.kind, entry.slug))
    return files | {asset.path: Target(asset.address) for asset in assets}


def _post_target(post: Post, settings: Settings) -> Target:
    seen_from = post.added.date if post.added and post.state != "withdrawn" else ALWAYS
    return Target(
        address=address("posts", post.slug),
        seen_from=NEVER if post.state == "draft" else seen_from,
        shown=settings.drafts or post.state in {"published", "withdrawn"},
        anchors=_anchors(post.entry),
    )


def _entry_target(entry: Entry[Any], settings: Settings) -> Target:
    draft = entry.fields.status.status == "draft"
    return Target(
        address=address(entry.kind, entry.slug),
        seen_from=NEVER if draft else ALWAYS,
        shown=settings.drafts or not draft,
        anchors=_anchors(entry),
    )


def _anchors(entry: Entry[Any]) -> frozenset[str]:
    """The ids of the headings, and those that the theme gives every page."""
    return frozenset({"main", "comments", *(heading.id for heading in entry.body.headings)})


def made_by_the_site(
    records: Registries,
    lists: Collections,
    posts: Sequence[Post],
    easy_reads: Sequence[object],
    settings: Settings,
) -> Iterator[str]:
    """The addresses of the pages that no file of the content stands for, and of records' lists."""
    yield from (HOME, FEED, MISSING)
    yield from _pages("/posts/", len(posts), settings)
    yield from (index(kind) for kind in INDEXES)
    if easy_reads:
        yield index("easy-read")
    by_kind: dict[str, Lists] = {"years": lists.years, "kinds": lists.kinds}
    for kind, found in by_kind.items():
        for slug, listed in found.items():
            yield from _pages(address(kind, slug), len(listed), settings)
    for entry in records.all():
        listed = getattr(lists, entry.kind).get(entry.slug, [])
        first, *others = _pages(address(entry.kind, entry.slug), len(listed), settings)
        yield from others if entry.path else (first, *others)


def _pages(front: str, total: int, settings: Settings) -> Iterator[str]:
    """The addresses of a list's pages."""
    yield front
    for number in range(1, len(pages_of_list(range(total), settings.list_length))):
        yield page_of_list(front, number)


def find_addresses(
    files: dict[str, Target], made: Iterable[str], root: str
) -> tuple[dict[str, Target], list[Problem]]:
    """All addresses of the site, and a problem for each file that claims a taken one.

    root: how problems name the content folder.
    """
    addresses = {path: Target(path) for path in made}
    owners = {file_of(path): _BY_THE_SITE for path in addresses}
    problems: list[Problem] = []
    for path, target in files.items():
        other = owners.setdefault(file_of(target.address), path)
        if other == path:
            addresses[target.address] = target
        else:
            problems.append(_taken(path, target.address, other, root))
    folders = {str(parent) for file in owners for parent in PurePosixPath(file).parents}
    problems += [
        _taken(owners[file], f"/{file}", _BY_THE_SITE, root) for file in folders & set(owners)
    ]
    return addresses, problems


def _taken(path: str, taken: str, other: str, root: str) -> Problem:
    return Problem(
        f"{root}/{path}",
        0,
        "",
        f"The address {taken} already belongs to {other}.",
        "Rename one of the two, or give it another slug.",
        rule="one-address",
    )
