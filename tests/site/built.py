"""The built site as a reader's browser sees it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

BASE = "/sub"  # the path of SITEURL in tests/sites/valid/settings.py
ORIGIN = "https://valid.example"
OLD_FEEDS = {"feed/index.html"}  # by FEED_ALIASES there: a feed, and no page
REFERRING = {"href", "src", "poster"}


class Page:
    """One page, parsed as a browser does."""

    def __init__(self, path: str, html: str) -> None:
        self.path = path
        self.html = html
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(html)
        self.errors = [f"{path}:{place}: {kind}" for place, kind, _ in parser.errors]

    def all(self, tag: str, css_class: str = "") -> list[Element]:
        found = self.root.iter(tag)
        return [one for one in found if not css_class or css_class in classes(one)]

    def one(self, tag: str, css_class: str = "") -> Element:
        (found,) = self.all(tag, css_class)
        return found

    def has(self, tag: str, css_class: str = "") -> bool:
        return bool(self.all(tag, css_class))

    @cached_property
    def main(self) -> str:
        """The words of the main part, blanks made one."""
        return words(self.one("main"))

    @property
    def title(self) -> str:
        return words(self.one("title"))

    @property
    def headings(self) -> list[tuple[int, str]]:
        levels = {f"h{level}": level for level in range(1, 7)}
        return [(levels[one.tag], words(one)) for one in self.root.iter() if one.tag in levels]

    @property
    def ids(self) -> list[str]:
        return [one.attrib["id"] for one in self.root.iter() if "id" in one.attrib]

    def references(self) -> Iterator[str]:
        """Every address that this page names in a link, a picture or a medium."""
        for one in self.root.iter():
            yield from (value for name, value in one.attrib.items() if name in REFERRING)

    def links(self, text: str) -> list[str]:
        """Where the links with these words lead."""
        return [one.attrib["href"] for one in self.all("a") if words(one) == text]


class Site:
    """All files of the built site."""

    def __init__(self, root: Path, said: str) -> None:
        self.root = root.resolve()
        self.said = said  # by the build
        self._pages: dict[str, Page] = {}

    @cached_property
    def files(self) -> set[str]:
        paths = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix() for path in paths}

    @property
    def addresses(self) -> list[str]:
        """Of all pages, as paths from the site's root."""
        pages = [file for file in self.files - OLD_FEEDS if file.endswith(".html")]
        return sorted(f"/{file.removesuffix('index.html')}" for file in pages)

    @property
    def pages(self) -> list[Page]:
        return [self.page(address) for address in self.addresses]

    def page(self, address: str) -> Page:
        if address not in self._pages:
            html = (self.root / file_of(address)).read_text(encoding="utf-8")
            self._pages[address] = Page(address, html)
        return self._pages[address]

    def text(self, file: str) -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def leads_nowhere(self, page: Page, reference: str) -> bool:
        """Whether an internal reference of a page has no file, or no place in that file."""
        parts = urlsplit(reference)
        if parts.scheme or parts.netloc:
            return f"{parts.scheme}://{parts.netloc}" == ORIGIN and self._is_missing(
                parts.path, parts.fragment
            )
        return self._is_missing(parts.path or BASE + page.path, parts.fragment)

    def _is_missing(self, path: str, fragment: str) -> bool:
        if not path.startswith(f"{BASE}/"):
            return True
        address = unquote(path.removeprefix(BASE))
        if file_of(address) not in self.files:
            return True
        return bool(fragment) and unquote(fragment) not in self.page(address).ids


def file_of(address: str) -> str:
    return address.lstrip("/") + ("index.html" if address.endswith("/") else "")


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> list[str]:
    return element.attrib.get("class", "").split()
