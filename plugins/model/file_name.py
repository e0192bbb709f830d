"""What must hold of a file's name, and how one is shown that would spoil a line of a report."""

from __future__ import annotations

import unicodedata

_LEFT_BY_MACHINES = frozenset({"thumbs.db", "desktop.ini", "4913"})  # the last is Vim's
_BACKUPS = ("~", ".bak", ".orig", ".swn", ".swo", ".swp", ".swx", ".tmp")
_BYTES = range(0xDC80, 0xDD00)  # where Python keeps a byte of a name that is not UTF-8


STATEMENT, DISCUSSION = "accessibility.yml", "discussion.yml"
IN_NO_FOLDER = frozenset({STATEMENT, DISCUSSION})  # the texts directly in the content folder


def kind_of(path: str) -> str:
    """The kind of content of a text: its folder, or its own name where it stands in none.

    >>> kind_of("posts/2014/a.md"), kind_of(STATEMENT)
    ('posts', 'accessibility')
    """
    return path.partition("/")[0].removesuffix(".yml")


def is_left_by_a_machine(path: str) -> bool:
    """Whether nobody meant a file for readers: a hidden one, or a copy that an editor made."""
    folder, name = path.partition("/")[0], path.rpartition("/")[2].lower()
    hidden = name.startswith(".") and (folder != "extra" or name.startswith(".#"))
    copied = name.endswith(_BACKUPS) or (name.startswith("#") and name.endswith("#"))
    return hidden or copied or name in _LEFT_BY_MACHINES


def visible(path: str) -> str:
    r"""A path with every sign that does not show written out: a line break becomes \n."""
    if path.isprintable():
        return path
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in path
    )


def wrong_name(path: str) -> tuple[str, str] | None:
    """Message and remedy where a file cannot keep its name; None where it can.

    %, # and ? are parts of an address (RFC 3986, 2.1 and 3); files at the site's root keep a %,
    since nobody writes a link to them as the path of a file.
    """
    if not path.isprintable():
        hidden = next(sign for sign in path if not sign.isprintable())
        return f"The name holds {_called(hidden)}.", "Rename it without that."
    refused = "#?" if path.startswith("extra/") else "%#?"
    if not set(path).isdisjoint(refused):
        met = next(sign for sign in path if sign in refused)
        *others, last = tuple(refused)
        return (
            f'The name holds "{met}", which has another meaning in an address.',
            f"Rename it without {', '.join(others)} and {last}.",
        )
    return None


def _called(sign: str) -> str:
    """What a sign that does not show is called."""
    if ord(sign) in _BYTES:
        return f"the byte {ord(sign) - 0xDC00:02X}, which is no letter in UTF-8"
    name = "line break" if sign == "\n" else unicodedata.name(sign, "control character").lower()
    return f"a sign that does not show: U+{ord(sign):04X} ({name})"
