"""What feeds are called, where they stand, and which a page names in its head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plugins.model import address as at
from plugins.model.feeds.names import ALL, COMMENTS, EASY_READ, LANGUAGES
from plugins.model.post import Post
from plugins.model.view.facts import Facts
from plugins.model.view.parts import Link

if TYPE_CHECKING:
    from plugins.model.view.maker import Maker

_MOST = 3  # feeds that a page names: programs ask readers to choose among them


def feed_link(maker: Maker, name: str) -> Link:
    """A feed under a title that tells it from all others of the site, in the words of the site."""
    kind, _, slug = name.partition("/")
    title = maker.words.feeds.titles["thread" if kind == COMMENTS and slug else kind]
    of = feed_subject(maker, name)
    return Link(text=title.format(name=of.text), href=maker.href(at.feed(name)))


def feed_subject(maker: Maker, name: str) -> Link:
    """What a feed is of, under its own name, with the way to its page."""
    kind, _, slug = name.partition("/")
    if not slug:
        is_easy = kind == EASY_READ and maker.facts.has_easy_reads()
        page = at.index(EASY_READ) if is_easy else at.HOME
        return Link(text=maker.words.feeds.names[kind], href=maker.href(page))
    if kind == LANGUAGES:
        return Link(text=maker.words.language(slug), href=maker.href(at.index("posts")))
    if kind == COMMENTS:
        return maker.post_link(maker.facts.behind.by_slug[slug])
    if kind == "kinds":
        return Link(text=maker.words.kinds[slug].plural, href=maker.kind(slug).href)
    return maker.record(kind, slug)


def feeds_named(facts: Facts, own: Sequence[str]) -> Iterator[str]:
    """The feeds that a page names: of its own those that there are, and that of all posts."""
    found = [name for name in own if name != ALL and facts.has_feed(name)]
    yield from found[: _MOST - 1]
    yield ALL


def feeds_of_post(post: Post, site_lang: str) -> tuple[str, ...]:
    """The feeds that the page of a post could name, the one that is most its own first."""
    lang = post.fields.lang
    return (
        f"{COMMENTS}/{post.slug}",
        *([f"{LANGUAGES}/{lang}"] if lang and lang != site_lang else ()),
        *([f"series/{post.series}"] if post.series else ()),
        *(f"topics/{slug}" for slug in post.topics[:1]),
    )
