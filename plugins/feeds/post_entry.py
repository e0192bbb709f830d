"""The entry of a post: all of its text, and what its page says of it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from plugins.feeds.enclosure import enclosures_of
from plugins.feeds.entry import Author, Entry, Replies, Source
from plugins.model import address as at
from plugins.model.comments.state import has_comment_address
from plugins.model.credit import Credit
from plugins.model.entry import Entry as FileEntry
from plugins.model.feeds.content import absolute, fit, full_from
from plugins.model.feeds.item import Item
from plugins.model.feeds.names import COMMENTS, lang_of
from plugins.model.field import UNKNOWN
from plugins.model.post import Post
from plugins.model.schema.nested import OriginalFields
from plugins.model.text.body import resolve
from plugins.model.view.discussion import notice_of
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Picture
from plugins.model.wording.table import Wording


def post_entry(maker: Maker, item: Item) -> Entry:
    """The entry of a post."""
    post = maker.facts.behind.by_slug[item.of]
    maker.facts.about(post)
    fields, page = post.fields, page_of(maker, post)
    own, lang = maker.speaking(fields.lang), lang_of(post, maker.settings)
    picture = own.picture(fields.image, post.entry)
    way, replies = _replies(maker, post, page)
    body = body_of(maker, post.entry, page)
    if picture:
        body = absolute(_picture(own.words, picture), page) + body
    if lang != maker.settings.lang:
        body = f'<div lang="{escape(lang)}" dir="auto">{body}</div>'
    title = title_of(post, page)
    src = picture.src if picture else ""
    return Entry(
        id=fit(item.id),
        title=title,
        href=page,
        summary=fit(post.summary).strip() or title,
        content=fit(f"{body}\n<p>{_ways(maker, fields.original, page, way)}</p>"),
        published=item.published,
        updated=item.updated,
        lang=lang,
        authors=authors_of(maker, post),
        tags=tuple(dict.fromkeys(filter(None, map(fit, _tags(maker, post))))),
        image=fit(maker.full(src)) if src else "",
        enclosures=enclosures_of(maker, post, src),
        source=_source(fields.original),
        replies=replies,
        licence=licence_of(maker, fields.licence),
    )


def body_of(maker: Maker, entry: FileEntry[Any], page: str) -> str:
    """The text of a file as it can be read elsewhere than on its page."""
    lead, full = maker.facts.lead, full_from(page)

    def address(target: str) -> str | None:
        found = lead(target)
        return full(found) if found else found

    return absolute(resolve(maker.facts.html(entry), address, maker.shown), page)


def page_of(maker: Maker, post: Post) -> str:
    """The full address of its page."""
    return maker.full(maker.to("posts", post.slug))


def title_of(post: Post, page: str) -> str:
    """The title as plain text; of one that no XML can hold, the address stands for it."""
    return fit(post.title).strip() or page


def authors_of(maker: Maker, post: Post) -> tuple[Author, ...]:
    """Who wrote it, as on the day; or else the organisations behind it."""
    if post.credits or not post.organisations:
        return tuple(_author(maker, one) for one in post.credits)
    return tuple(
        Author(fit(one.name), _page_of_record(maker, "organisations", one.slug))
        for one in post.organisations
    )


def _author(maker: Maker, one: Credit) -> Author:
    """A name and, in brackets (commas part authors), where its owner worked on the day."""
    places = maker.words.in_a_row(place.name for place in one.organisations)
    name = fit(f"{one.person.name} ({places})" if places else one.person.name).strip()
    if not one.known or not name:
        return Author(maker.words.unknown_author, known=False)
    return Author(name, _page_of_record(maker, "people", one.person.slug))


def _page_of_record(maker: Maker, kind: str, slug: str) -> str:
    return maker.full(maker.to(kind, slug)) if slug else ""


def licence_of(maker: Maker, own: str) -> tuple[str, str]:
    """The name and the address of a text's own licence, or else of the site's."""
    licence = maker.licence(own)
    return (fit(licence.text), fit(licence.href)) if licence else ("", "")


def _tags(maker: Maker, post: Post) -> Iterator[str]:
    yield maker.words.kinds[post.fields.kind].name
    for slug in post.topics:
        topic = maker.facts.record("topics", slug)
        yield topic.fields.title if topic else slug


def _replies(maker: Maker, post: Post, page: str) -> tuple[bool, Replies | None]:
    """Whether a comment can be added; where the comments are, None where no place is for them.

    The theme has the place on the page under the same conditions.
    """
    state, thread = maker.facts.comments_state(post), maker.facts.thread(post)
    at_service = maker.facts.said(post)
    way = state == "open" and has_comment_address(post, maker.settings)
    has_some = at_service or (thread and thread.fields.comments)
    has_place = way or has_some or notice_of(maker, state, post)
    if state == "off" or not has_place:
        return False, None
    name = f"{COMMENTS}/{post.slug}"
    place = f"{page}#comments"
    if not has_some:
        return way, Replies(place)
    said = str(maker.facts.number_of_comments(post))
    if not maker.facts.has_feed(name):
        return way, Replies(place, said=said)
    rss, atom = (maker.full(maker.href(at.feed(name, form))) for form in ("rss", "atom"))
    return way, Replies(place, rss, atom, said)


def _picture(words: Wording, picture: Picture) -> str:
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    image = f'<img src="{escape(picture.src)}" alt="{escape(picture.alt)}"{size}>'
    credit = f"{words.picture_by} {picture.credit}" if picture.credit else ""
    caption = escape(" ".join(filter(None, (picture.caption, credit))))
    return f"<figure>{image}{caption and f'<figcaption>{caption}</figcaption>'}</figure>\n"


def _ways(maker: Maker, original: OriginalFields | None, page: str, way: bool) -> str:
    """What stands below the text: where it comes from, and the ways to its page."""
    words = maker.words
    source = _where_from(words, original) if original else ""
    ways = [link(page, words.read_post.format(site=maker.settings.name))]
    if way:
        ways.append(link(f"{page}#comments", words.add_comment))
    return f"{source}{' '.join(ways)}"


def _where_from(words: Wording, original: OriginalFields) -> str:
    """Where the text comes from, with the way there where it is known."""
    authors = words.in_a_row(original.authors)
    by = f", {words.by_within} {authors}" if authors else ""
    source = f"{words.taken_from} <cite>{escape(original.title)}</cite>{escape(by)}."
    if original.url != UNKNOWN:
        return (
            f"{source} {link(original.url, words.read_whole.format(publisher=original.publisher))} "
        )
    first = words.first_published.format(publisher=original.publisher)
    return f"{source} {escape(first)}. "


def _source(original: OriginalFields | None) -> Source | None:
    if original is None or original.url == UNKNOWN:
        return None
    return Source(fit(original.title).strip() or original.url, fit(original.url))


def link(href: str, text: str) -> str:
    """A link as a sentence."""
    return f'<a href="{escape(href)}">{escape(text)}</a>.'
