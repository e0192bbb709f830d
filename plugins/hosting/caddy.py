"""What Caddy imports within the block of the site: headers, and old addresses.

A `map` tells /About/ from /about/, which a `path` matcher would not. Nothing that an editor typed
stands for itself but letters and digits: Caddy fills in {places} even within quotes.
"""

from __future__ import annotations

from collections.abc import Collection

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
from plugins.hosting.rules import (
    Rule,
    encoded,
    pattern,
    query_patterns,
    remark,
    unquoted_base,
)
from plugins.model.address import MISSING


def caddy_headers(base: str, sources: Sources, feed_aliases: Collection[str]) -> str:
    """Headers, types, and the pages for what is missing or gone."""
    start = pattern(unquoted_base(base))
    headers = security_headers(sources)
    policy = headers.pop(POLICY)
    lines = [
        "header {",
        *(f'\t{name} "{value}"' for name, value in headers.items()),
        "}",
        f'@searching path_regexp "^{start}{SEARCHING}"',
        f'header @searching {POLICY} "{search_policy(sources)}"',
        f'@reading not path_regexp "^{start}{SEARCHING}"',
        f'header @reading {POLICY} "{policy}"',
    ]
    for folder, kept in KEPT.items():
        name = f"@kept_{folder.strip('/')}"
        lines += [f'{name} path_regexp "^{start}{folder}"', f'header {name} Cache-Control "{kept}"']
    others = "|".join(folder.strip("/") for folder in KEPT)
    lines += [
        f'@asked_anew not path_regexp "^{start}/(?:{others})/"',
        f'header @asked_anew Cache-Control "{PAGES}"',
        *_types(start, feed_aliases),
        *_errors(base),
    ]
    return "\n".join([*lines, ""])


def _types(start: str, feed_aliases: Collection[str]) -> list[str]:
    """Types that Caddy does not know of itself; and that a text comes in more than one encoding."""
    endings = "|".join(TEXT_TYPES)
    lines = [
        f'@text path_regexp "(?:/|\\x2e(?:{endings}))$"',
        "header @text {",
        "\tVary Accept-Encoding",
        "\tdefer",
        "}",
    ]
    types = {f"\\x2e{ending}": TEXT_TYPES[ending] for ending in ("js", "mjs", "vtt", "webmanifest")}
    types |= {f"^{start}{path}": kind for path, kind in feed_types(feed_aliases).items()}
    for number, (ending, kind) in enumerate(types.items()):
        lines += [
            f'@type_{number} path_regexp "{ending}$"',
            f'header @type_{number} Content-Type "{kind}; charset=utf-8"',
        ]
    return lines


def _errors(base: str) -> list[str]:
    """What is shown where there is no page: the one that stands at what is gone, if any."""
    has_page = '{http.error.status_code} == 410 && {practice_press_gone} != ""'
    return [
        "handle_errors {",
        f'\theader Cache-Control "{PAGES}"',
        "\theader -Content-Type",
        f"\t@has_page expression `{has_page}`",
        "\trewrite @has_page {practice_press_gone}",
        f"\t@has_none expression `!({has_page})`",
        f"\trewrite @has_none {encoded(base, MISSING)}",
        "\tfile_server {",
        "\t\tprecompressed br gzip",
        "\t}",
        "}",
    ]


def caddy_redirects(base: str, rules: list[Rule]) -> str:
    """A map from each old path to its answer, and another for those with a query."""
    start = unquoted_base(base)
    plain, asked, remarks = [], [], []
    for rule in rules:
        remarks += [] if rule.to else [f"# {remark(rule)}"]
        answer = f'"{rule.to}" ""' if rule.to else f'"" "{rule.page}"'
        for path in rule.paths:
            if rule.query:
                query = "|".join(query_patterns(rule.query))
                asked.append(f'\t"~^{pattern(start + path)}\\x3f(?:{query})$" {answer}')
            else:
                plain.append(f'\t"{_literal(start + path)}" {answer}')
    return "\n".join([*remarks, *_map("", plain), *_map("asked_", asked), _ANSWERS])


# Caddy sorts these: it leads on before it says that something is gone.
_ANSWERS = """\
@asked_moved expression `{http.request.uri.query} != "" && {practice_press_asked_to} != ""`
redir @asked_moved {practice_press_asked_to} 301
@asked_gone expression `{http.request.uri.query} != "" && {practice_press_asked_gone} != ""`
error @asked_gone "Gone" 410
@moved {
\tnot expression `{http.request.uri.query} != "" && {practice_press_asked_gone} != ""`
\texpression `{practice_press_to} != ""`
}
redir @moved {practice_press_to} 301
@gone expression `{practice_press_gone} != ""`
error @gone "Gone" 410
"""


def _map(name: str, lines: list[str]) -> list[str]:
    source = "{http.request.uri.path}" + ("?{http.request.uri.query}" if name else "")
    return [
        f"map {source} {{practice_press_{name}to}} {{practice_press_{name}gone}} {{",
        *lines,
        '\tdefault "" ""',
        "}",
    ]


def _literal(path: str) -> str:
    """A path as a map compares it: letter by letter, or by a pattern where it holds more."""
    found = pattern(path, safe="/_-.~")
    return path if found == path else f"~^{pattern(path)}$"
