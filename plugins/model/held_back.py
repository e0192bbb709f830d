"""Every file that is not on the site though nothing is wrong with it, and why."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from plugins.model.day import written
from plugins.model.entry import Entry
from plugins.model.library import HeldBack
from plugins.model.post import Post
from plugins.model.reference import Target

_GOES_WITH_ITS_POST = "its post is not shown"


def held_back(
    posts: Iterable[Post],
    others: Iterable[Entry[Any]],
    shown: Collection[str],
    targets: Mapping[str, Target],
    reasons: Mapping[str, str],
) -> tuple[HeldBack, ...]:
    """What the site leaves out, in order of the paths.

    others: pages, Easy Read texts and kept comments.
    shown: the files of the posts that lists show.
    reasons: of all other files those that are left out, and why.
    """
    hidden = {post.slug: post for post in posts if post.entry.path not in shown}
    held = [HeldBack(path, reason) for path, reason in reasons.items()]
    held += [HeldBack(post.entry.path, _why_hidden(post)) for post in hidden.values()]
    for entry in others:
        if entry.kind == "comments" and entry.slug in hidden:
            held.append(HeldBack(entry.path, _GOES_WITH_ITS_POST))
        elif entry.kind != "comments" and not targets[entry.path].shown:
            draft = entry.status == "draft"
            held.append(HeldBack(entry.path, "a draft" if draft else _GOES_WITH_ITS_POST))
    return tuple(sorted(held))


def _why_hidden(post: Post) -> str:
    if post.state == "withdrawn":
        return "withdrawn; its address says so"
    return "a draft" if post.state == "draft" else f"until {written(_day(post))}"


def _day(post: Post) -> datetime.date:
    return post.added.date if post.added else datetime.date.min
