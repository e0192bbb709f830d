"""`_redirects` and `_headers`, which Netlify and Cloudflare Pages read, each in its own way.

Netlify: https://docs.netlify.com/routing/redirects/redirect-options/ and .../headers/.
Cloudflare Pages: https://developers.cloudflare.com/pages/configuration/redirects/ and .../headers/.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import quote

from plugins.hosting.headers import (
    KEPT,
    POLICY,
    SEARCHING,
    TEXT_TYPES,
    XML_TYPE,
    Sources,
    search_policy,
    security_headers,
)
from plugins.hosting.rules import Rule, encoded, unquoted_base
from plugins.model.address import FEEDS_IN_ONE

MOST_LINES = 2000  # that Cloudflare takes; it counts no comments, and no lines of four words
_PLAIN_QUERY = re.compile(r"[\w.~-]+=[\w.~-]+(?:&[\w.~-]+=[\w.~-]+)*", re.ASCII)
_NETLIFY = "# Netlify"  # a fourth word, with which Cloudflare leaves the line out
_ABOUT = """\
# Netlify and Cloudflare Pages read this file; to Cloudflare, a line that ends in "# Netlify" has a
# word too many. Such lines have what Netlify alone can do: match a query, and (the sign !) lead on
# although a page stands at the old address, as Cloudflare always does.
"""


def redirects_file(base: str, rules: list[Rule]) -> str:
    """`_redirects`: what of the rules can be said there; the rest is named in a comment.

    Neither host can answer 410, so a page that says why is all there is of what is gone.
    """
    lines, taken = [], 0
    for rule in rules:
        if not rule.to:
            continue
        if not _fits(rule):
            lines.append(f"# No line can match {_as_sent(base, rule.path)} {_words(rule)}".rstrip())
        elif rule.query:
            lines.append(f"{_as_sent(base, rule.path)} {_words(rule)} {rule.to} 301! {_NETLIFY}")
        else:
            line = f"{_as_sent(base, rule.path)} {rule.to} 301"
            lines += [f"{line}! {_NETLIFY}"] if rule.has_file else []
            lines.append(line if taken < MOST_LINES else f"{line} {_NETLIFY}")
            taken += 1
    return _ABOUT + "".join(f"{line}\n" for line in lines)


def headers_file(base: str, sources: Sources, feed_aliases: Collection[str]) -> str:
    """`_headers`: no header stands in two blocks that match one address, as both would be sent.

    But for the policy of the search page: its block comes last and takes the other away (`!`).
    Netlify passes over that line, and sends the last of what is said twice.
    Pages need no block for the cache: both hosts have them asked about each time of themselves; nor
    do feeds for their type where the name says enough.
    """
    start = encoded(base, "")
    blocks = {f"{start}/*": security_headers(sources)}
    for folder, kept in KEPT.items():
        blocks[f"{start}{folder}*"] = {"Cache-Control": kept}
    types = dict.fromkeys(feed_aliases, XML_TYPE) | {FEEDS_IN_ONE: TEXT_TYPES["opml"]}
    for path, kind in types.items():
        blocks[f"{start}{path}"] = {"Content-Type": f"{kind}; charset=utf-8"}
    searching = f"{start}{SEARCHING}*\n  ! {POLICY}\n  {POLICY}: {search_policy(sources)}\n"
    return (
        "\n".join(
            "\n".join([path, *(f"  {name}: {value}" for name, value in headers.items()), ""])
            for path, headers in blocks.items()
        )
        + f"\n{searching}"
    )


def _fits(rule: Rule) -> bool:
    """Whether both read the path as it is (":" and "*" match much), and Netlify the query."""
    names = [part.partition("=")[0] for part in rule.query.split("&")]
    is_plain = bool(_PLAIN_QUERY.fullmatch(rule.query)) and len(set(names)) == len(names)
    return not set(":*") & set(rule.path) and (is_plain or not rule.query)


def _as_sent(base: str, path: str) -> str:
    """A path as browsers send it, for Cloudflare compares them letter by letter (WHATWG URL)."""
    return quote(unquoted_base(base) + path, safe="/!$&'()+,;=@-._~|[]")


def _words(rule: Rule) -> str:
    return " ".join(quote(part, safe="=-._~%") for part in rule.query.split("&"))
