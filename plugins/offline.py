"""Make a built site readable from a disk: a page opened by a double click leads to all others.

An address that begins at the site's root means nothing to a browser that reads files, and neither
does a folder. Each becomes the way from its page to a file. Stylesheets name files by the way from
themselves already; a feed has full addresses, and keeps them.

Settings: none. Reads and sets: nothing of Pelican's.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from plugins.model.tag import ATTRIBUTE, REFRESH, TAG, Rewrite, attributes_of, rewritten

# What a browser reads no tags in: a comment, and what stands in a script or a style.
_COMMENT = r"<!--.*?(?:-->|\Z)"
_PIECE = re.compile(rf"{_COMMENT}|{TAG.pattern}", re.DOTALL)
_CODE = frozenset({"script", "style"})

PAGES = frozenset({".html", ".htm"})


def make_offline(folder: Path) -> None:
    """Change every page of a site so that it can be read from a disk.

    folder: the site, which nobody reads yet; its addresses begin at the root.
    """
    paths = [path.relative_to(folder) for path in folder.rglob("*")]
    folders = frozenset(path.as_posix() for path in paths if (folder / path).is_dir())
    for path in paths:
        if path.suffix.lower() in PAGES and path.as_posix() not in folders:
            up = "../" * (len(path.parts) - 1) or "./"
            _rewrite(folder / path, partial(beside, up=up, folders=folders))


def _rewrite(file: Path, rewrite: Rewrite) -> None:
    html = file.read_bytes().decode(errors="surrogateescape")  # a file of extra/ may be anything
    changed = with_addresses(html, rewrite)
    if changed != html:
        file.unlink()  # another tree may have the same file under a name of its own
        file.write_bytes(changed.encode(errors="surrogateescape"))


def beside(address: str, *, up: str, folders: frozenset[str]) -> str:
    """An address of the site as the way to its file; any other address as it is.

    up: the way from the page to the site's root, "../../" or "./".
    folders: all of them, seen from the site's root.

    >>> beside("/posts/a/?b#c", up="../", folders=frozenset())
    '../posts/a/index.html?b#c'
    """
    path = re.split("[?#]", address, maxsplit=1)[0]
    if not path.startswith("/") or path.startswith("//"):
        return address
    name = path.lstrip("/")
    is_folder = not name or name.endswith("/")
    if not is_folder and unquote(name) in folders:
        name, is_folder = f"{name}/", True
    return f"{up}{name}{'index.html' if is_folder else ''}{address[len(path) :]}"


def with_addresses(html: str, rewrite: Rewrite) -> str:
    """HTML with every address that a tag names rewritten; code and comments stay as they are."""
    written: list[str] = []
    place = 0
    while piece := _PIECE.search(html, place):
        after = _end_of_code(html, piece)
        written += html[place : piece.start()], _piece(piece, rewrite), html[piece.end() : after]
        place = after
    return "".join([*written, html[place:]])


def _end_of_code(html: str, piece: re.Match[str]) -> int:
    """Where the code ends that a tag begins; for any other piece, where that itself ends."""
    end, name, _ = piece.groups()
    if end or not name or name.lower() not in _CODE:
        return piece.end()
    found = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, piece.end())
    return found.start() if found else len(html)


def _piece(piece: re.Match[str], rewrite: Rewrite) -> str:
    end, name, rest = piece.groups()
    if name is None:  # a comment
        return piece[0]
    if name.lower() == "link" and attributes_of(rest).get("rel") == "preload":
        return ""  # no browser takes from a disk what must come from the page's own origin
    return f"<{end}{name}{ATTRIBUTE.sub(lambda one: _attribute(one, rewrite), rest)}>"


def _attribute(found: re.Match[str], rewrite: Rewrite) -> str:
    name, *values = found.groups()
    value = unescape("".join(filter(None, values)))
    changed = _value(name.lower(), value, rewrite)
    return found[0] if changed == value else f'{name}="{escape(changed)}"'


def _value(name: str, value: str, rewrite: Rewrite) -> str:
    if name == "content" and (refresh := REFRESH.fullmatch(value)):
        return refresh[1] + rewrite(refresh[2])
    return rewritten(name, value, rewrite)
