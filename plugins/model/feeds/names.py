"""The names of the feeds: which there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from plugins.model.address import FEEDS
from plugins.model.collection import Collections
from plugins.model.credit import Registries
from plugins.model.day import Day
from plugins.model.entry import Entry
from plugins.model.post import Post
from plugins.model.published.ledger import Ledger
from plugins.model.schema import ThreadFields
from plugins.model.schema.nested import CommentFields
from plugins.model.settings import Settings

ALL, CHANGES, COMMENTS = "all", "changes", "comments"
EASY_READ, LANGUAGES = "easy-read", "languages"
LISTS = ("kinds", "topics", "people", "organisations", "series")
FORMS = ("rss", "atom", "json")
ARCHIVE_FORMS = FORMS[:2]  # RFC 5005 is of XML; JSON Feed has no archives that stay as they are
_ATOM = ".atom.xml"


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
    published = filter(None, map(name_of, ledger.last))
    found |= {name for name in published if _can_stand(name, slugs, records)}
    return sorted(found)


def name_of(address: str) -> str:
    """The name of the feed whose Atom form stands at an address; "" for any other address."""
    if address.startswith(FEEDS) and address.endswith(_ATOM):
        return address.removeprefix(FEEDS).removesuffix(_ATOM)
    return ""


def _can_stand(name: str, posts: Collection[str], records: Registries) -> bool:
    """Whether what a feed was of is still there, though it may be empty."""
    kind, _, slug = name.partition("/")
    if kind == COMMENTS:
        return not slug or slug in posts
    if kind in LISTS and kind != "kinds":
        return slug in getattr(records, kind).entries
    return True
