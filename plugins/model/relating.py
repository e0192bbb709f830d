"""Put together what the files of the content say of each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import msgspec

from plugins.model.address import feed
from plugins.model.collection import Collections, gather
from plugins.model.comments.identity import thread_of
from plugins.model.comments.spoken import Spoken, comments_of_posts
from plugins.model.entry import Entry
from plugins.model.feeds.names import comment_feeds, feed_names, forms_of, moved_feeds
from plugins.model.files import Files
from plugins.model.held_back import held_back
from plugins.model.library import HeldBack, Library
from plugins.model.page import Page
from plugins.model.picture import PictureFile
from plugins.model.post import Post
from plugins.model.problem import Problem
from plugins.model.published.presence import Presence, find_presence, with_voices
from plugins.model.reach import files_unseen, forget_names_unseen
from plugins.model.reading import Reading
from plugins.model.reference import Target, Targets
from plugins.model.related_files import Related, relate_each
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


class _Placed(NamedTuple):
    """Where everything stands beside what was published, where links lead, and what clashes."""

    presence: Presence
    leads: Targets
    clashes: list[Problem]


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
    settings = reading.settings
    related = relate_each(reading, entries)
    of, by_slug = related.of, {post.slug: post for post in related.posts}
    texts = Texts([*of["posts"], *of["pages"]])
    made_from = _made_from(of["easy-read"], texts)
    shown = _shown(related, made_from, files, [*entries, *dropped], reading)
    other = stand_ins(files.refused, dropped)
    placed = _placed(related, shown, other, made_from, reading)
    said = _said(related, placed.presence, reading)
    voices = comment_feeds(shown.posts, said)
    if more := voices - {*shown.feeds}:
        shown = _with_feeds(shown, more)
        placed = _placed(related, shown, other, made_from, reading)
    clashes = [*placed.clashes, *check_old_feeds(shown.made, settings)]
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
        archive={entry.slug: entry for entry in of["comments"]},
        records=related.records,
        lists=shown.lists,
        feed_names=tuple(shown.feeds),
        moved_feeds=shown.moved_feeds,
        ties=tie(by_slug, shown.posts, shown.lists.series, related.records, texts),
        assets=tuple(asset for asset in files.assets if asset.path not in shown.unseen),
        targets=placed.leads,
        presence=_with_voices(placed.presence, voices),
        held_back=_held_back(related, shown, files),
        entries=tuple(entries),
        problems=(*known, *related.problems, *clashes),
        pictures=_pictures(reading, files),
        statement=next(iter(of["accessibility"]), None),
        sizes=sizes_of_files(shown.posts, placed.leads, files.assets, reading.content),
        snapshot=reading.snapshot,
        said=said,
        rules=related.rules,
        forgotten=reading.forgotten,
    )


def _placed(
    related: Related,
    shown: _Shown,
    other: Mapping[str, Target],
    made_from: Mapping[str, Entry[Any]],
    reading: Reading,
) -> _Placed:
    """other: where links to files lead that gave way to another, or cannot be used."""
    root, settings = reading.content.name, reading.settings
    addresses, clashes = find_addresses(shown.targets, shown.made, root)
    every_target = {**other, **shown.targets}
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
    return _Placed(presence, Targets(every_target, addresses, settings.base, root), clashes)


def _with_voices(presence: Presence, names: Collection[str]) -> Presence:
    """names: of the feeds that tell of what was said at the comment service."""
    feeds = {feed(name, form) for name in names for form in forms_of(name)}
    return with_voices(presence, feeds) if feeds else presence


def _said(related: Related, presence: Presence, reading: Reading) -> dict[str, tuple[Spoken, ...]]:
    """What was said at the comment service, by the slug of the post that it was said of."""
    if not reading.snapshot:
        return {}
    ids, ledger, settings = presence.feed_ids, presence.ledger, reading.settings
    return comments_of_posts(
        reading.snapshot,
        {
            post.slug: thread_of(post, ids[post.entry.path], ledger, settings)
            for post in related.posts
        },
        {post.slug: post for post in related.posts},
        {entry.slug: entry for entry in related.of["comments"]},
        rules=related.rules.fields if related.rules else None,
        forgotten=reading.forgotten,
        settings=settings,
    )


def _with_feeds(shown: _Shown, more: Collection[str]) -> _Shown:
    """The same, with feeds of what was said at the comment service."""
    addresses = (feed(name, form) for name in sorted(more) for form in forms_of(name))
    return shown._replace(feeds=sorted([*shown.feeds, *more]), made=[*shown.made, *addresses])


def _shown(
    related: Related,
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


def _held_back(related: Related, shown: _Shown, files: Files) -> tuple[HeldBack, ...]:
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


def _made_from(easy_reads: list[Entry[Any]], texts: Texts) -> dict[str, Entry[Any]]:
    """The one post or page that each Easy Read text was made from, by the file of the latter."""
    meant = {entry.path: texts.meant(entry.fields.of, entry.folder) for entry in easy_reads}
    return {path: found[0] for path, found in meant.items() if len(found) == 1}


def _where_it_stands(target: Target, addresses: Mapping[str, Target]) -> Target:
    """A target; without its address where that is another's, or none: another problem tells."""
    is_owner = addresses.get(target.address) is target
    has_a_name = "//" not in target.address  # a file whose name has no letter has none
    return target if is_owner and has_a_name else msgspec.structs.replace(target, address="")


def _is_shown(post: Post, settings: Settings) -> bool:
    """Whether lists show a post."""
    return post.state == "published" or (settings.drafts and post.state != "withdrawn")
