"""What is shown of what was said at a comment service: a post's comments, as they stand today."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from zoneinfo import ZoneInfo

import msgspec

from plugins.model.comments.forgotten import Forgotten, erased_on
from plugins.model.comments.identity import name_here, wishes_of
from plugins.model.comments.state import spans_without
from plugins.model.comments.thread import Gap, Said, Thread
from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.post import Post
from plugins.model.schema import DiscussionFields, ThreadFields
from plugins.model.schema.thread import CommentFields
from plugins.model.settings import Settings
from plugins.model.text.markup import plain
from plugins.model.text.unseen import shows_nothing

_BEGINS_WITH_A_WORD = re.compile(r"(?:\s|<[a-z]+>)*[A-Za-z0-9]")


class Spoken(msgspec.Struct, frozen=True, array_like=True):
    """A comment at a service that a page shows, or the gap that it leaves.

    key: by which it is known beside those of other services, in feeds and in the archive.
    day: on which it was made, where the site is.
    """

    key: str
    service: str
    said: Said
    day: datetime.date


def key_of(service: str, comment: str) -> str:
    """The name of a comment among all; the archive gives it that as its id when it is moved.

    >>> key_of("isso", "12")
    'isso-12'
    """
    return f"{service}-{comment}"


def is_twin(kept: CommentFields, service: str, said: Said, zone: ZoneInfo) -> bool:
    """Whether a comment that was moved here is one of the service.

    Isso gives the number of its newest comment to the next one, once that is deleted: what was made
    on another day is another comment. zone: of the days of the archive.
    """
    key, day = key_of(service, said.id), said.at.astimezone(zone).date()
    if kept.id == key:
        return not isinstance(kept.date, Day) or kept.date.date == day
    return kept.id == with_day(key, day)


def key_beside(
    archive: Mapping[str, CommentFields], service: str, said: Said, zone: ZoneInfo
) -> str:
    """The key of a comment beside those that were moved here; "" where it is one of these.

    archive: by their ids. Where another comment has the key, it has its day in it too.
    """
    key = key_of(service, said.id)
    if key not in archive:
        return key
    other = with_day(key, said.at.astimezone(zone).date())
    same = (archive[name] for name in (key, other) if name in archive)
    return "" if any(is_twin(one, service, said, zone) for one in same) else other


def with_day(key: str, day: datetime.date) -> str:
    """The name of a comment of that day beside another that has the key."""
    return f"{key}-{day}"


def spoken(
    thread: Thread,
    is_shown: Callable[[datetime.date], bool],
    zone: ZoneInfo,
    archive: Mapping[str, CommentFields],
) -> list[Spoken]:
    """The comments of a thread that were made on a day that counts, in their order.

    archive: those that were moved here, by their ids; what is one of these is not told again.
    """
    service = thread.service
    every = (
        Spoken(key, service, one, one.at.astimezone(zone).date())
        for one in thread.comments
        if (key := key_beside(archive, service, one, zone))
    )
    return [one for one in every if is_shown(one.day)]


def without_words(one: Spoken) -> Spoken:
    """A comment as it is; one of which nothing could be shown as a gap, like one that is gone."""
    return one if one.said.removed or has_words(one.said) else _gap(one)


def has_words(said: Said) -> bool:
    """Whether anything of a comment can be shown."""
    if _BEGINS_WITH_A_WORD.match(said.text):  # as nearly always, and quick to see
        return True
    return not shows_nothing(plain(said.text))


def masked(comments: Iterable[Spoken], forgotten: Forgotten) -> list[Spoken]:
    """The same, with nothing left of those that were erased but that they were."""
    return [_gap(one, gone) if (gone := gone_on(one, forgotten)) else one for one in comments]


def gone_on(one: Spoken, forgotten: Forgotten) -> datetime.date | None:
    """The day on which a comment was erased; None if it was not."""
    return erased_on(forgotten, one.service, one.said.id, one.said.at)


def _gap(one: Spoken, day: datetime.date | None = None) -> Spoken:
    said = msgspec.structs.replace(one.said, name="", text="", removed=Gap(date=day))
    return msgspec.structs.replace(one, said=said)


def without_empty_gaps(comments: list[Spoken], forgotten: Forgotten) -> tuple[Spoken, ...]:
    """The same, without removed ones of which nobody would miss anything.

    A gap stays that something answers, for which a reason was given, or which somebody asked for.
    """
    by_id = {(one.service, one.said.id): one for one in comments}
    needed: set[tuple[str, str]] = set()
    for one in comments:
        name: tuple[str, str] | None = (one.service, one.said.id)
        if not one.said.removed or one.said.removed.reason or gone_on(one, forgotten):
            while name in by_id and name not in needed:  # it, and all that it answers in the end
                needed.add(name)
                name = (one.service, by_id[name].said.reply_to)
    return tuple(one for one in comments if (one.service, one.said.id) in needed)


def days_that_count(
    post: Post | None, rules: DiscussionFields | None, settings: Settings
) -> Callable[[datetime.date], bool]:
    """Tells whether a comment of a day is shown: not of after the closing, nor of a pause.

    post: None to ask of the site alone, whatever the post.
    """
    spans = spans_without(post, rules.pause if rules else None)
    return lambda day: day <= settings.today and not any(span.holds(day) for span in spans)


def comments_of_posts(
    threads: Iterable[Thread],
    names: Mapping[str, str],
    posts: Mapping[str, Post],
    archive: Mapping[str, Entry[ThreadFields]],
    *,
    rules: DiscussionFields | None,
    forgotten: Forgotten,
    settings: Settings,
) -> dict[str, tuple[Spoken, ...]]:
    """What is shown of the snapshot, by the slug of the post; of what was moved, nothing again.

    threads: all of the snapshot. names: that of the thread of each post.
    posts, archive: the posts, and what was moved here of what was said of them.
    All but the first by the slug of the post. What was said at two services is told as it came.
    """
    zone = ZoneInfo(settings.timezone)
    of_name: defaultdict[str, list[Thread]] = defaultdict(list)
    wishes = wishes_of(posts.values())
    for thread in threads:
        of_name[name_here(thread.thread, wishes, settings)].append(thread)
    found: dict[str, tuple[Spoken, ...]] = {}
    for slug, name in names.items():
        if name in of_name:
            moved = _by_id(archive.get(slug))
            counts = days_that_count(posts[slug], rules, settings)
            shown = [
                without_words(one)
                for thread in of_name[name]
                for one in spoken(thread, counts, zone, moved)
            ]
            shown.sort(key=lambda one: one.said.at)
            if comments := without_empty_gaps(masked(shown, forgotten), forgotten):
                found[slug] = comments
    return found


def _by_id(entry: Entry[ThreadFields] | None) -> dict[str, CommentFields]:
    return {one.id: one for one in entry.fields.comments} if entry else {}


def said_by_somebody(comments: Iterable[Spoken]) -> list[Spoken]:
    """Those that were not removed."""
    return [one for one in comments if not one.said.removed]
