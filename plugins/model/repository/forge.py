"""Where a file can be written and changed on the web page of the forge that keeps the repository.

Reads REPOSITORY_URL, REPOSITORY_BRANCH, REPOSITORY_CONTENT and FORGE.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from plugins.model.settings import Settings

# Longer addresses are answered with 414 by some servers. That is at about 8,000 bytes, but one who
# must sign in first is sent on with the address encoded once more, which can double it.
LONGEST = 4000


class Forge(NamedTuple):
    """The addresses of one kind of forge, after that of the repository.

    text: what hands a new file its first lines; "" where the forge takes none.
    """

    edit: str
    new: str
    text: str = ""


FORGES = {
    "github": Forge("/edit/{branch}/{path}", "/new/{branch}?filename={path}", "&value={text}"),
    # It fills in the name alone: gitlab.com/gitlab-org/gitlab/-/issues/337038 and 594214.
    "gitlab": Forge("/-/edit/{branch}/{path}", "/-/new/{branch}?file_name={path}"),
    # Forgejo and Gitea: routers/web/repo/editor.go; the name may hold folders, as on GitHub.
    "forgejo": Forge("/_edit/{branch}/{path}", "/_new/{branch}/?filename={path}", "&value={text}"),
}
_HOSTS = {"codeberg.org": "forgejo"}  # those that are not named for their kind


def forge_at(repository: str) -> str:
    """The kind of forge that the host of a repository's address tells; "" where it tells none.

    >>> forge_at("https://gitlab.example.org/owner/name")
    'gitlab'
    """
    host = (urlsplit(repository).hostname or "").removeprefix("www.")
    first = host.partition(".")[0]
    return _HOSTS.get(host, first if first in FORGES else "")


def in_repository(settings: Settings, path: str) -> str:
    """The path of a file of the content folder, seen from the repository's root."""
    return f"{settings.repository_content}/{path}".lstrip("/")


def edit_address(settings: Settings, path: str, line: int = 0) -> str:
    """Where a file can be changed; "" without a repository.

    path: seen from the repository's root, as problems name it ("content/posts/2026/a.md").
    line: where the editor should begin, counted from 1; a forge that cannot do that ignores it.
    """
    forge = _forge(settings)
    address = _filled(settings, forge.edit, path) if forge else ""
    return f"{address}#L{line}" if address and line else address


def new_file_address(settings: Settings, path: str, text: str) -> str:
    """Where a file can be made that has its name and text already; "" without a repository.

    The text is left out where the forge takes none, or where the address would grow too long.
    """
    forge = _forge(settings)
    if not forge:
        return ""
    address = _filled(settings, forge.new, path)
    filled = address + forge.text.format(text=quote(text, safe="")) if text else address
    return filled if len(filled) <= LONGEST else address


def _forge(settings: Settings) -> Forge | None:
    """The forge of the repository; None where there is none, or its kind is not known."""
    url = settings.repository_url
    return FORGES.get(settings.forge or forge_at(url)) if url else None


def _filled(settings: Settings, pattern: str, path: str) -> str:
    """An address of the repository; letters beyond those of RFC 3986 are percent-encoded."""
    return settings.repository_url + pattern.format(
        branch=quote(settings.repository_branch), path=quote(path)
    )
