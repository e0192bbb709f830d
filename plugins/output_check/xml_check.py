"""What must hold for XML: that it is well-formed, and what its root says that it is."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from plugins.model.problem import Problem, of_file
from plugins.output_check.feed_check import ATOM, check_atom, check_rss
from plugins.output_check.opml_check import check_opml
from plugins.output_check.sitemap_check import check_sitemaps, find_sitemaps
from plugins.output_check.tree import Tree, ending

# By the name of their root.
_FEEDS = {"rss": check_rss, f"{ATOM}feed": check_atom, "opml": check_opml}


def check_xml(tree: Tree) -> Iterator[Problem]:
    """Everything that must hold for the feeds and the sitemap."""
    roots: dict[str, etree._Element] = {}
    for name in tree.ours:
        if ending(name) in {".xml", ".opml"}:
            try:
                roots[name] = _read(tree.kept[name])
            except etree.XMLSyntaxError as wrong:
                yield of_file(
                    name,
                    f"This is not well-formed XML: {wrong.msg}.",
                    "Mend the plugin that wrote it; if the file ends early, build again.",
                )
    for name, root in roots.items():
        if root.tag in _FEEDS:
            yield from _FEEDS[root.tag](name, root, tree)
    yield from check_sitemaps(find_sitemaps(roots), tree)


def _read(data: bytes) -> etree._Element:
    """The root; nothing else is fetched or filled in."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
