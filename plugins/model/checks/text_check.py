"""What must hold where one text names another: a post that replaces it, that it translates, ..."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plugins.model.address import address
from plugins.model.entry import Entry, graded
from plugins.model.post import Post
from plugins.model.problem import Problem
from plugins.model.schema import EasyReadFields
from plugins.model.spelling import did_you_mean, join_words
from plugins.model.texts import Texts, follow
from plugins.model.ties import Ties

_HOW_TO_NAME_A_POST = "Name the other post by the last part of its address, or by its file."


def check_other_posts_named(post: Post, ties: Ties, texts: Texts) -> list[Problem]:
    """Hold that the posts which this one names by superseded_by and translation_of exist."""
    problems: list[Problem] = []
    fields = post.fields
    for key, typed in (
        ("superseded_by", fields.superseded_by),
        ("translation_of", fields.translation_of),
    ):
        if not typed:
            continue
        other = getattr(ties, key).get(post.slug)
        spot = post.entry.spot(key, problems)
        if other is None:
            found = did_you_mean(texts.posts_like(typed))
            spot.error(f'There is no post "{typed}".', found or _HOW_TO_NAME_A_POST)
        elif other is post:
            spot.error(f'"{typed}" is this post itself.', _HOW_TO_NAME_A_POST)
        elif other.state == "draft":
            spot.error(
                f'The post "{typed}" is a draft, which readers do not see.',
                "Take the line out until that post is published.",
            )
    return graded(fields, problems)


def check_no_circle(ties: Ties, posts: Mapping[str, Post]) -> list[Problem]:
    """Hold that no post is led back to itself by what each names under superseded_by, or so."""
    problems: list[Problem] = []
    for key in ("superseded_by", "translation_of"):
        named: Mapping[str, Post] = getattr(ties, key)
        following = {slug: other.slug for slug, other in named.items() if other.slug != slug}
        for slug in sorted(follow(following)[1]):
            found: list[Problem] = []
            posts[slug].entry.spot(key, found).error(
                f'From the post "{following[slug]}" the way leads back to this one.',
                f'Take the key "{key}" out of one of them.',
            )
            problems += graded(posts[slug].fields, found)
    return problems


def check_easy_read(entry: Entry[EasyReadFields], texts: Texts) -> list[Problem]:
    """Hold that an Easy Read text belongs to one post or page."""
    problems: list[Problem] = []
    of = entry.fields.of
    found = texts.meant(of, entry.folder)
    spot = entry.spot("of", problems)
    if of and not found:
        spot.error(
            f'There is no post or page "{of}".',
            did_you_mean(texts.like(of)) or "Write the last part of its address.",
        )
    elif len(found) > 1:
        ways = join_words((address(one.kind, one.slug) for one in found), "or")
        spot.error(f'Both a post and a page are called "{of}".', f"Write which is meant: {ways}.")
    return graded(entry.fields, problems)


def check_easy_reads_differ(
    entries: Iterable[Entry[Any]], made_from: Mapping[str, Entry[Any]]
) -> list[Problem]:
    """Hold that no two Easy Read texts are made from one post or page.

    made_from: the text that each was made from, by the file of the Easy Read text.
    """
    problems: list[Problem] = []
    first: dict[str, Entry[Any]] = {}
    known = [entry for entry in entries if entry.path in made_from]
    for entry in sorted(known, key=lambda entry: entry.status == "draft"):
        of = made_from[entry.path]
        if first.setdefault(of.path, entry) is entry:
            continue
        found: list[Problem] = []
        entry.spot("of", found).error(
            f'{first[of.path].source.path} is the Easy Read text of "{entry.fields.of}" too.',
            "Keep one of the two.",
        )
        problems += graded(entry.fields, found)
    return problems
