"""What a link or picture in a text points at: another file, an address here, or another site.

Whether the file exists is not asked here: that needs the whole library.
"""

from __future__ import annotations

import posixpath
import re
from enum import StrEnum
from urllib.parse import unquote, urlsplit

import msgspec

from plugins.model.place import short

_BREAKS = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_PELICAN = re.compile(r"[{|](filename|static|attach)[}|]")
_BRACED = re.compile(r"[{|]\w+[}|]")
_DANGEROUS = frozenset({"javascript", "data", "vbscript"})
_KEPT_SCHEMES = frozenset({"mailto", "tel"})
# These three have a meaning of their own in an address, so a file's name keeps them encoded.
_ENCODED = re.compile(r"%(23|25|3[Ff])")


class Reference(msgspec.Struct, frozen=True):
    """An internal link or picture: what it points at (`source:...` or `site:...`) and where.

    typed: the address as it stands in the file.
    """

    target: str
    line: int
    is_image: bool
    typed: str


class Leads(StrEnum):
    """Where an address leads."""

    INSIDE = "inside"  # `source:` or `site:`
    FRAGMENT = "fragment"  # a place on this page
    OUTSIDE = "outside"
    NOWHERE = "nowhere"


class Aim(msgspec.Struct, frozen=True):
    """Where an address leads, as it is to be written; or what is wrong with it, and the cure."""

    leads: Leads
    address: str
    message: str = ""
    remedy: str = ""
    is_error: bool = True


def read_aim(written: str, *, folder: str, site_url: str = "") -> Aim:
    """Say what `written`, in a file of `folder` (relative to content/), points at.

    `../2023/x.md`, `{filename}/posts/x.md`, `photo.jpg` -> `source:` and the path from content/;
    `/posts/x/` and full addresses of this site -> `site:/posts/x/`; both keep ?query and #place.
    """
    written = (written if written.isprintable() else _BREAKS.sub("", written)).strip()
    if not written:
        return _wrong("A link or picture has no address.", "Write the address between the ( and ).")
    if written.startswith("#"):
        return Aim(Leads.FRAGMENT, unquote(written[1:]))
    if braced := _BRACED.match(written):
        return _read_braced(written, braced, folder)
    if written.startswith(("//", "\\\\", "/\\")):
        written = "https://" + written[2:]
    if scheme := _SCHEME.match(written):
        return _read_scheme(written, scheme.group(1).lower(), site_url)
    if written.startswith("/"):
        return _on_site(written)
    return _in_content(written, folder)


def _read_braced(written: str, braced: re.Match[str], folder: str) -> Aim:
    path = written[braced.end() :]
    if not _PELICAN.match(written):
        return _wrong(
            f'"{braced.group()}" is not known in a link.',
            "Write the path of the file, such as ../2023/meeting.md or {filename}/posts/x.md.",
        )
    return _in_content(path.lstrip("/"), "" if path.startswith("/") else folder)


def _read_scheme(written: str, scheme: str, site_url: str) -> Aim:
    if scheme in _DANGEROUS:
        return _wrong(
            f'An address that starts with "{scheme}:" was left out; the words of the link stay.',
            "Write the address of a page or file, or take the link out.",
            is_error=False,
        )
    if scheme in _KEPT_SCHEMES:
        return Aim(Leads.OUTSIDE, written)
    if scheme not in ("http", "https"):
        return _wrong(
            f'The address starts with "{scheme}:", which leads nowhere from a web page.',
            "Write an address that starts with https:// or the path of a file in content/.",
        )
    try:
        host = urlsplit(written).netloc
    except ValueError:
        host = ""
    if not host:
        return _wrong(
            f'"{short(written)}" is not a full address.',
            "Write it as https://www.example.org/page.",
        )
    return _read_own(written, site_url) or Aim(Leads.OUTSIDE, written)


def _read_own(written: str, site_url: str) -> Aim | None:
    """An address of this site itself, with or without the s of https."""
    own = site_url.rstrip("/").partition("://")[2]
    rest = written.partition("://")[2]
    if not own or rest[: len(own)].lower() != own.lower():
        return None
    path = rest[len(own) :]
    if path and path[0] not in "/?#":
        return None
    return _on_site(path if path.startswith("/") else f"/{path}")


def _in_content(written: str, folder: str) -> Aim:
    path, rest = _divided(written)
    joined = posixpath.normpath(posixpath.join(folder, path))
    if not path or joined == ".." or joined.startswith(("../", "/")):
        return _wrong(
            f'"{short(written)}" leads out of the content folder.',
            "Link to a file inside content/; each ../ goes one folder up from this file.",
        )
    if path.endswith("/"):
        joined += "/"
    return Aim(Leads.INSIDE, f"source:{joined}{rest}")


def _on_site(written: str) -> Aim:
    path, rest = _divided(written)
    return Aim(Leads.INSIDE, f"site:{path}{rest}")


def _divided(written: str) -> tuple[str, str]:
    """The path, decoded; and the query, as it is, with the place, decoded."""
    path, sign, place = written.partition("#")
    path, question, query = path.partition("?")
    if "%" in path:
        path = unquote(_ENCODED.sub(r"%25\1", path))
    return path, f"{question}{query}{sign}{unquote(place)}"


def _wrong(message: str, remedy: str, *, is_error: bool = True) -> Aim:
    return Aim(Leads.NOWHERE, "", message, remedy, is_error)
