"""When a post's discussion is open, and where a comment is added by an ordinary link."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from plugins.model.address import address
from plugins.model.post import Post
from plugins.model.schema.discussion import PauseFields
from plugins.model.settings import Settings

_PLACE = re.compile(r"\{(\w+)\}")
_DAY = datetime.timedelta(days=1)


class Span(NamedTuple):
    """Days in which nobody can comment, the last of them too; None: it has no end."""

    first: datetime.date
    last: datetime.date | None

    def holds(self, day: datetime.date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day and (self.last is None or day <= self.last)

    def moments(self, zone: ZoneInfo) -> tuple[int, int | None]:
        """Its first moment, and the first after it, in seconds since 1970 (UTC)."""
        is_endless = self.last is None or self.last == datetime.date.max
        end = None if is_endless or self.last is None else _begins(self.last + _DAY, zone)
        return _begins(self.first, zone), end


def _begins(day: datetime.date, zone: ZoneInfo) -> int:
    return int(datetime.datetime.combine(day, datetime.time.min, zone).timestamp())


def spans_without(post: Post | None, pause: PauseFields | None) -> Sequence[Span]:
    """When nobody can comment on a post: after its closing, and in a pause of the whole site.

    What was written at the service then is not shown.
    """
    wish = post.fields.comments if post else None
    spans = []
    if wish and wish.until and wish.until.date < datetime.date.max:
        spans.append(Span(wish.until.date + _DAY, None))
    if pause and pause.from_:
        spans.append(Span(pause.from_.date, pause.until.date if pause.until else None))
    return spans


def state_of(post: Post, settings: Settings, pause: PauseFields | None = None) -> str:
    """Whether comments may be added today: "open", "closed" or "off".

    pause: of the whole site, in which nobody can comment anywhere.
    """
    wish = post.fields.comments
    state = (wish.state if wish else "") or settings.comments_state
    spans = spans_without(post, pause) if state == "open" else ()
    return "closed" if any(span.holds(settings.today) for span in spans) else state


def has_comment_address(post: Post, settings: Settings) -> bool:
    """Whether there is somewhere to comment on a post: its own thread, or a service for all."""
    wish = post.fields.comments
    where = {
        "link": settings.comments_url,
        "mail": settings.comments_mail,
        "isso": settings.comments_isso,
        "giscus": settings.comments_giscus,
    }
    return bool((wish and wish.url) or where[settings.comments_service])


def comment_address(template: str, post: Post, feed_id: str, settings: Settings) -> str:
    """The address where a comment is added, each place of the template filled in and encoded.

    feed_id: the post's, which stands for the thread where the post names none.
    What stands in a query is encoded whole (RFC 3986, 3.4); in a path, slashes stay.
    Blanks become %20, as mailto addresses need (RFC 6068, 2).
    """
    path = settings.base + address("posts", post.slug)
    wish = post.fields.comments
    values = {
        "id": (wish.id if wish else "") or feed_id,
        "url": settings.full_address + address("posts", post.slug),
        "path": path,
        "slug": post.slug,
        "title": post.title,
    }
    head = re.match(r"[^?#]*", template)
    query_begins = head.end() if head else 0

    def fill(match: re.Match[str]) -> str:
        safe = "/" if match.start() < query_begins and match.group(1) == "path" else ""
        return quote(values[match.group(1)], safe=safe)

    return _PLACE.sub(fill, template)
