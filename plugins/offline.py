"""Make a built site readable from a disk: a page opened by a double click leads to all others.

An address that begins at the site's root means nothing to a browser that reads files, and neither
does a folder. Each becomes the way from its page to a file. Stylesheets name files by the way from
themselves already; a feed has full addresses, and keeps them.

Settings: none. Reads and sets: nothing of Pelican's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

PAGES = frozenset({".html", ".htm"})
_ADDRESSES = frozenset({"href", "src", "poster", "action", "formaction", "cite", "data"})
# A tag, to its end or to that of the file, so that no file is looked through more than once.
_TAG = re.compile(
    r"<[a-z](?:[^>\"']|\"[^\"]*\"|'[^']*'|[\"'].*\Z)*+(?:>|\Z)", re.IGNORECASE | re.DOTALL
)
_ATTRIBUTE = re.compile(r"(\s)([^\s\"'=<>]+)(\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')")
_REFRESH = re.compile(r"(\s*\d+\s*;\s*url\s*=\s*)(.*)", re.IGNORECASE | re.DOTALL)
Change = Callable[[str], str]  # of an address


def make_offline(folder: Path, base: str) -> None:
    """Change every page of a site so that it can be read from a disk.

    folder: the site, which nobody reads yet.
    base: the path that its addresses begin with, "" or "/sub-path".
    """
    paths = [path.relative_to(folder) for path in folder.rglob("*")]
    folders = frozenset(path.as_posix() for path in paths if (folder / path).is_dir())
    for path in paths:
        if path.suffix.lower() in PAGES and path.as_posix() not in folders:
            up = "../" * (len(path.parts) - 1) or "./"
            change = partial(beside, base=base, up=up, folders=folders)
            _rewrite(folder / path, change)


def _rewrite(file: Path, change: Change) -> None:
    html = file.read_bytes().decode(errors="surrogateescape")  # a file of extra/ may be anything
    changed = with_addresses(html, change)
    if changed != html:
        file.unlink()  # another tree may have the same file under a name of its own
        file.write_bytes(changed.encode(errors="surrogateescape"))


def beside(address: str, *, base: str, up: str, folders: frozenset[str]) -> str:
    """An address of the site as the way to its file; any other address as it is.

    up: the way from the page to the site's root, "../../" or "./".
    folders: all of them, seen from the site's root.

    >>> beside("/sub/posts/a/?b#c", base="/sub", up="../", folders=frozenset())
    '../posts/a/index.html?b#c'
    """
    path = re.split("[?#]", address, maxsplit=1)[0]
    if not path.startswith("/") or path.startswith("//") or not f"{path}/".startswith(f"{base}/"):
        return address
    name = path.removeprefix(base).lstrip("/")
    is_folder = not name or name.endswith("/")
    if not is_folder and unquote(name) in folders:
        name, is_folder = f"{name}/", True
    return f"{up}{name}{'index.html' if is_folder else ''}{address[len(path) :]}"


def with_addresses(html: str, change: Change) -> str:
    """HTML with every address that a tag names changed."""
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(lambda one: _attribute(one, change), tag[0]), html)


def _attribute(found: re.Match[str], change: Change) -> str:
    blank, name, sign, double, single = found.groups()
    value = unescape(single if double is None else double)
    changed = _value(name.lower(), value, change)
    return found[0] if changed == value else f'{blank}{name}{sign}"{escape(changed)}"'


def _value(name: str, value: str, change: Change) -> str:
    if name in _ADDRESSES:
        return change(value)
    if name == "srcset":
        return ", ".join(_candidate(one, change) for one in value.split(", "))
    if name == "content" and (refresh := _REFRESH.fullmatch(value)):
        return refresh[1] + change(refresh[2])
    return value


def _candidate(text: str, change: Change) -> str:
    """One picture of a srcset: an address, and for which screens it is."""
    address, blank, screens = text.partition(" ")
    return change(address) + blank + screens
