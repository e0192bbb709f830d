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
from plugins.model.spelling import counted
from plugins.model.view.linked_data import head_of_page
from plugins.model.view.lists import Line, groups_of
from plugins.model.view.maker import INDEX_TITLES, Maker
from plugins.model.view.parts import Head, Html, Site, View

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
    library, title = maker.library, INDEX_TITLES["search"]
    site, settings = maker.site(at.SEARCH), maker.settings
    head = maker.head(title, at.SEARCH, f"Search {settings.name}, or look from A to Z.")
    return SearchView(
        site=site,
        head=head_of_page(settings, site, head, settings.lang),
        title=Html(escape(title)),
        index=maker.href(at.PAGEFIND + _PROGRAM) if maker.given.has_index else "",
        names=maker.href(at.NAMES),
        action=maker.href(at.SEARCH),
        missing=_missing(library),
        choices=tuple(_choices(library)),
        ways=tuple(_ways(maker)),
        years=_lines(maker, "years"),
        topics=_lines(maker, "topics"),
    )


def _missing(library: Library) -> str:
    if library.settings.publishing:
        return "The search does not work at the moment."
    return (
        "This preview has no search. The published site has one, and so has a preview that is made"
        " with make serve SEARCH=1."
    )


def _choices(library: Library) -> Iterator[Choice]:
    """Those between which there is something to choose."""
    yield Choice(name="kind", label="Kind", every="Every kind")
    if library.records.topics.entries:
        yield Choice(name="topic", label="Topic", every="Every topic")
    if library.records.organisations.entries:
        yield Choice(name="organisation", label="Organisation", every="Every organisation")
    if library.posts:
        yield Choice(name="year", label="Year", every="Every year")
    langs = {post.fields.lang for post in library.posts}
    langs |= {one.fields.lang for one in library.pages}
    langs |= {one.fields.lang for one in library.easy_reads}
    if len({lang or library.settings.lang for lang in langs}) > 1:
        yield Choice(name="language", label="Language", every="Every language")


def _ways(maker: Maker) -> Iterator[Line]:
    """The indexes of all there is."""
    posts = counted(len(maker.library.posts), "post")
    yield Line(text=INDEX_TITLES["a-z"], href=maker.href(at.A_Z), details=posts)
    for kind in ("kinds", "people", "organisations", "series"):
        yield Line(text=INDEX_TITLES[kind], href=maker.href(at.index(kind)), details="")


def _lines(maker: Maker, kind: str) -> tuple[Line, ...]:
    return tuple(line for group in groups_of(maker, kind) for line in group.entries)


def is_to_be_searched(library: Library) -> bool:
    """Whether this site should have an index: it is for readers, or wanted, and has a text."""
    settings = library.settings
    return (settings.publishing or settings.search) and any(_names(library))


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
