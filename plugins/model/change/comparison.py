"""All that a change does to the published site, put together."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from plugins.model.address import PICTURES as SIZES
from plugins.model.change.pages import PageChange, compare_pages
from plugins.model.change.posts import (
    Difference,
    FeedChange,
    compare_dates,
    compare_feeds,
    compare_names,
)
from plugins.model.change.problems import (
    HeldChange,
    ProblemChange,
    compare_held_back,
    compare_problems,
    renamed_files,
)
from plugins.model.change.state import State, Subject, pairs
from plugins.model.change.weight import Weight, size_of, weigh
from plugins.model.files import PICTURES


class PageWeight(msgspec.Struct, frozen=True):
    """What a page that is new or changed weighs; before is None for a new one."""

    subject: Subject
    before: Weight | None
    after: Weight


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """All that a change does.

    weights: of the pages that are new or changed.
    pictures: the bytes of each picture that is new or changed, or on one of those pages.
    """

    pages: PageChange
    feed: FeedChange
    dates: tuple[Difference, ...]
    names: tuple[Difference, ...]
    problems: ProblemChange
    held: HeldChange
    weights: tuple[PageWeight, ...]
    pictures: dict[str, int]

    def touches_the_site(self) -> bool:
        """Whether readers would notice anything."""
        pages = msgspec.structs.asdict(self.pages)
        feed = msgspec.structs.asdict(self.feed)
        return any((*pages.values(), *feed.values(), self.dates, self.names))


def compare(before: State, after: State) -> Change:
    """What becomes of the site when the content goes from one state to another."""
    paired = pairs(before, after)
    renamed = renamed_files(before, after, paired)
    pages = compare_pages(before, after, paired)
    weights = tuple(_weights(before, after, pages))
    return Change(
        pages=pages,
        feed=compare_feeds(before, after, paired),
        dates=compare_dates(before, after, paired),
        names=compare_names(before, after, paired),
        problems=compare_problems(before, after, renamed),
        held=compare_held_back(before, after, renamed),
        weights=weights,
        pictures=dict(_pictures(after, pages, weights)),
    )


def _weights(before: State, after: State, pages: PageChange) -> Iterator[PageWeight]:
    was = {one.address: one.address for one in pages.changed}
    was |= {new.address: old.address for old, new, _ in pages.moved}
    base = after.library.settings.base
    for one in (*pages.added, *(new for _, new, _ in pages.moved), *pages.changed):
        now = weigh(after.site, one.address, base) if after.site else None
        if now:
            old = was.get(one.address)
            then = weigh(before.site, old, base) if before.site and old else None
            yield PageWeight(one, then, now)


def _pictures(
    after: State, pages: PageChange, weights: tuple[PageWeight, ...]
) -> Iterator[tuple[str, int]]:
    """What pages load; not a large original, of which they load a smaller size."""
    for weight in weights:
        for address, weighed in weight.after.pictures.items():
            if not address.startswith(SIZES):
                yield address, weighed
    for one in (*pages.added, *pages.changed):
        known = after.library.pictures.get(one.address)
        if known and known.digest:
            continue
        if one.address.lower().endswith(PICTURES) and after.site:
            size = size_of(after.site, one.address)
            if size is not None:
                yield one.address, size
