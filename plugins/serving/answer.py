"""What the site shows at an address, as a web server would show it."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

# What Python's table lacks, or a machine's own may have otherwise.
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".opml": "text/x-opml",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
HTML = "text/html; charset=utf-8"
# Pictures and scripts at addresses of the site; a stylesheet's own name says what is in it.
_NAMED = re.compile(rb"<(?:img|script)\b[^>]*?\ssrc=\"(/[^/\"][^\"]*)\"")


class Answer(NamedTuple):
    """What a request gets."""

    status: HTTPStatus
    content_type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    location: str = ""

    @property
    def is_page(self) -> bool:
        """Whether a browser shows it as a page."""
        return self.content_type == HTML and not self.location


def answer_to(output: Path, overlay: Mapping[str, bytes], request: str) -> Answer:
    """What a request gets; a page of 503 without a body where there is no site.

    output: the site; a link is followed anew each time, so that a switch shows at once.
    overlay: bytes by their address that go before the site.
    request: the request's target, "/posts/a/?x=1".
    """
    site = output.resolve()
    try:
        address = unquote(urlsplit(request).path)
        if address in overlay:
            name = Path(f"{address}index.html" if address.endswith("/") else address)
            return Answer(HTTPStatus.OK, content_type(name), overlay[address])
        if not site.is_dir():
            return Answer(HTTPStatus.SERVICE_UNAVAILABLE, HTML)
        return _answer_in(site, address)
    except (OSError, ValueError):  # no such file, or no name that a file can have
        return _not_found(site)


def _answer_in(site: Path, address: str) -> Answer:
    asked = (site / address.lstrip("/")).resolve()
    if not asked.is_relative_to(site):
        raise FileNotFoundError(address)
    if asked.is_dir() and not address.endswith("/"):
        folder = asked.relative_to(site).as_posix()
        return Answer(HTTPStatus.MOVED_PERMANENTLY, location=f"/{quote(folder)}/")
    file = asked / "index.html" if address.endswith("/") else asked
    data = file.read_bytes()
    # The feed at one of its old addresses, which may be that of a folder, as of a page.
    is_feed = file.suffix in {".html", ""} and data.startswith(b"<?xml")
    return Answer(HTTPStatus.OK, content_type(Path("feed.xml") if is_feed else file), data)


def _not_found(site: Path) -> Answer:
    page = site / "404.html"
    if page.is_file():
        return Answer(HTTPStatus.NOT_FOUND, content_type(page), page.read_bytes())
    return Answer(HTTPStatus.NOT_FOUND, body=b"There is no page at this address.\n")


def content_type(file: Path) -> str:
    """The media type of a file by its name, text as UTF-8 (RFC 9110, 8.3)."""
    media_type = TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0]
    media_type = media_type or "application/octet-stream"
    is_text = media_type.startswith("text/") or media_type.endswith(("xml", "json"))
    return f"{media_type}; charset=utf-8" if is_text else media_type


def state_of(output: Path, overlay: Mapping[str, bytes], answer: Answer) -> str:
    """A word that is another when a page, or a picture or script that it shows, is another.

    output, overlay, answer: the site, and what it answers (`answer_to`).
    """
    named = dict.fromkeys(
        unescape(name.decode(errors="replace")) for name in _NAMED.findall(answer.body)
    )
    shown = [answer, *(answer_to(output, overlay, name) for name in named)]
    parts = [f"{one.status} {hashlib.sha256(one.body).hexdigest()}" for one in shown]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
