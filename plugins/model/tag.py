"""Tags of HTML as patterns, and which attributes hold addresses: for all that read built pages.

What is read was written by our own templates and cleaned, or copied as an editor gave it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from html import unescape

Rewrite = Callable[[str], str]  # of an address

ADDRESSES = frozenset({"href", "src", "poster", "action", "formaction", "cite", "data"})
ADDRESS_LISTS = frozenset({"srcset", "imagesrcset"})
# "/" of an end tag, the name, all else. A "<" ends it, so much that is no tag is looked through
# three times at most: by pages in which every quote is left open.
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
# The name, then the value in double quotes, in single quotes or in none.
ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?", re.DOTALL
)
# The content of a <meta http-equiv="refresh">: how long to wait, and where to go then.
REFRESH = re.compile(r"([\s\d.]*[;,]\s*url\s*=\s*[\"']?)([^\"']*)", re.IGNORECASE)
_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(,+|[^,]*)")  # an address, and for which screens


def attributes_of(rest: str) -> dict[str, str]:
    """The attributes of a tag, decoded, "" for one without a value; of two alike, the first.

    rest: what stands in the tag after its name.
    """
    attributes: dict[str, str] = {}
    for name, *values in ATTRIBUTE.findall(rest):
        attributes.setdefault(name.lower(), unescape("".join(values)))
    return attributes


def tags(html: str, names: Collection[str]) -> Iterator[dict[str, str]]:
    """The attributes of each tag that has one of these names (in small letters)."""
    for end, name, rest in TAG.findall(html):
        if not end and name.lower() in names:
            yield attributes_of(rest)


def addresses_in(name: str, value: str) -> list[str]:
    """The addresses that an attribute holds; none for one that holds something else."""
    if name in ADDRESS_LISTS:
        return [address for address, _ in _CANDIDATE.findall(value)]
    return [value.strip()] if name in ADDRESSES else []


def rewritten(name: str, value: str, rewrite: Rewrite) -> str:
    """The value of an attribute with every address in it rewritten.

    >>> rewritten("srcset", "/a.svg 1x, /b.svg 2x", lambda address: f"..{address}")
    '../a.svg 1x, ../b.svg 2x'
    """
    if name in ADDRESS_LISTS:
        return _CANDIDATE.sub(lambda one: rewrite(one[1]) + one[2], value)
    return rewrite(value) if name in ADDRESSES else value
