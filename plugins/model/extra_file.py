"""What may not stand in extra/, the folder of files that are copied to the root of the site."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

FOR_SERVERS = ".hosts"  # the folder of a published site that servers are configured from
MADE_BY_PUBLISHING = frozenset({".nojekyll", ".htaccess", "_headers", "_redirects", FOR_SERVERS})
PACKED = (".br", ".gz")
PROGRAMS = frozenset(
    {
        *(".php", ".php3", ".php4", ".php5", ".php7", ".phtml", ".phar", ".cgi", ".fcgi", ".pl"),
        *(".py", ".pyc", ".rb", ".sh", ".asp", ".aspx", ".jsp", ".shtml", ".exe", ".dll", ".so"),
    }
)
_REDIRECTS = (
    " Say where an old address leads in the file of its page (aliases:), or in"
    " {root}/old-addresses.txt."
)
_HEADERS = " The headers are made by publishing; ask who looks after the software for another."
_SAY_INSTEAD = {
    "_redirects": _REDIRECTS,
    "_headers": _HEADERS,
    ".htaccess": f"{_REDIRECTS}{_HEADERS}",
}


def wrong_at_the_root(
    path: PurePosixPath, root: str, there: Collection[str]
) -> tuple[str, str] | None:
    """Message and remedy for a file of extra/ that would be refused or lost in publishing.

    path: seen from the content folder. root: how problems name that. there: all other paths.
    """
    first, name = path.parts[1].lower(), path.name.lower()
    if name == ".htaccess" or first in MADE_BY_PUBLISHING:
        made = name if name == ".htaccess" else first
        return (
            f"Publishing makes {made} itself, so this file would be lost.",
            f"Delete it.{_SAY_INSTEAD.get(made, '').format(root=root)}",
        )
    if path.suffix.lower() in PROGRAMS:
        return (
            "A web server could run this file as a program, so it cannot be published.",
            "Delete it; if readers should have it, put it into a .zip file.",
        )
    if path.suffix in PACKED and str(path.with_suffix("")) in there:
        return (
            f"Publishing packs {path.stem} itself, so this file would be lost.",
            "Delete it, and keep the one that is not packed.",
        )
    return None
