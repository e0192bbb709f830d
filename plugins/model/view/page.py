"""What pages, Easy Read texts and the page for a missing address show."""

from __future__ import annotations

import datetime
from html import escape

import msgspec

from plugins.model import address as at
from plugins.model.easy_read import PICTURE_ALONE
from plugins.model.feeds.names import EASY_READ
from plugins.model.page import Page
from plugins.model.post import Post, shortened
from plugins.model.schema import EasyReadFields, PageFields
from plugins.model.text.body import inline
from plugins.model.view.found import Found, found_page
from plugins.model.view.langs import langs_of
from plugins.model.view.linked_data import head_of_easy_read, head_of_page
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Extra, Head, Html, Langs, Link, Site, Upkeep, View
from plugins.model.view.post import Contents, contents_of
from plugins.model.view.upkeep import upkeep
from plugins.model.view.versions import Version, easy_read_version, older_text


class PageView(View, frozen=True, kw_only=True):
    """A page such as "About us"."""

    site: Site
    head: Head
    title: Html
    summary: str
    contents: tuple[Contents, ...]
    body: Html
    versions: tuple[Version, ...]  # its Easy Read text, where it has one
    upkeep: Upkeep
    mark: str
    langs: Langs
    found: Found | None  # None for a draft
    extras: dict[str, Extra]  # as in PostView


class Row(View, frozen=True, kw_only=True):
    """One idea of an Easy Read text: a picture and its words."""

    picture: Html  # the image, "" where the row has none
    words: Html


class Word(View, frozen=True, kw_only=True):
    """A hard word and what it means."""

    word: str
    meaning: str


class EasyReadView(View, frozen=True, kw_only=True):
    """An Easy Read text."""

    site: Site
    head: Head
    title: Html
    of: Link
    rows: tuple[Row, ...]
    words: tuple[Word, ...]
    checked_by: str  # names in a row, or ""
    older: str  # a sentence where the text it was made from has changed since, else ""
    upkeep: Upkeep
    mark: str
    langs: Langs
    found: Found | None  # None for a draft


class MissingView(View, frozen=True, kw_only=True):
    """The page for an address that leads nowhere (404)."""

    site: Site
    head: Head
    title: Html


def page_view(maker: Maker, page: Page[PageFields]) -> PageView:
    """A page such as "About us"."""
    fields = page.fields
    path = at.address("pages", page.slug)
    easy = maker.facts.easy_read(page.entry.path)
    site, langs = maker.site(path), langs_of(maker.settings, fields.lang)
    own = maker.speaking(fields.lang)
    head = maker.head(page.title, path, page_description(page), noindex=_is_draft(page))
    return PageView(
        site=site,
        head=head_of_page(maker.settings, site, head, langs.text),
        title=Html(inline(fields.title)),
        summary=fields.summary,
        contents=contents_of(page.entry.body.headings),
        body=maker.body(page.entry),
        versions=(easy_read_version(own, easy, changed_on(page)),) if easy else (),
        upkeep=_upkeep(own, page),
        mark=own.words.draft if _is_draft(page) else "",
        langs=langs,
        found=_found(maker, page),
        extras=maker.extras_of(page.entry),
    )


def easy_read_view(maker: Maker, page: Page[EasyReadFields]) -> EasyReadView:
    """An Easy Read text."""
    fields = page.fields
    path = at.address("easy-read", page.slug)
    text = maker.facts.made_from(page.entry.path)
    made_from = fields.made_from.date if fields.made_from else None
    own = maker.speaking(fields.lang)
    of = link_to(own, text)
    words = own.words
    head = maker.head(
        words.easy_read_title.format(title=page.title),
        path,
        words.easy_read_about.format(title=of.text),
        noindex=_is_draft(page),
        index="easy-read",
        feeds=[EASY_READ],
    )
    view = EasyReadView(
        site=maker.site("/easy-read/"),
        head=head,
        title=Html(inline(fields.title)),
        of=of,
        rows=rows_of(maker.body(page.entry)),
        words=tuple(Word(word=one.word, meaning=one.meaning) for one in fields.words),
        checked_by=words.in_a_row(fields.checked_by),
        older=older_text(words, made_from, changed_on(text)),
        upkeep=_upkeep(own, page),
        mark=words.draft if _is_draft(page) else "",
        langs=langs_of(maker.settings, fields.lang),
        found=_found(maker, page),
    )
    return msgspec.structs.replace(view, head=head_of_easy_read(maker.settings, view))


def page_description(page: Page[PageFields]) -> str:
    """What is said of a page where it is not shown: its summary, else its first paragraph."""
    return page.fields.summary or shortened(page.entry.body.first_paragraph)


def changed_on(text: Post | Page[PageFields]) -> datetime.date | None:
    """The day on which the meaning of a post or page last changed."""
    if isinstance(text, Post):
        return text.last_updated
    last = text.fields.last_updated
    return last.date if last else None


def missing_view(maker: Maker) -> MissingView:
    """The page for an address that leads nowhere."""
    title = maker.words.missing
    return MissingView(
        site=maker.site(),
        head=maker.head(title, at.MISSING, noindex=True),
        title=Html(escape(title)),
    )


def rows_of(body: str) -> tuple[Row, ...]:
    """The rows of an Easy Read text: an image, then the words up to the next image."""
    pictures = list(PICTURE_ALONE.finditer(body))
    starts = [match.start() for match in pictures]
    ends = [*starts[1:], len(body)][: len(starts)]
    first = body[: starts[0]] if starts else body
    rows = [Row(picture=Html(""), words=Html(first.strip()))] if first.strip() else []
    rows += [
        Row(
            picture=Html(match.group(1) or match.group(2)),
            words=Html(body[match.end() : end].strip()),
        )
        for match, end in zip(pictures, ends, strict=True)
    ]
    return tuple(rows)


def link_to(maker: Maker, text: Post | Page[PageFields]) -> Link:
    """The title of a post or page with the way to it."""
    if isinstance(text, Post):
        return maker.post_link(text)
    lang = maker.lang_of(text.fields.lang)
    return Link(text=text.title, href=maker.to("pages", text.slug), lang=lang)


def _upkeep(maker: Maker, page: Page[PageFields] | Page[EasyReadFields]) -> Upkeep:
    last = page.fields.last_updated
    review_by = page.fields.review_by if isinstance(page.fields, PageFields) else None
    return upkeep(maker, page.entry, last.date if last else None, page.page_author, review_by)


def _found(maker: Maker, page: Page[PageFields] | Page[EasyReadFields]) -> Found | None:
    lang = page.fields.lang or maker.settings.lang
    return None if _is_draft(page) else found_page(maker.words.things[page.entry.kind], lang)


def _is_draft(page: Page[PageFields] | Page[EasyReadFields]) -> bool:
    return page.entry.status == "draft"
