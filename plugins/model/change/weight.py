"""How much a reader has to load for a page of a built site."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import unquote

import msgspec

from plugins.model.address import file_of
from plugins.model.tag import tags

HEAVY_PAGE = 500_000  # bytes of a page and its pictures
HEAVY_PICTURE = 300_000  # bytes


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a page.

    html, packed: of the page alone, as it is and as servers send it (gzip).
    pictures: of each picture of the content that it shows, by address.
    """

    html: int
    packed: int
    pictures: dict[str, int]

    @property
    def whole(self) -> int:
        """What is loaded in all, where nothing packs it."""
        return self.html + sum(self.pictures.values())


def weigh(site: Path, address: str, base: str) -> Weight | None:
    """The weight of the page at an address; None where none was built.

    base: the path that the addresses in pages begin with, "" or "/sub-path".
    """
    file = site / file_of(address)
    if file.suffix != ".html" or not file.is_file():
        return None
    html = file.read_bytes()
    pictures = {
        place: size
        for image in tags(html.decode(errors="replace"), {"img"})
        if (place := _place(image.get("src", ""), base))
        and (size := size_of(site, place)) is not None
    }
    return Weight(html=len(html), packed=len(gzip.compress(html, mtime=0)), pictures=pictures)


def size_of(site: Path, address: str) -> int | None:
    """The bytes of a file of the site; None where it has none at that address."""
    file = site / address.lstrip("/")
    return file.stat().st_size if file.is_file() else None


def _place(source: str, base: str) -> str:
    """The address of a picture of the content; "" for the theme's, and for those elsewhere."""
    path = unquote(source.partition("?")[0].partition("#")[0])
    inside = path.removeprefix(base)
    is_ours = path.startswith(f"{base}/") and ".." not in path.split("/")
    return inside if is_ours and not inside.startswith(("//", "/theme/")) else ""
