"""What a change does to the feed, to dates, and to the names above and below texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from plugins.model.change.state import State, Subject
from plugins.model.credit import Credit
from plugins.model.day import written
from plugins.model.feeds.names import ALL
from plugins.model.library import Library
from plugins.model.page import Page
from plugins.model.post import Post
from plugins.model.published.standing import Standing
from plugins.model.schema import PageFields
from plugins.model.spelling import join_words

NOTHING = "none"


class FeedChange(msgspec.Struct, frozen=True, kw_only=True):
    """What subscribers notice.

    new: entries that they are told of.
    told_anew: those with another id than before, and both ids; there must not be any.
    left: those that are in the feed no more because readers do not find them any more.
    pushed: how many older ones make room for new ones.
    """

    new: tuple[Subject, ...]
    told_anew: tuple[tuple[Subject, str, str], ...]
    left: tuple[Subject, ...]
    pushed: int


class Difference(msgspec.Struct, frozen=True):
    """One thing that a page says otherwise."""

    subject: Subject
    what: str
    before: str
    after: str


def compare_feeds(before: State, after: State, paired: Mapping[str, str]) -> FeedChange:
    """What becomes of the entries of the feed."""
    ids_before, ids = _ids(before.library), _ids(after.library)
    fed_before, fed = _fed(before.library), _fed(after.library)
    anew = tuple(
        (after.subject(new), old.id, new.id)
        for old, new in _both(before, after, paired)
        if old.id and new.id and old.id != new.id and old.id not in ids
    )
    told = {id_ for _, _, id_ in anew}
    out = [id_ for id_ in fed_before if id_ not in fed]
    replaced = {id_ for _, id_, _ in anew}
    return FeedChange(
        new=tuple(
            _subject(after, post)
            for id_, post in fed.items()
            if id_ not in ids_before and id_ not in told
        ),
        told_anew=anew,
        left=tuple(
            _subject(before, fed_before[id_])
            for id_ in out
            if id_ not in ids and id_ not in replaced
        ),
        pushed=sum(id_ in ids for id_ in out),
    )


def _fed(library: Library) -> dict[str, Post]:
    """The posts in the feed of all, by their ids, from the newest."""
    return {item.id: library.by_slug[item.of] for item in library.feeds.holds(ALL)}


def _ids(library: Library) -> set[str]:
    return {library.feed_id(post) for post in library.posts}


def _subject(state: State, post: Post) -> Subject:
    path = post.entry.path  # it has no address where another page has that one
    return state.subject(state.by_file.get(path) or Standing(address="", kind="posts", file=path))


def _both(
    before: State, after: State, paired: Mapping[str, str]
) -> Iterator[tuple[Standing, Standing]]:
    """Each page that stood and stands, as it was and as it will be, in order of the latter."""
    for old, address in sorted(paired.items(), key=lambda pair: pair[1]):
        yield before.now[old], after.now[address]


def compare_dates(before: State, after: State, paired: Mapping[str, str]) -> tuple[Difference, ...]:
    """The days that pages show otherwise."""
    return tuple(_differences(before, after, paired, _days))


def compare_names(before: State, after: State, paired: Mapping[str, str]) -> tuple[Difference, ...]:
    """The names that pages show otherwise: who wrote, from where, and who looks after it."""
    return tuple(_differences(before, after, paired, _names))


_Shown = Post | Page[PageFields]
_Says = Callable[[_Shown], dict[str, str]]  # what a page says, by what that is called


def _differences(
    before: State, after: State, paired: Mapping[str, str], says: _Says
) -> Iterator[Difference]:
    for old, new in _both(before, after, paired):
        was, will_be = (_shown(before, old), _shown(after, new))
        if was and will_be:
            said = says(was)
            for what, words in says(will_be).items():
                if said.get(what, NOTHING) != words:
                    yield Difference(after.subject(new), what, said.get(what, NOTHING), words)


def _shown(state: State, one: Standing) -> _Shown | None:
    return None if one.withdrawn else state.library.by_path.get(one.file)


def _days(page: _Shown) -> dict[str, str]:
    if isinstance(page, Post):
        return {
            "date": written(page.added.date) if page.added else NOTHING,
            "last updated": written(page.last_updated) if page.last_updated else NOTHING,
        }
    updated = page.fields.last_updated
    return {"last updated": written(updated.date) if updated else NOTHING}


def _names(page: _Shown) -> dict[str, str]:
    names = {"looked after by": page.page_author.name or NOTHING}
    if isinstance(page, Post):
        return {"by": "; ".join(map(_byline, page.credits)) or NOTHING} | names
    return names


def _byline(credit: Credit) -> str:
    """One author as above a post, with the role in brackets."""
    name = credit.person.name if credit.known else "a name that was lost"
    places = join_words(place.name for place in credit.organisations)
    role = f" ({credit.role})" if credit.role else ""
    return f"{name}{role}{places and f', {places}'}"
