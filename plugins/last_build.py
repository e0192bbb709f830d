"""What is remembered of the last build that went well, for the fast path of the next."""

from __future__ import annotations

import datetime
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from plugins.model.address import PAGEFIND
from plugins.words import Words

if TYPE_CHECKING:  # what a build without news does without
    from plugins.inputs import Inputs
    from plugins.model.text.rendered import Body
    from plugins.publication import Built


class Last(msgspec.Struct, frozen=True):
    """The last build that went well, and all that its result hung on but the texts.

    inputs: the digest of settings, places, theme and history. day: on which it was made.
    others: the stamps of the files of the content that are no texts.
    settings: as they were read, packed. told: the texts of which something was said.
    texts: names of the long texts of posts, by file, as two that are copies are told of.
    state: of the output. words: what was said.
    """

    inputs: bytes
    day: datetime.date
    others: dict[str, bytes]
    settings: bytes
    told: frozenset[str]
    texts: dict[str, int]
    state: str
    words: Words


def last_of(built: Built, now: Inputs, state: str, root: str) -> Last:
    """What is to be remembered of a build, but for the stamps.

    root: how problems begin that name a file of the content.
    """
    return Last(
        inputs=now.digest,
        day=now.day,
        others={},
        settings=msgspec.msgpack.encode(built.library.settings),
        told=frozenset(
            {
                *(one.path.removeprefix(root) for one in built.words.problems),
                *(entry.path for entry in built.library.entries if entry.problems),
            }
        ),
        texts={
            post.entry.path: name_of_text(post.title, post.entry.body)
            for post in built.library.by_slug.values()
            if post.entry.body.copied
        },
        state=state,
        words=built.words,
    )


def hangs_on_more(built: Built, output: Path) -> bool:
    """Whether what was said hangs on more than files, so that the next build must look again.

    What git cannot tell, and a search index that is lacking, are mended elsewhere.
    """
    from plugins.model.view.search import is_to_be_searched

    has_no_index = not (output / PAGEFIND.strip("/")).is_dir()
    return (has_no_index and is_to_be_searched(built.library)) or any(
        one.field == "LAST_UPDATED_FROM_GIT" for one in built.words.problems
    )


def name_of_text(title: str, body: Body) -> int:
    """A number that two posts share that are told of as copies, and hardly any others."""
    return zlib.crc32(body.copied, zlib.crc32(title.encode(errors="replace")))
