"""Where an address in the built site leads: to a file of it, elsewhere, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote

from plugins.model.settings import Settings

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_HOST = re.compile(r"(?:https?:)?//([^/?#]*)", re.IGNORECASE)
_TOP = ("", "top")  # places that every page has (HTML, 7.4.6.4)
_WORDS = ":~:"  # a place named by its words, which only a browser finds


class End(NamedTuple):
    """Where an address leads.

    file: of the tree, "" for none. place: the id in it, "" for none.
    host: of another site; scheme: of what is no web address ("mailto").
    wrong: why it leads nowhere, to be said after the address.
    """

    file: str = ""
    place: str = ""
    host: str = ""
    scheme: str = ""
    wrong: str = ""


class Ways:
    """Follows addresses through one tree; each address is read once, for menus repeat.

    files: of the tree, seen from its folder. places: the ids in each page.
    """

    def __init__(
        self, files: Collection[str], places: Mapping[str, Collection[str]], settings: Settings
    ) -> None:
        self._files = files
        self._places = places
        self._url, self._base = settings.url, settings.base
        self._known: dict[tuple[str, str], End] = {}

    def lead(self, address: str, seen_from: str) -> End:
        """Where an address leads.

        seen_from: the file it stands in, which a relative one begins at.
        """
        if address.startswith(("#", "?")):
            return self._in_file(seen_from, address.partition("#")[2])
        folder = "" if address.startswith(("/", "http")) else dirname(seen_from)
        if (folder, address) not in self._known:
            self._known[folder, address] = self._read(address, folder)
        return self._known[folder, address]

    def _read(self, address: str, folder: str) -> End:
        own = f"{self._url}/" if self._url else ""
        if own and (address == self._url or address.startswith(own)):
            return self._in_tree(address.removeprefix(self._url) or "/")
        if host := _HOST.match(address):
            return End(host=host.group(1).lower(), wrong="" if host.group(1) else "names no site")
        if scheme := _SCHEME.match(address):
            return End(scheme=scheme.group(1).lower())
        if address.startswith("/"):
            if not address.startswith(f"{self._base}/"):
                return End(wrong=f"leads out of the site, which begins at {self._base}/")
            return self._in_tree(address.removeprefix(self._base))
        if not address:
            return End(wrong="is empty")
        return self._beside(address, folder)

    def _beside(self, address: str, folder: str) -> End:
        """A relative address: "../a/#b"."""
        path = re.split("[?#]", address, maxsplit=1)[0]
        whole = normpath(f"{folder}/{path}".lstrip("/"))
        if whole == ".." or whole.startswith("../"):
            return End(wrong="leads out of the site")
        if whole == ".":
            whole = ""
        slash = "/" if whole and path.endswith(("/", "/.", "/..")) else ""
        return self._in_tree(f"/{whole}{slash}{address[len(path) :]}")

    def _in_tree(self, address: str) -> End:
        """An address that begins with the slash of the site's own root."""
        path, _, place = address.partition("#")
        path = unquote(path.partition("?")[0])
        file = path[1:] + ("index.html" if path.endswith("/") else "")
        if file not in self._files:
            return End(wrong="leads nowhere: the site has no such file")
        return self._in_file(file, place)

    def _in_file(self, file: str, encoded: str) -> End:
        place = unquote(encoded)
        known = self._places.get(file)
        if known is None or place in _TOP or place.startswith(_WORDS) or place in known:
            return End(file, place)
        return End(file, place, wrong="leads to a page that has no such place")
