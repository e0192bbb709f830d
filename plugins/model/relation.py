"""What must hold between files: records that name each other, pictures and files that exist."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from plugins.model.credit import Registries, keeper, organisation_named
from plugins.model.entry import Entry, graded
from plugins.model.field import Spot
from plugins.model.nested import ImageFields
from plugins.model.post import Post
from plugins.model.problem import Problem, as_warnings
from plugins.model.reference import Targets, beside, check_file_exists
from plugins.model.registry import Registry
from plugins.model.schema import (
    EasyReadFields,
    PageFields,
    PersonFields,
    PostFields,
    SeriesFields,
    ThreadFields,
    TopicFields,
)
from plugins.model.settings import Settings
from plugins.model.spelling import did_you_mean, near, slugify
from plugins.model.values import is_web_address


def check_names_mean_one_record(registries: Iterable[Registry[Any]], root: str) -> list[Problem]:
    """Hold that no name, alias or address belongs to two records."""
    return [
        Problem(
            f"{root}/{second.path}",
            0,
            "",
            f'"{name}" also belongs to {root}/{first.path}.',
            "Change one of the two, so that each name leads to one record.",
        )
        for registry in registries
        for name, first, second in registry.clashes
    ]


def check_names_on_record(
    entry: Entry[Any], records: Registries, settings: Settings
) -> list[Problem]:
    """Hold that a record, a page or an Easy Read text names only what is on record.

    Where names without a record are allowed, this makes records of them, so it comes first.
    """
    if isinstance(entry.fields, PersonFields):
        return check_person(entry, records)
    if isinstance(entry.fields, TopicFields):
        return check_topic(entry, records)
    if isinstance(entry.fields, PageFields | EasyReadFields):
        return check_page_author(entry, records, settings)
    return []


def check_person(entry: Entry[PersonFields], records: Registries) -> list[Problem]:
    """Hold that a person's organisations and deputy are on record."""
    problems: list[Problem] = []
    for place, one in enumerate(entry.fields.affiliations):
        spot = entry.spot("affiliations", problems).at(place).at("organisation")
        organisation_named(one.organisation, records, spot)
    if entry.fields.deputy:
        records.people.meant_by(entry.fields.deputy, entry.spot("deputy", problems))
    return problems


def check_topic(entry: Entry[TopicFields], records: Registries) -> list[Problem]:
    """Hold that the broader topic is on record, and that the way up does not come back."""
    problems: list[Problem] = []
    spot = entry.spot("broader", problems)
    broader = entry.fields.broader
    found = records.topics.meant_by(broader, spot) if broader else None
    met: list[str] = []
    while found and found.slug not in met:
        met.append(found.slug)
        above = records.topics.find(records.topics.entries[found.slug].fields.broader)
        found = records.topics.named(above.slug) if above else None
    if entry.slug in met:
        spot.error(
            f'"{entry.fields.title}" is among the topics above it.',
            f'Take the key "broader" out of one of these: {", ".join(met)}.',
        )
    return problems


def check_series(entry: Entry[SeriesFields], posts: Mapping[str, Post]) -> list[Problem]:
    """Hold that a series orders only posts of its own."""
    problems: list[Problem] = []
    spot = entry.spot("order", problems)
    for place, slug in enumerate(entry.fields.order):
        if slug not in posts or posts[slug].series != entry.slug:
            own = [one for one, post in posts.items() if post.series == entry.slug]
            spot.at(place).error(
                f'"{slug}" is not a post of this series.',
                did_you_mean(near(slug, own)) or "Take it out, or correct it.",
            )
    return problems


def check_page(entry: Entry[Any], settings: Settings) -> list[Problem]:
    """Hold that a page or an Easy Read text was not changed after today."""
    problems: list[Problem] = []
    last = entry.fields.last_updated
    if last and last.date > settings.today:
        entry.spot("last_updated", problems).error(
            f"Last updated ({last.date}) is after today ({settings.today}).", "Correct the day."
        )
    return graded(entry.fields, problems)


def check_page_author(entry: Entry[Any], records: Registries, settings: Settings) -> list[Problem]:
    """Hold that whoever looks after a page is on record."""
    problems: list[Problem] = []
    keeper(entry.fields.page_author, records, settings, entry.spot("page_author", problems))
    return graded(entry.fields, problems)


def check_easy_read(
    entry: Entry[EasyReadFields], slugs: Collection[str], settings: Settings
) -> list[Problem]:
    """Hold that an Easy Read text belongs to a post or page."""
    problems = check_page(entry, settings)
    of = entry.fields.of
    if of and of not in slugs:
        entry.spot("of", problems).error(
            f'There is no post or page "{of}".',
            did_you_mean(near(of, slugs)) or "Write the last part of its address.",
        )
    return graded(entry.fields, problems)


def check_thread(entry: Entry[ThreadFields], posts: Mapping[str, Post]) -> list[Problem]:
    """Hold that kept comments belong to a post, have ids of their own, and answer each other."""
    problems: list[Problem] = []
    if entry.slug not in posts:
        spot = Spot(entry.source, problems)
        stem = PurePosixPath(entry.path).stem
        spot.error(
            f'These comments belong to no post: there is no post "{stem}".',
            did_you_mean(near(stem, posts)) or "Rename the file to the slug of its post.",
        )
    spot = entry.spot("comments", problems)
    ids = {comment.id for comment in entry.fields.comments}
    anchors: set[str] = set()
    for place, comment in enumerate(entry.fields.comments):
        if slugify(comment.id) in anchors:
            spot.at(place).at("id").error(
                f'A comment above this one has the id "{comment.id}" too.',
                "Give each comment a number or word of its own.",
            )
        if comment.reply_to and comment.reply_to not in ids:
            spot.at(place).at("reply_to").error(
                f'There is no comment "{comment.reply_to}" to answer.', "Correct the id."
            )
        anchors.add(slugify(comment.id))
    return problems


