"""A page on its way to the browser, with what `make serve` adds; none of it is in the site."""

from __future__ import annotations

import re
from pathlib import Path

SCRIPT = Path(__file__).with_name("live.js")
OWN = "/.serve/"  # addresses of the server itself; no post, page or picture has one
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_STYLE = f'<link rel="stylesheet" href="{OWN}panel.css">'.encode()
_FIRST = b"""<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>%s - make serve</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
</head>
<body id="serve-first">
%s
</body>
</html>
"""
_WORDS = b"<main><h1>%s</h1><p>The front page shows here as soon as there is one.</p></main>"


def dressed(page: bytes, state: str, top: str, foot: str) -> bytes:
    """A page with more in it: a panel at its top, a note at its foot, and the script.

    state: what the script compares, to know whether the page is another by now.
    top, foot: HTML, or "" for nothing.
    """
    # In the page, not beside it: it must move the page to its place before anybody sees it.
    script = f'<script data-state="{state}">\n{SCRIPT.read_text("utf-8")}</script>'
    page = _put(page, page.find(b"</head>"), _STYLE)
    body = _BODY.search(page)
    page = _put(page, body.end() if body else -1, _encoded(top))
    return _put(page, page.rfind(b"</body>"), _encoded(foot + script))


def first_page(*, is_building: bool) -> bytes:
    """The page that stands at every address before there is a site."""
    title = b"The site is being built" if is_building else b"There is no site yet"
    return _FIRST % (title, _WORDS % title)


def _put(page: bytes, at: int, what: bytes) -> bytes:
    """A page with something at a place; at its end, where browsers mend it, if that is -1."""
    return page + what if at < 0 else page[:at] + what + page[at:]


def _encoded(html: str) -> bytes:
    return html.encode(errors="backslashreplace")
