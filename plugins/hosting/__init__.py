"""What hosts and servers need beside the pages: redirects, headers, precompressed files.

Settings: none. Reads and sets: nothing of Pelican's. `docs/hosting.md` tells maintainers of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

from plugins.hosting.apache import htaccess
from plugins.hosting.caddy import caddy_headers, caddy_redirects
from plugins.hosting.compression import precompress
from plugins.hosting.headers import Sources
from plugins.hosting.nginx import nginx_headers, nginx_redirects
from plugins.hosting.platforms import headers_file, redirects_file
from plugins.hosting.rules import read_rules
from plugins.model.extra_file import FOR_SERVERS

__all__ = ["precompress", "write_host_files"]


def write_host_files(
    folder: Path,
    *,
    base: str,
    redirects: Mapping[str, str],
    gone: Mapping[str, str],
    sources: Sources = MappingProxyType({}),
    feed_aliases: Collection[str] = (),
) -> None:
    """Write what each kind of host reads, into a site whose pages are there already.

    folder: the built site.
    base: the path that all its addresses begin with, "" or "/sub-path".
    redirects: old address -> new one, both from the site's root without base and not
    percent-encoded; an old one may end in a query; no new one is itself an old one.
    gone: old address -> a sentence why. A page that stands there is shown, and marked as gone.
    sources: what pages may hold or ask of other sites, by the directive of their policy.
    feed_aliases: old addresses at which a copy of the feed stands.
    Raises ValueError for an address with a control character, OSError where a file cannot be
    written.
    """
    rules = read_rules(folder, base, redirects, gone)
    for name, text in {
        ".nojekyll": "",  # GitHub Pages would leave out what begins with a dot or an underscore
        "_redirects": redirects_file(base, rules),
        "_headers": headers_file(base, sources, feed_aliases),
        ".htaccess": htaccess(base, rules, sources, feed_aliases),
        f"{FOR_SERVERS}/nginx-headers.conf": nginx_headers(base, sources, feed_aliases),
        f"{FOR_SERVERS}/nginx-redirects.conf": nginx_redirects(base, rules),
        f"{FOR_SERVERS}/Caddyfile-headers": caddy_headers(base, sources, feed_aliases),
        f"{FOR_SERVERS}/Caddyfile-redirects": caddy_redirects(base, rules),
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode())
