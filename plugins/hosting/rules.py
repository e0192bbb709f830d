"""Old addresses as rules that every server can be told, and safe ways to write them down.

What editors type reaches the configuration of servers here. So targets are percent-encoded, and
what is matched is written as a pattern in which only letters and digits stand for themselves.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, unquote_plus

from plugins.model.address import MISSING, file_of

# Cloudflare's limit for a line. For longer ones nginx would not start (a word of 4,096 bytes), and
# Apache would answer every request with 500 (a line of 8,192).
MOST_LETTERS = 1000
MOST_SHUFFLED = 3  # parts of a query; five would have 120 orders
_CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Rule(NamedTuple):
    """What is answered at one old address.

    path: not percent-encoded, without base and query.
    query: without its "?", as a reader's browser sends it; "" for any query at all.
    to: where it leads, percent-encoded, with base; "" where it is gone.
    page: what is shown where it is gone, likewise.
    reason: why it is gone.
    has_file: whether a page stands at the old address, to lead on or to say that it is gone.
    is_folder: whether the path without its closing slash is answered too.
    """

    path: str
    query: str
    to: str
    page: str
    reason: str
    has_file: bool
    is_folder: bool

    @property
    def paths(self) -> tuple[str, ...]:
        """All that is answered in the same way."""
        return (self.path, self.path[:-1]) if self.is_folder else (self.path,)


def read_rules(
    folder: Path, base: str, redirects: Mapping[str, str], gone: Mapping[str, str]
) -> list[Rule]:
    """The rules of a site: by path, those with a query first.

    None is made for the file of a page that another address leads to: servers show it for that
    address, and would lead in a circle; and none for an address that is too long for a server.
    Raises ValueError for an address with a control character: no editor can have typed it.
    """
    aims = {file_of(to.partition("?")[0]) for to in redirects.values()}
    answers = [(old, to, "") for old, to in redirects.items() if file_of(old) not in aims]
    answers += [(old, "", reason) for old, reason in gone.items()]
    rules = [rule for answer in answers if _fits(rule := _rule(folder, base, *answer))]
    taken = {rule.path for rule in rules}
    rules = [rule._replace(is_folder=_is_folder(rule.path, taken, folder)) for rule in rules]
    return sorted(rules, key=lambda rule: (rule.path, not rule.query, rule.query))


def _rule(folder: Path, base: str, old: str, to: str, reason: str) -> Rule:
    if _CONTROL.search(old) or _CONTROL.search(to):
        raise ValueError(f"{old!r} -> {to!r} has a control character.")
    path, _, query = old.partition("?")
    has_file = not query and _is_file(folder, path)
    shown = f"/{file_of(path)}" if has_file else MISSING
    to, page = encoded(base, to) if to else "", encoded(base, shown)
    return Rule(path, query, to, page, reason, has_file, is_folder=False)


def _fits(rule: Rule) -> bool:
    words = (encoded("", rule.path), rule.to, *query_patterns(rule.query))
    return all(len(word) <= MOST_LETTERS for word in words)


def _is_folder(path: str, taken: set[str], folder: Path) -> bool:
    """Whether a path ends in a slash that may be missing: no other address has it so."""
    short = path[:-1]
    return path.endswith("/") and bool(short) and short not in taken and not _is_file(folder, short)


def _is_file(folder: Path, path: str) -> bool:
    return os.path.isfile(folder / file_of(path))  # noqa: PTH113 - Path's fails for a long name


def encoded(base: str, address: str) -> str:
    """An address as a link holds it, of letters that mean nothing in any configuration."""
    path, mark, query = address.partition("?")
    return quote(unquoted_base(base) + path, safe="/-._~") + mark + quote(query, safe="/-._~%&=+")


def unquoted_base(base: str) -> str:
    """The base as servers compare it with the path of a request."""
    return unquote(base)


def pattern(text: str, *, safe: str = "/_-") -> str:
    r"""A text as a regular expression that stands for it alone (PCRE and RE2).

    Letters beyond ASCII stay: only spaces and signs mean something to those who read the pattern.

    >>> pattern("/a b.html")
    '/a\\x20b\\x2ehtml'
    """
    return "".join(
        char if char.isalnum() or char in safe or ord(char) > 127 else f"\\x{ord(char):02x}"
        for char in text
    )


def query_patterns(query: str) -> list[str]:
    """A regular expression for each order in which the parts of a query may come.

    >>> query_patterns("p=12&a")
    ['p=12&a', 'a&p=12']
    """
    parts = [_part_pattern(part) for part in query.split("&")]
    orders = permutations(parts) if len(parts) <= MOST_SHUFFLED else [tuple(parts)]
    return list(dict.fromkeys("&".join(order) for order in orders))


def _part_pattern(part: str) -> str:
    name, mark, value = part.partition("=")
    return "".join(map(_char_pattern, unquote_plus(name))) + (
        mark + "".join(map(_char_pattern, unquote_plus(value)))
    )


def _char_pattern(char: str) -> str:
    """One letter of a query, as it is or percent-encoded (RFC 3986, 2.1: in either case)."""
    if char.isascii() and (char.isalnum() or char in "-_"):
        return char
    code = "".join(f"%{_hex_pattern(byte)}" for byte in char.encode())
    if char == " ":
        return f"(?:\\x2b|{code})"
    return f"(?:\\x{ord(char):02x}|{code})" if char.isascii() else code


def _hex_pattern(byte: int) -> str:
    digits = f"{byte:02X}"
    return "".join(f"[{one}{one.lower()}]" if one.isalpha() else one for one in digits)


def remark(rule: Rule) -> str:
    """Why an address is gone, for a comment in a configuration: words alone, on one line."""
    return " ".join(re.findall(r"[\w,.;:()/=-]+", f"{rule.path} {rule.query}: {rule.reason}"))
