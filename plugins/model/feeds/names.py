"""The names of the feeds: which there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from plugins.model.address import FEED_ENDS, FEEDS, address
from plugins.model.collection import Collections
from plugins.model.comments.spoken import Spoken, said_by_somebody
from plugins.model.credit import Registries
from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.post import Post
from plugins.model.published.ledger import Ledger
from plugins.model.published.old_address import OldAddress
from plugins.model.schema import ThreadFields
from plugins.model.schema.thread import CommentFields
from plugins.model.settings import Settings

ALL, CHANGES, COMMENTS = "all", "changes", "comments"
EASY_READ, LANGUAGES = "easy-read", "languages"
LISTS = ("kinds", "topics", "people", "organisations", "series")
FORMS = ("rss", "atom", "json")
_LONGEST_FIRST = sorted(FEED_ENDS.items(), key=lambda item: -len(item[1]))


def forms_of(name: str) -> tuple[str, ...]:
    """The formats in which a feed is written: that of all posts and those of comments in three."""
    return FORMS if name.partition("/")[0] in {ALL, COMMENTS} else FORMS[:2]


def is_told(post: Post) -> bool:
    """Whether subscribers are told of a post: readers see it, and its day is known."""
    return post.state == "published" and post.added is not None


def lang_of(post: Post, settings: Settings) -> str:
    """The language that a post is in."""
    return post.fields.lang or settings.lang


def dated_comments(thread: Entry[ThreadFields]) -> list[tuple[int, CommentFields, Day]]:
    """The comments that are not removed and of which the day is known, each with its place."""
    return [
        (place, one, one.date)
        for place, one in enumerate(thread.fields.comments)
        if isinstance(one.date, Day) and not one.removed
    ]


def comment_feeds(posts: Iterable[Post], said: Mapping[str, Sequence[Spoken]]) -> set[str]:
    """The names of the feeds that tell of what was said at the comment service.

    posts: those that lists show. said: what is shown of it, by the slug of the post.
    """
    told = [
        post.slug for post in posts if said_by_somebody(said.get(post.slug, ())) and is_told(post)
    ]
    return {f"{COMMENTS}/{slug}" for slug in told} | ({COMMENTS} if told else set())


def feed_names(
    posts: Iterable[Post],
    lists: Collections,
    records: Registries,
    threads: Iterable[Entry[ThreadFields]],
    *,
    has_easy_read: bool,
    settings: Settings,
    ledger: Ledger,
) -> list[str]:
    """The names of all feeds: of those that hold something, and of those that were published.

    posts: those that lists show, and lists: these by kind, topic and so on.
    threads: the comments kept from an older site.
    """
    told = [post for post in posts if is_told(post)]
    slugs = {post.slug for post in told}
    langs = {lang_of(post, settings) for post in told}
    found = {ALL, CHANGES} | ({EASY_READ} if has_easy_read else set())
    found |= {
        f"{kind}/{slug}"
        for kind in LISTS
        for slug, listed in getattr(lists, kind).items()
        if any(post.slug in slugs for post in listed)
    }
    found |= {f"{LANGUAGES}/{lang}" for lang in langs if len(langs) > 1}
    of_posts = {one.slug for one in threads if one.slug in slugs and dated_comments(one)}
    found |= {f"{COMMENTS}/{slug}" for slug in of_posts} | ({COMMENTS} if of_posts else set())
    published = {name for name, _ in map(_parts_of, ledger.last) if name}
    found |= {name for name in published if _can_stand(name, slugs, records)}
    return sorted(found)


def moved_feeds(
    names: Collection[str], ledger: Ledger, old: Mapping[str, OldAddress]
) -> dict[str, tuple[str, str]]:
    """The published feeds whose record has another slug now: by address, the name and form of each.

    Feed readers follow no page that leads on, so what stands there is the feed of the new slug.
    names: of all feeds. old: what is said of old addresses, such as that of the record's page.
    """
    found: dict[str, tuple[str, str]] = {}
    for place, line in ledger.last.items():
        name, form = _parts_of(place)
        kind, _, slug = name.partition("/")
        if line.to or not slug or kind not in LISTS or name in names:
            continue
        begin, page = f"/{kind}/", address(kind, slug)
        for _ in old:  # so many steps at most: it may go in a circle
            page = old[page].to if page in old else page
        now = f"{kind}/{page.removeprefix(begin).strip('/')}"
        if page.startswith(begin) and now in names:
            found[place] = now, form
    return found


def _parts_of(place: str) -> tuple[str, str]:
    """The name and form of the feed at an address; nothing for any other address."""
    for form, end in _LONGEST_FIRST:
        if place.startswith(FEEDS) and place.endswith(end):
            return place.removeprefix(FEEDS).removesuffix(end), form
    return "", ""


def _can_stand(name: str, posts: Collection[str], records: Registries) -> bool:
    """Whether what a feed was of is still there, though it may be empty."""
    kind, _, slug = name.partition("/")
    if kind == COMMENTS:
        return not slug or slug in posts
    if kind in LISTS and kind != "kinds":
        return slug in getattr(records, kind).entries
    return True
