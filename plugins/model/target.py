"""All that a link may lead to: the files of the content and the addresses of the site."""

from __future__ import annotations

import datetime
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from plugins.model.address import (
    A_Z,
    CARDS,
    FEED_STYLE,
    FEEDS,
    FEEDS_IN_ONE,
    HOME,
    MISSING,
    PAGEFIND,
    PICTURES,
    RESERVED,
    SEARCH,
    SITEMAP,
    address,
    feed,
    file_of,
    index,
    letter_page,
)
from plugins.model.collection import Collections, Lists, addresses_of_list, letters_apart
from plugins.model.credit import Registries
from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.feeds.names import forms_of
from plugins.model.files import Asset
from plugins.model.post import Post
from plugins.model.problem import Problem, of_file
from plugins.model.reference import ALWAYS, NEVER, Target
from plugins.model.settings import Settings

INDEXES = ("people", "organisations", "series", "topics", "years", "kinds")
_BY_THE_SITE = "the site itself"
# Folders of the output that hold nothing of the content under its own name.
_MADE = ("theme/", *(path.lstrip("/") for path in (CARDS, PAGEFIND, PICTURES, SEARCH)))
_BY_THE_THEME = frozenset({"main", "comments"})  # the ids that it gives every page


def find_targets(
    posts: Iterable[Post],
    others: Iterable[Entry[Any]],
    made_from: Mapping[str, Entry[Any]],
    records: Registries,
    assets: Iterable[Asset],
    settings: Settings,
) -> dict[str, Target]:
    """The target of each file, by its path seen from the content folder.

    others: pages and Easy Read texts.
    made_from: the post or page that an Easy Read text was made from, by the file of the latter.
    """
    files = {post.entry.path: _post_target(post, settings) for post in posts}
    for entry in others:
        of = made_from.get(entry.path) if entry.kind == "easy-read" else entry
        files[entry.path] = _entry_target(entry, of, settings)
    for entry in records.all():
        if entry.path:
            files[entry.path] = Target(address(entry.kind, entry.slug))
    return files | {asset.path: Target(asset.address) for asset in assets}


def stand_ins(refused: Iterable[str], dropped: Iterable[Entry[Any]]) -> dict[str, Target]:
    """Targets for files that another problem tells of, so that links to them are not called wrong.

    refused: files that could not be read. dropped: texts that gave way to others of their slug.
    """
    found = {path: Target("", shown=False) for path in refused}
    for entry in dropped:
        seen_from = NEVER if entry.status == "draft" else ALWAYS
        found[entry.path] = Target("", seen_from, shown=False)
    return found


def _post_target(post: Post, settings: Settings) -> Target:
    seen_from = post.added.date if post.added else ALWAYS
    if post.state == "draft":
        seen_from = NEVER
    elif post.state == "withdrawn":  # its address stays
        seen_from = ALWAYS
    return Target(
        address=address("posts", post.slug),
        seen_from=seen_from,
        shown=settings.drafts or seen_from <= settings.today,
        anchors=_anchors(post.entry),
    )


def _entry_target(entry: Entry[Any], of: Entry[Any] | None, settings: Settings) -> Target:
    """The target of a page or an Easy Read text.

    of: what an Easy Read text was made from; it is seen no sooner, and goes with it. None where
        that is not known; of a page, the page itself.
    """
    gone = of is None or of.status == "withdrawn"
    seen_from = _text_seen_from(of) if of and entry.status != "draft" else NEVER
    return Target(
        address=address(entry.kind, entry.slug),
        seen_from=seen_from,
        shown=(settings.drafts and not gone) or seen_from <= settings.today,
        anchors=_anchors(entry),
    )


def _text_seen_from(entry: Entry[Any]) -> datetime.date:
    """The first day on which readers can read the text of a post or page."""
    if entry.status != "published":
        return NEVER
    added = getattr(entry.fields, "date", None)
    return added.date if isinstance(added, Day) else ALWAYS


def _anchors(entry: Entry[Any]) -> frozenset[str]:
    """The ids of the headings, and those that the theme gives every page."""
    headings = entry.body.headings
    return _BY_THE_THEME.union([one.id for one in headings]) if headings else _BY_THE_THEME


