"""What the search page shows, and the words that it may suggest."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import escape

from plugins.model import address as at
from plugins.model.library import Library
from plugins.model.registry import title_of
from plugins.model.settings import Settings
from plugins.model.view.linked_data import head_of_page
from plugins.model.view.lists import Line, groups_of
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Head, Html, Site, View
from plugins.model.wording.search_words import SearchWords
from plugins.model.wording.table import Wording

_PROGRAM = "pagefind.js"
_WORD = re.compile(r"[^\W\d_][\w’'-]*\w")  # noqa: RUF001 (what people type for an apostrophe)


class Choice(View, frozen=True, kw_only=True):
    """A way to narrow the results; `name` is that of the filter in the index."""

    name: str
    label: str
    every: str


class SearchView(View, frozen=True, kw_only=True):
    """The search page.

    choices: by what the results can be narrowed.
    index: the address of what searches; "" where this site has no index.
    names: the address of the words that may be suggested.
    action: the page's own address.
    missing: what is said where there is no index.
    ways, years, topics: how else to find something.
    """

    site: Site
    head: Head
    title: Html
    index: str
    names: str
    action: str
    missing: str
    choices: tuple[Choice, ...]
    ways: tuple[Line, ...]
    years: tuple[Line, ...]
    topics: tuple[Line, ...]


def search_view(maker: Maker) -> SearchView:
    """The search page."""
    library, words = maker.library, maker.words
    title = words.titles["search"]
    site, settings = maker.site(at.SEARCH), maker.settings
    head = maker.head(title, at.SEARCH, words.search.about.format(site=settings.name))
    return SearchView(
        site=site,
        head=head_of_page(settings, site, head, settings.lang),
        title=Html(escape(title)),
        index=maker.href(at.PAGEFIND + _PROGRAM) if maker.given.has_index else "",
        names=maker.href(at.NAMES),
        action=maker.href(at.SEARCH),
        missing=_missing(settings, words.search),
        choices=tuple(_choices(library, words)),
        ways=tuple(_ways(maker)),
        years=_lines(maker, "years"),
        topics=_lines(maker, "topics"),
    )


def _missing(settings: Settings, words: SearchWords) -> str:
    return words.broken if _is_wanted(settings) else words.not_in_preview


def _is_wanted(settings: Settings) -> bool:
    return settings.publishing or settings.search


def _choices(library: Library, words: Wording) -> Iterator[Choice]:
    """Those between which there is something to choose."""
    langs = {post.fields.lang for post in library.posts}
    langs |= {one.fields.lang for one in library.pages}
    langs |= {one.fields.lang for one in library.easy_reads}
    is_offered = {
        "kind": True,
        "topic": bool(library.records.topics.entries),
        "organisation": bool(library.records.organisations.entries),
        "year": bool(library.posts),
        "language": len({lang or library.settings.lang for lang in langs}) > 1,
    }
    for name, said in words.search.choices.items():
        if is_offered[name]:
            yield Choice(name=name, label=said.label, every=said.every)


def _ways(maker: Maker) -> Iterator[Line]:
    """The indexes of all there is."""
    titles, posts = maker.words.titles, maker.words.posts(len(maker.library.posts))
    yield Line(text=titles["a-z"], href=maker.href(at.A_Z), details=posts)
    for kind in ("kinds", "people", "organisations", "series"):
        yield Line(text=titles[kind], href=maker.href(at.index(kind)), details="")


def _lines(maker: Maker, kind: str) -> tuple[Line, ...]:
    return tuple(line for group in groups_of(maker, kind) for line in group.entries)


def is_to_be_searched(library: Library) -> bool:
    """Whether this site should have an index: it is for readers, or wanted, and has a text."""
    return _is_wanted(library.settings) and any(_names(library))


def names_file(library: Library) -> bytes:
    """The words of all titles and names that readers see, as JSON, for "Did you mean ...?".

    Each stands once, as it is written most often.
    """
    spellings: dict[str, list[tuple[int, str]]] = {}
    for word, number in Counter(_WORD.findall("\n".join(_names(library)))).items():
        spellings.setdefault(word.casefold(), []).append((-number, word))
    words = [min(found)[1] for _, found in sorted(spellings.items())]
    return f"{json.dumps(words, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _names(library: Library) -> Iterator[str]:
    yield from (post.title for post in library.posts if post.state == "published")
    yield from (page.title for page in library.pages if page.entry.status == "published")
    yield from (page.title for page in library.easy_reads if page.entry.status == "published")
    yield from (title_of(entry.fields) for entry in library.records.all())
