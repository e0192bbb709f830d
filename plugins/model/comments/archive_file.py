"""Put comments into a file of content/comments/, and leave every byte of it that is there alone.

What was written is read back as the build reads it: a file that would say anything but what was
meant is not made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from plugins.model.comments.archive_lines import (
    WriteText,
    comment_lines,
    in_block,
    in_quotes,
    origin_lines,
)
from plugins.model.encoding import MOST_OF_COMMENTS, read_text
from plugins.model.front import cut
from plugins.model.place import Chunk, fold_key
from plugins.model.problem import Problem, errors, of_file
from plugins.model.reading import read_entry
from plugins.model.schema import ThreadFields
from plugins.model.schema.thread import CommentFields, OriginFields
from plugins.model.settings import Settings

_ITEM = re.compile(r"( *)-(?: |$)")


class Archive(msgspec.Struct, frozen=True):
    """A file of kept comments, and how it is read.

    path: seen from the content folder. data: its bytes, None where it is yet to be made.
    root: how the content folder is called.
    """

    path: str
    slug: str
    data: bytes | None
    settings: Settings
    root: str

    @property
    def place(self) -> str:
        """The file as an editor knows it."""
        return f"{self.root}/{self.path}"

    def read(self, data: bytes) -> tuple[ThreadFields, list[Problem]]:
        """What bytes say as the file's own, and the errors in them."""
        entry = read_entry(self.path, data, self.settings, self.root)
        return entry.fields, errors(entry.problems)

    def reads_as(self, data: bytes, meant: ThreadFields) -> bool:
        """Whether bytes say what is meant, without an error, and of the same post."""
        entry = read_entry(self.path, data, self.settings, self.root)
        is_right = entry.fields == meant and entry.slug == self.slug
        return is_right and not errors(entry.problems)


def with_comments(
    archive: Archive, origin: OriginFields | None, comments: Sequence[CommentFields]
) -> bytes | Problem:
    """The bytes of the file with comments at its end, or why they cannot be put there.

    origin: where they came from, for a file that is yet to be made.
    """
    before = ThreadFields(origin=origin)
    if archive.data is not None:
        before, wrong = archive.read(archive.data)
        if wrong:
            return _by_hand(archive, "has errors", comments)
    meant = msgspec.structs.replace(before, comments=(*before.comments, *comments))
    for write in (in_block, in_quotes):
        data = _written(archive, meant.origin or origin, comments, write)
        if data and len(data) > MOST_OF_COMMENTS:
            return _too_large(archive)
        if data and archive.reads_as(data, meant):
            return data
    return _by_hand(archive, "is in no shape in which a program can be sure to add to", comments)


def _written(
    archive: Archive,
    origin: OriginFields | None,
    comments: Sequence[CommentFields],
    write: WriteText,
) -> bytes | None:
    items = [line for one in comments for line in comment_lines(one, write)]
    if archive.data is None:
        head = origin_lines(origin) if origin else []
        lines = [*head, "comments:", *_indented("  ", items)]
        return "".join(f"{line}\n" for line in lines).encode()
    return _appended(archive.data, items)


def _appended(data: bytes, items: list[str]) -> bytes | None:
    """The bytes with items at the end of the list of comments; None where there is no such list."""
    text = data.decode("utf-8", "surrogateescape")
    chunk, lines = comments_chunk(data), text.split("\n")
    more = chunk.more if chunk else []
    first = next((match for line in more if (match := _ITEM.match(line))), None)
    if chunk is None or first is None or "\r" in text.replace("\r\n", ""):
        return None
    end = chunk.line + chunk_length(chunk)
    ending = "\r" if lines[0].endswith("\r") else ""
    lines[end - 1] = lines[end - 1].removesuffix("\r") + ending
    lines[end:end] = [line + ending for line in _indented(first[1], items)]
    if len(lines) == end + len(items):  # the last line of the file had no end
        lines[-1] = lines[-1].removesuffix("\r")
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def comments_chunk(data: bytes) -> Chunk | None:
    """The key "comments" of a file, and the lines below it; None where it has none, or two."""
    text, _ = read_text("", data, MOST_OF_COMMENTS)
    chunks, _ = cut(text.split("\n"), 1)
    found = [chunk for chunk in chunks if fold_key(chunk.key) == "comments"]
    return found[0] if len(found) == 1 else None


def chunk_length(chunk: Chunk) -> int:
    """How many lines below its key are its own: blank lines and notes at the margin are not."""
    more = len(chunk.more)
    while more and (not chunk.more[more - 1].strip() or chunk.more[more - 1][0] not in " -"):
        more -= 1
    return more


def _indented(margin: str, lines: Sequence[str]) -> list[str]:
    return [margin + line if line else line for line in lines]


def _by_hand(archive: Archive, why: str, comments: Sequence[CommentFields]) -> Problem:
    message = f"This file {why}, so {len(comments)} comments were not added to it."
    lines = [line for one in comments for line in comment_lines(one)]
    pasted = "\n".join(_indented("  ", lines))
    return of_file(archive.place, message, f"Put these lines below its last comment:\n{pasted}")


def _too_large(archive: Archive) -> Problem:
    message = "With these comments the file would have more than 10 MB, the most that it may have."
    return of_file(archive.place, message, "Import fewer of them; none was added.")
