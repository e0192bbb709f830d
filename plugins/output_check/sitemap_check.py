"""What must hold for the sitemap: it names the pages that search engines should find, and no more.

Format: www.sitemaps.org/protocol.html.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from lxml import etree

from plugins.model.address import SITEMAP, encode, file_of
from plugins.model.problem import Problem, of_file
from plugins.output_check.tree import Tree

_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_FRONT = file_of(SITEMAP)
_IN_SITEMAP = "Mend plugins/sitemap.py."
Sitemaps = dict[str, list[str]]


def find_sitemaps(roots: Mapping[str, etree._Element]) -> Sitemaps:
    """The addresses that each sitemap and each index of sitemaps names, by its file."""
    return {
        name: [(one.text or "").strip() for one in root.iter(f"{_NAMESPACE}loc")]
        for name, root in roots.items()
        if root.tag in {f"{_NAMESPACE}urlset", f"{_NAMESPACE}sitemapindex"}
    }


def check_sitemaps(sitemaps: Sitemaps, tree: Tree) -> Iterator[Problem]:
    """Hold that a site with an address has a sitemap of exactly its indexable pages."""
    wanted = set(indexable(tree))
    if _FRONT not in sitemaps:
        if wanted:
            yield of_file(_FRONT, "The site has no sitemap.", _IN_SITEMAP)
        return
    parts = {tree.settings.url + encode(f"/{name}") for name in sitemaps if name != _FRONT}
    named = [address for found in sitemaps.values() for address in found]
    yield from check_each_is_named_once(named, wanted | parts)


def check_each_is_named_once(named: Sequence[str], wanted: Set[str]) -> Iterator[Problem]:
    """Hold that the sitemaps name these addresses, each once, and no other."""
    for address, times in Counter(named).items():
        if times > 1:
            message = f"The sitemap names {address} {times} times."
            yield of_file(_FRONT, message, _IN_SITEMAP)
        if address not in wanted:
            message = f'The sitemap names "{address}", where there is no page to be found.'
            yield of_file(_FRONT, message, _IN_SITEMAP)
    for address in sorted(wanted - set(named)):
        yield of_file(_FRONT, f"The sitemap does not name {address}.", _IN_SITEMAP)


def indexable(tree: Tree) -> Iterator[str]:
    """The addresses of our pages that search engines should find.

    Such a page does not say noindex, leads on to no other, and gives its own address as canonical.
    """
    for name in tree.ours:
        page = tree.pages.get(name)
        if page and page.canonical and not page.noindex and not page.refresh:
            end = tree.ways.lead(page.canonical, name)
            yield from [page.canonical] if end.file == name else []
