"""A post related to the people, organisations, series and topics that it names."""

from __future__ import annotations

import datetime
from functools import partial
from operator import attrgetter

import msgspec

from plugins.model.credit import Credit, Registries, credit, keeper
from plugins.model.day import Day
from plugins.model.entry import Entry, title_in_words
from plugins.model.field import Spot
from plugins.model.problem import Problem, as_warnings
from plugins.model.registry import Named
from plugins.model.schema import PostFields
from plugins.model.settings import Settings

SUMMARY_LENGTH = 300  # letters of the first paragraph that a list shows at most


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """What one post is, once all is known.

    slug, fields: of the entry, which are asked for very often.
    state: "published", "draft", "future" (dated after today) or "withdrawn".
    added: None where the older site lost the day.
    last_updated: None only where `added` is, and nothing else tells.
    topics: its own and the broader ones above them, by slug.
    """

    entry: Entry[PostFields]
    slug: str
    fields: PostFields
    state: str
    title: str
    credits: tuple[Credit, ...]
    organisations: tuple[Named, ...]
    page_author: Named
    series: str
    topics: tuple[str, ...]
    added: Day | None
    last_updated: datetime.date | None
    summary: str


def newest_first(posts: list[Post]) -> list[Post]:
    """By day and time from the newest; one day's posts by slug; those without a day last."""
    by_slug = sorted(posts, key=attrgetter("slug"))
    return sorted(by_slug, key=lambda post: post.added or _NO_DAY, reverse=True)


_NO_DAY = Day(datetime.date.min)


def relate_post(
    entry: Entry[PostFields],
    records: Registries,
    settings: Settings,
    changed: datetime.date | None,
) -> tuple[Post, list[Problem]]:
    """A post and the problems that show only beside the records.

    changed: the day of its last commit that counts, where git is asked for it.
    """
    problems: list[Problem] = []
    fields = entry.fields
    added = fields.date if isinstance(fields.date, Day) else None
    own = _organisations(entry, records, problems)
    post = Post(
        entry=entry,
        slug=entry.slug,
        fields=fields,
        state=_state(entry, added, settings),
        title=title_in_words(fields.title),
        credits=_credits(entry, added, own, records, problems),
        organisations=own,
        page_author=keeper(
            fields.page_author,
            records,
            settings,
            lambda: entry.spot("page_author", problems),
            moved=fields.moved,
        ),
        series=_series(entry, records, problems),
        topics=_topics(entry, records, problems),
        added=added,
        last_updated=_last_updated(fields, added, changed),
        summary=fields.summary or shortened(entry.body.first_paragraph),
    )
    return post, as_warnings(problems) if post.state == "draft" else problems


def _state(entry: Entry[PostFields], added: Day | None, settings: Settings) -> str:
    status = entry.status
    is_later = added is not None and added.date > settings.today
    return "future" if is_later and status == "published" else status


def _organisations(
    entry: Entry[PostFields], records: Registries, problems: list[Problem]
) -> tuple[Named, ...]:
    registry = records.organisations
    found = [
        registry.known(name)
        or registry.meant_by(name, entry.spot("organisation", problems, place))
        or Named(name)
        for place, name in enumerate(entry.fields.organisation)
    ]
    return tuple(found)


def _credits(
    entry: Entry[PostFields],
    added: Day | None,
    own: tuple[Named, ...],
    records: Registries,
    problems: list[Problem],
) -> tuple[Credit, ...]:
    found: list[Credit] = []
    for place, author in enumerate(entry.fields.author):
        spot = partial(entry.spot, "author", problems, place)
        one = credit(author, added, own, records, spot) if author.name else None
        if one is not None:
            found.append(one)
    return tuple(found)


def _series(entry: Entry[PostFields], records: Registries, problems: list[Problem]) -> str:
    name, registry = entry.fields.series, records.series
    if not name:
        return ""
    found = registry.known(name) or registry.meant_by(name, entry.spot("series", problems))
    return found.slug if found else ""


def _topics(
    entry: Entry[PostFields], records: Registries, problems: list[Problem]
) -> tuple[str, ...]:
    """The topics of a post, each once, with those above them."""
    slugs: dict[str, None] = {}
    for place, name in enumerate(entry.fields.topics):
        found = records.topics.known(name)
        if found is None:
            spot = entry.spot("topics", problems, place)
            found = None if _is_a_list(name, spot) else records.topics.meant_by(name, spot)
        while found and found.slug not in slugs:
            slugs[found.slug] = None
            found = records.above(found)
    return tuple(slugs)


def _is_a_list(name: str, spot: Spot) -> bool:
    """Whether several topics stand in one text, of which the spot is told."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) > 1:
        lines = "".join(f"\n  - {part}" for part in parts if part)
        spot.error(
            f'"{name}" is one text with a comma, which does not make a list.',
            f"Write a list:\ntopics:{lines}",
        )
    return len(parts) > 1


def _last_updated(
    fields: PostFields, added: Day | None, changed: datetime.date | None
) -> datetime.date | None:
    """The day the meaning last changed: as written, else by its changes, else git, else added.

    A post whose day was lost is given none by a machine.
    """
    if fields.last_updated:
        return fields.last_updated.date
    noted = [
        change.date.date for change in fields.changes if change.date and change.kind != "minor"
    ]
    if noted or not added:
        return max(noted, default=None)
    return max(changed, added.date) if changed else added.date


def shortened(text: str) -> str:
    """A paragraph cut at the end of a sentence or word where it is too long for a list."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    cut = text[:SUMMARY_LENGTH]
    sentence = max(cut.rfind(". "), cut.rfind("? "), cut.rfind("! "))
    return cut[: sentence + 1] if sentence > SUMMARY_LENGTH // 2 else cut.rsplit(" ", 1)[0] + " …"
