"""The site that goes out: one for readers, whole, and no preview."""

from __future__ import annotations

from pathlib import Path
from urllib.robotparser import RobotFileParser

from plugins.model.extra_file import FOR_SERVERS
from plugins.model.tag import tags
from plugins.releases import ReleaseProblem

FOR_OTHER_SERVERS = frozenset({FOR_SERVERS, ".htaccess"})  # GitHub Pages would show them
_MAKE = "Make the site for readers first: make publish"


def site_for_readers(site: Path) -> Path:
    """The folder that a site is in, a link followed once, so that a new build cannot swap it.

    Raises ReleaseProblem where there is no site, one that tells search engines to stay away, or one
    that was built and not published: that alone is checked whole and written into the ledger.
    """
    folder = site.resolve()
    if not (folder / "index.html").is_file():
        raise ReleaseProblem(f"There is no site in {site}. {_MAKE}")
    sign = _sign_of_preview(folder)
    if sign:
        raise ReleaseProblem(
            f"{site} is a preview: {sign} tells search engines to stay away. {_MAKE}"
        )
    if not (folder / FOR_SERVERS).is_dir():
        raise ReleaseProblem(
            f"{site} was not published: it lacks {FOR_SERVERS}/, which `make publish` writes."
            f" {_MAKE}"
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
    home = (folder / "index.html").read_text(encoding="utf-8", errors="replace")
    said = [one for one in tags(home, {"meta"}) if one.get("name", "").lower() == "robots"]
    return "its home page" if any("noindex" in one.get("content", "") for one in said) else ""
