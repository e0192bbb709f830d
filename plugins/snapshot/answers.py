"""What services give, made into what a snapshot holds: checked, plain, without what is private."""

from __future__ import annotations

import datetime

from plugins.model.comments.thread import Said
from plugins.model.encoding import INVISIBLE
from plugins.model.text.cleaning import clean_short

_FIRST = datetime.datetime(1990, 1, 1, tzinfo=datetime.UTC)  # there was no page to comment on
_CLOCKS_DIFFER = datetime.timedelta(days=1)


class BadThread(Exception):  # noqa: N818 - it is named for what was found
    """What a service says of one thread cannot be right; says why, as a sentence."""


def clean_text(text: str) -> str:
    """The HTML of a comment, with harmless tags alone."""
    return clean_short(INVISIBLE.sub("", text)).strip()


def moment(seconds: float | datetime.datetime) -> datetime.datetime:
    """When a comment was written, in UTC. Raises BadThread for a time that cannot be."""
    try:
        at = (
            seconds.astimezone(datetime.UTC)
            if isinstance(seconds, datetime.datetime)
            else datetime.datetime.fromtimestamp(seconds, datetime.UTC)
        )
    except (ValueError, OverflowError, OSError):
        raise BadThread(f"A comment has a time that is none ({seconds}).") from None
    if not _FIRST <= at <= datetime.datetime.now(datetime.UTC) + _CLOCKS_DIFFER:
        raise BadThread(f"A comment is said to be of {at:%Y-%m-%d}.")
    return at.replace(microsecond=0)


def check_whole(comments: list[Said]) -> tuple[Said, ...]:
    """The comments, if no two have one id and each answers another of them. Raises BadThread."""
    answered = {one.id: one.reply_to for one in comments}
    if len(answered) < len(comments):
        raise BadThread("Two comments have one id.")
    settled = {""}  # what is known to lead to a comment that answers nothing
    for one in comments:
        way: dict[str, None] = {}
        place = one.id
        while place not in settled:
            if place not in answered:
                raise BadThread(f"A comment answers {place[:40]}, which is not there.")
            if place in way:
                raise BadThread(f"Comment {place[:40]} answers itself.")
            way[place] = None
            place = answered[place]
        settled |= way.keys()
    return tuple(comments)
