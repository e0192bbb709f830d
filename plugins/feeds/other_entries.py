"""The entries that are no posts: Easy Read texts, major changes, comments."""

from __future__ import annotations

from html import escape
from typing import Any

from plugins.feeds.entry import Author, Entry
from plugins.feeds.post_entry import authors_of, body_of, licence_of, link, page_of, title_of
from plugins.model import address as at
from plugins.model.comments.identity import anchor_of_kept, anchor_of_said
from plugins.model.feeds.content import absolute, fit
from plugins.model.feeds.item import Item
from plugins.model.feeds.names import lang_of
from plugins.model.field import UNKNOWN
from plugins.model.post import Post, shortened
from plugins.model.schema import EasyReadFields
from plugins.model.text.comment_text import clean_comment, clean_said, plain_name
from plugins.model.text.markup import plain
from plugins.model.view.maker import Maker


def easy_read_entry(maker: Maker, item: Item) -> Entry:
    """The entry of an Easy Read text: what its page shows, with the meaning of hard words."""
    text = next(one for one in maker.facts.behind.easy_reads if one.slug == item.of)
    fields, lang = text.fields, text.fields.lang or maker.settings.lang
    own = maker.speaking(fields.lang)
    page = maker.full(maker.to("easy-read", text.slug))
    title = own.words.easy_read_marked.format(title=text.title)
    body = body_of(maker, text.entry, page) + _hard_words(own, fields)
    way = link(page, maker.words.read_post.format(site=maker.settings.name))
    return _entry(
        item,
        title=fit(title).strip() or page,
        href=page,
        summary=fit(text.entry.body.first_paragraph),
        content=fit(f"{body}\n<p>{way}</p>"),
        lang=lang,
        licence=licence_of(maker, ""),
    )


def change_entry(maker: Maker, item: Item) -> Entry:
    """The entry of a major change: what changed, and the way to the text."""
    post = maker.facts.behind.by_slug[item.of]
    maker.facts.about(post)
    own, page = maker.speaking(post.fields.lang), page_of(maker, post)
    note = post.fields.changes[item.part].note
    way = link(page, own.words.read_post.format(site=maker.settings.name))
    return _entry(
        item,
        title=fit(own.words.feeds.changed.format(title=title_of(post, page))),
        href=page,
        summary=fit(note),
        content=fit(f"<p>{escape(note)}</p>\n<p>{way}</p>"),
        lang=lang_of(post, maker.settings),
        authors=authors_of(maker, post),
        licence=licence_of(maker, post.fields.licence),
    )


def comment_entry(maker: Maker, item: Item) -> Entry:
    """The entry of a comment; of one without a name, that is said."""
    post = maker.facts.behind.by_slug[item.of]
    own, page = maker.speaking(post.fields.lang), page_of(maker, post)
    said = _said_at_service if item.at_service else _said_before
    anchor, author, html = said(own, post, item.part)
    title = own.words.feeds.comment.format(name=author.name, title=title_of(post, page))
    return _entry(
        item,
        title=fit(title),
        href=f"{page}#{at.encode(anchor)}",
        summary=fit(plain(html)),
        content=fit(absolute(html, page)),
        lang=lang_of(post, maker.settings),
        authors=(author,),
        answers=(fit(maker.facts.feed_id(post)), page),
    )


def _said_before(maker: Maker, post: Post, place: int) -> tuple[str, Author, str]:
    """The anchor, author and text of a comment kept from an older site."""
    thread = maker.facts.thread(post)
    assert thread is not None  # noqa: S101 - or the feed would hold none of its comments
    comment, none = thread.fields.comments[place], maker.words.no_name
    known = comment.name.lower() != UNKNOWN
    name = fit(comment.name).strip() if known else none
    html = _gap(maker) if comment.removed else clean_comment(comment.text)
    return anchor_of_kept(comment.id), Author(name or none, known=known), html


def _said_at_service(maker: Maker, post: Post, place: int) -> tuple[str, Author, str]:
    """The anchor, author and text of a comment made at the comment service."""
    one = maker.facts.said(post)[place]
    name = fit(plain_name(one.said.name)).strip()
    author = Author(name or maker.words.comment.no_name, known=bool(name))
    html = _gap(maker) if one.said.removed else clean_said(one.said.text)
    return anchor_of_said(one.key), author, html


def _gap(maker: Maker) -> str:
    """What stands in place of a comment that was erased, so that it does in readers' copies too."""
    return f"<p>{escape(maker.words.removed)}</p>"


def _hard_words(maker: Maker, fields: EasyReadFields) -> str:
    if not fields.words:
        return ""
    terms = (f"<dt>{escape(one.word)}</dt><dd>{escape(one.meaning)}</dd>" for one in fields.words)
    return f"\n<h2>{escape(maker.words.hard_words)}</h2>\n<dl>{''.join(terms)}</dl>"


def _entry(item: Item, **said: Any) -> Entry:
    """An entry with what its item says; without a summary its title is one."""
    said["summary"] = shortened(" ".join(said["summary"].split())) or said["title"]
    return Entry(id=fit(item.id), published=item.published, updated=item.updated, **said)
