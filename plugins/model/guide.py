"""What the editors' guide says of the fields, made from their declaration.

A page asks for it with a line of its own, which readers of the source do not see:
`<!-- fields: posts -->` becomes the table, `<!-- block: posts -->` the lines to copy.
"""

from __future__ import annotations

import re

from plugins.model.field import Fields, keys_of, shown
from plugins.model.schema import FOLDERS, KINDS, NEEDS_AUTHOR

_REQUEST = re.compile(r"^<!-- (fields|block): ([\w-]+)(?: ([\w-]+))? -->[ \t]*$", re.MULTILINE)


def fill_in(text: str) -> str:
    """Markdown with each request replaced by what it asks for; unknown ones stay as they are."""

    def answer(match: re.Match[str]) -> str:
        what, folder, kind = match.groups()
        fields = FOLDERS.get(folder)
        if fields is None:
            return match.group()
        return field_table(fields) if what == "fields" else copy_block(fields, kind or "")

    return _REQUEST.sub(answer, text)


def field_table(kind: type[Fields]) -> str:
    """A Markdown table of the keys: what each means, and what may be written."""
    rows = [
        f"| `{shown(name)}`{' (needed)' if key.required else ''} | {key.help} | {key.kind.says} |"
        for name, key in keys_of(kind).items()
    ]
    return "\n".join(["| Key | What it says | What to write |", "| --- | --- | --- |", *rows])


def copy_block(kind: type[Fields], post_kind: str = "") -> str:
    """A fenced block with the front matter of a new file, ready to copy.

    post_kind: one of the kinds of post, which changes what must be there.
    """
    return f"```yaml\n{scaffold(kind, post_kind)}\n```"


def scaffold(kind: type[Fields], post_kind: str = "") -> str:
    """The front matter of a new file, with its text still to write."""
    lines = []
    for name, key in keys_of(kind).items():
        if not key.example or _left_out(name, post_kind):
            continue
        value = post_kind if name == "kind" and post_kind in KINDS else key.example
        lines.append(f"{shown(name)}:{'' if value.startswith(chr(10)) else ' '}{value}")
    return "\n".join(["---", *lines, "---", "", "The text starts here."])


def _left_out(name: str, post_kind: str) -> bool:
    without_author = post_kind and post_kind not in NEEDS_AUTHOR
    return (name == "original" and post_kind != "digest") or (
        name == "author" and bool(without_author)
    )
