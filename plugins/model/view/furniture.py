"""What stands around every page: the name, the menu, the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugins.model import address as at
from plugins.model.page import Page
from plugins.model.reference import SOURCE
from plugins.model.schema import PageFields
from plugins.model.settings import Settings
from plugins.model.view.langs import langs_of, named_among, spoken
from plugins.model.view.parts import Link, MenuItem, Site
from plugins.model.wording.table import Wording
from plugins.model.wording.tables import wording

if TYPE_CHECKING:
    from plugins.model.view.maker import Maker

_MENU = ("posts", "series", "topics", "people", "organisations")
_FOOT = ("a-z", "years", "kinds")


def site_of(maker: Maker, section: str) -> Site:
    """The furniture of a page; `section` is the address in the menu that it belongs to."""
    settings, words = maker.settings, wording(maker.settings.lang)
    pages = sorted(maker.facts.behind.pages, key=lambda page: (page.fields.menu or 0, page.slug))
    return Site(
        name=settings.name,
        tagline=settings.tagline,
        lang=spoken(settings),
        texts=langs_of(settings, "").alone,
        home=maker.href(at.HOME),
        theme={name: maker.href(path) for name, path in maker.given.theme.items()},
        menu=tuple(
            MenuItem(text=text, href=maker.href(path), current=path == section, lang=lang)
            for text, path, lang in _menu(maker, pages, words)
        ),
        footer=(
            *(
                Link(
                    text=page.title,
                    href=maker.to("pages", page.slug),
                    lang=_lang_of(page, settings),
                )
                for page in pages
                if page.fields.menu is None
            ),
            *(Link(text=words.titles[kind], href=maker.href(at.index(kind))) for kind in _FOOT),
        ),
        feeds=Link(text=words.feeds.title, href=maker.href(at.FEEDS)),
        licence=maker.licence(""),
        logo=_logo(maker),
        paper=maker.given.paper,
    )


def _menu(
    maker: Maker, pages: list[Page[PageFields]], words: Wording
) -> list[tuple[str, str, str]]:
    """The texts of the menu, each with the address that it leads to and what `_lang_of` says."""
    indexes = [*_MENU, *(["easy-read"] if maker.facts.behind.easy_reads else [])]
    return [
        *((words.titles[kind], at.index(kind), "") for kind in indexes),
        *(
            (page.title, at.address("pages", page.slug), _lang_of(page, maker.settings))
            for page in pages
            if page.fields.menu is not None
        ),
        (words.titles["search"], at.SEARCH, ""),
    ]


def _lang_of(page: Page[PageFields], settings: Settings) -> str:
    """The language of a page's title, where that is not the one of the words around it."""
    return named_among(spoken(settings), page.fields.lang or settings.lang)


def _logo(maker: Maker) -> str:
    """The address of the picture that LOGO names, which the checks have seen to be there."""
    name = maker.settings.logo
    return (maker.facts.behind.targets.lead(SOURCE + name) or "") if name else ""
