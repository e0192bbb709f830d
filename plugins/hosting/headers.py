"""The one declaration of the headers: what browsers may do with our pages, and may keep."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from plugins.hosting.rules import pattern
from plugins.model.address import FEED, FEED_TYPES, FEEDS, FEEDS_IN_ONE, SEARCH

PAGES = "no-cache"  # may be kept, and is asked about each time: unchanged costs a 304 (RFC 9111)
KEPT = {
    "/theme/": "public, max-age=31536000, immutable",  # names there hold a hash of the bytes
    "/pictures/": "public, max-age=31536000, immutable",  # likewise
    "/media/": "public, max-age=86400, must-revalidate",
}

POLICY = "Content-Security-Policy"
Sources = Mapping[str, Collection[str]]  # by the directive: what it names beside this site
SEARCHING = SEARCH  # the one folder whose page runs WebAssembly, under a policy of its own

# Of feeds in XML: with application/rss+xml a browser shows no stylesheet. Readers take either.
XML_TYPE = "application/xml"
# What is worth compressing, and what it is (RFC 9239, RFC 9512 and the W3C's for each).
TEXT_TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "htm": "text/html",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "opml": "text/x-opml",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml",
}


def feed_types(aliases: Collection[str]) -> dict[str, str]:
    """The type of each feed, by a pattern of its path.

    aliases: old addresses of the feed; a folder holds it as its index, which is no page.
    """
    index = "(?:index\\x2ehtml)?"
    return {
        pattern(FEED): XML_TYPE,
        f"{FEEDS}.+\\x2exml": XML_TYPE,
        f"{FEEDS}.+\\x2ejson": FEED_TYPES["json"],
        pattern(FEEDS_IN_ONE): TEXT_TYPES["opml"],
        **{pattern(one) + (index if one.endswith("/") else ""): XML_TYPE for one in aliases},
    }


def security_headers(sources: Sources) -> dict[str, str]:
    """What every response says, by the name of the header.

    sources: what pages may hold or ask of other sites.
    Another site learns from which site a reader came, and not from which page: players of films
    in frames refuse to play where they learn nothing.
    """
    return {
        POLICY: content_security_policy(sources),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def search_policy(sources: Sources) -> str:
    """The policy of the search page alone: Pagefind is WebAssembly (W3C CSP 3, 6.1.11)."""
    policy = content_security_policy(sources)
    return policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


def content_security_policy(sources: Sources) -> str:
    """Everything from this site, nothing inline, and what is named of others (W3C CSP 3)."""

    def directive(kind: str, *own: str) -> str:
        return " ".join([kind, *(own + tuple(sorted(sources.get(kind, ()))) or ("'none'",))])

    own = ("script-src", "style-src", "img-src", "media-src", "font-src", "connect-src")
    return "; ".join(
        [
            "default-src 'none'",
            *(directive(kind, "'self'") for kind in own),
            "manifest-src 'self'",
            directive("frame-src"),
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ]
    )
