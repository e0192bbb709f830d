"""What the editors' guide says of the fields, made from their declaration.

A page asks for it with a line of its own, which readers of the source do not see:
`<!-- fields: posts -->` becomes the table of a kind of content, `<!-- fields: posts original -->`
that of the keys under one key, `<!-- block: posts blog -->` the lines to copy, and
`<!-- html: allowed -->` the HTML that a text may hold.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from plugins.model.field import Fields, keys_of, line_to_copy, shown
from plugins.model.problem import Severity
from plugins.model.schema import FOLDERS, KINDS, NEEDS_AUTHOR
from plugins.model.spelling import KEY_LIKENESS, did_you_mean, near
from plugins.model.text.cleaning import WRITTEN
from plugins.model.text.markdown_document import Finding

_REQUEST = re.compile(r"<!--[ \t]*([\w-]+):[ \t]*(\w.*?)[ \t]*-->[ \t]*")
_WORDS = ("fields", "block", "html")
_TEXT = "The text starts here."
_ROWS = f"""![What the first picture shows](../media/name-of-the-picture.jpg)

{_TEXT}

![What the next picture shows](../media/name-of-the-next-picture.jpg)

The next idea."""
_EXAMPLES = "<!-- fields: posts -->, <!-- block: posts blog --> or <!-- html: allowed -->"


class Filled(NamedTuple):
    """A text in which each request was answered.

    lines: for each of its lines, the line of the text before, counted from 1.
    unknown: the requests that nothing answers.
    """

    text: str
    lines: list[int]
    unknown: list[Finding]


def fill_in(text: str) -> Filled:
    """Markdown with each request replaced by what it asks for; unknown ones stay as they are."""
    filled: list[str] = []
    lines: list[int] = []
    unknown: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        request = _REQUEST.fullmatch(line)
        answer = _answer(request[1].lower(), *request[2].lower().split()) if request else ""
        if request and not answer:
            unknown.append(_unknown(number, line.strip(), request[1].lower()))
        made = (answer or line).split("\n")
        filled += made
        lines += [number] * len(made)
    return Filled("\n".join(filled), lines, unknown)


def _unknown(line: int, typed: str, word: str) -> Finding:
    """What to say of a request; one like no other may be a note to editors, and only warns."""
    message = (
        f"{typed[:80]} asks for something that the guide does not have, so nothing stands here."
    )
    remedy = f"Write a request such as {_EXAMPLES}."
    if word in _WORDS:
        return Finding(message, remedy, Severity.ERROR, line)
    if close := near(word, _WORDS, KEY_LIKENESS):
        return Finding(message, did_you_mean(close), Severity.ERROR, line)
    return Finding(message, f"{remedy} If it is a note, take out its colon.", line=line)


def _answer(what: str, folder: str, detail: str = "", *more: str) -> str:
    """What a request asks for; "" for an unknown one."""
    if (what, folder, detail) == ("html", "allowed", ""):
        return html_table()
    if more or what == "html" or folder not in FOLDERS:
        return ""
    if what == "block":
        is_known = not detail or (folder == "posts" and detail in KINDS)
        return f"```yaml\n{scaffold(folder, detail)}\n```" if is_known else ""
    if what != "fields":
        return ""
    if not detail:
        return field_table(FOLDERS[folder])
    key = keys_of(FOLDERS[folder]).get(detail)
    return field_table(key.kind.fields) if key and key.kind.fields else ""


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
    return "\n".join(["---", *lines, "---", "", _ROWS if folder == "easy-read" else _TEXT])


def _is_left_out(name: str, post_kind: str) -> bool:
    """Whether this kind of post has no need of a key that others need."""
    if name == "original":
        return post_kind != "digest"
    return name == "author" and post_kind not in NEEDS_AUTHOR | {""}
