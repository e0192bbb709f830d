"""The site that goes out: one for readers, whole, and no preview."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.robotparser import RobotFileParser

from plugins.releases import ReleaseProblem

_MAKE = "Make the site for readers first: make publish"
_NOINDEX = re.compile(rb"""<meta\b(?=[^>]*\bname=["']?robots\b)[^>]*\bnoindex\b""", re.IGNORECASE)


def site_for_readers(site: Path) -> Path:
    """The folder that a site is in, a link followed once, so that a new build cannot swap it.

    Raises ReleaseProblem where there is no site, or one that tells search engines to stay away.
    """
    folder = site.resolve()
    if not (folder / "index.html").is_file():
        raise ReleaseProblem(f"There is no site in {site}. {_MAKE}")
    sign = _sign_of_preview(folder)
    if sign:
        raise ReleaseProblem(
            f"{site} is a preview: {sign} tells search engines to stay away. {_MAKE}"
        )
    return folder


def _sign_of_preview(folder: Path) -> str:
    """The file that keeps search engines out, "" where they are welcome (RFC 9309)."""
    robots = folder / "robots.txt"
    if robots.is_file():
        rules = RobotFileParser()
        rules.parse(robots.read_text(encoding="utf-8", errors="replace").splitlines())
        if not rules.can_fetch("*", "/"):
            return "robots.txt"
    return "its home page" if _NOINDEX.search((folder / "index.html").read_bytes()) else ""
