"""`.htaccess`, which Apache reads in the folder of the site on most shared hosting.

It asks for `AllowOverride FileInfo`, and each part for its module, of which Debian's Apache lacks
mod_headers and mod_rewrite until they are switched on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from plugins.hosting.headers import (
    KEPT,
    PAGES,
    POLICY,
    SEARCHING,
    TEXT_TYPES,
    Sources,
    feed_types,
    search_policy,
    security_headers,
)
from plugins.hosting.rules import Rule, encoded, pattern, query_patterns, remark, unquoted_base
from plugins.model.address import MISSING

_PACKED = {"br": "br", "gzip": "gz"}  # the word for an encoding, and the ending of its files
_NOT_REFUSED = "(?!\\s*;\\s*q=0(?![.]0*[1-9]))"  # "br;q=0" is a no (RFC 9110, 12.5.3)


def htaccess(base: str, rules: list[Rule], sources: Sources, feed_aliases: Collection[str]) -> str:
    """The whole file; its rules are relative to its folder, its targets to the root."""
    missing = encoded(base, MISSING)
    lines = [
        f"ErrorDocument 404 {missing}",
        'ErrorDocument 410 "/%{reqenv:GONE_PAGE}"',
        *_module("headers", _headers(base, sources)),
        *_module("mime", _types(base, feed_aliases)),
        *_module("rewrite", _rewrites(base, rules)),
    ]
    return "\n".join([*lines, ""])


def _module(name: str, lines: Iterator[str]) -> list[str]:
    return [f"<IfModule mod_{name}.c>", *lines, "</IfModule>"]


def _headers(base: str, sources: Sources) -> Iterator[str]:
    start = pattern(unquoted_base(base))
    for name, value in security_headers(sources).items():
        yield f'Header always set {name} "{value}"'
    yield f'Header always set Cache-Control "{PAGES}"'
    others = [(folder, "Cache-Control", kept) for folder, kept in KEPT.items()]
    for folder, name, value in (*others, (SEARCHING, POLICY, search_policy(sources))):
        where = f"%{{REQUEST_URI}} =~ m#^{start}{folder}#"
        yield f'Header always set {name} "{value}" "expr={where}"'
    yield f'<FilesMatch "\\.(?:{_endings()})(?:\\.(?:br|gz))?$">'
    yield "Header merge Vary Accept-Encoding"
    yield "</FilesMatch>"


def _types(base: str, feed_aliases: Collection[str]) -> Iterator[str]:
    """What a file is, also where it is packed: Apache would go by its last ending."""
    yield from (f"AddEncoding {word} .{ending}" for word, ending in _PACKED.items())
    for ending, kind in TEXT_TYPES.items():
        yield f'<FilesMatch "\\.{ending}(?:\\.(?:br|gz))?$">'
        yield f'ForceType "{kind}; charset=utf-8"'
        yield "</FilesMatch>"
    start = pattern(unquoted_base(base))
    for path, kind in feed_types(feed_aliases).items():
        yield f'<If "%{{REQUEST_URI}} =~ m#^{start}{path}(?:\\.(?:br|gz))?$#">'
        yield f'ForceType "{kind}; charset=utf-8"'
        yield "</If>"


def _rewrites(base: str, rules: list[Rule]) -> Iterator[str]:
    yield "RewriteEngine On"
    yield f'RewriteRule "^" "-" [E=GONE_PAGE:{encoded(base, MISSING)[1:]}]'
    for rule in rules:
        yield from _rewrite(rule)
    yield 'RewriteRule "(?:^|/)\\.(?!well-known/)|^_(?:redirects|headers)$" "-" [R=404,L]'
    yield 'RewriteCond "%{REQUEST_FILENAME}" -d'
    yield 'RewriteCond "%{REQUEST_FILENAME}/index.html" !-f'
    yield 'RewriteRule "^" "-" [R=404,L]'
    for word, ending in _PACKED.items():
        yield f'RewriteCond "%{{HTTP:Accept-Encoding}}" "\\b{word}\\b{_NOT_REFUSED}"'
        yield f'RewriteCond "%{{REQUEST_FILENAME}}.{ending}" -f'
        yield f'RewriteRule "^(.*\\.(?:{_endings()}))$" "$1.{ending}" [L,E=no-gzip:1]'


def _rewrite(rule: Rule) -> Iterator[str]:
    """One rule; % and what follows would be a part of what a condition found."""
    if not rule.to:
        yield f"# {remark(rule)}"
    if rule.query:
        asked = "|".join(query_patterns(rule.query))
        yield f'RewriteCond "%{{QUERY_STRING}}" "^(?:{asked})$"'
    path = pattern(rule.path[1:]) + ("?" if rule.is_folder else "")
    if rule.to:
        target = rule.to.replace("%", "\\%")
        yield f'RewriteRule "^{path}$" "{target}" [R=301,L,NE,QSD]'
    elif "%" in rule.page:  # a flag cannot hold it
        yield f'RewriteRule "^{path}$" "-" [G,L]'
    else:
        yield f'RewriteRule "^{path}$" "-" [G,L,E=GONE_PAGE:{rule.page[1:]}]'


def _endings() -> str:
    return "|".join(TEXT_TYPES)
