"""What must hold for every page that the build makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plugins.model.problem import Problem, of_file
from plugins.model.settings import Settings
from plugins.output_check.page import PageFacts
from plugins.output_check.tree import Tree
from plugins.output_check.ways import End, Ways

_DANGEROUS = frozenset({"javascript", "vbscript"})
_IN_TEMPLATE = "Mend the template or the plugin that wrote it."


def check_pages(tree: Tree) -> Iterator[Problem]:
    """Everything that must hold for each page of ours."""
    for name in tree.ours:
        if name in tree.pages:
            page = tree.pages[name]
            yield from check_page_is_whole(name, page)
            yield from check_ids_are_unique(name, page)
            yield from check_pictures_have_alternatives(name, page)
            yield from check_links_lead_somewhere(name, page, tree.ways)
            yield from check_nothing_comes_from_elsewhere(name, page, tree.ways, tree.settings)


def check_page_is_whole(name: str, page: PageFacts) -> Iterator[Problem]:
    """Hold that a page can be read without a guess, has a language (WCAG 3.1.1) and a title."""
    if page.fault:
        yield of_file(
            name,
            f"This page is not sound HTML: {page.fault}.",
            f"{_IN_TEMPLATE} If the page ends early, build again.",
        )
    if not page.lang:
        yield of_file(
            name, "This page does not say its language.", 'Write <html lang="..."> in the template.'
        )
    if not page.title:
        yield of_file(name, "This page has no title.", "Write a <title> in the template.")


def check_ids_are_unique(name: str, page: PageFacts) -> Iterator[Problem]:
    """Hold that a link to a place on the page finds one place (HTML, 3.2.6)."""
    for one, times in Counter(page.ids).items():
        if times > 1:
            yield of_file(name, f'The id "{one}" stands {times} times on this page.', _IN_TEMPLATE)


def check_pictures_have_alternatives(name: str, page: PageFacts) -> Iterator[Problem]:
    """Hold that every picture has its text alternative, or an empty one (WCAG 1.1.1)."""
    for src in dict.fromkeys(page.without_alternative):
        yield of_file(
            name,
            f'The picture "{src}" has no text alternative.',
            'Write alt="..." for what it shows, or alt="" where it is decoration.',
        )


def check_links_lead_somewhere(name: str, page: PageFacts, ways: Ways) -> Iterator[Problem]:
    """Hold that what a page links to or loads from this site is there."""
    for tag, address, _ in dict.fromkeys(page.references):
        end = ways.lead(address, name)
        if end.scheme in _DANGEROUS or (end.scheme == "data" and tag in {"a", "area", "form"}):
            yield of_file(
                name,
                f'The address "{address[:80]}" in <{tag}> would run a program.',
                "Link to a page or a file, or take it out.",
            )
        elif end.wrong:
            yield of_file(
                name,
                f'The address "{address}" in <{tag}> {end.wrong}.',
                "Correct it where it was made: in the theme, in a plugin or in the text.",
            )


def check_nothing_comes_from_elsewhere(
    name: str, page: PageFacts, ways: Ways, settings: Settings
) -> Iterator[Problem]:
    """Hold that reading a page calls no third party, but for the frames that the settings allow."""
    for tag, address, loads in dict.fromkeys(page.references):
        end = ways.lead(address, name) if loads else End()
        if end.host and not (tag == "iframe" and end.host in settings.iframe_hosts):
            remedy = (
                f'Add "{end.host}" to IFRAME_HOSTS in {settings.file}, or take the frame out.'
                if tag == "iframe"
                else "Keep the file in this site and name that."
            )
            yield of_file(
                name,
                f'<{tag}> loads "{address}" from {end.host}, which would see every reader.',
                remedy,
            )