def check_other_posts_named(post: Post, posts: Mapping[str, Post]) -> list[Problem]:
    """Hold that the posts which this one names by superseded_by and translation_of exist."""
    problems: list[Problem] = []
    for key in ("superseded_by", "translation_of"):
        typed = getattr(post.fields, key)
        if not typed:
            continue
        other = post_meant(typed, post.entry.folder, posts)
        spot = post.entry.spot(key, problems)
        if other is None:
            stem = PurePosixPath(typed.rstrip("/")).name.removesuffix(".md")
            found = [] if is_web_address(typed) else near(stem, posts)
            spot.error(f'There is no post "{typed}".', did_you_mean(found) or _HOW_TO_NAME_A_POST)
        elif other is post:
            spot.error(f'"{typed}" is this post itself.', _HOW_TO_NAME_A_POST)
        elif other.state == "draft":
            spot.error(
                f'The post "{typed}" is a draft, which readers do not see.',
                "Take the line out until that post is published.",
            )
    return as_warnings(problems) if post.state == "draft" else problems


_HOW_TO_NAME_A_POST = "Name the other post by the last part of its address, or by its file."


def post_meant(typed: str, folder: str, posts: Mapping[str, Post]) -> Post | None:
    """The post named by its slug, by its address, or by its file.

    folder: where the file stands that names it, seen from the content folder.
    posts: by slug.
    """
    place = PurePosixPath(typed.partition("#")[0])
    if place.suffix == ".md":
        files = {beside(start, str(place)).partition(":")[2].lstrip("/") for start in (folder, ".")}
        return next((post for post in posts.values() if post.entry.path in files), None)
    return posts.get(place.name) if place.parent.name in {"", "posts"} else None


def check_files_named(
    entry: Entry[Any], seen_from: datetime.date, targets: Targets
) -> list[Problem]:
    """Hold that the pictures and files named in the front matter are there."""
    problems: list[Problem] = []
    for typed, spot in _files_named(entry, problems):
        if is_web_address(typed) and spot.keys[-1] == "file":
            spot.error(f'"{typed}" is an address, not a file.', f"Write: href: {typed}")
        elif is_web_address(typed):
            spot.error(
                f'"{typed}" is on another site, which can change or lose it.',
                "Save the file under content/media/ and write its path as seen from this file.",
                "picture-elsewhere",
            )
        else:
            check_file_exists(typed, entry.folder, seen_from, targets, spot)
    return problems


def _files_named(entry: Entry[Any], problems: list[Problem]) -> Iterator[tuple[str, Spot]]:
    for key in ("image", "logo"):
        picture = getattr(entry.fields, key, None)
        if isinstance(picture, ImageFields) and picture.src:
            spot = entry.spot(key, problems)
            yield picture.src, spot.at("src")
    if isinstance(entry.fields, PostFields):
        spot = entry.spot("versions", problems)
        for place, version in enumerate(entry.fields.versions):
            if version.file:
                yield version.file, spot.at(place).at("file")
            if version.transcript:
                yield version.transcript, spot.at(place).at("transcript")


def check_feed_ids_differ(posts: Iterable[Post]) -> list[Problem]:
    """Hold that no two posts have one id in the feeds (RFC 4287, 4.2.6)."""
    problems: list[Problem] = []
    first: dict[str, Post] = {}
    for post in posts:
        other = first.setdefault(post.fields.id, post) if post.fields.id else post
        if other is not post:
            post.entry.spot("id", problems).error(
                f'The id "{post.fields.id}" is also that of {other.entry.source.path}.',
                "Give each post an id of its own.",
            )
    return problems


def check_easy_reads_differ(entries: Iterable[Entry[Any]]) -> list[Problem]:
    """Hold that no two Easy Read texts are made from one post or page."""
    problems: list[Problem] = []
    first: dict[str, Entry[Any]] = {}
    for entry in entries:
        of = entry.fields.of if entry.kind == "easy-read" else ""
        if of and first.setdefault(of, entry) is not entry:
            entry.spot("of", problems).error(
                f'{first[of].source.path} is the Easy Read text of "{of}" too.',
                "Keep one of the two.",
            )
    return problems


def check_aliases_differ(
    entries: Iterable[Entry[Any]], addresses: Mapping[str, object]
) -> list[Problem]:
    """Hold that an old address leads to one page, and is not the address of another."""
    problems: list[Problem] = []
    first: dict[str, Entry[Any]] = {}
    for entry in entries:
        spot = entry.spot("aliases", problems)
        for place, alias in enumerate(entry.fields.aliases):
            path = "/" + alias.strip("/")
            other = first.setdefault(path, entry)
            if other is not entry:
                spot.at(place).error(
                    f'"{alias}" also leads to {other.source.path}.', "Keep one of them."
                )
            elif path in addresses or f"{path}/" in addresses:
                spot.at(place).error(
                    f'"{alias}" is the address of a page of this site.', "Take it out."
                )
    return problems
