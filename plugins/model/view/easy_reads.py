"""What the index of Easy Read texts shows: in large letters, each with its first picture."""

from __future__ import annotations

import re
from html import escape

from plugins.model import address as at
from plugins.model.easy_read import picture_of
from plugins.model.feeds.names import EASY_READ
from plugins.model.page import Page
from plugins.model.schema import EasyReadFields
from plugins.model.spelling import fold
from plugins.model.view.linked_data import head_of_page
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Head, Html, Site, View

_ALT = re.compile(r' alt="[^"]*"')


class EasyLine(View, frozen=True, kw_only=True):
    """An Easy Read text in the index.

    picture: its first one, which says nothing here that its title does not; "" where it has none.
    """

    title: str
    href: str
    picture: Html
    lang: str  # of the title, where that is not the one of the page, else ""


class EasyReadsView(View, frozen=True, kw_only=True):
    """The index of Easy Read texts."""

    site: Site
    head: Head
    title: Html
    count: str  # "3 texts"
    texts: tuple[EasyLine, ...]


def easy_reads_view(maker: Maker) -> EasyReadsView:
    """The index of Easy Read texts, by title."""
    words, path = maker.words, at.index("easy-read")
    pages = sorted(maker.library.easy_reads, key=lambda one: fold(one.fields.title))
    site, title = maker.site(path), words.titles["easy-read"]
    count = words.counts["easy-read"](len(pages))
    about = words.index_about.format(title=title, site=maker.settings.name, count=count)
    head = maker.head(title, path, about, feeds=[EASY_READ])
    return EasyReadsView(
        site=site,
        head=head_of_page(maker.settings, site, head, maker.settings.lang),
        title=Html(escape(title)),
        count=count,
        texts=tuple(_line(maker, page) for page in pages),
    )


def _line(maker: Maker, page: Page[EasyReadFields]) -> EasyLine:
    return EasyLine(
        title=page.title,
        href=maker.to("easy-read", page.slug),
        picture=Html(_ALT.sub(' alt=""', picture_of(maker.body(page.entry)))),
        lang=maker.lang_of(page.fields.lang),
    )
