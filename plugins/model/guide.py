"""What the editors' guide says of the fields, made from their declaration.

A page asks for it with a line of its own, which readers of the source do not see:
`<!-- fields: posts -->` becomes the table of a kind of content, `<!-- fields: posts original -->`
that of the keys under one key, `<!-- block: posts blog -->` the lines to copy,
`<!-- block: discussion pause -->` those of one key,
`<!-- new: posts blog -->` the way to make such a file on the forge, with these lines in it
already, and `<!-- html: allowed -->` the HTML that a text may hold.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from plugins.model.field import Fields, keys_of, line_to_copy, shown
from plugins.model.file_name import DISCUSSION, IN_NO_FOLDER, STATEMENT
from plugins.model.problem import Severity
from plugins.model.repository.forge import in_repository, new_file_address
from plugins.model.schema import FIELDS_OF, KINDS, NEEDS_AUTHOR
from plugins.model.settings import Settings
from plugins.model.spelling import KEY_LIKENESS, did_you_mean, near
from plugins.model.text.cleaning import WRITTEN
from plugins.model.text.markdown_document import Finding

_REQUEST = re.compile(r"<!--[ \t]*([\w-]+):[ \t]*(\w.*?)[ \t]*-->[ \t]*")
_WORDS = ("fields", "block", "new", "html")
_TEXT = "The text starts here."
_ROWS = f"""![What the first picture shows](../media/name-of-the-picture.jpg)

{_TEXT}

![What the next picture shows](../media/name-of-the-next-picture.jpg)

The next idea."""
_EXAMPLES = (
    "<!-- fields: posts -->, <!-- block: posts blog -->, <!-- new: posts blog -->"
    " or <!-- html: allowed -->"
)
# What to do, and the file to make.
_NEW_FILES = {
    "posts": ("Write a post", "posts/{year}/name-of-your-post.md"),
    "pages": ("Add a page", "pages/name-of-the-page.md"),
    "people": ("Add a person", "people/first-name-surname.md"),
    "organisations": ("Add an organisation", "organisations/name-of-the-organisation.md"),
    "series": ("Start a series", "series/name-of-the-series.md"),
    "topics": ("Add a topic", "topics/name-of-the-topic.md"),
    "easy-read": ("Add an Easy Read text", "easy-read/title-in-easy-words.md"),
    "comments": ("Keep comments from an older site", "comments/name-of-the-post.yml"),
    "accessibility": ("Say what does not work yet", STATEMENT),
    "discussion": ("Say how people talk here", DISCUSSION),
}
_NEW_POSTS = {
    "blog": "Write a blog post",
    "news": "Write a piece of news",
    "digest": "Write a digest",
    "story": "Write a story",
    "resource": "Add a resource",
}
EXAMPLE_NAMES = frozenset(
    PurePosixPath(path).stem for _, path in _NEW_FILES.values() if path not in IN_NO_FOLDER
)
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


class Filled(NamedTuple):
    """A text in which each request was answered.

    lines: for each of its lines, the line of the text before, counted from 1.
    unknown: the requests that nothing answers.
    """

    text: str
    lines: list[int]
    unknown: list[Finding]


def fill_in(text: str, settings: Settings) -> Filled:
    """Markdown with each request replaced by what it asks for; unknown ones stay as they are."""
    filled: list[str] = []
    lines: list[int] = []
    unknown: list[Finding] = []
    for number, line in enumerate(text.split("\n"), 1):
        request = _REQUEST.fullmatch(line)
        answer = _answer(request, settings) if request else ""
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


def _answer(request: re.Match[str], settings: Settings) -> str:
    """What a request asks for; "" for an unknown one."""
    word, folder, *details = f"{request[1]} {request[2]}".lower().split()
    if word == "html":
        return html_table() if [folder, *details] == ["allowed"] else ""
    if folder not in FIELDS_OF or len(details) > 1:
        return ""
    detail = "".join(details)
    if word == "fields":
        return _fields(folder, detail)
    if word == "block" and (lines := _block_of_key(folder, detail)):
        return f"```yaml\n{_DAY.sub('YEAR-MONTH-DAY', lines)}\n```"
    if detail and (folder != "posts" or detail not in KINDS):
        return ""
    if word == "new":
        return _new(folder, detail, settings)
    return f"```yaml\n{_form(folder, detail)}\n```" if word == "block" else ""


def _fields(folder: str, name: str) -> str:
    """The table of a kind of content, or of the keys under one of its keys; "" for no such key."""
    if not name:
        return field_table(FIELDS_OF[folder])
    key = keys_of(FIELDS_OF[folder]).get(name)
    return field_table(key.kind.fields) if key and key.kind.fields else ""


def _block_of_key(folder: str, name: str) -> str:
    """The lines to copy of one key, with the keys under it; "" for no such key."""
    key = keys_of(FIELDS_OF[folder]).get(name)
    return line_to_copy(name, key.example) if key and key.kind.fields and key.example else ""


def _new(folder: str, post_kind: str, settings: Settings) -> str:
    """The way to make a file of a kind."""
    words, name = _NEW_FILES[folder]
    words = _NEW_POSTS.get(post_kind, words)
    path = in_repository(settings, name.format(year=settings.today.year))
    address = new_file_address(settings, path, _form(folder, post_kind) + "\n")
    if not address:
        return f"To {words[0].lower()}{words[1:]}, make the file `{path}`."
    is_filled = address != new_file_address(settings, path, "")
    return f"**[{words}]({address})**{'' if is_filled else ', and copy the lines below into it.'}"


def _form(folder: str, post_kind: str) -> str:
    """The lines of a new file without a day that somebody could leave in by mistake."""
    return _DAY.sub("YEAR-MONTH-DAY", scaffold(folder, post_kind))


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
    for name, key in keys_of(FIELDS_OF[folder]).items():
        if key.example and not _is_left_out(name, post_kind):
            value = post_kind if name == "kind" and post_kind in KINDS else key.example
            lines.append(line_to_copy(name, value))
    if _NEW_FILES[folder][1].endswith(".yml"):
        return "\n".join(lines)
    return "\n".join(["---", *lines, "---", "", _ROWS if folder == "easy-read" else _TEXT])


def _is_left_out(name: str, post_kind: str) -> bool:
    """Whether a new file needs no such key: one of this kind of post, or one that shuts a site."""
    if name == "pause":
        return True
    if name == "original":
        return post_kind != "digest"
    return name == "author" and post_kind not in NEEDS_AUTHOR | {""}