def made_by_the_site(
    records: Registries,
    lists: Collections,
    posts: Sequence[Post],
    easy_reads: Sequence[object],
    feeds: Iterable[str],
    settings: Settings,
) -> Iterator[str]:
    """The addresses of what no file of the content stands for, and of records' lists.

    feeds: the names of all. The closed parts of that of all posts are not among these: there are
    many, and as the ledger keeps what each holds, no post of theirs can vanish.
    """
    length = settings.list_length
    yield from (HOME, SITEMAP, MISSING)  # robots.txt is an editor's where there is one
    yield from (FEEDS, FEEDS_IN_ONE, FEED_STYLE)
    yield from (feed(name, form) for name in feeds for form in forms_of(name))
    yield from settings.feed_aliases
    yield from (SEARCH, A_Z, *map(letter_page, letters_apart(lists.letters)))
    yield from addresses_of_list(index("posts"), len(posts), length)
    yield from (index(kind) for kind in INDEXES)
    if easy_reads:
        yield index("easy-read")
    by_kind: dict[str, Lists] = {"years": lists.years, "kinds": lists.kinds}
    for kind, found in by_kind.items():
        for slug, listed in found.items():
            yield from addresses_of_list(address(kind, slug), len(listed), length)
    for entry in records.all():
        on_one_page = entry.kind == "series"
        listed = [] if on_one_page else getattr(lists, entry.kind).get(entry.slug, [])
        front, *others = addresses_of_list(address(entry.kind, entry.slug), len(listed), length)
        yield from others if entry.path else (front, *others)


def find_addresses(
    files: dict[str, Target], made: Iterable[str], root: str
) -> tuple[dict[str, Target], list[Problem]]:
    """All addresses of the site, and a problem for each file that claims a taken one.

    root: how problems name the content folder.
    """
    addresses = {path: Target(path) for path in made}
    owners = {place_of(path): _BY_THE_SITE for path in addresses}
    owners |= {place_of(index(name)): _BY_THE_SITE for name in RESERVED}
    problems: list[Problem] = []
    for path, target in files.items():
        place = place_of(target.address)
        other = _BY_THE_SITE if place.startswith(_MADE) else owners.setdefault(place, path)
        if other == path:
            addresses[target.address] = target
        else:
            problems.append(_taken(path, target.address, other, root))
    return addresses, [*problems, *_files_in_files(owners, root)]


def _files_in_files(owners: dict[str, str], root: str) -> Iterator[Problem]:
    """A problem for each file that would have to be a folder too."""
    folders: set[str] = set()
    for place in owners:
        folder = place.rpartition("/")[0]
        while folder and folder not in folders:  # above a folder that is known, all are
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for file in folders & owners.keys():
        inside = next(path for place, path in owners.items() if place.startswith(f"{file}/"))
        one, other = owners[file], inside
        if one == _BY_THE_SITE:
            one, other = other, one
        if one != _BY_THE_SITE:  # or `check_old_feeds` tells of it
            yield _taken(one, f"/{file}", other, root)


def check_old_feeds(made: Iterable[str], settings: Settings) -> Iterator[Problem]:
    """Hold that at an old address of the feed the site itself makes nothing else.

    made: all that it makes, these addresses too.
    """
    times = Counter(map(place_of, made))
    folders = {folder for place in times for folder in folders_of(place)}
    for alias in settings.feed_aliases:
        place = place_of(alias)
        is_in_file = any(folder in times for folder in folders_of(place))
        if times[place] > 1 or place in folders or is_in_file or place.startswith(_MADE):
            yield Problem(
                settings.file,
                0,
                "FEED_ALIASES",
                f"{alias} cannot hold a copy of the feed: another of the list, or something else of"
                " the site, stands there.",
                "Take it out of the list.",
                rule="one-address",
            )


_KEPT_BY_SERVERS = frozenset({"_redirects", "_headers", "robots.txt", "sitemap.xml"})


def is_kept_by_servers(place: str) -> bool:
    """Whether an output's file is one that hosts read, or the packed copy of another."""
    first, *_ = parts = place.split("/")
    return (
        first in _KEPT_BY_SERVERS
        or (first.startswith(".") and first != ".well-known")
        or any(part.endswith((".br", ".gz")) for part in parts)
    )


def folders_of(place: str) -> list[str]:
    """The folders that the output's file lies in, for none of them can be a file."""
    return [place[:end] for end, sign in enumerate(place) if sign == "/"]


def place_of(path: str) -> str:
    """The output's file at an address; some computers do not tell capital letters apart."""
    return unicodedata.normalize("NFC", file_of(path)).casefold()


def _taken(path: str, taken: str, other: str, root: str) -> Problem:
    owner = other if other == _BY_THE_SITE else f"{root}/{other}"
    rename = (
        "Rename the file, or give it another slug" if path.endswith(".md") else "Rename the file"
    )
    return of_file(
        f"{root}/{path}",
        f"The address {taken} belongs to {owner} already.",
        f"{rename}; capital letters alone make no difference.",
        rule="one-address",
    )
