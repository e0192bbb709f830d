"""Put together what the files of the content say of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import msgspec

from plugins.model.checks.relation import check_names_on_record
from plugins.model.collection import Collections, gather
from plugins.model.credit import Registries
from plugins.model.entry import Entry
from plugins.model.feeds.names import feed_names, moved_feeds
from plugins.model.files import Files
from plugins.model.held_back import held_back
from plugins.model.library import HeldBack, Library
from plugins.model.page import F, Page, relate_page
from plugins.model.picture import PictureFile
from plugins.model.post import Post, newest_first, relate_post
from plugins.model.problem import Problem, Severity
from plugins.model.published.presence import find_presence
from plugins.model.reach import files_unseen, forget_names_unseen
from plugins.model.reading import Reading
from plugins.model.reference import Target, Targets
from plugins.model.registry import Registry
from plugins.model.repository.history import History
from plugins.model.schema import EasyReadFields, PageFields
from plugins.model.settings import Settings
from plugins.model.target import (
    check_old_feeds,
    find_addresses,
    find_targets,
    made_by_the_site,
    stand_ins,
)
from plugins.model.texts import Texts
from plugins.model.ties import tie
from plugins.model.versions import sizes_of_files


def one_of_each_slug(
    entries: list[Entry[Any]], root: str, published: Collection[str]
) -> tuple[list[Entry[Any]], list[Entry[Any]], list[Problem]]:
    """The entries to keep, and those whose slug another of their kind has.

    Drafts give way, and what is new to what was published.
    """
    kept: dict[tuple[str, str], Entry[Any]] = {}
    dropped: list[Entry[Any]] = []
    clashes: list[Problem] = []
    for entry in sorted(entries, key=lambda one: (_is_draft(one), one.path not in published)):
        other = kept.setdefault((entry.kind, entry.slug), entry)
        if other is not entry:
            dropped.append(entry)
            clashes.append(
                Problem(
                    f"{root}/{entry.path}",
                    entry.source.line_of(("slug",)),
                    "slug",
                    f'The slug "{entry.slug}" is also that of {root}/{other.path},'
                    " and only one page can stand at an address.",
                    f"Rename one of the two files{_other_slug(entry)}",
                    Severity.WARNING if _is_draft(entry) else Severity.ERROR,
                )
            )
    return sorted(kept.values(), key=lambda entry: entry.path), dropped, clashes


def _other_slug(entry: Entry[Any]) -> str:
    """What else helps where two files have one slug: records have no key for it."""
    return f", or add a line to one: slug: {entry.slug}-2" if hasattr(entry.fields, "slug") else "."


def _is_draft(entry: Entry[Any]) -> bool:
    return entry.status == "draft"


class _Related(NamedTuple):
    """What each file says of records and of git, the files apart by kind, and what is wrong."""

    of: Mapping[str, list[Entry[Any]]]
    records: Registries
    posts: list[Post]
    pages: list[Page[PageFields]]
    easy_reads: list[Page[EasyReadFields]]
    problems: list[Problem]

    @property
    def texts(self) -> list[Entry[Any]]:
        """The files of all that has a page of its own."""
        return [*self.of["posts"], *self.of["pages"], *self.of["easy-read"]]


class _Shown(NamedTuple):
    """What readers are to see, and where everything stands."""

    posts: tuple[Post, ...]
    withdrawn: tuple[Post, ...]
    pages: tuple[Page[PageFields], ...]
    easy_reads: tuple[Page[EasyReadFields], ...]
    lists: Collections
    feeds: list[str]
    moved_feeds: dict[str, tuple[str, str]]
    unseen: Mapping[str, str]
    targets: dict[str, Target]
    made: list[str]

    @property
    def by_path(self) -> dict[str, Post | Page[PageFields]]:
        """Posts and pages by their files."""
        posts = {post.entry.path: post for post in (*self.posts, *self.withdrawn)}
        return posts | {page.entry.path: page for page in self.pages}


def relate(
    reading: Reading,
    files: Files,
    entries: list[Entry[Any]],
    dropped: list[Entry[Any]],
    known: list[Problem],
) -> Library:
    """Put together what the files say of each other.

    dropped: files that gave way to another with their slug; links to them lead somewhere still.
    """
    root, settings = reading.content.name, reading.settings
    related = _related(reading, entries)
    of, by_slug = related.of, {post.slug: post for post in related.posts}
    texts = Texts([*of["posts"], *of["pages"]])
    made_from = _made_from(of["easy-read"], texts)
    shown = _shown(related, made_from, files, [*entries, *dropped], reading)
    addresses, clashes = find_addresses(shown.targets, shown.made, root)
    every_target = stand_ins(files.refused, dropped) | shown.targets
    clashes += check_old_feeds(shown.made, settings)
    leads = Targets(every_target, addresses, settings.base, root)
    presence = find_presence(
        entries=related.texts,
        posts=related.posts,
        targets={path: _where_it_stands(to, addresses) for path, to in every_target.items()},
        made=shown.made,
        made_from=made_from,
        ledger=reading.ledger_then,
        old=reading.old,
        settings=settings,
    )
    return Library(
        settings=settings,
        posts=shown.posts,
        withdrawn=shown.withdrawn,
        by_slug=by_slug,
        by_path=shown.by_path,
        pages=shown.pages,
        easy_reads=shown.easy_reads,
        texts=texts,
        made_from=made_from,
        easy_read={made_from[page.entry.path].path: page for page in shown.easy_reads},
        threads={entry.slug: entry for entry in of["comments"]},
        records=related.records,
        lists=shown.lists,
        feed_names=tuple(shown.feeds),
        moved_feeds=shown.moved_feeds,
        ties=tie(by_slug, shown.posts, shown.lists.series, related.records, texts),
        assets=tuple(asset for asset in files.assets if asset.path not in shown.unseen),
        targets=leads,
        presence=presence,
        held_back=_held_back(related, shown, files),
        entries=tuple(entries),
        problems=(*known, *related.problems, *clashes),
        pictures=_pictures(reading, files),
        statement=next(iter(of["accessibility"]), None),
        sizes=sizes_of_files(shown.posts, leads, files.assets, reading.content),
    )


def _related(reading: Reading, entries: list[Entry[Any]]) -> _Related:
    settings = reading.settings
    of: dict[str, list[Entry[Any]]] = defaultdict(list)
    for entry in entries:
        of[entry.kind].append(entry)
    records = _records(of, reading.content.name, settings)
    # Where names without a record are allowed, the first that names one decides how it is spelt.
    easy_reads, of_easy_reads = _pages(of["easy-read"], records, settings)
    pages, of_pages = _pages(of["pages"], records, settings)
    of_records = check_names_on_record(records)
    posts, of_posts = _posts(of["posts"], records, reading.history, settings)
    problems = [*of_easy_reads, *of_pages, *of_records, *of_posts]
    return _Related(of, records, posts, pages, easy_reads, problems)


def _shown(
    related: _Related,
    made_from: Mapping[str, Entry[Any]],
    files: Files,
    entries: list[Entry[Any]],
    reading: Reading,
) -> _Shown:
    """entries: all of them, with those that gave way."""
    of, records, settings = related.of, related.records, reading.settings
    posts = tuple([post for post in related.posts if _is_shown(post, settings)])
    paths = {post.entry.path for post in posts}
    lists = gather(posts)
    targets = find_targets(
        related.posts, [*of["pages"], *of["easy-read"]], made_from, records, files.assets, settings
    )
    pages = tuple(page for page in related.pages if targets[page.entry.path].shown)
    easy_reads = tuple(page for page in related.easy_reads if targets[page.entry.path].shown)
    forget_names_unseen(records, lists, (*pages, *easy_reads))
    unseen = files_unseen(files.assets, entries, paths, targets)
    feeds = feed_names(
        posts,
        lists,
        records,
        of["comments"],
        has_easy_read=bool(easy_reads),
        settings=settings,
        ledger=reading.ledger_then,
    )
    moved = moved_feeds(feeds, reading.ledger_then, reading.old)
    return _Shown(
        posts=posts,
        withdrawn=tuple([post for post in related.posts if post.state == "withdrawn"]),
        pages=pages,
        easy_reads=easy_reads,
        lists=lists,
        feeds=feeds,
        moved_feeds=moved,
        unseen=unseen,
        targets=targets
        | {path: msgspec.structs.replace(targets[path], shown=False) for path in unseen},
        made=[*made_by_the_site(records, lists, posts, easy_reads, feeds, settings), *moved],
    )


def _held_back(related: _Related, shown: _Shown, files: Files) -> tuple[HeldBack, ...]:
    of = related.of
    hidden = {page.slug for page in related.pages} - {page.slug for page in shown.pages}
    unsaid = [entry.path for entry in of["accessibility"] if entry.slug in hidden]
    return held_back(
        related.posts,
        (*of["pages"], *of["easy-read"], *of["comments"]),
        {post.entry.path for post in shown.posts},
        shown.targets,
        {
            **shown.unseen,
            **dict.fromkeys(files.left_by_machines, "not content"),
            **dict.fromkeys(unsaid, "its page is not shown"),
        },
    )


def _pictures(reading: Reading, files: Files) -> dict[str, PictureFile]:
    """What is known of each picture, by its address."""
    return {
        asset.address: picture
        for asset in files.assets
        if (picture := reading.pictures.get(asset.path))
    }


def _records(of: dict[str, list[Entry[Any]]], root: str, settings: Settings) -> Registries:
    allow = settings.unregistered_names == "allow"
    kinds = Registries.__struct_fields__
    return Registries(*(Registry(kind, of[kind], allow=allow, root=root) for kind in kinds))


def _pages(
    entries: list[Entry[F]], records: Registries, settings: Settings
) -> tuple[list[Page[F]], list[Problem]]:
    """Pages or Easy Read texts, and what is wrong with the names in them."""
    related = [relate_page(entry, records, settings) for entry in entries]
    wrong = [problem for _, problems in related for problem in problems]
    return [page for page, _ in related], wrong


def _made_from(easy_reads: list[Entry[Any]], texts: Texts) -> dict[str, Entry[Any]]:
    """The one post or page that each Easy Read text was made from, by the file of the latter."""
    meant = {entry.path: texts.meant(entry.fields.of, entry.folder) for entry in easy_reads}
    return {path: found[0] for path, found in meant.items() if len(found) == 1}


def _posts(
    entries: list[Entry[Any]], records: Registries, history: History, settings: Settings
) -> tuple[list[Post], list[Problem]]:
    """The posts from the newest, and what is wrong with the names in them."""
    related = [
        relate_post(entry, records, settings, history.updated.get(entry.path)) for entry in entries
    ]
    wrong = [problem for _, problems in related for problem in problems]
    return newest_first([post for post, _ in related]), wrong


def _where_it_stands(target: Target, addresses: Mapping[str, Target]) -> Target:
    """A target; without its address where that is another's, or none: another problem tells."""
    is_owner = addresses.get(target.address) is target
    has_a_name = "//" not in target.address  # a file whose name has no letter has none
    return target if is_owner and has_a_name else msgspec.structs.replace(target, address="")


def _is_shown(post: Post, settings: Settings) -> bool:
    """Whether lists show a post."""
    return post.state == "published" or (settings.drafts and post.state != "withdrawn")
