"""What nginx includes within the `server` of the site: headers, and old addresses.

An exact location tells /About/ from /about/, which a `map` would not (its texts ignore case).
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
from plugins.hosting.rules import Rule, pattern, query_patterns, remark, unquoted_base
from plugins.model.address import MISSING

_CACHE = "$practice_press_cache"
_POLICY = "$practice_press_policy"
_MISSING_TYPES = ("mjs", "vtt", "webmanifest")  # from the list that nginx 1.22 brings


def nginx_headers(base: str, sources: Sources, feed_aliases: Collection[str]) -> str:
    """Headers, types and error pages; those are never kept as long as what is missing would be."""
    start, missing = pattern(unquoted_base(base)), _quoted(unquoted_base(base) + MISSING)
    lines = [f'set {_CACHE} "{PAGES}";']
    for folder, kept in KEPT.items():
        lines.append(f'if ($uri ~ {_quoted(f"^{start}{folder}")}) {{ set {_CACHE} "{kept}"; }}')
    headers = security_headers(sources)
    searching, policy = _quoted(f"^{start}{SEARCHING}"), _quoted(search_policy(sources))
    lines.append(f"set {_POLICY} {_quoted(headers[POLICY])};")
    lines.append(f"if ($uri ~ {searching}) {{ set {_POLICY} {policy}; }}")
    for name, value in headers.items():
        shown = _POLICY if name == POLICY else _quoted(value)
        lines.append(f"add_header {name} {shown} always;")
    types = "".join(f" {TEXT_TYPES[ending]} {ending};" for ending in _MISSING_TYPES)
    feeds = feed_types(feed_aliases)
    marked = {*TEXT_TYPES.values(), *feeds.values(), "application/javascript", "text/xml"}
    return "\n".join(
        [
            *lines,
            f"error_page 403 404 =404 {missing};",
            f"error_page 410 {missing};",
            f"add_header Cache-Control {_CACHE} always;",
            f"types {{{types} }}",
            "charset utf-8;",
            f"charset_types {' '.join(sorted(marked - {'text/html'}))};",
            *(
                f'location ~ {_quoted(f"^{start}{path}$")} {{ types {{ }} default_type "{kind}"; }}'
                for path, kind in feeds.items()
            ),
            "",
        ]
    )


def nginx_redirects(base: str, rules: list[Rule]) -> str:
    """A location for each old path; in it, the queries first."""
    answers: dict[str, list[Rule]] = {}
    for rule in rules:
        for path in rule.paths:
            answers.setdefault(_quoted(unquoted_base(base) + path), []).append(rule)
    return "".join(
        "\n".join(
            [f"location = {path} {{", *(line for rule in found for line in _answer(rule)), "}\n"]
        )
        for path, found in answers.items()
    )


def _answer(rule: Rule) -> Iterator[str]:
    answer = f'return 301 "{rule.to}";' if rule.to else "return 410;"
    if not rule.to:
        yield f"    # {remark(rule)}"
    if rule.query:
        for one in query_patterns(rule.query):
            yield f"    if ($args ~ {_quoted(f'^{one}$')}) {{ {answer} }}"
        return
    if rule.has_file and not rule.to and "%" not in rule.page:
        yield f"    error_page 410 {rule.page};"
    yield f"    {answer}"


def _quoted(text: str) -> str:
    """A text in quotes; nginx looks for a variable after $ in none of the places of ours."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
