"""What the editors' guide says of the fields, made from their declaration.

A page asks for it with a line of its own, which readers of the source do not see:
`<!-- fields: posts -->` becomes the table of a kind of content, `<!-- fields: posts original -->`
that of the keys under one key, `<!-- block: posts blog -->` the lines to copy, and
`<!-- html: allowed -->` the HTML that a text may hold.
"""

from __future__ import annotations

import re

from plugins.model.cleaning import WRITTEN
from plugins.model.field import Fields, keys_of, line_to_copy, shown
from plugins.model.schema import FOLDERS, KINDS, NEEDS_AUTHOR

_REQUEST = re.compile(r"^<!-- (fields|block|html): ([\w-]+)(?: ([\w-]+))? -->[ \t]*$", re.MULTILINE)


def fill_in(text: str) -> str:
    """Markdown with each request replaced by what it asks for; unknown ones stay as they are."""
    return _REQUEST.sub(_answer, text)


def _answer(match: re.Match[str]) -> str:
    what, folder, detail = match.groups()
    if (what, folder) == ("html", "allowed"):
        return html_table()
    if what == "html" or folder not in FOLDERS:
        return match.group()
    if what == "block":
        return f"```yaml\n{scaffold(folder, detail or '')}\n```"
    if not detail:
        return field_table(FOLDERS[folder])
    key = keys_of(FOLDERS[folder]).get(detail)
    return field_table(key.kind.fields) if key and key.kind.fields else match.group()


def field_table(kind: type[Fields]) -> str:
    """A Markdown table of the keys: what each means, and what may be written."""
    rows = [
        f"| `{shown(name)}`{' (needed)' if key.required else ''} | {key.help} | {key.kind.says} |"
        for name, key in keys_of(kind).items()
    ]
    return "\n".join(["| Key | What it says | What to write |", "| --- | --- | --- |", *rows])


def html_table() -> str:
    """A Markdown table of the HTML that is let through, and of the attributes it may have."""
    plain = [f"`<{tag}>`" for tag, attributes in WRITTEN.items() if not attributes]
    rows = [
        f"| `<{tag}>` | {', '.join(f'`{name}`' for name in sorted(attributes))} |"
        for tag, attributes in WRITTEN.items()
        if attributes
    ]
    first = f"| {', '.join(plain)} | `lang` and `dir`, which all of them may have |"
    return "\n".join(["| HTML | Attributes |", "| --- | --- |", first, *rows])


def scaffold(folder: str, post_kind: str = "") -> str:
    """The lines of a new file of a kind, with its text still to write.

    post_kind: one of the kinds of post, which changes what must be there.
    """
    lines = []
    for name, key in keys_of(FOLDERS[folder]).items():
        if key.example and not _is_left_out(name, post_kind):
            value = post_kind if name == "kind" and post_kind in KINDS else key.example
            lines.append(line_to_copy(name, value))
    if folder == "comments":
        return "\n".join(lines)
    return "\n".join(["---", *lines, "---", "", "The text starts here."])


def _is_left_out(name: str, post_kind: str) -> bool:
    """Whether this kind of post has no need of a key that others need."""
    if name == "original":
        return post_kind != "digest"
    return name == "author" and post_kind not in NEEDS_AUTHOR | {""}
